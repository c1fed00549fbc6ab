import { changeTypes } from '../pace.ts'
import { monthsAfter } from '../values.ts'
import type { Rating } from './fit.ts'
import { heardFor, overlaps, type Stretch, window, without } from './stretches.ts'
import type { Run } from './supports.ts'
import type { Holding, Told } from './told.ts'

/**
 * Lives with a running support in which for 12 months nothing changed: no goal of anybody's was reworded, moved (nearer, further, or it is another goal now),
 * reached or let go, and neither home nor any support changed. Since a start is a change, every support that runs then has been there for 12 months.
 *
 * Where there was no conversation in those 12 months they are `unheard`. Where the person says of that support that it fits, as the latest they said and less
 * than 12 months ago, and has no open want, they are `still-steady` by it; else `still-held`. With two supports somebody may be both.
 */
export function stillHoldings(
  told: Told,
  { runs, ratings, open }: { runs: readonly Run[]; ratings: readonly Rating[]; open: Stretch[] },
): Holding[] {
  const still = stillness(told)
  if (still.length === 0) return []
  const conversations = told('ConversationHeld').map(heardFor)
  const unheard = without(still, conversations)
  const heard = without(still, unheard)
  const contented = without(heard, open)
  return runs.flatMap((run) => {
    const so = (measure: 'unheard' | 'still-held' | 'still-steady', stretches: readonly Stretch[]): Holding[] =>
      stretches.map(({ from, to }) => ({ measure, keys: { sector: run.sector }, from, to }))
    const fits = ratings.filter(({ support, by, fit }) => support === run.support && by === 'person' && fit === 'fits')
    const steady = overlaps(overlaps([run], contented), fits)
    return [
      ...so('unheard', overlaps([run], unheard)),
      ...so('still-steady', steady),
      ...so('still-held', without(overlaps([run], heard), steady)),
    ]
  })
}

/** When nothing had changed for 12 months: from 12 months after a change to the next one. */
function stillness(told: Told): Stretch[] {
  const days = told('GoalReworded', 'GoalProgressed', 'GoalReached', 'GoalLetGo', ...changeTypes)
    .filter((entry) => entry.type !== 'GoalProgressed' || ['nearer', 'further', 'different'].includes(entry.facts.says))
    .map(({ span }) => span.first)
  return days.flatMap((day, i) => {
    const from = monthsAfter(day, window)
    const to = days[i + 1]
    return to !== undefined && to <= from ? [] : [{ from, to }]
  })
}
