import { z } from 'zod'
import type { AnyEntry, Recorded, Retold } from './entry.ts'
import { actsForGround } from './lists.ts'
import { retell } from './retelling.ts'
import { agreedIn, narrowest, type Parts, partsOf } from './shared-parts.ts'
import { Day, Id } from './values.ts'

/** That somebody acts for a person, as their token says it: by what, and up to which day. */
export const ActsFor = z.object({ person: Id, ground: z.enum(actsForGround), until: Day })
export type ActsFor = z.infer<typeof ActsFor>

/**
 * How much of a story is open on a day to somebody who acts for the person: what the person agreed that whoever they chose may see. Nothing after the day that the token names, nor once the person
 * has died. A parent's ends with childhood: in the year of the sixteenth birthday, what was agreed before it; in the year of the eighteenth, all. Where neither a year of birth nor a
 * stage says how old somebody is, a parent sees nothing.
 */
export function partsActedFor(story: readonly Recorded<AnyEntry>[], { ground, until }: ActsFor, today: Day): Parts | undefined {
  if (until < today) return undefined
  if (retell(story, { notUsed: true }).some(({ type }) => type === 'PersonDied')) return undefined
  const parts = narrowest(story, (told) => {
    const agreed = agreedIn(told, today).filter(({ withWhom }) => withWhom === 'chosen')
    return partsOf(ground === 'parent' ? agreed.filter(({ agreedOn }) => holdsForParent(told, agreedOn, today)) : agreed)
  })
  return parts.length > 0 ? parts : undefined
}

function holdsForParent(told: readonly Retold[], agreedOn: Day, today: Day): boolean {
  const [sixteen, eighteen] = [becomes(told, 16, 'sixteen'), becomes(told, 18, 'eighteen')]
  if (eighteen === undefined || today >= eighteen) return false
  return sixteen === undefined || today < sixteen || agreedOn >= sixteen
}

/** The day from which somebody counts as so old: the one that was told, else the first day of the year in which they become it. */
function becomes(told: readonly Retold[], age: number, stage: string): Day | undefined {
  const crossed = told.find(({ type, facts }) => type === 'StageCrossed' && 'stage' in facts && facts.stage === stage)
  if (crossed) return crossed.span.first
  const met = told.find(({ type }) => type === 'PersonMet')?.facts as { birthYear?: number } | undefined
  return met?.birthYear === undefined ? undefined : `${met.birthYear + age}-01-01`
}
