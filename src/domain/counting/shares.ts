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
  const known = new Map<string, Share>()
  return (contributions) => {
    const { responsible, birthYear } = contributions
    const who = JSON.stringify({ responsible, birthYear })
    const shares = new Map<string, Share>()
    for (const [name, some] of apart(contributions)) {
      const text = `${name} ${who} ${JSON.stringify(some)}`
      const share = known.get(text) ?? countedOnce({ responsible, birthYear, flows: [], sayings: [], holdings: [], ...some })
      known.set(text, share)
      shares.set(name, share)
    }
    return shares
  }
}

function apart({ flows, sayings, holdings }: Contributions): Map<string, Partial<Contributions>> {
  return new Map<string, Partial<Contributions>>([
    ...named(
      Map.groupBy(flows, ({ measure, day }) => `${measure} ${day.slice(0, 4)}`),
      'flows',
    ),
    ...named(
      Map.groupBy(sayings, ({ day }) => `said ${day.slice(0, 4)}`),
      'sayings',
    ),
    ...named(
      Map.groupBy(holdings, ({ measure }) => measure),
      'holdings',
    ),
  ])
}

function named<T>(groups: ReadonlyMap<string, T[]>, what: keyof Contributions): [string, Partial<Contributions>][] {
  return [...groups].map(([name, group]) => [name, { [what]: group }])
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
