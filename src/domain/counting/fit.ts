import type { saidByWho } from '../lists.ts'
import type { MeasureName } from '../measures.ts'
import type { Day, Id } from '../values.ts'
import { madeOf } from './made.ts'
import { heardFor, overlap, type Stretch, without } from './stretches.ts'
import { runsIn } from './supports.ts'
import { daySince, type Holding, type RetoldEntry } from './told.ts'

/** What somebody said of a support, for as long as it is their latest and less than 12 months old. */
export interface Rating extends Stretch {
  support: Id
  by: (typeof saidByWho)[number]
  fit: RetoldEntry<'SupportFitRated'>['facts']['fit']
}

/** How each support fits, in the word of each who said something of it. Nobody's word ends what somebody else said. */
export const ratingsIn = madeOf(['SupportStarted', 'SupportFitRated'], (told): Rating[] => {
  const starts = new Map(told('SupportStarted').map(({ facts, span }) => [facts.support, span.first]))
  const ratings: Rating[] = []
  for (const entry of told('SupportFitRated')) {
    const { support, fit } = entry.facts
    const day = since(starts.get(support), entry)
    if (day === undefined) continue
    const before = ratings.findLast((rating) => rating.support === support && rating.by === entry.saidBy.who)
    if (before && (before.to === undefined || day < before.to)) before.to = day
    ratings.push({ support, by: entry.saidBy.who, fit, from: day, to: heardFor(entry).to })
  }
  return ratings
})

function since(start: Day | undefined, entry: RetoldEntry<'SupportFitRated'>): Day | undefined {
  return start === undefined ? undefined : daySince(start, entry)
}

const measureOf: Partial<Record<Rating['fit'], MeasureName>> = { fits: 'fit-fits', partly: 'fit-partly', 'does-not': 'fit-does-not' }

/**
 * How running supports fit. The totals, and what is counted by sector, are the person's own word alone; anybody else's has a key of its own in `ratedBy` and
 * stands in for nobody. That the person is not sure is in no measure, and yet they were asked.
 */
export const fitHoldings = madeOf([...runsIn.kinds, ...ratingsIn.kinds], (told): Holding[] => {
  const ratings = ratingsIn(told)
  return runsIn(told).flatMap((run) => {
    const keys = { sector: run.sector, ratedBy: 'person' }
    const there = ratings.filter(({ support }) => support === run.support)
    const rated = there.flatMap((rating): Holding[] => {
      const measure = measureOf[rating.fit]
      const own = rating.by === 'person'
      return measure === undefined
        ? []
        : overlap(run, rating).map((so) => (own ? { measure, keys, ...so } : { measure, keys: { ratedBy: rating.by }, apart: true, ...so }))
    })
    const own = there.filter(({ by }) => by === 'person')
    return [...rated, ...without([{ from: run.from, to: run.to }], own).map((so): Holding => ({ measure: 'fit-not-asked', keys, ...so }))]
  })
})
