import { closeShelf, type Shelf, shelfHere, type Waiting } from './device.ts'
import { empty, fill, showErrors, typedIn } from './form.ts'
import type { Sent } from './sending.ts'
import { listWaiting } from './waiting-list.ts'
import { ended, say, send } from './waits.ts'
import { chooseFrom, offerPeople, rememberGoals } from './whom.ts'

// Logging a conversation: what is written is kept on the device before anything else, and sent when it can be. It runs on the page of one person, and on the one that works without a network, where one chooses whom.

const form = document.querySelector<HTMLFormElement>('form[data-log]')
if (form) await start(form)

async function start(form: HTMLFormElement): Promise<void> {
  const choice = form.querySelector<HTMLSelectElement>('select[name=person]')
  const list = document.getElementById('waiting')
  const begun = document.getElementById('begun')
  const kept = document.getElementById('kept')
  const page = form.dataset.person ?? 'log'
  /** What is being mended, by its place. */
  let mending: { place: number; writtenAt: string } | undefined
  let isShown = false
  let isBusy = false
  let typing: ReturnType<typeof setTimeout> | undefined
  /** Who began: what one worker typed never becomes another's. */
  let whose = document.querySelector<HTMLMetaElement>('meta[name=worker]')?.content

  ended.addEventListener('ended', (event) => void show((event as CustomEvent<Sent>).detail.shelf))
  // What is half written stays too: a device is dropped, a tab is closed.
  form.addEventListener('input', () => {
    clearTimeout(typing)
    kept?.toggleAttribute('hidden', true)
    typing = setTimeout(keepDraft, 200)
  })
  choice?.addEventListener('change', async () => chooseFrom(choice, (await (await shelfHere())?.people()) ?? [], choice.value))
  document.getElementById('lock')?.addEventListener('click', async () => {
    await closeShelf()
    await show(undefined)
    await say(undefined)
  })
  begun?.querySelector('button')?.addEventListener('click', async () => {
    startAnew()
    await (await shelfHere())?.keepDraft(page, undefined)
  })
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (isBusy) return
    isBusy = true
    try {
      const shelf = await shelfHere()
      if (shelf && !isOf(shelf)) await show(shelf)
      else if (shelf) await write(shelf)
      // Where the browser keeps nothing, the page sends it itself.
      else if (!choice) form.submit()
      else await show(undefined)
    } catch {
      // A device that is full keeps nothing.
      if (choice) showErrors(form, { heard: 'This device has no room for it: it is not kept. Copy it, or make room.' })
      else form.submit()
    } finally {
      isBusy = false
    }
  })

  await show(await shelfHere())

  async function keepDraft(): Promise<void> {
    const [page, typed] = [draft(), typedIn(form)]
    const shelf = await shelfHere()
    if (shelf && !isOf(shelf)) return
    await shelf?.keepDraft(page, typed)
    kept?.toggleAttribute('hidden', !shelf)
  }

  async function write(shelf: Shelf): Promise<void> {
    clearTimeout(typing)
    const typed = typedIn(form)
    const person = form.dataset.person ?? choice?.value ?? ''
    if (person === '') return showErrors(form, { person: 'Choose who it was with' })
    if (!isSomething(typed)) return showErrors(form, { heard: 'Say what was heard, or what came of it' })
    showErrors(form, {})
    const name = form.dataset.name ?? choice?.selectedOptions[0]?.text ?? ''
    const written = { person, name, writtenAt: mending?.writtenAt ?? new Date().toISOString(), typed }
    const place = await shelf.keep(written, mending?.place)
    await shelf.keepDraft(draft(), undefined)
    if (choice) {
      startAnew()
      await show(shelf)
      await say(shelf)
      document.getElementById('waits')?.scrollIntoView()
      // Nobody waits for the network to write down the next.
      return void send()
    }
    if (kept) kept.hidden = false
    // A network that is hardly there is not waited for: it is sent from the next page.
    const { sent } = await Promise.race([send(), new Promise<Pick<Sent, 'sent'>>((done) => setTimeout(done, 5_000, { sent: [] }))])
    const address = sent.find((each) => each.place === place)?.address
    const refused = (await shelf.waiting()).find((each) => each.place === place)?.conversation.refused
    if (!refused) return location.assign(address ?? '/my-people/log')
    mending = { place, writtenAt: written.writtenAt }
    showErrors(form, refused.errors)
  }

  /** The page as the device has it: whom one can choose, what waits, and what was begun. */
  async function show(shelf: Shelf | undefined): Promise<void> {
    document.getElementById('here')?.toggleAttribute('hidden', shelf === undefined)
    document.getElementById('away')?.toggleAttribute('hidden', shelf !== undefined)
    // Where nobody's shelf was open yet, what stands in the page is as it was sent.
    if (shelf ? !isOf(shelf) : isShown) {
      startAnew()
      if (choice) offerPeople(choice, [])
      list?.replaceChildren()
      delete list?.dataset.shown
      isShown = false
    }
    whose = shelf?.worker ?? whose
    if (!shelf) return
    if (choice && !isShown) empty(form)
    if (choice) offerPeople(choice, await shelf.people())
    else await rememberGoals(shelf, form.dataset)
    if (list) await listWaiting(list, shelf, (place, conversation) => mend(shelf, place, conversation), thrownAway)
    if (isShown) return
    isShown = true
    // A page that says what is missing has what was typed in it already.
    const typed = document.querySelector('.govuk-error-summary') ? undefined : await shelf.draft(page)
    begun?.toggleAttribute('hidden', typed === undefined)
    if (typed) await put(shelf, typed, String(typed.person ?? ''))
  }

  async function mend(shelf: Shelf, place: number, { person, writtenAt, typed, refused }: Waiting): Promise<void> {
    mending = { place, writtenAt }
    await put(shelf, (await shelf.draft(draft())) ?? typed, person)
    showErrors(form, refused?.errors ?? {})
    if (!refused) form.querySelector('textarea')?.focus()
  }

  async function put(shelf: Shelf, typed: Waiting['typed'], person: string): Promise<void> {
    if (choice) chooseFrom(choice, await shelf.people(), person)
    fill(form, choice ? { ...typed, person } : typed)
  }

  async function thrownAway(place: number): Promise<void> {
    if (mending?.place === place) startAnew()
    const shelf = await shelfHere()
    await show(shelf)
    await say(shelf)
    document.querySelector('h1')?.focus()
  }

  /** Whether it is the shelf of whoever began here. */
  function isOf({ worker }: Shelf): boolean {
    return whose === undefined || whose === worker
  }

  function startAnew(): void {
    mending = undefined
    begun?.toggleAttribute('hidden', true)
    empty(form)
    showErrors(form, {})
    kept?.toggleAttribute('hidden', true)
  }

  function draft(): string {
    return mending ? `mending ${mending.place}` : page
  }
}

function isSomething(typed: Waiting['typed']): boolean {
  return Object.entries(typed).some(([name, value]) => /^(heard$|kind-|words-)/.test(name) && String(value).trim() !== '')
}
