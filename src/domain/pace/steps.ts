import type { RetoldEntry } from '../counting/told.ts'
import { type Day, daysBetween, type Id } from '../values.ts'

/** Steps down are added up where they lie this many days apart or fewer. */
export const addedUpWithin = 28

/** What an adjusted support was before and became: hours a week, or GBP a week. Either is absent where nobody had said it. */
export interface Amount {
  was?: number | undefined
  is?: number | undefined
}

/** One adjustment of a support, beside what the support was before. */
export interface Step {
  direction?: 'more' | 'less' | undefined
  hours: Amount
  cost: Amount
  /** With this step it is down by a quarter or more within 28 days. */
  large: boolean
  /** The earlier steps that it took for that, where this one alone was not enough. */
  addedUp: Id[]
}

type Adjusting = RetoldEntry<'SupportStarted' | 'SupportAdjusted'>

/**
 * How one support went up and down, adjustment by adjustment, by entry. `told` is what was told of that support, in order of life.
 *
 * Hours decide where they are known on both sides of a step, said by it or before it; elsewhere cost. A fall in cost alone, with hours that stay, is `less`
 * and never large. Where nothing can be compared there is no direction.
 *
 * A step down is large where what is left is three quarters or less of what there was before it, or before an earlier step of at most 28 days ago. It is the step
 * with which the fall comes to a quarter that is large, and those before it in the sum are not. What has gone into one large step goes into no
 * other: otherwise a cut told in five slices would count for more than the same cut told at once.
 */
export function stepsOf(told: readonly Adjusting[]): Map<Id, Step> {
  const steps = new Map<Id, Step>()
  let now: Level = {}
  let before: { entry: Id; day: Day; level: Level }[] = []
  for (const { id, type, span, facts } of told) {
    const level = { hours: facts.hoursPerWeek ?? now.hours, cost: facts.costPerWeek ?? now.cost }
    if (type === 'SupportAdjusted') {
      const by = now.hours !== undefined && level.hours !== undefined ? 'hours' : 'cost'
      const down = (was: Level) => downByAQuarter(was[by], level[by])
      before = [...before.filter(({ day }) => daysBetween(day, span.first) <= addedUpWithin), { entry: id, day: span.first, level: now }]
      const from = before.findIndex((earlier) => down(earlier.level))
      const large = from >= 0
      steps.set(id, {
        direction: direction(now.hours, level.hours) ?? direction(now.cost, level.cost),
        hours: { was: now.hours, is: level.hours },
        cost: { was: now.cost, is: level.cost },
        large,
        addedUp: large && !down(now) ? before.slice(from, -1).map(({ entry }) => entry) : [],
      })
      if (large) before = []
    } else before = []
    now = level
  }
  return steps
}

interface Level {
  hours?: number | undefined
  cost?: number | undefined
}

function direction(was: number | undefined, is: number | undefined): 'more' | 'less' | undefined {
  if (was === undefined || is === undefined || was === is) return undefined
  return is > was ? 'more' : 'less'
}

/** To the hundredth, so that a quarter is a quarter. */
function downByAQuarter(was: number | undefined, is: number | undefined): boolean {
  return was !== undefined && is !== undefined && is < was && 4 * Math.round(is * 100) <= 3 * Math.round(was * 100)
}
