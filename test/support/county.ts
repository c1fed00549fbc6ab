import type { Entry } from '../../src/domain/catalogue.ts'
import type { Recorded } from '../../src/domain/entry.ts'
import { type ImportLine, madeUpLives } from '../../src/tasks/demo/made-up-lives.ts'

/** The day up to which the county is told. */
export const today = '2026-06-15'
/** A made-up county of 400 people and three years, in the order it was written down. */
export const county = madeUpLives({ people: 400, years: 3, seed: 'county', today })
/** Its lives, by person. */
export const lives = livesIn(county)
/** The fewest people of whom a commissioner is shown a number. */
export const shown = 8

/** Each life as it would be on the record, in order. */
export function livesIn(lines: readonly ImportLine[]): Map<string, Recorded<Entry>[]> {
  const lives = new Map<string, Recorded<Entry>[]>()
  for (const { person, recordedAt, by, body } of lines) {
    const life = lives.get(person) ?? []
    lives.set(person, life)
    for (const entry of body.entries) {
      const revision = life.length + 1
      life.push({ ...entry, record: { position: String(revision), revision, at: recordedAt, by, from: 'import' } })
    }
  }
  return lives
}

/** The entries of a life that are of these types. */
export function of<T extends Entry['type']>(life: readonly Recorded<Entry>[], ...types: T[]) {
  return life.filter((entry): entry is Recorded<Extract<Entry, { type: T }>> => types.some((type) => type === entry.type))
}

/** How many lives it is so of. */
export function howMany(isSo: (life: Recorded<Entry>[]) => boolean): number {
  return [...lives.values()].filter(isSo).length
}
