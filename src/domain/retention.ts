import { z } from 'zod'
import { isForgotten, isOfAccess } from './access.ts'
import type { AnyEntry, Recorded } from './entry.ts'
import { retell } from './retelling.ts'
import { type Day, londonDay, monthsAfter, Text } from './values.ts'

/** A rule of the council for how long a story is kept: so many years after the person died, or after the last entry was written down. */
const Rule = z.strictObject({
  rule: Text(200).describe('What it is called, and where it is written'),
  after: z.enum(['death', 'last-entry']),
  years: z.int().min(0).max(150),
})
export type Rule = z.infer<typeof Rule>

/** The rules of a council: a file that says them. */
export const Rules = z
  .array(Rule)
  .min(1, 'say one rule at least')
  .refine((rules) => new Set(rules.map(({ rule }) => rule)).size === rules.length, 'two rules have the same name')

/** A rule that has run for a story, and since when. */
export interface Due {
  rule: string
  since: Day
}

/**
 * Which rules have run for a story by a day: all that it is kept for has passed. Where a death is known to the month or the year alone, it is kept from the end of that.
 * Whoever looked at a story makes it no younger. A death that was withdrawn, or is kept out by a dispute, is none; a forgotten story is due no more.
 *
 * @param recorded one person's whole story, in order of the record; no words are needed
 */
export function dueIn(recorded: readonly Recorded<AnyEntry>[], rules: readonly Rule[], today: Day): Due[] {
  if (isForgotten(recorded)) return []
  const began: Record<Rule['after'], Day | undefined> = {
    death: retell(recorded).findLast(({ type }) => type === 'PersonDied')?.span.last,
    'last-entry': lastWrittenOn(recorded),
  }
  return rules.flatMap(({ rule, after, years }) => {
    const from = began[after]
    const since = from && monthsAfter(from, years * 12)
    return since !== undefined && since <= today ? [{ rule, since }] : []
  })
}

/** The last day on which anything was written down of a life, or put right in it. */
function lastWrittenOn(recorded: readonly Recorded<AnyEntry>[]): Day | undefined {
  const days = recorded.filter((entry) => !isOfAccess(entry)).map(({ record }) => londonDay(record.at))
  return days.reduce<Day | undefined>((last, day) => (last === undefined || day > last ? day : last), undefined)
}
