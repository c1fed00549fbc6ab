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

/** Fewer people are never shown. */
const fewest = 8
/** A number of people is shown to the nearest 5, and is left as it was while it has moved by no more than 5 beyond that. */
const offByPeople = 7
/** Half of what other amounts are rounded to. */
const offBy: Readonly<Record<Exclude<Unit, 'people'>, number>> = { entries: 2.5, hours: 5, GBP: 50 }

/** Between what two numbers the true one lies that is shown as this. */
export function rangeOf(unit: Unit, value: number): Range {
  if (unit === 'people') return { low: Math.max(fewest, value - offByPeople), high: value + offByPeople }
  return { low: Math.max(0, value - offBy[unit]), high: value + offBy[unit] }
}
