import { type DBSchema, openDB } from 'idb'

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
  /** All that waits, in the order in which it was written down. */
  waiting(): Promise<{ place: number; conversation: Waiting }[]>
  letGo(place: number): Promise<void>
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
}

let open: ReturnType<typeof openDB<Kept>> | undefined

function opened() {
  open ??= openDB<Kept>('unfolding', 1, {
    upgrade(kept) {
      kept.createObjectStore('key')
      kept.createObjectStore('waiting', { autoIncrement: true }).createIndex('worker', 'worker')
      kept.createObjectStore('draft')
      kept.createObjectStore('people')
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

/** The shelf of a worker who is signed in, and of nobody else from here on. The key cannot be taken out of the browser again. */
export async function takeShelf(worker: string, base64: string): Promise<Shelf> {
  const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  const kept = await opened()
  const change = kept.transaction('key', 'readwrite')
  await Promise.all([change.store.clear(), change.store.put({ worker, key, given: Date.now() }, worker), change.done])
  return shelfOf(kept, worker, key)
}

/** Whoever was signed in here is so no more: what they wrote stays, and cannot be read until they are back. */
export async function closeShelf(): Promise<void> {
  await (await opened()).clear('key')
}

/** How many conversations wait here that others wrote, or that nobody who is signed in wrote. */
export async function waitingOfOthers(worker: string | undefined): Promise<number> {
  const kept = await opened()
  const mine = worker === undefined ? 0 : await kept.countFromIndex('waiting', 'worker', worker)
  return (await kept.count('waiting')) - mine
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
      const [places, sealed] = await Promise.all([store.index('worker').getAllKeys(worker), store.index('worker').getAll(worker)])
      return Promise.all(sealed.map(async (each, i) => ({ place: places[i] ?? 0, conversation: await open<Waiting>(each) })))
    },

    letGo: (place) => kept.delete('waiting', place),

    async draft(page) {
      const sealed = await kept.get('draft', [worker, page])
      return sealed && open<Typed>(sealed)
    },

    async keepDraft(page, typed) {
      if (typed === undefined) return kept.delete('draft', [worker, page])
      await kept.put('draft', await seal(typed), [worker, page])
    },

    async people() {
      const sealed = await kept.get('people', worker)
      return sealed ? open<Known[]>(sealed) : []
    },

    async keepPeople(people) {
      await kept.put('people', await seal(people), worker)
    },
  }
}
