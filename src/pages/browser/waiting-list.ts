import type { Shelf, Waiting } from './device.ts'
import { element } from './form.ts'

/** What waits on the device, one under the other, each to be mended or thrown away. */
export async function listWaiting(
  list: HTMLElement,
  shelf: Shelf,
  mend: (place: number, conversation: Waiting) => void,
  thrownAway: (place: number) => void,
): Promise<void> {
  const waiting = await shelf.waiting()
  const shown = JSON.stringify(waiting.map(({ place, version }) => [place, version]))
  // What stands there already keeps its buttons, and whoever is at one of them.
  if (list.dataset.shown === shown) return
  list.dataset.shown = shown
  list.replaceChildren(
    ...waiting.map(({ place, conversation }) => {
      const { name, writtenAt, typed, refused } = conversation
      const says = refused ? `not written down. ${refused.why}` : 'waits to be sent.'
      const about = element('p', { class: 'govuk-body' }, element('strong', {}, name), `, ${inTime(writtenAt)}: ${says}`)
      const heard = element('p', { class: 'govuk-body own-said' }, beginning(String(typed.heard ?? '')))
      const change = button(refused ? 'Mend it' : 'Change it', name, 'secondary')
      change.addEventListener('click', () => mend(place, conversation))
      const away = button('Throw it away', name, 'secondary')
      away.addEventListener('click', async () => {
        // Asked twice: it is nowhere else.
        if (away.dataset.asked === undefined) {
          away.dataset.asked = 'yes'
          if (away.firstChild) away.firstChild.textContent = 'Throw it away for good'
          away.classList.replace('govuk-button--secondary', 'govuk-button--warning')
          return
        }
        await shelf.letGo(place)
        thrownAway(place)
      })
      return element('li', {}, about, heard, element('div', { class: 'govuk-button-group' }, change, away))
    }),
  )
}

function beginning(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

function button(text: string, name: string, kind: string): HTMLButtonElement {
  const whose = element('span', { class: 'govuk-visually-hidden' }, ` (the conversation with ${name})`)
  return element('button', { class: `govuk-button govuk-button--${kind}`, type: 'button' }, text, whose)
}

function inTime(instant: string): string {
  return new Date(instant).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/London' })
}
