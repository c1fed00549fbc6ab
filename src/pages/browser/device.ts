import { type DBSchema, type IDBPObjectStore, openDB } from 'idb'

// What is kept on a device until it is sent. All of it is sealed with the key of whoever is signed in; the key goes when they sign out, and what it sealed stays until they are back.

/** What was typed into a form, by the names of its fields. */
export type Typed = Record<string, string | string[]>

/** Why something was not written down, in sentences: of it all, or by field. */
export interface Refused {
  why: string
  errors: Record<string, string>
}

/** A conversation that was written down here and not sent yet. */
export interface Waiting {
  person: string
  name: string
  writtenAt: string
  typed: Typed
  refused?: Refused
}

/** Somebody a worker can log a conversation with, and the goals that were open when their page was last looked at from here. */
export interface Known {
  person: string
  name: string
  goals?: { goal: string; words: string }[]
}

/** What a device holds for the worker who is signed in on it. */
export interface Shelf {
  worker: string
  /** Keeps a conversation after all others, or in the place of one that was mended; gives its place. */
  keep(conversation: Waiting, place?: number): Promise<number>
  /** All that waits and can be opened, in the order in which it was written down. */
  waiting(): Promise<{ place: number; version: string; conversation: Waiting }[]>
  /** Takes away what is in that place: of that version, where one is named, and nothing where it was changed since. */
  letGo(place: number, version?: string): Promise<void>
  /** Says of what is in that place why it was refused; nothing where it was changed since. */
  refuse(place: number, version: string, conversation: Waiting): Promise<void>
  /** What stands half written in a page; undefined where nothing does. */
  draft(page: string): Promise<Typed | undefined>
  keepDraft(page: string, typed: Typed | undefined): Promise<void>
  people(): Promise<Known[]>
  keepPeople(people: readonly Known[]): Promise<void>
}

interface Sealed {
  worker: string
  iv: Uint8Array<ArrayBuffer>
  sealed: ArrayBuffer
}

interface Kept extends DBSchema {
  /** Of one worker at most. */
  key: { key: string; value: { worker: string; key: CryptoKey; given: number } }
  waiting: { key: number; value: Sealed; indexes: { worker: string } }
  draft: { key: [worker: string, page: string]; value: Sealed }
  people: { key: string; value: Sealed }
  /** How often somebody signed out here. */
  closed: { key: 'times'; value: number }
}

let open: ReturnType<typeof openDB<Kept>> | undefined

function opened() {
  open ??= openDB<Kept>('unfolding', 1, {
    upgrade(kept) {
      kept.createObjectStore('key')
      kept.createObjectStore('waiting', { autoIncrement: true }).createIndex('worker', 'worker')
      kept.createObjectStore('draft')
      kept.createObjectStore('people')
      kept.createObjectStore('closed')
    },
  })
  return open
}

/** For how long a key stays on a device that does not reach the service, in milliseconds: a long weekend. It is given again to whoever signs in. */
const keyStaysFor = 3 * 24 * 3_600_000

/** The shelf of whoever signed in here and did not sign out; undefined where nobody did, or where the browser keeps nothing. */
export async function shelfHere(): Promise<Shelf | undefined> {
  try {
    const kept = await opened()
    const [holder] = await kept.getAll('key')
    if (holder && Date.now() - holder.given < keyStaysFor) return shelfOf(kept, holder.worker, holder.key)
    if (holder) await closeShelf()
    return undefined
  } catch {
    return undefined
  }
}

/** How often somebody signed out here so far. */
export async function timesClosed(): Promise<number> {
  return (await (await opened()).get('closed', 'times')) ?? 0
}

/** The shelf of a worker who was signed in when somebody had signed out so often, and of nobody else from here on; undefined where somebody signed out since. The key cannot be taken out of the browser again. */
export async function takeShelf(worker: string, base64: string, closed: number): Promise<Shelf | undefined> {
  const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  const kept = await opened()
  const change = kept.transaction(['key', 'closed'], 'readwrite')
  const isSoStill = ((await change.objectStore('closed').get('times')) ?? 0) === closed
  if (isSoStill) {
    await change.objectStore('key').clear()
    await change.objectStore('key').put({ worker, key, given: Date.now() }, worker)
  }
  await change.done
  return isSoStill ? shelfOf(kept, worker, key) : undefined
}

