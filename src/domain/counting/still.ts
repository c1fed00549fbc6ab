import { changeTypes } from '../pace.ts'
import { monthsAfter } from '../values.ts'
import { ratingsIn } from './fit.ts'
import { madeOf } from './made.ts'
import { heardFor, overlaps, type Stretch, window, without } from './stretches.ts'
import { runsIn } from './supports.ts'
import type { Holding } from './told.ts'
import { wantHoldings } from './wants.ts'

const changing = ['GoalReworded', 'GoalProgressed', 'GoalReached', 'GoalLetGo', ...changeTypes] as const

/** When nothing had changed for 12 months: from 12 months after a change to the next one. */
const stillness = madeOf(changing, (told): Stretch[] => {
  const days = told(...changing)
    .filter((entry) => entry.type !== 'GoalProgressed' || ['nearer', 'further', 'different'].includes(entry.facts.says))
    .map(({ span }) => span.first)
  return days.flatMap((day, i) => {
    const from = monthsAfter(day, window)
    const to = days[i + 1]
    return to !== undefined && to <= from ? [] : [{ from, to }]
  })
})

const kinds = [...stillness.kinds, 'ConversationHeld', ...runsIn.kinds, ...ratingsIn.kinds, ...wantHoldings.kinds] as const

/**
 * Lives with a running support in which for 12 months nothing changed: no goal of anybody's was reworded, moved (nearer, further, or it is another goal now),
 * reached or let go, and neither home nor any support changed. Since a start is a change, every support that runs then has been there for 12 months.
 *
 * Where there was no conversation in those 12 months they are `unheard`. Where the person says of that support that it fits, as the latest they said and less
 * than 12 months ago, and has no open want, they are `still-steady` by it; else `still-held`. With two supports somebody may be both.
 */
export const stillHoldings = madeOf(kinds, (told): Holding[] => {
  const still = stillness(told)
  if (still.length === 0) return []
  const conversations = told('ConversationHeld').map(heardFor)
  const unheard = without(still, conversations)
  const heard = without(still, unheard)
  const contented = without(heard, wantHoldings(told))
  return runsIn(told).flatMap((run) => {
    const so = (measure: 'unheard' | 'still-held' | 'still-steady', stretches: readonly Stretch[]): Holding[] =>
      stretches.map(({ from, to }) => ({ measure, keys: { sector: run.sector }, from, to }))
    const fits = ratingsIn(told).filter(({ support, by, fit }) => support === run.support && by === 'person' && fit === 'fits')
    const steady = overlaps(overlaps([run], contented), fits)
    return [
      ...so('unheard', overlaps([run], unheard)),
      ...so('still-steady', steady),
      ...so('still-held', without(overlaps([run], heard), steady)),
    ]
  })
})
