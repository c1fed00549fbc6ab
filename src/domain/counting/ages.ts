import { openFor } from '../measures.ts'
import { type Day, monthsAfter } from '../values.ts'
import { earlier, type Stretch } from './stretches.ts'

/** In which band of `openFor` something is that has been open for a while. */
export type OpenFor = (typeof openFor)[number]

/** The days on which what opened on a day comes into each band of `openFor`. */
export function agesFrom(day: Day): Day[] {
  return [day, ...[3, 6, 12].map((months) => monthsAfter(day, months))]
}

/** The same stretch, cut where what is open grows older, whether or not anything is written down then. */
export function aged(stretch: Stretch, ages: readonly Day[]): (Stretch & { openFor: OpenFor })[] {
  return openFor.flatMap((band, i) => {
    const age = ages[i] ?? stretch.from
    const from = stretch.from > age ? stretch.from : age
    const to = earlier(stretch.to, ages[i + 1])
    return to !== undefined && to <= from ? [] : [{ openFor: band, from, to }]
  })
}