/** Whoever was signed in here is so no more: what they wrote stays, and cannot be read until they are back. */
export async function closeShelf(): Promise<void> {
  const change = (await opened()).transaction(['key', 'closed'], 'readwrite')
  const times = (await change.objectStore('closed').get('times')) ?? 0
  await Promise.all([change.objectStore('key').clear(), change.objectStore('closed').put(times + 1, 'times'), change.done])
}

/** Closes the shelf of anybody but this worker. */
export async function closeShelfOfOthers(worker: string): Promise<void> {
  const shelf = await shelfHere()
  if (shelf && shelf.worker !== worker) await closeShelf()
}

/** How many conversations wait here, whoever wrote them. */
export async function allWaiting(): Promise<number> {
  return (await opened()).count('waiting')
}

function shelfOf(kept: Awaited<ReturnType<typeof opened>>, worker: string, key: CryptoKey): Shelf {
  const additionalData = new TextEncoder().encode(worker)
  async function seal(told: unknown): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, new TextEncoder().encode(JSON.stringify(told)))
    return { worker, iv, sealed }
  }
  async function open<T>({ iv, sealed }: Sealed): Promise<T> {
    const clear = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed)
    return JSON.parse(new TextDecoder().decode(clear))
  }

  /** Of what does not open, as with a key from before a database was brought back, nothing can be said. */
  const openOr = async <T>(sealed: Sealed | undefined): Promise<T | undefined> => sealed && open<T>(sealed).catch(() => undefined)

  /** A page by a name that tells of nobody. */
  async function draftKey(page: string): Promise<[string, string]> {
    const name = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${worker} ${page}`))
    return [worker, [...new Uint8Array(name)].map((each) => each.toString(16).padStart(2, '0')).join('')]
  }

  async function inPlace(place: number, version: string | undefined, work: (store: Changing) => Promise<unknown>): Promise<void> {
    const change = kept.transaction('waiting', 'readwrite')
    const there = await change.store.get(place)
    if (there && (version === undefined || versionOf(there) === version)) await work(change.store)
    await change.done
  }

  return {
    worker,

    async keep(conversation, place) {
      // A browser that runs out of room throws away what it was not asked to keep.
      void navigator.storage?.persist?.()
      const sealed = await seal(conversation)
      return kept.put('waiting', sealed, place)
    },

    async waiting() {
      const { store } = kept.transaction('waiting')
      const [places, all] = await Promise.all([store.index('worker').getAllKeys(worker), store.index('worker').getAll(worker)])
      const opened = await Promise.all(all.map((sealed) => openOr<Waiting>(sealed)))
      return opened.flatMap((conversation, i) =>
        conversation ? [{ place: places[i] ?? 0, version: versionOf(all[i]), conversation }] : [],
      )
    },

    letGo: (place, version) => inPlace(place, version, (store) => store.delete(place)),

    async refuse(place, version, conversation) {
      const sealed = await seal(conversation)
      await inPlace(place, version, (store) => store.put(sealed, place))
    },

    async draft(page) {
      return openOr<Typed>(await kept.get('draft', await draftKey(page)))
    },

    async keepDraft(page, typed) {
      if (typed === undefined) return kept.delete('draft', await draftKey(page))
      await kept.put('draft', await seal(typed), await draftKey(page))
    },

    async people() {
      return (await openOr<Known[]>(await kept.get('people', worker))) ?? []
    },

    async keepPeople(people) {
      await kept.put('people', await seal(people), worker)
    },
  }
}

type Changing = IDBPObjectStore<Kept, ['waiting'], 'waiting', 'readwrite'>

/** What tells a sealed thing from any other: nothing is sealed twice with the same bytes. */
function versionOf(sealed: Sealed | undefined): string {
  return [...(sealed?.iv ?? [])].join()
}
