import { bar } from '../svg.ts'
import { plainly } from '../words.ts'
import type { Shown } from './in-short.ts'

type Share = Shown & { low?: number; high?: number }

interface Used {
  people: Shown
  hours: Shown
  cost: Shown
  reach: Share
}

/** Use and reach, as the room answers it. */
export interface UseAndReach {
  at: string | null
  all: Used
  sectors: (Used & { sector: string; shares: { cost: Shown }; verdict: { named: boolean; because: string } })[]
}

const because: Record<string, string> = {
  'used-more-than-wanted-and-below': 'Given more than wanted, and moves with fewer than in the area. A question to ask, and no answer',
  'never-named': 'Not asked of family, community and services for all',
  'not-below': 'Moves with as many as in the area, or nearly',
  'not-used-more-than-wanted': 'Not given more than wanted',
  'too-few-heard': 'Too few are heard of to tell',
  withheld: 'Cannot be told: withheld',
  'not-yet-in': 'Not yet in',
}

/** Use and reach with bars beside the shares: the sectors of which anything is shown, and the names of those of which nothing is. */
export function reachShown({ all, sectors }: UseAndReach) {
  const isShown = ({ people, hours, cost, reach }: Used) => [people, hours, cost, reach].some(({ value }) => value !== null)
  const withBars = (reach: Share) => ({ ...reach, bar: barOf(reach), percent: percentOf(reach) })
  return {
    all: { ...all, reach: withBars(all.reach) },
    rows: sectors.filter(isShown).map(({ sector, people, hours, cost, shares, reach, verdict }) => ({
      name: plainly(sector),
      ...{ people, hours, cost },
      share: withBars(shares.cost),
      reach: withBars(reach),
      named: verdict.named,
      because: because[verdict.because],
    })),
    unshown: sectors.filter((one) => !isShown(one)).map(({ sector }) => plainly(sector)),
  }
}

/** A share as one says it, with what it lies between: 40 % (23 to 59). */
export function percentOf({ value, low, high }: Share): string | undefined {
  if (value === null) return undefined
  const whole = (share: number) => Math.round(share * 100)
  return low === undefined || high === undefined ? `${whole(value)} %` : `${whole(value)} % (${whole(low)} to ${whole(high)})`
}

function barOf({ value, low, high }: Share): string | undefined {
  return value === null ? undefined : bar({ value, low, high })
}
