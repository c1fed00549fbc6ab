import { allWaiting, type Shelf, shelfHere } from './device.ts'
import { element } from './form.ts'
import { type Ended, remember, type Sent, sendAll } from './sending.ts'

// On every page of those who listen: a bar that says what waits on this device, and sends it.

const bar = document.getElementById('waits')
/** How often it is tried again while something waits, in milliseconds. */
const again = 30_000

/** Tells pages that sending ended, with what was sent and what waits still. */
export const ended = new EventTarget()
let last: Ended | undefined

/** Sends what waits, and says how it went. */
export async function send(asking: { people?: boolean } = {}): Promise<Sent> {
  const sent = await sendAll(asking)
  last = sent.ended
  await say(sent.shelf, sent.sent)
  ended.dispatchEvent(new CustomEvent('ended', { detail: sent }))
  return sent
}

/** Says what waits, as things are now. */
export async function say(shelf: Shelf | undefined, sent: Sent['sent'] = []): Promise<void> {
  if (!bar) return
  const waiting = (await shelf?.waiting()) ?? []
  const refused = waiting.filter(({ conversation }) => conversation.refused).length
  const unsent = waiting.length - refused
  // Of others, and of their own what does not open.
  const others = (await allWaiting().catch(() => 0)) - waiting.length
  const isLog = location.pathname === '/my-people/log'
  const lines = [
    ...sent.map(({ name, hints }) => [`Written down: the conversation with ${name}.`, ...hints].join(' ')),
    unsent > 0 && `${conversations(unsent)} ${unsent === 1 ? 'waits' : 'wait'} on this device to be sent.`,
    unsent > 0 && last === 'no-connection' && 'That cannot be just now. It is tried again by itself.',
    refused > 0 && `${conversations(refused)} could not be written down. ${isLog ? 'Look below.' : ''}`,
    others > 0 &&
      `${conversations(others)} ${others === 1 ? 'waits' : 'wait'} here, locked until whoever wrote ${others === 1 ? 'it' : 'them'} signs in.`,
  ].filter((line) => line !== false)
  const links = [
    last === 'signed-out' && waiting.length + others > 0 && link('/enter?to=/my-people/log', 'Sign in to send'),
    !isLog && waiting.length > 0 && link('/my-people/log', 'Show what waits'),
  ].filter((each) => each !== false)
  const said = JSON.stringify([lines, links.map(({ text }) => text)])
  // What is said already is not said again.
  if (bar.dataset.said === said) return
  bar.dataset.said = said
  bar.replaceChildren(...[...lines, ...links].map((each) => element('p', { class: 'govuk-body govuk-!-margin-bottom-1' }, each)))
  bar.hidden = lines.length + links.length === 0
}

function link(href: string, text: string): HTMLAnchorElement {
  return element('a', { class: 'govuk-link', href }, text)
}

function conversations(count: number): string {
  return count === 1 ? '1 conversation' : `${count} conversations`
}

addEventListener('online', () => void send())
setInterval(async () => {
  const waiting = (await (await shelfHere())?.waiting()) ?? []
  if (waiting.some(({ conversation }) => !conversation.refused)) await send()
}, again)
// Nothing waits for this: a page is there before its network is. Whom they work with is asked for where they are shown it, since that is a look; elsewhere it is read off the page.
void navigator.serviceWorker?.register('/worker.js').catch(() => undefined)
void shelfHere()
  .then(say)
  .then(() => send({ people: location.pathname === '/my-people/log' }))
  .then(({ shelf }) => {
    const shown = [...document.querySelectorAll<HTMLAnchorElement>('a[data-person]')]
    if (shelf && shown.length > 0)
      return remember(
        shelf,
        shown.map(({ dataset, text }) => ({ person: dataset.person ?? '', name: text })),
      )
  })
