import type { Entry, ToldEntry } from '../../src/domain/catalogue.ts'
import type { Recorded } from '../../src/domain/entry.ts'
import { standings } from '../../src/domain/standing.ts'
import { livesIn } from '../../src/tasks/demo/as-recorded.ts'
import { madeUpLives } from '../../src/tasks/demo/made-up-lives.ts'

/** The day up to which the county is told. */
export const today = '2026-06-15'
/** A made-up county of 400 people and three years, in the order it was written down. */
export const county = madeUpLives({ people: 400, years: 3, seed: 'county', today })
/** Its lives as they are on the record, by person. */
export const recorded = livesIn(county)
/** Its lives as they stand: with all that was put right, and without what was taken back. In the order it was written down. */
export const lives = new Map([...recorded].map(([person, life]) => [person, asItStands(life)]))
/** The fewest people of whom a commissioner is shown a number. */
export const shown = 8

function asItStands(life: readonly Recorded<Entry>[]): Recorded<ToldEntry>[] {
  return standings(life).flatMap(({ entry, use }) => (use === 'used' ? [entry as Recorded<ToldEntry>] : []))
}

/** The entries of a life that are of these types. */
export function of<T extends Entry['type']>(life: readonly Recorded<Entry>[], ...types: T[]) {
  return life.filter((entry): entry is Recorded<Extract<Entry, { type: T }>> => types.some((type) => type === entry.type))
}

/** How many lives it is so of. */
export function howMany(isSo: (life: Recorded<ToldEntry>[]) => boolean): number {
  return [...lives.values()].filter(isSo).length
}

/** How many lives it is so of, on the record. */
export function howManyRecorded(isSo: (life: Recorded<Entry>[]) => boolean): number {
  return [...recorded.values()].filter(isSo).length
}
