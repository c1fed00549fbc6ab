import type { By } from '../domain/entry.ts'
import type { Instant } from '../domain/values.ts'

/** Where the entries of one story are kept: a person's, or a place's. */
export type Stream = `person-${string}` | `area-${string}`

export function personStream(person: string): Stream {
  return `person-${person}`
}

export function areaStream(area: string): Stream {
  return `area-${area}`
}

/** Whether a stream is about a place: then its words are public, and never sealed. */
export function isOfPlace(stream: Stream): boolean {
  return stream.startsWith('area-')
}

/** An entry as it is handed to a store: the clear part as an object, the words in a sealed box. */
export interface ToKeep {
  id: string
  type: string
  /** Everything that is not words: type, happened, facts, … Kept as it is, in canonical form (RFC 8785). */
  clear: object
  /** Words, sealed with a key of this entry alone; absent where there were none. */
  sealed?: Uint8Array | undefined
  /** Where that key was at hand, what it is under: asked of a store that `looksAfterKeys`, which keeps the entry only where it still is there. */
  under?: KeyNode | undefined
}

/** A node of a story's key tree, as it is kept. */
export interface KeyNode {
  path: string
  wrapped: Uint8Array
}

/** Who wrote, and when, as given with the append. */
export interface Mark {
  by: By
  writtenAt?: Instant | undefined
  /** Only for administrative tasks: the time it was written down elsewhere, never before the newest entry of the record; and from where it comes. */
  from?: { at: Instant; by: 'import' } | undefined
}

/** An entry as a store gives it back. */
export interface Kept {
  stream: Stream
  /** Place in the stream, from 1, without gaps. */
  revision: number
  /** Place in the whole record. Readers that follow `position > last` never pass over an entry. Opaque outside the store. */
  position: bigint
  id: string
  type: string
  clear: object
  sealed?: Uint8Array | undefined
  /** The service's clock inside the append, UTC with milliseconds; never before the last one of the stream. */
  at: Instant
  mark: Omit<Mark, 'from'> & { from?: 'import' | undefined }
  /** SHA-256 over the hash before it in the stream and this entry's own stored bytes. */
  hash: Uint8Array
}

/** Somebody else wrote to this stream since it was read. Read again and decide again. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
}

/** The keys of the story are not as they were at hand: words that were sealed with them would open to nobody. Nothing was kept. */
export class KeysMoved extends Error {
  override readonly name = 'KeysMoved'
}

/** The store cannot be reached: nothing was recorded by this call, or it cannot be known; the same ids can be sent again. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
}

/** What keeps the record. Every adapter passes `test/store/contract.ts`. All methods may throw `StoreUnavailable`. */
export interface EventStore {
  /** Whether it keeps words only where the key they were sealed with is kept. */
  readonly looksAfterKeys?: boolean
  /** One stream in order of revision, or what of it came after a revision; empty where there is none. */
  read(stream: Stream, after?: number): Promise<readonly Kept[]>
  /** Several streams at once, or of those named in `after` what came after that revision; a stream that is not there is an empty list. */
  readMany(streams: readonly Stream[], after?: ReadonlyMap<Stream, number>): Promise<Map<Stream, Kept[]>>
  /**
   * All of `entries` or nothing, after exactly `expected` entries (0: the stream must be new); else `Conflict`. The same id twice in a stream
   * is a `Conflict` too. `KeysMoved` where the key of some words is not what it was.
   */
  append(stream: Stream, expected: number, entries: readonly ToKeep[], mark: Mark): Promise<Kept[]>
  /** The record in order of position, after a position (0n: from the start), `limit` at most. */
  readAll(after: bigint, limit: number): Promise<Kept[]>
  /** The position of the newest entry; 0n where there is none. */
  head(): Promise<bigint>
  /** Whether an entry stands at this very position. */
  holds(position: bigint): Promise<boolean>
  /** Calls `wake` soon after something was appended, by whichever service. It may be called for nothing. Gives what stops it. */
  watch(wake: () => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** An event store that a record can be copied into as it stands. Only for whoever moves a whole record; nobody else is handed one. */
export interface CopyStore extends EventStore {
  /**
   * Puts entries after all that is there, in this order: each at its revision, with its time, its words as they are sealed, and its hash. Only the
   * position is a new one. `Conflict` where a stream does not end before the revision that comes. Where it fails, the first of them may be there.
   */
  takeOver(entries: readonly Kept[]): Promise<void>
}
