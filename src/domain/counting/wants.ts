import { openFor } from '../measures.ts'
import { type Day, type Id, monthsAfter } from '../values.ts'
import { daySince, type Flow, type Holding, type RetoldEntry, type Told } from './told.ts'

/** Wants voiced, and what was given instead of what was wanted. */
export function wantFlows(told: Told): Flow[] {
  const voiced = told('WantVoiced').map(
    ({ facts: { lifeArea, sector }, span }): Flow => ({ measure: 'wants-voiced', keys: { lifeArea, sector }, day: span.first }),
  )
  const compromises = told('CompromiseMade').map(
    ({ facts: { wantedSector, givenSector, says }, span }): Flow => ({
      measure: 'compromises-made',
      keys: { wantedSector, givenSector, says },
      day: span.first,
    }),
  )
  return [...voiced, ...compromises]
}

/** Wants, for as long as they are open. */
export function wantHoldings(told: Told): Holding[] {
  const after = told('WantUnmet', 'WantMet', 'WantLetGo', 'SupportEnded')
  return told('WantVoiced').flatMap((voiced) => {
    const { lifeArea, sector } = voiced.facts
    return openings(voiced, after)
      .flatMap(aged)
      .map(({ why, openFor, from, to }) => ({ measure: 'wants-open', keys: { lifeArea, sector, why, openFor }, from, to }))
  })
}

type AfterVoiced = RetoldEntry<'WantUnmet' | 'WantMet' | 'WantLetGo' | 'SupportEnded'>

/** A stretch of days in which a want was open and the answer to it was the same. `ages` are the days it came into each band of `openFor`. */
interface Opening {
  ages: readonly Day[]
  why: string
  from: Day
  to?: Day | undefined
}

/** What a support met, and no other does, is wanted again when that support ends; nobody has answered it then. */
function openings(voiced: RetoldEntry<'WantVoiced'>, after: readonly AfterVoiced[]): Opening[] {
  const opening = voiced.span.first
  const past: Opening[] = []
  let now: Opening | undefined = { ages: agesFrom(opening), why: 'not-answered', from: opening }
  const metBy = new Set<Id>()

  const ends = (day: Day) => {
    if (now) past.push({ ...now, to: day })
    now = undefined
  }
  const opens = (day: Day, why: string) => {
    const ages = now?.ages ?? agesFrom(day)
    ends(day)
    now = { ages, why, from: day }
    metBy.clear()
  }

  for (const entry of after) {
    const day = daySince(opening, entry)
    if (day === undefined) continue
    if (entry.type === 'SupportEnded') {
      if (metBy.delete(entry.facts.support) && metBy.size === 0) opens(day, 'not-answered')
      continue
    }
    if (entry.facts.want !== voiced.facts.want) continue
    if (entry.type === 'WantUnmet') opens(day, entry.facts.why)
    else ends(day)
    if (entry.type === 'WantLetGo') metBy.clear()
    if (entry.type === 'WantMet' && entry.facts.support !== undefined) metBy.add(entry.facts.support)
  }
  return now ? [...past, now] : past
}

function agesFrom(day: Day): Day[] {
  return [day, ...[3, 6, 12].map((months) => monthsAfter(day, months))]
}

/** The same stretch, cut where the want grows older, whether or not anything is written down then. */
function aged(opening: Opening): (Opening & { openFor: string })[] {
  return openFor.flatMap((band, i) => {
    const from = later(opening.from, opening.ages[i] ?? opening.from)
    const to = earlier(opening.to, opening.ages[i + 1])
    return to !== undefined && to <= from ? [] : [{ ...opening, openFor: band, from, to }]
  })
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b
}

/** The earlier of two days, where left out means never. */
function earlier(a: Day | undefined, b: Day | undefined): Day | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a
}
