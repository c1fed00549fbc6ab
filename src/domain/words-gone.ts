import { isForgotten } from './access.ts'
import type { Id } from './values.ts'

/** What of an entry says whether words go: it is asked before anything is opened. */
interface Asked {
  type: string
  facts: object
}

/** Whether an entry takes words away for good: by saying so, because they were told of somebody else, or because the whole story is forgotten. */
export function takesWordsAway({ type, facts }: Asked): boolean {
  return (
    type === 'WordsRemoved' || type === 'StoryForgotten' || (type === 'EntryWithdrawn' && 'why' in facts && facts.why === 'wrong-person')
  )
}

/**
 * The revisions of a story whose words are taken away: of each entry named, and of the corrections of it that came before; of a story that is forgotten
 * all. Nothing that is written down later brings them back. They are unreadable from the moment that this is on the record.
 */
export function wordsTakenAway(story: readonly (Asked & { id: Id; record: { revision: number } })[]): Set<number> {
  if (isForgotten(story)) return new Set(story.map(({ record }) => record.revision))
  const gone = new Set<number>()
  const takenLater = new Set<unknown>()
  for (const entry of story.toReversed()) {
    const isGone = takenLater.has(entry.id) || (entry.type === 'EntryCorrected' && takenLater.has(entryIn(entry.facts)))
    if (isGone) gone.add(entry.record.revision)
    if (takesWordsAway(entry)) takenLater.add(entryIn(entry.facts))
  }
  return gone
}

/** Whether words of a story were taken away after a position: whoever shows it only up to there may still show them. */
export function takenAwayAfter(position: bigint, story: readonly (Asked & { record: { position: string } })[]): boolean {
  return story.some((entry) => takesWordsAway(entry) && BigInt(entry.record.position) > position)
}

function entryIn(facts: object): unknown {
  return 'entry' in facts ? facts.entry : undefined
}
