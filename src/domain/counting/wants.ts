import type { Day, Id } from '../values.ts'
import { aged, agesFrom } from './ages.ts'
import { madeOf } from './made.ts'
import { daySince, type Flow, type Holding, type RetoldEntry } from './told.ts'

/** Wants voiced, and among them those that had never been asked for before. */
export const wantFlows = madeOf(['WantVoiced'], (told) =>
  told('WantVoiced').flatMap(({ facts: { lifeArea, sector, neverAsked }, span }): Flow[] => [
    { measure: 'wants-voiced', keys: { lifeArea, sector }, day: span.first },
    ...(neverAsked === undefined
      ? []
      : [{ measure: 'wants-never-asked' as const, keys: { lifeArea, sector, neverAsked }, day: span.first }]),
  ]),
)

const sinceVoiced = ['WantUnmet', 'WantMet', 'WantLetGo', 'SupportEnded'] as const

/** Wants, for as long as they are open. */
export const wantHoldings = madeOf(['WantVoiced', ...sinceVoiced], (told): Holding[] => {
  const after = told(...sinceVoiced)
  return told('WantVoiced').flatMap((voiced) => {
    const { lifeArea, sector } = voiced.facts
    return openings(voiced, after).flatMap(({ ages, why, ...opening }) =>
      aged(opening, ages).map(({ openFor, from, to }): Holding => {
        return { measure: 'wants-open', keys: { lifeArea, sector, why, openFor }, from, to }
      }),
    )
  })
})

type AfterVoiced = RetoldEntry<(typeof sinceVoiced)[number]>

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
