import type { Day } from '../values.ts'
import { toHundredths } from './cells.ts'
import { daySince, type Holding, type RetoldEntry, type Told } from './told.ts'

/** Supports for as long as they run: started, not ended and not paused; and their hours, where those were said. */
export function supportHoldings(told: Told): Holding[] {
  const after = told('SupportAdjusted', 'SupportPaused', 'SupportResumed', 'SupportEnded')
  return told('SupportStarted').flatMap((started) => {
    const keys = { sector: started.facts.sector }
    return runs(started, after).flatMap(({ from, to, hours }): Holding[] => [
      { measure: 'supported', keys, from, to },
      ...(hours > 0 ? [{ measure: 'hours-per-week' as const, keys, from, to, amount: hours }] : []),
    ])
  })
}

type AfterStart = RetoldEntry<'SupportAdjusted' | 'SupportPaused' | 'SupportResumed' | 'SupportEnded'>

/** A stretch of days in which a support ran with the same hours a week; nought where nobody said how many. */
interface Run {
  from: Day
  to?: Day | undefined
  hours: number
}

function runs(started: RetoldEntry<'SupportStarted'>, after: readonly AfterStart[]): Run[] {
  const start = started.span.first
  const past: Run[] = []
  let hours = toHundredths(started.facts.hoursPerWeek ?? 0)
  let now: Run | undefined = { from: start, hours }

  const stops = (day: Day) => {
    if (now) past.push({ ...now, to: day })
    now = undefined
  }
  for (const entry of after) {
    if (entry.facts.support !== started.facts.support) continue
    const day = daySince(start, entry)
    if (day === undefined) continue
    if (entry.type === 'SupportAdjusted') hours = toHundredths(entry.facts.hoursPerWeek ?? hours)
    const runs = entry.type === 'SupportResumed' || (entry.type === 'SupportAdjusted' && now !== undefined)
    stops(day)
    if (runs) now = { from: day, hours }
  }
  return now ? [...past, now] : past
}
