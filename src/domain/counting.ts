import { isAccess } from './access.ts'
import { carerHoldings } from './counting/carers.ts'
import { changeFlows } from './counting/changes.ts'
import { compromiseFlows, compromiseHoldings } from './counting/compromises.ts'
import { fitHoldings, ratingsIn } from './counting/fit.ts'
import { goalFlows, goalSayings, goalsUnheard, ownGoalsIn } from './counting/goals.ts'
import { moveFlows } from './counting/moves.ts'
import { reachHoldings } from './counting/reach.ts'
import { reviewFlows } from './counting/reviews.ts'
import { serviceFlows } from './counting/services.ts'
import { stepFlows, stepHoldings } from './counting/steps.ts'
import { stillHoldings } from './counting/still.ts'
import { runsIn, supportFlows, supportHoldings } from './counting/supports.ts'
import { daySince, type Flow, type Holding, type Saying, type Told, toldIn } from './counting/told.ts'
import { waitHoldings } from './counting/waiting.ts'
import { wantFlows, wantHoldings } from './counting/wants.ts'
import { workerFlows, workerHoldings } from './counting/workers.ts'
import type { AnyEntry, Recorded, Retold } from './entry.ts'
import { retell } from './retelling.ts'
import type { AreaCode, Day } from './values.ts'

/** What counts of one life, from facts alone: what happened, what was said of the person's own goals, and what was so from when to when. */
export interface Contributions {
  /** Which area was responsible for the person from which day on, in order. Nobody was before they were met, and nothing counts then. */
  responsible: readonly { from: Day; area: AreaCode }[]
  birthYear?: number | undefined
  flows: readonly Flow[]
  sayings: readonly Saying[]
  holdings: readonly Holding[]
}

/**
 * What of one life counts. An entry counts from its first day, also where it was written down years later. What goes on with a goal, a step or a worker
 * that is not told of (taken back, or kept out by a dispute) does not count. Entries that are held back from the person count here like any other:
 * nobody can be seen in a number of many.
 */
export function contributions(retelling: readonly Retold<AnyEntry>[]): Contributions {
  const told = toldIn(retelling)
  const [met] = told('PersonMet')
  const died = told('PersonDied')[0]?.span.first
  return {
    responsible: responsible(told),
    birthYear: met?.facts.birthYear,
    flows: [
      ...meetings(told, died),
      ...goalFlows(told),
      ...wantFlows(told),
      ...compromiseFlows(told),
      ...supportFlows(told),
      ...moveFlows(told, died),
      ...changeFlows(retelling),
      ...reviewFlows(retelling, told),
      ...stepFlows(told),
      ...serviceFlows(told),
      ...workerFlows(told, died),
    ],
    sayings: goalSayings(told),
    holdings: holdings(told).flatMap((holding) => until(died, holding)),
  }
}

/**
 * What counts of a story as it is on the record. One that was forgotten goes on counting for all that it was, but in the large area alone, and of nobody's age.
 */
export function countedOf(recorded: readonly Recorded<AnyEntry>[]): Contributions {
  const all = contributions(retell(recorded))
  const forgotten = recorded.find(isAccess('StoryForgotten'))
  return forgotten ? coarsened(all, forgotten.facts.area) : all
}

function coarsened({ responsible: [first], ...all }: Contributions, area: AreaCode): Contributions {
  return { ...all, responsible: first ? [{ from: first.from, area }] : [], birthYear: undefined }
}

function holdings(told: Told): Holding[] {
  const open = wantHoldings(told)
  const runs = runsIn(told)
  const ratings = ratingsIn(told)
  const goals = ownGoalsIn(told)
  return [
    ...goalsUnheard(goals),
    ...open,
    ...compromiseHoldings(told),
    ...waitHoldings(told),
    ...supportHoldings(runs),
    ...fitHoldings(runs, ratings),
    ...reachHoldings(told, { runs, goals }),
    ...stillHoldings(told, { runs, ratings, open }),
    ...stepHoldings(told),
    ...workerHoldings(told),
    ...carerHoldings(told, runs),
  ]
}

/** The area they were met in, until a HomeChanged names another. One told of a day before they were met is of a time nobody here answers for. */
function responsible(told: Told): { from: Day; area: AreaCode }[] {
  const [met] = told('PersonMet')
  if (!met) return []
  const changes = told('HomeChanged').flatMap((home) => {
    const from = daySince(met.span.first, home)
    return from !== undefined && home.facts.responsible !== undefined ? [{ from, area: home.facts.responsible }] : []
  })
  return [{ from: met.span.first, area: met.facts.area }, ...changes]
}

/** People met and heard. What is talked over with the family after somebody died is no hearing of the person. */
function meetings(told: Told, died: Day | undefined): Flow[] {
  return told('PersonMet', 'ConversationHeld')
    .filter(({ span }) => died === undefined || span.first <= died)
    .map(({ type, span }) => ({ measure: type === 'PersonMet' ? 'people-met' : 'people-heard', keys: {}, day: span.first }))
}

/** Nothing is so any more from the day somebody died. */
function until(died: Day | undefined, holding: Holding): Holding[] {
  if (died === undefined || (holding.to !== undefined && holding.to <= died)) return [holding]
  return holding.from < died ? [{ ...holding, to: died }] : []
}
