import { type Profile, profileIn } from '../../projections/profile.ts'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { retell } from '../../src/domain/retelling.ts'
import { entry, recordedAs } from './spec.ts'

/** Sam, met on the first day of 2026. */
export const met = entry('PersonMet', {
  happened: { from: '2026-01-01' },
  facts: { area: 'X10000101', howTheyCame: 'self' },
  words: { name: 'Sam' },
})

/** Sam's profile once all this was written down, by a worker, on 15 June 2026. */
export function profileOf(...entries: AnyEntry[]): Profile {
  return profileIn(retell([met, ...entries].map(recordedAs)))
}

/** What happened from a day, month or year, and what else there is to say of it. */
export function on(from: string, more: Partial<AnyEntry> = {}): Partial<AnyEntry> {
  return { happened: { from }, ...more }
}
