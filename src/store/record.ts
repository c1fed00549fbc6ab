import type { AnyEntry, Recorded } from '../domain/entry.ts'
import type { Instant } from '../domain/values.ts'
import type { Mark, Stream } from './event-store.ts'

/** An entry of the whole record, closed: whose story it belongs to, and where it stands. */
export interface Passed {
  stream: Stream
  position: bigint
  revision: number
  type: string
  at: Instant
}

/**
 * The record as the rest of the house sees it: entries whose words are sealed on the way in and opened on the way out, over whichever event
 * store keeps them. Words whose key is gone read as absent. May throw `StoreUnavailable`; `append` also `Conflict`.
 */
export interface TheRecord {
  /**
   * One story in order of the record, words opened; `words` names the revisions whose words are wanted, or with `false` none: then no key is
   * touched and words read as absent (`{}`).
   */
  read(stream: Stream, options?: { words?: boolean | ReadonlySet<number> }): Promise<readonly Recorded<AnyEntry>[]>
  readMany(streams: readonly Stream[], options?: { words?: boolean }): Promise<Map<Stream, Recorded<AnyEntry>[]>>
  /** All or nothing after exactly `expected` entries, else `Conflict`. */
  append(stream: Stream, expected: number, entries: readonly AnyEntry[], mark: Mark): Promise<Recorded<AnyEntry>[]>
  /** Throws the keys of these entries' words away, for good; those that are gone already stay so. Once it is on the record that they go. */
  removeWords(stream: Stream, revisions: ReadonlySet<number>): Promise<void>
  /** Throws every key of a story away, for good: all its words read as absent, and none can be written to it again. Once it is on the record that it is forgotten. */
  forget(stream: Stream): Promise<void>
  /** The whole record after a position, in order, `limit` at most. */
  after(position: bigint, limit: number): Promise<Passed[]>
  head(): Promise<bigint>
  watch(wake: () => void): Promise<() => Promise<void>>
  close(): Promise<void>
}
