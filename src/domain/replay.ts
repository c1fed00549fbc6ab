import type { Retold } from './entry.ts'
import { type Day, daysAfter, lastDayOf } from './values.ts'

/** How far a replay goes at a time. Weeks begin on Monday. */
export const steps = ['entry', 'day', 'week', 'month'] as const

/** What is replayed: days of life, both ends included, and how far at a time. */
export interface Replayed {
  from?: Day | undefined
  to: Day
  step: (typeof steps)[number]
}

/** One step of a replay: the day it tells of, and how many of the entries, in order of life, have begun by its end. */
export interface Step {
  at: Day
  begun: number
}

/**
 * The steps in which something began, in order of life. Of an entry or a day it is that day; of a week or a month its last day, or the last one asked
 * for. Where something had begun before `from` the first step is the day before it, and is of all that came until then.
 *
 * @param told a retelling as at `to`
 */
export function stepsOf(told: readonly Retold[], { from, to, step }: Replayed): Step[] {
  const before = from === undefined ? 0 : told.filter(({ span }) => span.first < from).length
  const steps: Step[] = from !== undefined && before > 0 ? [{ at: daysAfter(from, -1), begun: before }] : []
  for (const [i, { span }] of told.entries()) {
    if (i < before) continue
    const end = lastDay(span.first, step)
    const at = end < to ? end : to
    const last = steps.at(-1)
    if (last?.at === at && step !== 'entry') last.begun = i + 1
    else steps.push({ at, begun: i + 1 })
  }
  return steps
}

/** The last day of the step that a day lies in. */
function lastDay(day: Day, step: Replayed['step']): Day {
  if (step === 'month') return lastDayOf(day.slice(0, 7))
  if (step === 'week') return daysAfter(day, (7 - new Date(day).getUTCDay()) % 7)
  return day
}
