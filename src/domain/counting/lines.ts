import { compositeNames, keyOf } from '../measures/dimensions.ts'
import { type AgeBand, adultAge, type Composite, composites, type MeasureName, measureNames, measureOf } from '../measures.ts'
import type { Keys } from './told.ts'

/** What is counted, wherever and whenever it was: a measure, and a key of a dimension of it. Both are '' in the total. */
export type Line = string

export function lineOf(measure: MeasureName, dim: string, key: string): Line {
  return `${measure}|${dim}|${key}`
}

/** The total of a measure, unless it is kept apart from that, and every key that something counts in. */
export function linesOf(measure: MeasureName, keys: Keys, apart = false): Line[] {
  const lines = apart ? [] : [lineOf(measure, '', '')]
  for (const dim in keys) {
    const key = keys[dim as keyof Keys]
    if (key !== undefined) lines.push(lineOf(measure, dim, key))
  }
  for (const composite of ofSeveral.get(measure)?.ageless ?? []) lines.push(lineOf(measure, composite, keyOf(composite, keys)))
  return lines
}

/** The same by age; in those that have no key for anybody but adults, for them alone. */
export function linesByAge(measure: MeasureName, keys: Keys, age: AgeBand): Line[] {
  const { byAge = false, byAdultAge = false, aged = [] } = ofSeveral.get(measure) ?? {}
  const lines = byAge ? [lineOf(measure, 'age', age)] : []
  const adult = adultAge.find((band) => band === age)
  if (adult === undefined) return lines
  if (byAdultAge) lines.push(lineOf(measure, 'adultAge', adult))
  for (const composite of aged) lines.push(lineOf(measure, composite, keyOf(composite, { ...keys, adultAge: adult })))
  return lines
}

/** How each measure is broken down by age, and its dimensions whose keys have several parts: with age among them, and without. */
const ofSeveral: ReadonlyMap<MeasureName, { byAge: boolean; byAdultAge: boolean; aged: Composite[]; ageless: Composite[] }> = new Map(
  measureNames.map((measure) => {
    const { dimensions } = measureOf(measure)
    const all = compositeNames.filter((name) => dimensions.includes(name))
    const isAged = (name: Composite) => composites[name].some((part) => part === 'adultAge')
    const [aged, ageless] = [all.filter(isAged), all.filter((name) => !isAged(name))]
    return [measure, { byAge: dimensions.includes('age'), byAdultAge: dimensions.includes('adultAge'), aged, ageless }]
  }),
)
