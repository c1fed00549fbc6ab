import {
  BACKWARDS,
  END,
  ErrorType,
  type KurrentDBClient,
  type ReadAllOptions,
  type RecordedEvent,
  START,
  streamNameFilter,
} from '@kurrent/kurrentdb-client'
import type { Kept, Stream } from '../event-store.ts'
import { keptIn, ours } from './event.ts'
import { outOfReach, reaching, wentWrong } from './reaching.ts'

/** How many events are read at once. */
const page = 1_000
/** How many streams are read at once. */
const abreast = 32

/** The ways in which the record is read: page by page, each page in so many milliseconds. What is not ours is passed over. */
export function reads(client: KurrentDBClient, atMost: number) {
  /** A stream after a revision, `limit` entries at most; empty where it is not there. */
  async function streamFrom(stream: Stream, after: number, limit = Number.POSITIVE_INFINITY): Promise<Kept[]> {
    const story: Kept[] = []
    while (story.length < limit) {
      const maxCount = Math.min(page, limit - story.length)
      const from = after + story.length
      // Of the node that leads, or what was written last might not be there yet.
      const read = () => collected(client.readStream(stream, { fromRevision: BigInt(from), maxCount, requiresLeader: true }))
      const events = await reaching(read, atMost).catch(noneWhereNoStream)
      story.push(...events.map((event, i) => entryAt(from + i + 1, event)))
      if (events.length < maxCount) break
    }
    return story
  }

  async function manyFrom(streams: readonly Stream[], after?: ReadonlyMap<Stream, number>): Promise<Map<Stream, Kept[]>> {
    const many = new Map<Stream, Kept[]>(streams.map((stream) => [stream, []]))
    const waiting = [...many.keys()]
    const readOn = async () => {
      for (let stream = waiting.shift(); stream !== undefined; stream = waiting.shift())
        many.set(stream, await streamFrom(stream, after?.get(stream) ?? 0))
    }
    await Promise.all(Array.from({ length: abreast }, readOn))
    return many
  }

  function all(options: ReadAllOptions): Promise<RecordedEvent[]> {
    return reaching(() => collected(client.readAll({ ...options, filter: streamNameFilter({ regex: ours }) })), atMost)
  }

  async function allAfter(position: bigint, limit: number): Promise<Kept[]> {
    const found: Kept[] = []
    for (let last = position; found.length < limit; ) {
      // What stands at a position is read again with what comes after it.
      const maxCount = Math.min(page, limit - found.length) + 1
      const events = await all({ fromPosition: last === 0n ? START : at(last), maxCount })
      const after = last
      found.push(...events.flatMap((event) => keptIn(event) ?? []).filter((kept) => kept.position > after))
      last = events.at(-1)?.position?.commit ?? last
      if (events.length < maxCount) break
    }
    return found.slice(0, limit)
  }

  /** The newest entry of the record. */
  async function newest(): Promise<Kept | undefined> {
    for (let before: ReadAllOptions['fromPosition'] = END; ; ) {
      const [event] = await all({ direction: BACKWARDS, fromPosition: before, maxCount: 1 })
      const kept = event && keptIn(event)
      if (kept || !event?.position) return kept
      before = event.position
    }
  }

  async function holds(position: bigint): Promise<boolean> {
    const there = async () => {
      const [event] = await all({ fromPosition: at(position), maxCount: 1 })
      return event !== undefined && keptIn(event)?.position === position
    }
    try {
      return await there()
    } catch (error) {
      // Where nothing begins at a position, the server refuses to read from it; the client says no more than that it could not. What can be read tells the two apart.
      await newest()
      return there().catch((again) => {
        if (outOfReach(error) && outOfReach(again)) return false
        throw again
      })
    }
  }

  return { streamFrom, manyFrom, allAfter, newest, holds }
}

async function collected(read: AsyncIterable<{ event?: RecordedEvent }>): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = []
  for await (const { event } of read) if (event) events.push(event)
  return events
}

/** A story has no gaps: where one is, the server was told to throw events away, or somebody else wrote to the stream. */
function entryAt(revision: number, event: RecordedEvent): Kept {
  const kept = keptIn(event)
  if (kept?.revision !== revision) throw new Error(`The stream ${event.streamId} does not hold the entry of revision ${revision}.`)
  return kept
}

function noneWhereNoStream(error: unknown): RecordedEvent[] {
  if (wentWrong(error, ErrorType.STREAM_NOT_FOUND)) return []
  throw error
}

function at(position: bigint): { commit: bigint; prepare: bigint } {
  return { commit: position, prepare: position }
}
