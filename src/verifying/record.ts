import type { AsItLies, LyingKeys, LyingStory } from '../store/as-it-lies.ts'
import type { Stream } from '../store/event-store.ts'
import type { SignedLists } from '../store/signed-lists.ts'
import type { SignedList } from '../store/signing.ts'
import type { Faults } from './faults.ts'
import { wrongByLists, wrongIn } from './story.ts'
import { wordsIn } from './words.ts'

/** How many entries are in the stories that are looked at together, about. */
const atOnce = 2_000

export interface RecordNeeds {
  lies: AsItLies
  lists: SignedLists
  keysOf(streams: readonly Stream[]): Promise<Map<Stream, LyingKeys>>
  sweptTo: bigint
  /** The lists that are held against the record, by their numbers: those that there were before any of it was read. */
  signed: ReadonlyMap<number, Pick<SignedList, 'number' | 'day'>>
  onProgress(entries: number, of: number): void
}

/** What was looked at, in numbers. */
export interface Looked {
  entries: number
  streams: number
  opened: number
  takenAway: number
}

/** Looks at every story: its entries, its words, and where it ended by the signed lists; then for stories that are in the lists alone. */
export async function lookAtRecord(needs: RecordNeeds, faults: Faults): Promise<Looked> {
  const { lies, lists, signed } = needs
  const looked: Looked = { entries: 0, streams: 0, opened: 0, takenAway: 0 }
  const newest = Math.max(0, ...signed.keys())
  let listed = 0
  const size = await lies.size()
  for await (const stories of together(lies.stories())) {
    const streams = stories.map(({ stream }) => stream)
    const [keys, heads] = await Promise.all([needs.keysOf(streams), lists.headsOf(streams, newest)])
    for (const story of stories) {
      const { stream } = story
      for (const what of wrongIn(story)) faults.found('the record', what)
      const found = heads.get(stream) ?? []
      if (found.length > 0) listed += 1
      for (const what of wrongByLists(story, found, signed)) faults.found('signed lists', what)
      const itsKeys = keys.get(stream)
      if (itsKeys) {
        const words = await wordsIn(story, { keys: itsKeys, sweptTo: needs.sweptTo, again: () => lies.story(stream) })
        for (const what of words.wrong) faults.found('words', what)
        looked.opened += words.opened
        looked.takenAway += words.takenAway
      }
      looked.entries += story.entries.length
    }
    looked.streams += stories.length
    needs.onProgress(looked.entries, Math.max(size, looked.entries))
  }
  await lookForStreamsGone(needs, newest, listed, faults)
  return looked
}

/** Where lists name more streams than were found, those that are not there. */
async function lookForStreamsGone({ lies, lists, signed }: RecordNeeds, newest: number, listed: number, faults: Faults): Promise<void> {
  if (newest === 0 || (await lists.rootAt(newest)).streams === listed) return
  for (let streams = await lists.streams('', newest); streams.length > 0; streams = await lists.streams(streams.at(-1) ?? '', newest)) {
    const heads = await lists.headsOf(streams, newest)
    for (const stream of streams) {
      const story = await lies.story(stream)
      if (story.entries.length > 0 || story.unreadable !== undefined) continue
      for (const what of wrongByLists(story, (heads.get(stream) ?? []).slice(-1), signed)) faults.found('signed lists', what)
    }
  }
}

/** Some stories together, so that their keys and heads are one question. */
async function* together(stories: AsyncIterable<LyingStory>): AsyncGenerator<LyingStory[], void> {
  let some: LyingStory[] = []
  let entries = 0
  for await (const story of stories) {
    some.push(story)
    entries += story.entries.length + 1
    if (entries < atOnce) continue
    yield some
    some = []
    entries = 0
  }
  if (some.length > 0) yield some
}
