import { nearDeath } from '../pace.ts'
import { type Day, daysBetween } from '../values.ts'
import { madeOf } from './made.ts'
import { daySince, diedIn, type Flow, type RetoldEntry } from './told.ts'

/** A start so many days before or after an end elsewhere, or fewer, is a move. */
const together = 28

/**
 * Moves from one sector to another: a support that ended, and one of another sector that started at most 28 days before or after it. A move counts on the later
 * of the two days: both are so then. What was planned and never came neither started nor ended.
 *
 * Who died with a support left its sector for none, on the day they died: with one that was there, or that ended in the 7 days before. What ended by death is no
 * move to anywhere else.
 */
export const moveFlows = madeOf(['SupportStarted', 'SupportEnded', 'PersonDied'], (told): Flow[] => {
  const died = diedIn(told)
  const ends = Map.groupBy(told('SupportEnded'), ({ facts }) => facts.support)
  const starts = told('SupportStarted')
  return starts.flatMap((left): Flow[] => {
    const ended = (ends.get(left.facts.support) ?? []).flatMap((end) => daySince(left.span.first, end) ?? [])
    const inLife = ended.filter((day) => died === undefined || daysBetween(day, died) > nearDeath)
    const byDeath = died !== undefined && left.span.first <= died && inLife.length === 0
    return [
      ...inLife.flatMap((day) => movesFrom(left, day, starts)),
      ...(byDeath ? [{ measure: 'moves' as const, keys: { outOf: left.facts.sector, into: 'died' }, day: died }] : []),
    ]
  })
})

type Started = RetoldEntry<'SupportStarted'>

function movesFrom(left: Started, ended: Day, starts: readonly Started[]): Flow[] {
  return starts
    .filter(({ facts, span }) => facts.sector !== left.facts.sector && Math.abs(daysBetween(span.first, ended)) <= together)
    .map(({ facts, span }) => ({
      measure: 'moves',
      keys: { outOf: left.facts.sector, into: facts.sector },
      day: span.first > ended ? span.first : ended,
    }))
}
