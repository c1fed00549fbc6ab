import type { Contributions } from '../counting.ts'
import { type Cells, cells } from './cells.ts'

/** A part of what counts of a life, that is counted apart from the others: no cell is of two. */
export interface Share {
  readonly cells: Cells
}

/** The shares of a life by their names: what happened by measure and calendar year, what was said by year, what was so by measure. */
export type Shares = ReadonlyMap<string, Share>

/**
 * Takes what counts apart into shares. Of one story, told at one time and another, what did not change is the very same share: it is counted once, and whether
 * something changed is seen at a glance.
 */
export function sharing(): (contributions: Contributions) => Shares {
  const known = new Map<string, Known[]>()
  return (contributions) => {
    const { responsible, birthYear } = contributions
    const who = JSON.stringify({ responsible, birthYear })
    return new Map(
      apart(contributions).map(([name, what, items]) => {
        const before = known.get(name) ?? []
        const there = before.findLast((each) => each.who === who && areSame(each.items, items))
        if (there) return [name, there.share]
        const share = countedOnce({ responsible, birthYear, flows: [], sayings: [], holdings: [], [what]: items })
        known.set(name, [...before, { who, items, share }])
        return [name, share]
      }),
    )
  }
}

type What = 'flows' | 'sayings' | 'holdings'
type Item = Contributions[What][number]

/** A share, and what it is of. */
interface Known {
  who: string
  items: readonly Item[]
  share: Share
}

function apart({ flows, sayings, holdings }: Contributions): [string, What, readonly Item[]][] {
  return [
    ...named(
      'flows',
      Map.groupBy(flows, ({ measure, day }) => `${measure} ${day.slice(0, 4)}`),
    ),
    ...named(
      'sayings',
      Map.groupBy(sayings, ({ day }) => `said ${day.slice(0, 4)}`),
    ),
    ...named(
      'holdings',
      Map.groupBy(holdings, ({ measure }) => measure),
    ),
  ]
}

function named(what: What, groups: ReadonlyMap<string, Item[]>): [string, What, Item[]][] {
  return [...groups].map(([name, items]) => [name, what, items])
}

function areSame(some: readonly Item[], others: readonly Item[]): boolean {
  return some.length === others.length && some.every((item, i) => isSame(item, others[i] as Item))
}

/** Whether two say the same. What they hold is text, numbers and the keys: one object of those. */
function isSame(one: object, other: object): boolean {
  if (one === other) return true
  let fields = 0
  for (const field in one) {
    fields += 1
    const [a, b] = [one[field as keyof object] as unknown, other[field as keyof object] as unknown]
    if (a === b) continue
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || !isSame(a, b)) return false
  }
  for (const _ in other) fields -= 1
  return fields === 0
}

function countedOnce(contributions: Contributions): Share {
  let counted: Cells | undefined
  return {
    get cells() {
      counted ??= cells(contributions)
      return counted
    },
  }
}
