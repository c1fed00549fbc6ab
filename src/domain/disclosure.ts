import type { Unit } from './measures.ts'

/** Fewer people than this are never shown. Nor is nobody: that there is nobody can give somebody away. */
const fewest = 8
/** To what a number is rounded, by what it counts. */
const nearest: Readonly<Record<Unit, number>> = { people: 5, entries: 5, hours: 10, GBP: 100 }

/** A true number: the people behind it and, where it counts something else, how much of it. */
export interface True {
  people: number
  amount: number
}

/** What is published of a true number: itself, rounded, or null where it is withheld. */
export function shown(unit: Unit, { people, amount }: True): number | null {
  if (people < fewest) return null
  return Math.round((unit === 'people' ? people : amount) / nearest[unit]) * nearest[unit]
}

/**
 * One release of one measure: what changes in what is published, by the name of the cell, now that these are the true numbers. `published` is
 * what the release before left standing; a cell that is in neither is withheld.
 */
export function release(
  unit: Unit,
  published: ReadonlyMap<string, number | null>,
  truth: ReadonlyMap<string, True>,
): Map<string, number | null> {
  const changes = new Map<string, number | null>()
  for (const name of new Set([...published.keys(), ...truth.keys()])) {
    const value = shown(unit, truth.get(name) ?? { people: 0, amount: 0 })
    if (value !== (published.get(name) ?? null)) changes.set(name, value)
  }
  return changes
}
