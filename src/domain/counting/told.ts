import type { Entry } from '../catalogue.ts'
import type { Retold } from '../entry.ts'
import type { MeasureName, PlainDimension } from '../measures.ts'
import type { Day, Id } from '../values.ts'
import type { Memory } from './made.ts'

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

export type Kind = Entry['type']

/** An entry of one of these types, as a retelling gives it. A misspelt type does not compile. */
export type RetoldEntry<T extends Kind> = Retold<Extract<Entry, { type: T }>>

/** A story that can be asked for entries of these types. */
export interface Told<K extends Kind = Kind> {
  /** The entries of these types, in order of life. */
  <T extends K>(...types: T[]): RetoldEntry<T>[]
  /** Those of one type: the very same list for as long as the story tells the very same of it. */
  readonly of: (type: K) => readonly Retold[]
  /** What was made of the story so far. */
  readonly memory: Memory
}

const none: readonly Retold[] = []

/** Asks a retelling for entries by their type. What the same story told `before` is remembered. */
export function toldIn(retelling: readonly Retold[], before?: Told): Told {
  const byType: Map<string, readonly Retold[]> = Map.groupBy(retelling, ({ type }) => type)
  if (before) {
    for (const [type, entries] of byType) {
      const had = before.of(type as Kind)
      if (had.length === entries.length && had.every((entry, i) => entry === entries[i])) byType.set(type, had)
    }
  }
  const of = (type: Kind) => byType.get(type) ?? none
  const told = <T extends Kind>(...types: T[]) => {
    const [first, ...more] = types.filter((type) => byType.has(type))
    if (first === undefined) return []
    const entries = more.length === 0 ? of(first) : retelling.filter(({ type }) => type === first || more.includes(type as T))
    return [...entries] as unknown as RetoldEntry<T>[]
  }
  return Object.assign(told, { of, memory: before?.memory ?? new Map() })
}

/** The day on which somebody died. */
export function diedIn(told: Told<'PersonDied'>): Day | undefined {
  return told('PersonDied')[0]?.span.first
}

/**
 * The day something counts from that was told of a thing which itself counts from `opening`: never before it, where the days it speaks of reach
 * that far (told as "2026" of a want voiced in March, it counts from March). Undefined where it lies wholly before.
 */
export function daySince(opening: Day, { span }: Pick<Retold, 'span'>): Day | undefined {
  if (span.last < opening) return undefined
  return span.first < opening ? opening : span.first
}
