import { madeOf } from './counting/made.ts'
import { diedIn, type RetoldEntry, type Told, toldIn } from './counting/told.ts'
import type { AnyEntry, Retold } from './entry.ts'
import { ledBy, type sector } from './lists.ts'
import { plansInOrder } from './pace/notice.ts'
import { type Amount, type Step, stepsOf } from './pace/steps.ts'
import { type Day, daysBetween, type Id } from './values.ts'

/** Notice of fewer days than this is sudden. */
const enoughNotice = 28
/** An end so many days before or after the person's death, or fewer, is counted nowhere. */
export const nearDeath = 7

export const direction = ['start', 'more', 'less', 'end', 'move', 'pause', 'resume'] as const
export type Direction = (typeof direction)[number]

/** How a large change came. It judges nobody: it says what was recorded of planning and notice. */
export const pace = ['sudden', 'gradual', 'notice-unknown'] as const
export type Pace = (typeof pace)[number]

export const changeTypes = ['HomeChanged', 'SupportStarted', 'SupportAdjusted', 'SupportPaused', 'SupportResumed', 'SupportEnded'] as const
type ChangeEntry = RetoldEntry<(typeof changeTypes)[number]>

/** A change of home or of a support, and how it came. */
export interface Change {
  entry: ChangeEntry
  /** Absent where an adjustment says neither more nor less. */
  direction?: Direction | undefined
  support?: Id | undefined
  sector?: (typeof sector)[number] | undefined
  /** Of an adjustment. */
  hours?: Amount | undefined
  cost?: Amount | undefined
  large: boolean
  /** The earlier steps down that made this one large. */
  addedUp: Id[]
  /** Of a large change alone. */
  pace?: Pace | undefined
  noticeDays?: number | undefined
  /** The plan that notice is counted from; absent where it is what the entry itself says. */
  noticeFrom?: Id | undefined
  /** An end within 7 days of the person's death: it is shown, and counted nowhere. */
  nearDeath: boolean
}

/**
 * Every change of home and of support in a life, in order of life, and how it came.
 *
 * **Large** is a home not chosen, an end, or an adjustment that brings a support down by a quarter or more within 28 days (`stepsOf` says how steps are
 * added up). A home is not chosen where its choice is `not-mine` or `not-asked`: whoever was not asked has not chosen. Where nobody said whose choice it was,
 * it is not called large, because that it was not chosen has to be told. An end is every SupportEnded, also of a support that was planned and never came.
 * A pause is neither an end nor a step down.
 *
 * **Sudden** is a large change that is said not to have been planned, whatever notice there was, or of which there were fewer than 28 days' notice.
 * **Notice unknown** is a large change with neither a plan nor notice on record, and not said to be unplanned. **Gradual** is every other large one.
 *
 * Notice is days from the first SupportPlanned for the change to the change, by their first days (`plansInOrder` says which plan is for which); where there is
 * none, the `noticeDays` that the entry says. No plan speaks of a home, so it has only those.
 *
 * Ends within 7 days of the person's own death, before or after, are none of these. Who in their circle died is no such death: what ends with a carer's life is a
 * change in the life of whoever is left.
 */
export const changesOf = madeOf(['SupportPlanned', ...changeTypes, 'PersonDied'], (told): Change[] => {
  const sectors = sectorsIn(told)
  const steps = stepsIn(told)
  const died = diedIn(told)
  const plans = plansInOrder()
  return told('SupportPlanned', ...changeTypes).flatMap((entry): Change[] => {
    if (entry.type === 'SupportPlanned') {
      plans.told(entry)
      return []
    }
    const support = entry.type === 'HomeChanged' ? undefined : entry.facts.support
    const step = steps.get(entry.id)
    const direction = directionOf(entry, step)
    const day = entry.span.first
    const planned =
      support !== undefined && (direction === 'less' || direction === 'end') ? plans.noticeOf(direction, support, day) : undefined
    const noticeDays = planned?.noticeDays ?? ('noticeDays' in entry.facts ? entry.facts.noticeDays : undefined)
    const ofDeath = entry.type === 'SupportEnded' && isNear(died, day)
    const large = isLarge(entry, step) && !ofDeath
    return [
      {
        entry,
        direction,
        support,
        sector: support === undefined ? undefined : sectors.get(support),
        hours: step?.hours,
        cost: step?.cost,
        large,
        addedUp: step?.addedUp ?? [],
        pace: large ? paceOf(entry, noticeDays) : undefined,
        noticeDays,
        noticeFrom: planned?.noticeFrom,
        nearDeath: ofDeath,
      },
    ]
  })
})

/** The same, of a retelling. */
export function changesIn(retelling: readonly Retold<AnyEntry>[]): Change[] {
  return changesOf(toldIn(retelling))
}

/** How many entries came at each pace, by who led them; none where there were none. */
export function summaryOf(changes: readonly Change[]): { pace: Pace; ledBy: (typeof ledBy)[number]; entries: number }[] {
  return pace.flatMap((pace) =>
    ledBy.flatMap((ledBy) => {
      const entries = changes.filter((change) => change.pace === pace && change.entry.ledBy === ledBy).length
      return entries > 0 ? [{ pace, ledBy, entries }] : []
    }),
  )
}

function directionOf({ type }: ChangeEntry, step: Step | undefined): Direction | undefined {
  if (type === 'HomeChanged') return 'move'
  if (type === 'SupportStarted') return 'start'
  if (type === 'SupportPaused') return 'pause'
  if (type === 'SupportResumed') return 'resume'
  return type === 'SupportEnded' ? 'end' : step?.direction
}

function isLarge(entry: ChangeEntry, step: Step | undefined): boolean {
  if (entry.type === 'HomeChanged') return entry.facts.choice === 'not-mine' || entry.facts.choice === 'not-asked'
  return entry.type === 'SupportEnded' || step?.large === true
}

function paceOf(entry: ChangeEntry, noticeDays: number | undefined): Pace {
  const unplanned = entry.type === 'SupportEnded' && !entry.facts.planned
  if (unplanned || (noticeDays !== undefined && noticeDays < enoughNotice)) return 'sudden'
  return noticeDays === undefined ? 'notice-unknown' : 'gradual'
}

function isNear(died: Day | undefined, day: Day): boolean {
  return died !== undefined && Math.abs(daysBetween(died, day)) <= nearDeath
}

/** Where each support comes from: as it started, or as it was planned where it never did. */
function sectorsIn(told: Told<'SupportPlanned' | 'SupportStarted'>): ReadonlyMap<Id, (typeof sector)[number]> {
  const said = [...told('SupportPlanned'), ...told('SupportStarted')]
  return new Map(said.flatMap(({ facts }) => (facts.sector === undefined ? [] : [[facts.support, facts.sector] as const])))
}

function stepsIn(told: Told<'SupportStarted' | 'SupportAdjusted'>): ReadonlyMap<Id, Step> {
  const bySupport = Map.groupBy(told('SupportStarted', 'SupportAdjusted'), ({ facts }) => facts.support)
  return new Map([...bySupport.values()].flatMap((each) => [...stepsOf(each)]))
}
