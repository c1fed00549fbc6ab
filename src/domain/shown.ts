import { fewest, guard, guardOf, most } from './disclosure/symbols.ts'
import type { Unit } from './measures.ts'

/**
 * What commissioners are shown of a number: the number; or none, and why. `withheld`: fewer than 8 people, none included, or held back to protect another number.
 * `not-yet-in`: no edition has the period yet.
 */
export type Shown = { value: number } | { value: null; why: WhyNot }
export type WhyNot = 'withheld' | 'not-yet-in'

/** Between what two numbers the true one lies; both included. */
export interface Range {
  low: number
  high: number
}

/** Between what two numbers of people the true one lies that is shown as this: as far as it is rounded, and as far as it may go before it is shown anew. */
export function rangeOfPeople(value: number): Range {
  return { low: Math.max(fewest, value - (most(value) - value) - guard), high: most(value) + guard }
}

/** The same of an amount that so many people have: it may be off by what five of them have, and by what it is rounded to at least. */
export function rangeOfAmount(unit: Unit, value: number, people: number): Range {
  const off = guardOf(unit, people, value)
  return { low: Math.max(0, value - off), high: value + off }
}
