import type { sector } from '../lists.ts'
import { type Day, type Id, monthsAfter } from '../values.ts'
import { toHundredths } from './cells.ts'
import { madeOf } from './made.ts'
import { window } from './stretches.ts'
import { daySince, type Flow, type Holding, type RetoldEntry } from './told.ts'

/** A stretch of days in which a support ran, neither ended nor paused, with the same hours and cost a week; nought where nobody said how much. */
export interface Run {
  support: Id
  sector: (typeof sector)[number]
  from: Day
  to?: Day | undefined
  hours: number
  cost: number
}

const sinceStart = ['SupportAdjusted', 'SupportPaused', 'SupportResumed', 'SupportEnded'] as const

/** Every support, for as long as it runs. */
export const runsIn = madeOf(['SupportStarted', ...sinceStart], (told): Run[] => {
  const after = Map.groupBy(told(...sinceStart), ({ facts }) => facts.support)
  return told('SupportStarted').flatMap((started) => runsOf(started, after.get(started.facts.support) ?? []))
})

/** Who is supported; and the hours and the cost of it, where those were said. */
export const supportHoldings = madeOf(runsIn.kinds, (told) =>
  runsIn(told).flatMap(({ sector, from, to, hours, cost }): Holding[] => {
    const so = { keys: { sector }, from, to }
    return [
      { measure: 'supported', ...so },
      ...(hours > 0 ? [{ measure: 'hours-per-week' as const, ...so, amount: hours }] : []),
      ...(cost > 0 ? [{ measure: 'cost-per-week' as const, ...so, amount: cost }] : []),
    ]
  }),
)

/** Supports that started in a sector on the day that another ended there or within 12 months of it. */
export const supportFlows = madeOf(['SupportStarted', 'SupportEnded'], (told): Flow[] => {
  const sectors = new Map(told('SupportStarted').map(({ facts }) => [facts.support, facts.sector]))
  const ends = told('SupportEnded')
  return told('SupportStarted').flatMap(({ facts: { sector, support }, span }): Flow[] => {
    const back = ends.some(
      (ended) =>
        ended.facts.support !== support &&
        sectors.get(ended.facts.support) === sector &&
        ended.span.first <= span.first &&
        span.first <= monthsAfter(ended.span.first, window),
    )
    return back ? [{ measure: 'came-back', keys: { sector }, day: span.first }] : []
  })
})

type AfterStart = RetoldEntry<(typeof sinceStart)[number]>

function runsOf({ facts, span }: RetoldEntry<'SupportStarted'>, after: readonly AfterStart[]): Run[] {
  const { support, sector } = facts
  const start = span.first
  const past: Run[] = []
  let hours = toHundredths(facts.hoursPerWeek ?? 0)
  let cost = toHundredths(facts.costPerWeek ?? 0)
  let now: Run | undefined = { support, sector, from: start, hours, cost }

  const stops = (day: Day) => {
    if (now) past.push({ ...now, to: day })
    now = undefined
  }
  for (const entry of after) {
    const day = daySince(start, entry)
    if (day === undefined) continue
    if (entry.type === 'SupportAdjusted') {
      hours = toHundredths(entry.facts.hoursPerWeek ?? hours)
      cost = toHundredths(entry.facts.costPerWeek ?? cost)
    }
    const runs = entry.type === 'SupportResumed' || (entry.type === 'SupportAdjusted' && now !== undefined)
    stops(day)
    if (runs) now = { support, sector, from: day, hours, cost }
  }
  return now ? [...past, now] : past
}
