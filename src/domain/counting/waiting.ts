import type { Day } from '../values.ts'
import { aged, agesFrom } from './ages.ts'
import { madeOf } from './made.ts'
import type { Stretch } from './stretches.ts'
import type { Holding, RetoldEntry } from './told.ts'

const ofSupport = ['SupportPlanned', 'SupportStarted', 'SupportEnded', 'SupportDeclined'] as const
type OfSupport = RetoldEntry<(typeof ofSupport)[number]>

/**
 * Supports that were planned to start, from the day somebody was told of it until they start. That it will not come after all, or that the person says
 * no to it, ends the wait too; planned once more, they wait anew. A plan for what runs already is no wait.
 */
export const waitHoldings = madeOf(ofSupport, (told): Holding[] => {
  const bySupport = Map.groupBy(told(...ofSupport), ({ facts }) => facts.support)
  return [...bySupport].flatMap(([support, about]) => {
    if (support === undefined) return []
    const [sector] = about.flatMap(({ facts }) => ('sector' in facts && facts.sector !== undefined ? [facts.sector] : []))
    return waits(about).flatMap((wait) =>
      aged(wait, agesFrom(wait.from)).map(({ openFor, from, to }): Holding => {
        return { measure: 'waiting', keys: { sector, openFor }, from, to }
      }),
    )
  })
})

function waits(about: readonly OfSupport[]): Stretch[] {
  const past: Stretch[] = []
  let since: Day | undefined
  let started = false
  for (const { type, facts, span } of about) {
    if (type === 'SupportPlanned') {
      if (facts.change === 'start' && !started) since ??= span.first
      continue
    }
    if (since !== undefined) past.push({ from: since, to: span.first })
    since = undefined
    if (type === 'SupportStarted') started = true
  }
  return since === undefined ? past : [...past, { from: since }]
}
