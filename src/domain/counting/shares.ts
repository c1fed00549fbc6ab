import type { Contributions } from '../counting.ts'
import { type Cells, cells } from './cells.ts'
import { once } from './made.ts'
import { parts, type Who } from './parts.ts'
import type { Flow, Holding, Saying, Told } from './told.ts'

/** A share of what counts of a life, that is counted apart from the others: no cell is of two. */
export type Share = () => Cells

/** The shares of one part of what counts, by their names: what happened by measure and calendar year, what was said by year, what was so by measure. Not made before they are asked for. */
export type Part = () => ReadonlyMap<string, Share>

/**
 * Takes what counts of a story apart, always into as many parts. Of one story, told at one time and another, a part that is made of the very same entries is the very same
 * part, and of the others what did not change is the very same share: it is counted once, and whether something changed is seen at a glance.
 */
export function sharing(): (told: Told, who: Who) => readonly Part[] {
  const known = new Map<string, ReturnType<typeof sharingOf>>()
  return (told, who) => {
    const name = JSON.stringify(who)
    const of = known.get(name) ?? sharingOf(who)
    known.set(name, of)
    return [
      ...parts.flows.map((part) => of.flows(part.later(told))),
      ...parts.sayings.map((part) => of.sayings(part.later(told))),
      ...parts.holdings.map((part) => of.holdings(part.later(told))),
    ]
  }
}

function sharingOf(who: Who) {
  const nothing: Contributions = { ...who, flows: [], sayings: [], holdings: [] }
  return {
    flows: inShares(
      ({ measure, day }: Flow) => `${measure} ${day.slice(0, 4)}`,
      (flows) => cells({ ...nothing, flows }),
    ),
    sayings: inShares(
      ({ day }: Saying) => day.slice(0, 4),
      (sayings) => cells({ ...nothing, sayings }),
    ),
    holdings: inShares(
      ({ measure }: Holding) => measure,
      (holdings) => cells({ ...nothing, holdings }),
    ),
  }
}

function inShares<Item extends object>(
  nameOf: (item: Item) => string,
  count: (items: readonly Item[]) => Cells,
): (made: () => readonly Item[]) => Part {
  const parts = new Map<() => readonly Item[], Part>()
  const known = new Map<string, { items: readonly Item[]; share: Share }[]>()
  const shareOf = (name: string, items: readonly Item[]): Share => {
    const before = known.get(name) ?? []
    const there = before.findLast((each) => areSame(each.items, items))
    if (there) return there.share
    const share = once(() => count(items))
    known.set(name, [...before, { items, share }])
    return share
  }
  return (made) => {
    const part =
      parts.get(made) ?? once(() => new Map([...Map.groupBy(made(), nameOf)].map(([name, items]) => [name, shareOf(name, items)])))
    parts.set(made, part)
    return part
  }
}

function areSame(some: readonly object[], others: readonly object[]): boolean {
  return some.length === others.length && some.every((item, i) => isSame(item, others[i] as object))
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
