import { z } from 'zod'
import { type AnyEntry, type By, defineEntry, type EntryOf, type Recorded } from './entry.ts'
import { forgottenGround, openedGround } from './lists.ts'
import { refuse } from './refusal.ts'
import { AreaCode, Day, daysAfter, Id, Words } from './values.ts'

// Who came to see a story, and what became of what was held back. It is part of the record, so that it can be shown who opened what and why; it tells nothing of a
// life, and stands in no profile, journey or count. Nobody sends such an entry: each is made by a route of its own.

/** Somebody without a tie to the person opened their story and said why: for a few hours, and the person is shown it. */
export const StoryOpened = defineEntry('StoryOpened', {
  facts: z.strictObject({ ground: z.enum(openedGround) }),
  words: z.strictObject({ reason: Words }),
  needs: { happened: false },
})

/** A steward opened the story to one reviewer, up to the end of a day. Said again of the same reviewer, the last one holds. */
export const ReviewOpened = defineEntry('ReviewOpened', {
  facts: z.strictObject({
    reviewer: Id.describe('Made of the `sub` of their token, as UUIDv5'),
    until: Day.describe('Its last day'),
  }),
  words: z.strictObject({ why: Words.optional() }),
  needs: { happened: false },
})

/** A steward looked at what is held back from the person, and it goes on being so until a day. */
export const HoldBackConfirmed = defineEntry('HoldBackConfirmed', {
  facts: z.strictObject({ entry: Id, until: Day }),
  words: z.strictObject({ reason: Words.optional() }),
  needs: { happened: false },
})

/** A steward looked at what is held back from the person, and it is so no longer. */
export const HoldBackLifted = defineEntry('HoldBackLifted', {
  facts: z.strictObject({ entry: Id }),
  words: z.strictObject({ reason: Words.optional() }),
  needs: { happened: false },
})

/** The story was forgotten: its words are gone for good, and its facts count in the county alone. Nothing is written to it after this. */
export const StoryForgotten = defineEntry('StoryForgotten', {
  facts: z.strictObject({
    ground: z.enum(forgottenGround),
    area: AreaCode.describe('Where its facts count from now on, in place of where the person lived: the largest area that holds it'),
  }),
  words: z.strictObject({}),
  needs: { happened: false },
})

export const accessEntries = [StoryOpened, ReviewOpened, HoldBackConfirmed, HoldBackLifted, StoryForgotten] as const
export type AccessEntry = EntryOf<(typeof accessEntries)[number]>
type Access<T extends AccessEntry['type']> = Recorded<Extract<AccessEntry, { type: T }>>

/** Longest that a review can be open before a steward has to look again, in days. */
const longestReview = 180
/** Longest that an entry can be held back from the person before somebody has to look again, in days. */
const longestHeldBack = 90

const types = new Set<string>(accessEntries.map(({ type }) => type))

/** Whether an entry is about who came to see the story, not about a life. */
export function isOfAccess(entry: { type: string }): boolean {
  return types.has(entry.type)
}

/** Whether an entry is of one kind of those. */
export function isAccess<T extends AccessEntry['type']>(type: T): (entry: Recorded<AnyEntry>) => entry is Access<T> {
  return (entry): entry is Access<T> => entry.type === type
}

/** May this be recorded? Gives what to record, or nothing where it is already so. Throws a `Refusal` where the answer is no. */
export function decideOnAccess(
  story: readonly Recorded<AnyEntry>[],
  entry: AccessEntry,
  { today, by }: { today: Day; by: By },
): readonly AnyEntry[] {
  switch (entry.type) {
    case 'StoryOpened':
      return [entry]
    case 'StoryForgotten':
      return isForgotten(story) ? [] : [entry]
    case 'ReviewOpened':
      if (entry.facts.until > daysAfter(today, longestReview)) refuse('review-too-long', 'facts.until')
      return [entry]
    case 'HoldBackConfirmed':
      mustBeHeldBack(story, entry.facts.entry, by)
      mayBeHeldBackUntil(entry.facts.until, today, 'facts.until')
      return [entry]
    case 'HoldBackLifted':
      mustBeHeldBack(story, entry.facts.entry)
      return lastWordOn(story, entry.facts.entry)?.type === 'HoldBackLifted' ? [] : [entry]
  }
}

/** Throws a `Refusal` where somebody would have to look again before that day. */
export function mayBeHeldBackUntil(until: Day, today: Day, path: string): void {
  if (until > daysAfter(today, longestHeldBack)) refuse('held-back-too-long', path)
}

/** Whoever held it back does not confirm it themself. */
function mustBeHeldBack(story: readonly Recorded<AnyEntry>[], id: Id, by?: By): void {
  const entry = story.find((other) => other.id === id) ?? refuse('entry-unknown', 'facts.entry')
  if (!entry.heldBack) refuse('not-held-back', 'facts.entry')
  if (by !== undefined && entry.record.by.sub === by.sub) refuse('held-back-by-you', 'facts.entry')
}

function lastWordOn(story: readonly Recorded<AnyEntry>[], id: Id): Access<'HoldBackConfirmed'> | Access<'HoldBackLifted'> | undefined {
  return story
    .filter((entry) => isAccess('HoldBackConfirmed')(entry) || isAccess('HoldBackLifted')(entry))
    .findLast(({ facts }) => facts.entry === id)
}

/** Why an entry is held back from the person, and the last day on which it is. */
export type HeldBackNow = NonNullable<AnyEntry['heldBack']>

/** All that was held back from the person and not lifted, by the entry, with its last day, also where that has passed: as the writer had it, or as a steward had it since. */
export function heldBackIn(story: readonly Recorded<AnyEntry>[]): Map<Id, HeldBackNow> {
  const held = new Map<Id, HeldBackNow>()
  for (const { id, heldBack } of story) {
    const word = heldBack && lastWordOn(story, id)
    if (heldBack && word?.type !== 'HoldBackLifted') held.set(id, { ...heldBack, until: word?.facts.until ?? heldBack.until })
  }
  return held
}

/** What is held back from the person on a day. */
export function heldBackOn(story: readonly Recorded<AnyEntry>[], today: Day): Map<Id, HeldBackNow> {
  return new Map([...heldBackIn(story)].filter(([, { until }]) => until >= today))
}

/** Whether a story was forgotten: nobody reads it any more, and nothing is written to it. */
export function isForgotten(story: readonly { type: string }[]): boolean {
  return story.some(({ type }) => type === 'StoryForgotten')
}

/** A story as it was before it was forgotten: for saying who answers for it, and nothing else. */
export function beforeForgotten(story: readonly Recorded<AnyEntry>[]): Recorded<AnyEntry>[] {
  return story.filter(({ type }) => type !== 'StoryForgotten')
}
