import type { Id } from './values.ts'

/** Somebody as their name and birth year have them; either may be wrong, or left out. */
export interface Named {
  person: Id
  name: string
  birthYear?: number | undefined
}

/** Those of the same name, in lots of two or more: whatever the order of its parts, capitals, accents and what stands between them. */
export function namesakes<N extends Pick<Named, 'name'>>(named: readonly N[]): N[][] {
  const lots = Map.groupBy(named, ({ name }) => plainly(name))
  lots.delete('')
  return [...lots.values()].filter((lot) => lot.length > 1)
}

/**
 * Stories that may be of one person: of the same name, and of the same birth year as far as it is known. Whose year is not known stands with each year of
 * their name. For people to judge: that two may be one says nothing else, and nothing is done about it by itself.
 */
export function mayBeOne<N extends Named>(named: readonly N[]): N[][] {
  return namesakes(named).flatMap((lot) => {
    const unknown = lot.filter(({ birthYear }) => birthYear === undefined)
    const byYear = [...Map.groupBy(lot, ({ birthYear }) => birthYear)].filter(([year]) => year !== undefined)
    const lots = byYear.length === 0 ? [unknown] : byYear.map(([, born]) => [...born, ...unknown])
    return lots.filter((lot) => lot.length > 1)
  })
}

/** A name by its letters alone: its parts in order of the alphabet. */
function plainly(name: string): string {
  const letters = name.normalize('NFKD').replace(/\p{M}/gu, '').replace(/['’]/g, '').toLowerCase()
  return letters
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(' ')
}
