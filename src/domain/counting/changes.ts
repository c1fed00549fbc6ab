import type { MeasureName } from '../measures.ts'
import { changesOf, type Pace } from '../pace.ts'
import { madeOf } from './made.ts'
import type { Flow } from './told.ts'

const byPace: Record<Pace, MeasureName> = { sudden: 'sudden-changes', gradual: 'gradual-changes', 'notice-unknown': 'notice-unknown' }

/** Changes of home and of support, and of the large ones how they came, as `changesOf` says. Ends within 7 days of a death are left out of all. */
export const changeFlows = madeOf(changesOf.kinds, (told) =>
  changesOf(told)
    .filter(({ nearDeath }) => !nearDeath)
    .flatMap(({ entry, direction, sector, pace }): Flow[] => {
      const { ledBy = 'unknown', span } = entry
      const counted = { day: span.first, amount: 1 }
      return [
        { measure: 'changes', keys: { ledBy, direction }, ...counted },
        ...(pace === undefined ? [] : [{ measure: byPace[pace], keys: { sector, ledBy }, ...counted }]),
      ]
    }),
)
