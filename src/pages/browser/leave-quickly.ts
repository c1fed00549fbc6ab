// Leaving a story at once, where somebody comes in: nothing stays on the screen, and the page is replaced, so that "Back" does not come back to it. Without a script the link leads away all the same.

const link = document.querySelector<HTMLAnchorElement>('#leave-quickly')
/** How often Escape is pressed, and within how many milliseconds. */
const [times, within] = [3, 5_000]

function leave(to: string): void {
  document.documentElement.hidden = true
  document.title = ''
  location.replace(to)
}

if (link) {
  let pressed: number[] = []
  const hint = document.createElement('span')
  hint.className = 'govuk-visually-hidden'
  hint.textContent = ' (or press Escape three times)'
  link.append(hint)
  link.title = 'Or press Escape three times'
  link.addEventListener('click', (event) => {
    event.preventDefault()
    leave(link.href)
  })
  document.addEventListener('keydown', ({ key, timeStamp, repeat }) => {
    if (repeat) return
    pressed = key === 'Escape' ? [...pressed.filter((at) => timeStamp - at < within), timeStamp] : []
    if (pressed.length >= times) leave(link.href)
  })
  // A page that the browser kept as it was is asked for again.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload()
  })
}
