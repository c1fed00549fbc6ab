// Going through a life without leaving the page: a slider over the days on which something began, and play. Each day is the page of that day, as the server
// draws it: what stands in it for that day is put in place. Without this there are links from day to day.

const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })

/** How long a day is looked at while it plays, and how long a slider rests before its day is asked for. In milliseconds. */
const looksFor = 1_000
const rests = 150

const [player, slider, play, said, form] = ['player', 'life', 'play', 'said', 'chosen'].map((id) => document.getElementById(id))
if (player && said && slider instanceof HTMLInputElement && play instanceof HTMLButtonElement && form instanceof HTMLFormElement)
  replayWith({ player, slider, play, said, form })

interface Parts {
  player: HTMLElement
  slider: HTMLInputElement
  play: HTMLButtonElement
  said: HTMLElement
  form: HTMLFormElement
}

function replayWith({ player, slider, play, said, form }: Parts): void {
  let asked: AbortController | undefined
  let waits: number | undefined
  let isPlaying = false

  slider.addEventListener('input', () => {
    stop()
    sayWhere()
    waits = setTimeout(() => void show(addressOf({ asAt: dayChosen() })), rests)
  })
  play.addEventListener('click', () => {
    if (isPlaying) {
      stop()
      return goBack()
    }
    isPlaying = true
    play.textContent = 'Pause'
    void goOn(isAtEnd() ? 1 : Number(slider.value) + 1)
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    stop()
    void show(addressOf(Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))))
  })
  // Some browsers keep where it stood before a page was loaded again.
  goBack()
  settle()

  /** Nothing more comes by itself, and what was asked for and has not come is dropped. */
  function stop(): void {
    clearTimeout(waits)
    asked?.abort()
    asked = undefined
    isPlaying = false
    play.textContent = 'Play'
  }

  async function goOn(to: number): Promise<void> {
    slider.value = String(to)
    sayWhere()
    const isShown = await show(addressOf({ asAt: dayChosen() }))
    if (!isPlaying) return
    if (!isShown || isAtEnd()) return stop()
    waits = setTimeout(() => void goOn(to + 1), looksFor)
  }

  /** Shows the page of an address; or says why not, and stays where it was. Whether it is shown. */
  async function show(address: URL): Promise<boolean> {
    const mine = new AbortController()
    asked = mine
    try {
      const answer = await fetch(address, { redirect: 'manual', signal: mine.signal })
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      if (mine.signal.aborted) return false
      if (answer.type === 'opaqueredirect') return stayed('You are signed out.', { text: 'Sign in again', href: location.href })
      if (!answer.ok) return stayed(`That day cannot be shown. ${page.querySelector('h1')?.textContent ?? ''}`)
      put(page)
      history.replaceState(null, '', address)
      said.className = 'govuk-visually-hidden'
      said.textContent = document.getElementById('when')?.textContent ?? ''
      return true
    } catch {
      return mine.signal.aborted ? false : stayed('That day could not be fetched. Look whether you are connected, and try again.')
    }
  }

  function put(page: Document): void {
    for (const id of ['shown', 'whose']) {
      const [here, there] = [document.getElementById(id), page.getElementById(id)]
      if (here && there) here.replaceWith(document.adoptNode(there))
    }
    const there = page.getElementById('life')
    if (there instanceof HTMLInputElement) {
      slider.min = there.min
      slider.max = there.max
      slider.value = there.getAttribute('value') ?? there.min
      slider.dataset.days = there.dataset.days ?? ''
    }
    for (const name of ['asAt', 'knownAt']) {
      const [here, there] = [form, page].map((each) => each.querySelector(`#${name}`))
      if (here instanceof HTMLInputElement && there instanceof HTMLInputElement) here.value = there.getAttribute('value') ?? ''
    }
    settle()
  }

  /** The day that is shown is where the slider stands. */
  function settle(): void {
    slider.setAttribute('value', slider.value)
    player.hidden = daysIn(slider).length < 2
    sayWhere()
  }

  /** The slider stands at the day that is shown. */
  function goBack(): void {
    slider.value = slider.getAttribute('value') ?? slider.min
    sayWhere()
  }

  function stayed(why: string, link?: { text: string; href: string }): false {
    stop()
    goBack()
    said.className = 'govuk-body own-trouble'
    said.textContent = `${why} ${link ? '' : 'What stands below is as it was.'}`
    if (link) said.append(Object.assign(document.createElement('a'), { className: 'govuk-link', textContent: link.text, href: link.href }))
    return false
  }

  function isAtEnd(): boolean {
    return Number(slider.value) >= daysIn(slider).length
  }

  function dayChosen(): string {
    return daysIn(slider)[Number(slider.value) - 1] ?? ''
  }

  function sayWhere(): void {
    const chosen = dayChosen()
    const where = chosen === '' ? 'before the first day' : `${day.format(new Date(chosen))}, day ${slider.value} of ${slider.max}`
    slider.setAttribute('aria-valuetext', where)
  }

  /** Where that day is found: with what is chosen besides. */
  function addressOf(chosen: Readonly<Record<string, string>>): URL {
    const address = new URL(location.href)
    for (const [name, value] of Object.entries(chosen)) {
      if (value === '') address.searchParams.delete(name)
      else address.searchParams.set(name, value)
    }
    return address
  }
}

function daysIn({ dataset: { days = '' } }: HTMLElement): string[] {
  return days.split(' ').filter(Boolean)
}
