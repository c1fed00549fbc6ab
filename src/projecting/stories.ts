import type { AnyEntry, Recorded } from '../domain/entry.ts'
import { apart } from '../domain/facts-and-words.ts'
import { isOfPlace, type Stream } from '../store/event-store.ts'
import type { TheRecord } from '../store/record.ts'
import type { Checkpoint } from './checkpoint.ts'
import { inEditions } from './editions.ts'
import type { Change, Projection } from './projection.ts'

type Story = readonly Recorded<AnyEntry>[]

/** Some stories, read once for all who make something of them. */
export interface Stories {
  /** What happened to those that a projection is made of, as it wants them: with words or without, by its own editions. Who wants the same is given the very same. */
  changesFor(wanting: Pick<Checkpoint, 'projection' | 'editions'>): readonly Change[]
}

/**
 * Reads stories as they were at `from` and as they are at `to`. Words are opened where any of these projections wants them. Entries of kinds nobody knows are in
 * them: a retelling passes over them.
 */
export async function readStories(
  record: TheRecord,
  streams: readonly Stream[],
  { from, to, projections }: { from: bigint; to: bigint; projections: readonly Projection[] },
): Promise<Stories> {
  const words = projections.some((projection) => projection.words)
  const read = await record.readMany(streams, { words })
  const whole = [...read].map(([stream, story]) => [stream, upTo(story, to)] as const)
  const inFacts = once(() =>
    whole.map(([stream, story]) => [stream, words && !isOfPlace(stream) ? story.map(withoutWords) : story] as const),
  )
  const made = new Map<string, readonly Change[]>()
  return {
    changesFor({ projection, editions }) {
      const ofPlaces = projection.of === 'places'
      const key = JSON.stringify([ofPlaces, projection.words, editions])
      const stories = () => (projection.words ? whole : inFacts()).filter(([stream]) => isOfPlace(stream) === ofPlaces)
      const changes = made.get(key) ?? stories().map(([stream, story]) => changeOf(stream, inEditions(story, editions), from))
      made.set(key, changes)
      return changes
    },
  }
}

/** Whether a projection is made of this story. */
export function isOf({ of }: Projection, stream: Stream): boolean {
  return isOfPlace(stream) === (of === 'places')
}

function changeOf(stream: Stream, after: Story, from: bigint): Change {
  return { whose: stream.slice(stream.indexOf('-') + 1), before: upTo(after, from), after }
}

/** What of a story had been written down at a position. */
function upTo(story: Story, position: bigint): Story {
  const last = story.findLastIndex(({ record }) => BigInt(record.position) <= position)
  return last === story.length - 1 ? story : story.slice(0, last + 1)
}

/** An entry as it is read without its words. */
function withoutWords(entry: Recorded<AnyEntry>): Recorded<AnyEntry> {
  const { wordsGone: _, ...record } = entry.record
  return { ...(apart(entry).clear as Recorded<Omit<AnyEntry, 'words'>>), words: {}, record }
}

function once<T>(make: () => T): () => T {
  let made: { it: T } | undefined
  return () => {
    made ??= { it: make() }
    return made.it
  }
}
