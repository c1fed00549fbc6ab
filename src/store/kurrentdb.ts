import { ErrorType, type KurrentDBClient, NO_STREAM } from '@kurrent/kurrentdb-client'
import { bodyOf, hashAfter, type Link } from './chain.ts'
import { Conflict, type CopyStore, type Kept, type Mark, StoreUnavailable, type Stream, type ToKeep } from './event-store.ts'
import { eventOf, type Placed } from './kurrentdb/event.ts'
import { reaching, wentWrong } from './kurrentdb/reaching.ts'
import { reads } from './kurrentdb/reads.ts'
import { watchAll } from './kurrentdb/watch.ts'
import { recordedAt } from './recorded-at.ts'
import { remembering } from './remembering.ts'

/** An event store in KurrentDB, which can also show the bytes its hashes were taken over. */
export interface KurrentStore extends CopyStore {
  /** One stream as it is stored, for `verifyChain`. */
  links(stream: Stream): Promise<Link[]>
}

export interface KurrentOptions {
  clock?: (() => Date) | undefined
  /** What an append or one page of a read may take, in milliseconds. */
  atMost?: number | undefined
  /** How many entries are remembered of the stories read last. */
  entriesAtMost?: number | undefined
}

/**
 * The record in KurrentDB: a stream of events a story. The server knows no ids of entries and no hashes; what comes next in a story is worked out
 * here from the whole of it, which is remembered, and stands only where nobody else has written to it since: no append goes without the revision it was
 * made for.
 */
export function kurrentStore(
  client: KurrentDBClient,
  { clock = () => new Date(), atMost = 10_000, entriesAtMost }: KurrentOptions = {},
): KurrentStore {
  const { streamFrom, manyFrom, allAfter, newest, holds } = reads(client, atMost)

  const store = remembering(
    {
      read: (stream, after = 0) => streamFrom(stream, after),
      readMany: manyFrom,
      append,
      readAll: allAfter,
      head: async () => (await newest())?.position ?? 0n,
      holds,
      watch: async (wake) => watchAll(client, wake),
      close: () => client.dispose(),
    },
    { entriesAtMost },
  )

  return {
    ...store,
    takeOver,
    links: async (stream) => (await store.read(stream)).map((kept) => ({ ...kept, body: bodyOf(kept) })),
  }

  async function append(stream: Stream, expected: number, entries: readonly ToKeep[], mark: Mark): Promise<Kept[]> {
    if (entries.length === 0) return []
    const story = await store.read(stream)
    if (story.length !== expected) throw new Conflict(`The stream has ${story.length} entries, not ${expected}.`)
    if (new Set([...story, ...entries].map(({ id }) => id)).size < story.length + entries.length)
      throw new Conflict('This is in the stream already.')
    const last = mark.from ? later(story.at(-1)?.at, (await newest())?.at) : story.at(-1)?.at
    const at = recordedAt(mark, { now: clock().toISOString(), last })
    return send(stream, expected, placed(story, entries, { stream, at, mark }))
  }

  /** One append after the other: so they stand in the log in the order in which they are given. */
  async function takeOver(entries: readonly Kept[]): Promise<void> {
    for (const run of runsOf(entries)) await put(run[0].stream, run[0].revision - 1, run)
  }

  async function send(stream: Stream, expected: number, made: readonly Placed[]): Promise<Kept[]> {
    await put(stream, expected, made)
    return these(await streamFrom(stream, expected, made.length), made)
  }

  /** Appends them there and nowhere else. Where nobody knows what came of it, the stream says whether they are in it. */
  async function put(stream: Stream, expected: number, made: readonly Placed[]): Promise<void> {
    try {
      const { success } = await reaching(
        () =>
          client.appendToStream(stream, made.map(eventOf), {
            streamState: expected === 0 ? NO_STREAM : BigInt(expected - 1),
            deadline: atMost,
            requiresLeader: true,
          }),
        // The client's own deadline comes first; it does not hold for finding a node.
        atMost + 1_000,
      )
      // A connection string can tell the client not to throw.
      if (!success) throw new Conflict('Somebody else has written to this stream.')
    } catch (error) {
      if (wentWrong(error, ErrorType.WRONG_EXPECTED_VERSION))
        throw new Conflict('Somebody else has written to this stream.', { cause: error })
      if (!(error instanceof StoreUnavailable)) throw error
      const there = await streamFrom(stream, expected, made.length)
      if (there.length === 0) throw error
      these(there, made)
    }
  }
}

/** How much is appended at once where a record is copied, in bytes: half of what a server takes, since more stands beside an entry. */
const atOnce = 500_000

/** Entries that follow one another in the same stream, as far as they fit in one append. */
function runsOf(entries: readonly Kept[]): [Kept, ...Kept[]][] {
  const runs: [Kept, ...Kept[]][] = []
  let size = 0
  for (const entry of entries) {
    const run = runs.at(-1)
    const more = Buffer.byteLength(bodyOf(entry)) + ((entry.sealed?.length ?? 0) * 4) / 3
    size += more
    if (run?.[0].stream === entry.stream && size <= atOnce) run.push(entry)
    else {
      runs.push([entry])
      size = more
    }
  }
  return runs
}

/** What is in the stream, where it is what was sent. */
function these(there: readonly Kept[], sent: readonly Placed[]): Kept[] {
  const same = there.length === sent.length && there.every(({ hash }, i) => Buffer.compare(hash, sent[i]?.hash ?? Buffer.of()) === 0)
  if (!same) throw new Conflict('Somebody else has written to this stream.')
  return [...there]
}

/** Entries as they are to stand after a story, each a link of its chain. */
function placed(
  story: readonly Kept[],
  entries: readonly ToKeep[],
  { stream, at, mark: { from, ...by } }: { stream: Stream; at: Kept['at']; mark: Mark },
): Placed[] {
  let hash = story.at(-1)?.hash
  return entries.map(({ id, type, clear, sealed }, i) => {
    const said = { stream, revision: story.length + i + 1, id, type, at, clear, mark: from ? { ...by, from: from.by } : by }
    hash = hashAfter(hash, bodyOf(said), sealed)
    return { ...said, ...(sealed && { sealed }), hash }
  })
}

function later(one: Kept['at'] | undefined, other: Kept['at'] | undefined): Kept['at'] | undefined {
  return one === undefined || (other !== undefined && other > one) ? other : one
}
