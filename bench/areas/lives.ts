import type { AnyEntry, By } from '../../src/domain/entry.ts'
import { type Day, daysAfter, daysBetween, type Id, type Instant } from '../../src/domain/values.ts'
import { type Chance, chance } from '../../src/tasks/demo/chance.ts'
import { happenings, type Living, met, type Said } from './happenings.ts'

/** A life as it was written down: its entries, without words, in order of the record. */
export interface WrittenLife {
  person: Id
  entries: readonly { at: Instant; by: By; entry: AnyEntry }[]
}

/** The years that lives are told of. Everything was written down before the day after the last one. */
export const first: Day = '2023-01-01'
export const afterLast: Day = '2026-01-01'

const dayLong = 86_400_000

/**
 * A made-up life of so many entries: the same number gives the same one. Half of the people are met in the first months, the others in the two years since; what
 * happens to them is thrown, of the kinds that can happen as things stand; one entry in twenty is written down weeks late.
 */
export function lifeNumbered(number: number, entries: number): WrittenLife {
  const chances = chance('a county of lives', number)
  const person = chances.uuid()
  const metOn = daysAfter(first, chances.maybe(0.5) ? chances.int(0, 90) : chances.int(91, 820))
  const living: Living = { chances, told: [], goals: [], wants: [], supports: [], steps: [], workers: [], compromises: [], today: metOn }
  const days = daysOf(metOn, entries, chances)
  const written: { at: Instant; by: By; entry: AnyEntry }[] = []
  let at = 0
  for (const [i, day] of days.entries()) {
    living.today = day
    const said = i === 0 ? met(living) : happens(living)
    const late = chances.maybe(0.05) ? chances.int(14, 70) : chances.int(0, 4)
    at = Math.max(at + 1000, Date.parse(day) + late * dayLong + chances.int(8 * 3600, 18 * 3600) * 1000)
    // What would have been written down after the years end was written down before.
    at = Math.min(at, Date.parse(afterLast) - (entries - i) * 1000)
    const happened = said.type === 'EntryWithdrawn' ? {} : { happened: { from: day } }
    const entry = { id: chances.uuidAt(at), ...happened, ...said, words: {} }
    living.told.push(entry)
    written.push({ at: new Date(at).toISOString(), by: { sub: `worker-${number % 500}`, role: 'practitioner' }, entry })
  }
  return { person, entries: written }
}

function daysOf(metOn: Day, entries: number, chances: Chance): Day[] {
  const length = daysBetween(metOn, afterLast) - 1
  const offsets = Array.from({ length: entries - 1 }, () => chances.int(0, length)).sort((a, b) => a - b)
  return [metOn, ...offsets.map((days) => daysAfter(metOn, days))]
}

function happens(living: Living): Said {
  for (;;) {
    const said = thrown(living.chances)(living)
    if (said) return said
  }
}

const weights = happenings.reduce((sum, [weight]) => sum + weight, 0)

function thrown(chances: Chance): (living: Living) => Said | undefined {
  let left = chances.next() * weights
  for (const [weight, happening] of happenings) {
    left -= weight
    if (left < 0) return happening
  }
  return () => undefined
}
