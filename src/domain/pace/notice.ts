import type { RetoldEntry } from '../counting/told.ts'
import { type Day, daysBetween, type Id } from '../values.ts'
import { addedUpWithin } from './steps.ts'

type Plan = RetoldEntry<'SupportPlanned'>

/** How many days before a change the person could know of it, and the plan that this is counted from. */
export interface Notice {
  noticeDays: number
  noticeFrom: Id
}

/** The plans told so far in a life, each kept until the change it was for has come. */
export interface Plans {
  told(plan: Plan): void
  /** Notice of a change of this support that comes on `day`, from the first plan for it; undefined where there is none. */
  noticeOf(change: 'less' | 'end', support: Id, day: Day): Notice | undefined
}

/**
 * Keeps plans while a life is gone through in order. A plan is for the first change of its kind and of its support that comes after it, and for those
 * within 28 days of that one, as steps are added up. That a support will end is no notice of a cut before that, nor is a cut one of an end; what was planned
 * for another support is no notice at all. Notice runs from the day it was told to the day it came, whatever day it was planned for; and since nothing
 * takes a plan back, one that nobody kept to stays notice.
 */
export function plansInOrder(): Plans {
  const plans = new Map<string, { plan: Plan; cameOn?: Day }[]>()
  return {
    told(plan) {
      const key = keyOf(plan.facts.change, plan.facts.support)
      plans.set(key, [...(plans.get(key) ?? []), { plan }])
    },
    noticeOf(change, support, day) {
      const key = keyOf(change, support)
      const open = (plans.get(key) ?? []).filter(({ cameOn }) => cameOn === undefined || daysBetween(cameOn, day) <= addedUpWithin)
      plans.set(
        key,
        open.map((each) => ({ cameOn: day, ...each })),
      )
      const first = open[0]?.plan
      return first && { noticeDays: daysBetween(first.span.first, day), noticeFrom: first.id }
    },
  }
}

function keyOf(change: string, support: Id): string {
  return `${change} ${support}`
}
