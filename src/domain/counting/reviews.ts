import { goalEntries } from '../goal.ts'
import { supportEntries } from '../support.ts'
import { daysAfter } from '../values.ts'
import { wantEntries } from '../want.ts'
import { madeOf } from './made.ts'
import type { Flow } from './told.ts'

/** For so many days after a review it is waited for what comes of it. */
const afterReview = 28

const changing = [...[...wantEntries, ...goalEntries, ...supportEntries].map(({ type }) => type), 'HomeChanged'] as const

/**
 * Reviews, and those of which nothing came: no entry about a want, a goal, a support or a home on the day itself or in the 28 days after. That those days are not
 * over yet is nothing to be counted with: a month first appears in the edition a month after its end, and they are over then.
 */
export const reviewFlows = madeOf(['ReviewHeld', ...changing], (told): Flow[] => {
  const reviews = told('ReviewHeld').map(({ span }) => span.first)
  if (reviews.length === 0) return []
  const days = told(...changing).map(({ span }) => span.first)
  return reviews.flatMap((day): Flow[] => {
    const until = daysAfter(day, afterReview)
    const changed = days.some((other) => day <= other && other <= until)
    return [
      { measure: 'reviews-held', keys: {}, day, amount: 1 },
      ...(changed ? [] : [{ measure: 'reviews-without-change' as const, keys: {}, day, amount: 1 }]),
    ]
  })
})
