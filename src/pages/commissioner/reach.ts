import { pointsPicture } from '../pictures/points.ts'
import { bar } from '../svg.ts'
import { inWords, plainly } from '../words.ts'
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

/** Use and reach as a picture and a table with bars beside the shares: the sectors of which anything is shown, and the names of those of which nothing is. */
export function reachShown({ all, sectors }: UseAndReach, { title }: { title: string }) {
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
    ...pictured({ all, sectors }, title),
  }
}

/** Each kind of support as a numbered point, those with both shares first, and what the picture comes to. */
function pictured({ all, sectors }: Pick<UseAndReach, 'all' | 'sectors'>, title: string) {
  const rank = ({ shares: { cost }, reach }: UseAndReach['sectors'][number]) =>
    (cost.value === null ? 1 : 0) + (reach.value === null ? 2 : 0)
  const points = sectors
    .filter((one) => rank(one) < 3)
    .sort((a, b) => rank(a) - rank(b) || (b.shares.cost.value ?? 0) - (a.shares.cost.value ?? 0))
  const named = sectors.filter(({ verdict }) => verdict.named).map(({ sector }) => inWords(sector))
  const inShort = reachInShort({ points: points.length, both: points.filter((one) => rank(one) === 0).length, named })
  return {
    inShort,
    points: points.map((one) => ({
      name: plainly(one.sector),
      withheld: one.reach.value === null ? 'reach' : one.shares.cost.value === null ? 'cost' : undefined,
    })),
    drawn:
      points.length === 0
        ? undefined
        : pointsPicture({
            id: 'use-and-reach',
            title,
            describes: inShort.join(' '),
            points: points.map(({ shares, reach }, i) => ({ ...reach, label: String(i + 1), across: shares.cost.value, up: reach.value })),
            acrossName: 'Share of all cost',
            upName: 'Reach: of the people heard of, with how many their own goal moves',
            acrossWithheld: 'cost withheld',
            upWithheld: 'reach withheld',
            all: all.reach.value ?? undefined,
          }),
  }
}

/** What the picture comes to, in sentences: of how many kinds of support something is shown, and which of them there is a question to ask about. */
export function reachInShort({ points, both, named }: { points: number; both: number; named: readonly string[] }): string[] {
  const asked =
    named.length === 0
      ? 'Of none can it be said that it is given more than wanted and moves with fewer than in the area.'
      : `Given more than wanted, and moves with fewer than in the area: ${named.join(', ')}. That is a question to ask, and no answer.`
  if (points === 0) return ['Of no kind of support is the share of cost or the share of people shown.', ...(named.length ? [asked] : [])]
  const some = both === 0 ? 'of each, one of the two shares is withheld' : `of ${both} both shares are shown, of the others one is withheld`
  return [`The picture has ${points} kinds of support: ${both === points ? 'of each, both shares are shown' : some}.`, asked]
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
