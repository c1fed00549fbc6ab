import type { Stream } from '../store/event-store.ts'
import type { TheRecord } from '../store/record.ts'
import { withUnknown } from './checkpoint.ts'
import { type Editions, withBegun } from './editions.ts'

/** How many entries are passed at once where only their places are asked for. */
const passedAtOnce = 5_000

/** What lies ahead of a rebuild: the stories that begin between two places, with the place each begins at and how many entries it has up to the second. */
export interface Ahead {
  from: bigint
  to: bigint
  begun: Begun[]
  unknown: string[]
  /** Where each edition begins: whoever takes a story whole has to know it of all that the story holds. */
  editions: Editions
}

interface Begun {
  stream: Stream
  at: bigint
  entries: number
}

export async function lookAhead(record: TheRecord, from: bigint, to: bigint, signal?: AbortSignal): Promise<Ahead> {
  const begun = new Map<Stream, Begun>()
  let unknown: string[] = []
  let editions: Editions = {}
  let position = from
  while (position < to) {
    signal?.throwIfAborted()
    const passed = (await record.after(position, passedAtOnce)).filter((each) => each.position <= to)
    const last = passed.at(-1)
    if (!last) break
    for (const { stream, revision, position } of passed) {
      if (revision === 1) begun.set(stream, { stream, at: position, entries: 0 })
      const story = begun.get(stream)
      if (story) story.entries += 1
    }
    unknown = withUnknown(unknown, passed)
    editions = withBegun(editions, passed)
    position = last.position
  }
  return { from, to, begun: [...begun.values()], unknown, editions }
}

/** Stories in order, so many together that they have about so many entries; none where there are none. */
export function inParts(stories: readonly Begun[], entries: number): Begun[][] {
  const parts: Begun[][] = [[]]
  let room = entries
  for (const story of stories) {
    if (room < story.entries && parts.at(-1)?.length) {
      parts.push([])
      room = entries
    }
    parts.at(-1)?.push(story)
    room -= story.entries
  }
  return parts
}
