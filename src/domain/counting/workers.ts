import type { workerRole } from '../lists.ts'
import { type Id, monthsAfter } from '../values.ts'
import { madeOf } from './made.ts'
import { type Stretch, whereAtLeast, window } from './stretches.ts'
import { diedIn, type Flow, type Holding, type Told } from './told.ts'

/** Workers started within a window that are many. */
const many = 3

/** A worker with the person: from the day they started to the day they left. */
interface Staying extends Stretch {
  worker: Id
  role: (typeof workerRole)[number]
}

/** Workers that left. Who leaves after the person's death leaves nobody. */
export const workerFlows = madeOf(['WorkerStarted', 'WorkerLeft', 'PersonDied'], (told): Flow[] => {
  const died = diedIn(told)
  const started = told('WorkerStarted')
  return told('WorkerLeft')
    .filter(({ span }) => died === undefined || span.first <= died)
    .flatMap(({ facts, span }): Flow[] => {
      const before = started.findLast((each) => each.facts.worker === facts.worker && each.span.first <= span.first)
      const role = (before ?? started.find((each) => each.facts.worker === facts.worker))?.facts.role
      return role === undefined ? [] : [{ measure: 'workers-left', keys: { role }, day: span.first }]
    })
})

/**
 * People with many workers: three of them or more started in the last 12 months, whether or not they are still there; and people with the same one for 12 months or
 * more. Somebody who left and came back is one worker, and begins anew.
 */
export const workerHoldings = madeOf(['WorkerStarted', 'WorkerLeft'], (told): Holding[] => {
  const all = stays(told)
  const fresh = Map.groupBy(all, ({ worker }) => worker)
  const startedOf = (which: (stay: Staying) => boolean) =>
    [...fresh.values()].map((stays) => stays.filter(which).map(({ from }): Stretch => ({ from, to: monthsAfter(from, window) })))
  const roles = new Set(all.map(({ role }) => role))
  return [
    ...whereAtLeast(
      many,
      startedOf(() => true),
    ).map((so): Holding => ({ measure: 'many-workers', keys: {}, ...so })),
    ...[...roles].flatMap((role) =>
      whereAtLeast(
        many,
        startedOf((stay) => stay.role === role),
      ).map((so): Holding => ({ measure: 'many-workers', keys: { role }, ...so })),
    ),
    ...all.flatMap(({ role, from, to }): Holding[] => {
      const long = monthsAfter(from, window)
      return to !== undefined && to <= long ? [] : [{ measure: 'same-worker', keys: { role }, from: long, to }]
    }),
  ]
})

/** Who has begun is there until they leave; that they began is not said twice. */
function stays(told: Told<'WorkerStarted' | 'WorkerLeft'>): Staying[] {
  const stays: Staying[] = []
  const there = new Map<Id, Staying>()
  for (const { type, facts, span } of told('WorkerStarted', 'WorkerLeft')) {
    if (type === 'WorkerStarted' && !there.has(facts.worker)) {
      const stay: Staying = { worker: facts.worker, role: facts.role, from: span.first }
      there.set(facts.worker, stay)
      stays.push(stay)
    }
    const stay = there.get(facts.worker)
    if (type === 'WorkerLeft' && stay) {
      stay.to = span.first
      there.delete(facts.worker)
    }
  }
  return stays
}
