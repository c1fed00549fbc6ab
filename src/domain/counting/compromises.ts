import { madeOf } from './made.ts'
import type { Flow, Holding, RetoldEntry } from './told.ts'

/** What was given instead of what was wanted. */
export const compromiseFlows = madeOf(['CompromiseMade'], (told) =>
  told('CompromiseMade').map(
    ({ facts: { wantedSector, givenSector, says }, span }): Flow => ({
      measure: 'compromises-made',
      keys: { wantedSector, givenSector, says },
      day: span.first,
    }),
  ),
)

const after = ['CompromiseMade', 'CompromiseLookedAt', 'WantMet', 'WantLetGo'] as const

/** A compromise is about the sector that was given, and about the one that was wanted, where that was said. */
function aboutBoth(standing: Holding): Holding[] {
  const { wantedSector, givenSector } = standing.keys
  return [...new Set([givenSector, wantedSector])].map((aboutSector) => ({ ...standing, keys: { ...standing.keys, aboutSector } }))
}

type Entries = readonly RetoldEntry<(typeof after)[number]>[]

/**
 * Compromises for as long as they stand, by what was last said of each. One whose want was met or let go is closed, and stays so when that want opens
 * again; only looking at it, and finding that it still stands, opens it again.
 */
export const compromiseHoldings = madeOf(after, (told): Holding[] => {
  const entries: Entries = told(...after)
  return entries.flatMap((made, i) => (made.type === 'CompromiseMade' ? standing(made, entries.slice(i + 1)).flatMap(aboutBoth) : []))
})

function standing({ facts: made, span }: RetoldEntry<'CompromiseMade'>, since: Entries): Holding[] {
  const past: Holding[] = []
  const holding = (from: string, says: string | undefined): Holding => ({
    measure: 'compromises-open',
    keys: { wantedSector: made.wantedSector, givenSector: made.givenSector, says },
    from,
  })
  let says: string | undefined = made.says
  let now: Holding | undefined = holding(span.first, says)
  for (const entry of since) {
    const concerned =
      entry.type === 'CompromiseLookedAt'
        ? entry.facts.compromise === made.compromise
        : entry.type !== 'CompromiseMade' && entry.facts.want === made.want
    if (!concerned) continue
    if (now) past.push({ ...now, to: entry.span.first })
    now = undefined
    if (entry.type !== 'CompromiseLookedAt') continue
    says = entry.facts.says ?? says
    if (entry.facts.still) now = holding(entry.span.first, says)
  }
  return now ? [...past, now] : past
}
