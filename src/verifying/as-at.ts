import type { AnyEntry, Recorded } from '../domain/entry.ts'
import { takenAwayAfter } from '../domain/words-gone.ts'
import { type Editions, inEditions } from '../projecting/editions.ts'
import type { Change, Projection } from '../projecting/projection.ts'
import { unavailable } from '../store/database.ts'
import { StoreUnavailable, type Stream } from '../store/event-store.ts'
import type { TheRecord } from '../store/record.ts'

/** Where a read model is on the record. */
export interface Place {
  position: bigint
  editions: Editions
}

/** Some stories, as they stood at a place of the record. */
export interface StoriesAt {
  changes: Change[]
  /** Words of them were taken away since, so that it cannot be told what a read model made of them there. */
  moved: Change['whose'][]
  /** Who cannot be read, or whose words do not open. */
  shut: Change['whose'][]
}

/** Reads stories as a read model is given them that takes each whole. */
export function storiesAt(record: TheRecord, { words }: Projection) {
  /** One that cannot be read is left out, and no other with it. */
  async function read(streams: readonly Stream[]): Promise<Map<Stream, readonly Recorded<AnyEntry>[] | undefined>> {
    try {
      return await record.readMany(streams, { words })
    } catch (error) {
      if (!isShut(error)) throw error
      if (streams.length === 1) return new Map(streams.map((stream) => [stream, undefined]))
      const half = streams.length >> 1
      return new Map([...(await read(streams.slice(0, half))), ...(await read(streams.slice(half)))])
    }
  }

  return async (streams: readonly Stream[], { position, editions }: Place): Promise<StoriesAt> => {
    const found: StoriesAt = { changes: [], moved: [], shut: [] }
    if (streams.length === 0) return found
    for (const [stream, story] of await read(streams)) {
      const whose = stream.slice(stream.indexOf('-') + 1)
      const then = story?.filter((entry) => BigInt(entry.record.position) <= position) ?? []
      if (!story) found.shut.push(whose)
      else if (words && takenAwayAfter(position, story)) found.moved.push(whose)
      else if (then.length > 0) found.changes.push({ whose, before: [], after: inEditions(then, editions) })
    }
    return found
  }
}

/** Whether it says that a story cannot be read, or its words do not open, and not that the store is out of reach. What is wrong with it is told where the record is looked at. */
function isShut(error: unknown): boolean {
  return !unavailable(error) || (error instanceof StoreUnavailable && /master key/.test(error.message))
}
