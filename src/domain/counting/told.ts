import type { Entry } from '../catalogue.ts'
import type { AnyEntry, Retold } from '../entry.ts'
import type { MeasureName, PlainDimension } from '../measures.ts'
import type { Day, Id } from '../values.ts'

/** In which key of each dimension something counts. A dimension that is left out has no key for it. Keys of several parts are made of these. */
export type Keys = Partial<Record<Exclude<PlainDimension, 'age' | 'adultAge'>, string | undefined>>

/** Something happened on a day: the person counts once in each period it lies in. `amount` is how many entries it is, where those are counted. */
export interface Flow {
  measure: MeasureName
  keys: Keys
  day: Day
  amount?: number
}

/**
 * Something was said of a thing on a day. Of all that was said of that thing in a period only one counts: the latest of the person's own, else
 * the latest of anybody's. It may be one that counts in no measure.
 */
export interface Saying {
  of: Id
  own: boolean
  measure?: MeasureName | undefined
  keys: Keys
  day: Day
}

/** Something was so from a day until the day it was no longer so; with no `to` it still is. `amount` is in the unit of the measure. */
export interface Holding {
  measure: MeasureName
  keys: Keys
  from: Day
  to?: Day | undefined
  amount?: number
  /** Counts in its keys alone, and not in the total nor by age. */
  apart?: true
}

/** An entry of one of these types, as a retelling gives it. A misspelt type does not compile. */
export type RetoldEntry<T extends Entry['type']> = Retold<Extract<Entry, { type: T }>>

/** The entries of these types, in order of life. */
export type Told = <T extends Entry['type']>(...types: T[]) => RetoldEntry<T>[]

/** Asks a retelling for entries by their type. */
export function toldIn(retelling: readonly Retold<AnyEntry>[]): Told {
  const byType = Map.groupBy(retelling, ({ type }) => type)
  return <T extends Entry['type']>(...types: T[]) => {
    const there = types.filter((type) => byType.has(type))
    const entries = there.length > 1 ? retelling.filter(({ type }) => there.includes(type as T)) : (byType.get(there[0] ?? '') ?? [])
    return [...entries] as unknown as RetoldEntry<T>[]
  }
}

/**
 * The day something counts from that was told of a thing which itself counts from `opening`: never before it, where the days it speaks of reach
 * that far (told as "2026" of a want voiced in March, it counts from March). Undefined where it lies wholly before.
 */
export function daySince(opening: Day, { span }: Pick<Retold, 'span'>): Day | undefined {
  if (span.last < opening) return undefined
  return span.first < opening ? opening : span.first
}
