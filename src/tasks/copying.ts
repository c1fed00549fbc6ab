import { isDeepStrictEqual } from 'node:util'
import { bodyOf, hashAfter } from '../store/chain.ts'
import type { CopyStore, EventStore, Kept, Stream } from '../store/event-store.ts'

/** How many entries are read, and taken over, at once. */
const atOnce = 1_000

/** How far it has come: positions of the record that is copied, which need not be numbers of entries. */
export type OnProgress = (progress: { upTo: bigint; of: bigint }) => void

/** What was copied, in entries: what was there already, and what was added. */
export interface Copied {
  there: number
  added: number
}

/** A record to copy: it is read once, from its beginning on. */
export type Reading = Pick<EventStore, 'readAll' | 'head'>

/** The target holds something that the record to copy does not: nothing was written to it. */
export class HoldsAnother extends Error {
  override readonly name = 'HoldsAnother'
}

/** The record to copy is not as it was written any more. */
export class NotAsWritten extends Error {
  override readonly name = 'NotAsWritten'
}

/**
 * Copies the whole record from one store to another, in its order, words sealed as they are. What is there already is compared first, from the first
 * entry on, so that a copy that was stopped goes on where it was, and nothing is written where another record is.
 */
export async function copyRecord(from: Reading, to: CopyStore, onProgress: OnProgress = () => {}): Promise<Copied> {
  const asWritten = chains()
  const of = await from.head()
  const theirs = entries(to)
  let there = 0
  let added = 0
  let whole = false
  for await (const page of pages(from)) {
    for (const entry of page) asWritten(entry)
    let known = 0
    for (; !whole && known < page.length; known += 1) {
      const { value: one } = await theirs.next()
      const entry = page[known] as Kept
      if (one && differing(entry, one).length > 0)
        throw new HoldsAnother(
          `There is another record in the place to copy to: where ${called(entry)} should be, it holds ${called(one)}. Nothing was written to it.`,
        )
      if (!one) whole = true
      if (whole) break
    }
    await to.takeOver(page.slice(known))
    there += known
    added += page.length - known
    const upTo = page.at(-1)?.position ?? of
    onProgress({ upTo, of: upTo > of ? upTo : of })
  }
  const { value: more } = whole ? { value: undefined } : await theirs.next()
  if (more)
    throw new HoldsAnother(
      `There is more in the place to copy to than in the record to copy: it holds ${called(more)} too. Nothing was written to it.`,
    )
  return { there, added }
}

/** The first entry in which a copy is not the record it was made from, and in what way. */
export interface Difference {
  entry: Kept
  what: 'missing' | 'added' | 'changed' | 'moved'
  /** What of it is another: `facts and all else in clear` is `clear`. */
  in: string[]
}

/**
 * Compares a copy with the record it was made from, entry by entry: streams, revisions, ids, all that is said in clear, sealed words, hashes, times and the
 * order, which the months of area numbers hang on; positions alone may be others. Gives the first difference, else how many entries there are. Throws where the
 * record itself is not as it was written.
 */
export async function verifyCopy(
  from: EventStore,
  to: EventStore,
  onProgress: OnProgress = () => {},
): Promise<{ entries: number; difference?: Difference }> {
  const asWritten = chains()
  const of = await from.head()
  const theirs = entries(to)
  let count = 0
  for await (const page of pages(from)) {
    for (const entry of page) {
      asWritten(entry)
      const { value: one } = await theirs.next()
      const difference = await differenceBetween(entry, one, { from, to })
      if (difference) return { entries: count, difference }
      count += 1
    }
    const upTo = page.at(-1)?.position ?? of
    onProgress({ upTo, of: upTo > of ? upTo : of })
  }
  const { value: more } = await theirs.next()
  return more ? { entries: count, difference: { entry: more, what: 'added', in: [] } } : { entries: count }
}

/** A difference, in a sentence. Names no words: they stay sealed. */
export function saying({ entry, what, in: parts }: Difference): string {
  const ways = {
    missing: 'is missing in the copy',
    added: 'is in the copy alone',
    changed: `is another in the copy: its ${parts.join(', ')}`,
    moved: 'stands at another place in the order of the copy',
  }
  return `They are not the same: ${called(entry)} ${ways[what]}.`
}

async function differenceBetween(
  entry: Kept,
  one: Kept | undefined,
  { from, to }: { from: EventStore; to: EventStore },
): Promise<Difference | undefined> {
  if (one && samePlace(entry, one)) {
    const parts = differing(entry, one)
    return parts.length > 0 ? { entry, what: 'changed', in: parts } : undefined
  }
  if (!one || !(await holds(to, entry))) return { entry, what: 'missing', in: [] }
  return (await holds(from, one)) ? { entry, what: 'moved', in: [] } : { entry: one, what: 'added', in: [] }
}

async function holds(store: EventStore, { stream, revision }: Kept): Promise<boolean> {
  const [found] = await store.read(stream, revision - 1)
  return found?.revision === revision
}

function samePlace(one: Kept, other: Kept): boolean {
  return one.stream === other.stream && one.revision === other.revision
}

/** What of two entries is not the same; their positions are not asked. */
function differing(one: Kept, other: Kept): string[] {
  const parts = (['stream', 'revision', 'id', 'type', 'at', 'clear', 'mark'] as const).filter(
    (part) => !isDeepStrictEqual(one[part], other[part]),
  )
  // Bytes may come as one kind of array or another.
  const bytes = (['sealed', 'hash'] as const).filter((part) => !sameBytes(one[part], other[part]))
  return [...parts, ...bytes]
}

function sameBytes(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one && other ? Buffer.compare(one, other) === 0 : one === other
}

/** Follows the chain of each stream, and throws at the first entry that does not fit in its own: a byte was changed, or an entry is not in its place. */
function chains(): (entry: Kept) => void {
  const last = new Map<Stream, { revision: number; hash: Uint8Array }>()
  return (entry) => {
    const before = last.get(entry.stream)
    const hash = hashAfter(before?.hash, bodyOf(entry), entry.sealed)
    if (entry.revision !== (before?.revision ?? 0) + 1 || Buffer.compare(hash, entry.hash) !== 0)
      throw new NotAsWritten(`The record to copy is not as it was written: ${called(entry)} does not fit in the chain of its stream.`)
    last.set(entry.stream, { revision: entry.revision, hash })
  }
}

async function* pages(store: Reading): AsyncGenerator<Kept[], undefined> {
  for (let last = 0n; ; ) {
    const page = await store.readAll(last, atOnce)
    if (page.length === 0) return
    yield page
    last = page.at(-1)?.position ?? last
  }
}

async function* entries(store: Reading): AsyncGenerator<Kept, undefined> {
  for await (const page of pages(store)) yield* page
}

function called({ id, revision, stream, type }: Kept): string {
  return `entry ${id} (${type}, revision ${revision} of ${stream})`
}
