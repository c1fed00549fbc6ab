import type { AreaCode, Day } from '../values.ts'
import { carerHoldings } from './carers.ts'
import { changeFlows } from './changes.ts'
import { compromiseFlows, compromiseHoldings } from './compromises.ts'
import { fitHoldings } from './fit.ts'
import { goalFlows, goalSayings, goalsUnheard } from './goals.ts'
import { type Made, madeOf } from './made.ts'
import { moveFlows } from './moves.ts'
import { reachHoldings } from './reach.ts'
import { reviewFlows } from './reviews.ts'
import { deadlocks, decisions, handedOver, missed, turnedAway } from './services.ts'
import { stepFlows, stepHoldings } from './steps.ts'
import { stillHoldings } from './still.ts'
import { supportFlows, supportHoldings } from './supports.ts'
import { daySince, diedIn, type Flow, type Holding, type Kind, type Saying } from './told.ts'
import { waitHoldings } from './waiting.ts'
import { wantFlows, wantHoldings } from './wants.ts'
import { workerFlows, workerHoldings } from './workers.ts'

/** Where and as whom somebody counts, whatever it is. */
export interface Who {
  /** Which area was responsible for the person from which day on, in order. Nobody was before they were met, and nothing counts then. */
  responsible: readonly { from: Day; area: AreaCode }[]
  birthYear?: number | undefined
}

/** In the area they were met in, until a HomeChanged names another. One told of a day before they were met is of a time nobody here answers for. */
export const whoIn = madeOf(['PersonMet', 'HomeChanged'], (told): Who => {
  const [met] = told('PersonMet')
  if (!met) return { responsible: [], birthYear: undefined }
  const changes = told('HomeChanged').flatMap((home) => {
    const from = daySince(met.span.first, home)
    return from !== undefined && home.facts.responsible !== undefined ? [{ from, area: home.facts.responsible }] : []
  })
  return { responsible: [{ from: met.span.first, area: met.facts.area }, ...changes], birthYear: met.facts.birthYear }
})

/** People met and heard. What is talked over with the family after somebody died is no hearing of the person. */
const meetings = madeOf(['PersonMet', 'ConversationHeld', 'PersonDied'], (told) => {
  const died = diedIn(told)
  return told('PersonMet', 'ConversationHeld')
    .filter(({ span }) => died === undefined || span.first <= died)
    .map(({ type, span }): Flow => ({ measure: type === 'PersonMet' ? 'people-met' : 'people-heard', keys: {}, day: span.first }))
})

/** The same, but nothing is so any more from the day somebody died. */
function untilDeath(holdings: Made<Kind, Holding[]>): Made<Kind, Holding[]> {
  return madeOf([...holdings.kinds, 'PersonDied'], (told) => {
    const died = diedIn(told)
    return died === undefined ? holdings(told) : holdings(told).flatMap((holding) => until(died, holding))
  })
}

function until(died: Day, holding: Holding): Holding[] {
  if (holding.to !== undefined && holding.to <= died) return [holding]
  return holding.from < died ? [{ ...holding, to: died }] : []
}

/** All that counts of a life, in parts: none has a measure that another has. */
export const parts = {
  flows: [
    meetings,
    goalFlows,
    wantFlows,
    compromiseFlows,
    supportFlows,
    moveFlows,
    changeFlows,
    reviewFlows,
    stepFlows,
    decisions,
    missed,
    handedOver,
    turnedAway,
    deadlocks,
    workerFlows,
  ] as readonly Made<Kind, Flow[]>[],
  sayings: [goalSayings] as readonly Made<Kind, Saying[]>[],
  holdings: [
    goalsUnheard,
    wantHoldings,
    compromiseHoldings,
    waitHoldings,
    supportHoldings,
    fitHoldings,
    reachHoldings,
    stillHoldings,
    stepHoldings,
    workerHoldings,
    carerHoldings,
  ].map(untilDeath),
}
