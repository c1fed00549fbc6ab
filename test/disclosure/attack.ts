import { at } from './grid.ts'
import { type Bounds, narrowing, unbounded } from './propagation.ts'
import { type Edition, type Rule, read, tellSmall } from './reading.ts'
import type { Relations } from './relations.ts'
import { brokenIn } from './rows.ts'
import type { Truth } from './world.ts'

/** An edition as it was read, and what is true in it: of that an attacker knows nothing, it is there to judge by. */
export interface Read {
  edition: Edition
  truth: Truth
}

/** What somebody knows beside what is published and how numbers hang together; each of the last three knows what the one before knows. */
export const asides = ['nothing', 'which are small', 'numbers grow', 'by 3 at most', 'by 1 at most'] as const
export type Aside = (typeof asides)[number]

/** How far a number can have grown for somebody who knows that it changed by so many at most. */
const growth: Partial<Record<Aside, number>> = { 'numbers grow': unbounded, 'by 3 at most': 3, 'by 1 at most': 1 }

/** What turned out not to be so: relations that do not hold of the true numbers, and readings that they are not within. Nothing is believed of either. */
export interface Untrue {
  relations: number
  readings: number
}

/**
 * Reads editions, narrows by each of them alone and by all of them together, and calls back with the bounds that each knowledge comes to. Where somebody is told
 * something, `before` are the bounds that this alone comes to, with nothing published: what follows from it no publisher can help.
 */
export function attack(
  relations: Relations,
  reads: readonly Read[],
  rule: Rule,
  which: readonly Aside[],
  visit: (aside: Aside, read: Read, bounds: Bounds, before?: Bounds) => void,
): Untrue {
  const untrue: Untrue = { relations: 0, readings: 0 }
  const alone = reads.map(({ edition, truth }): Alone => {
    const numbers = truthOf(relations, truth)
    const broken = brokenIn(relations, numbers)
    const narrow = narrowing(relations, new Set(broken))
    const bounds = narrow.nothing()
    read(relations, bounds, edition, rule)
    untrue.relations += broken.length
    untrue.readings += disbelieve(bounds, numbers)
    narrow.all()
    narrow.settle(bounds)
    return { narrow, bounds, numbers }
  })
  for (const [i, read] of reads.entries()) {
    const { narrow, bounds } = at(alone, i)
    if (which.includes('nothing')) visit('nothing', read, bounds)
    if (!which.includes('which are small')) continue
    const told = { lo: bounds.lo.slice(), hi: bounds.hi.slice() }
    for (const cell of tellSmall(told, read.edition, read.truth)) narrow.touched(cell)
    narrow.settle(told)
    visit('which are small', read, told, toldAlone(narrow, read))
  }
  for (const aside of which) {
    const most = growth[aside]
    if (most === undefined) continue
    acrossEditions(relations.counted, alone, most)
    for (const [i, read] of reads.entries()) visit(aside, read, at(alone, i).bounds)
  }
  return untrue
}

function toldAlone(narrow: Alone['narrow'], { edition, truth }: Read): Bounds {
  const bounds = narrow.nothing()
  tellSmall(bounds, { ...edition, value: edition.value.map(() => Number.NaN) }, truth)
  narrow.all()
  narrow.settle(bounds)
  return bounds
}

/** What is true of every variable there is. */
export function truthOf({ variables, grid, entriesOf, differences, counted }: Relations, { people, amount }: Truth): Float64Array {
  const truth = new Float64Array(variables)
  truth.set(people)
  for (let cell = 0; cell < grid.cells; cell += 1) if (at(entriesOf, cell) >= 0) truth[at(entriesOf, cell)] = at(amount, cell)
  for (const [i, [more, less]] of differences.entries()) truth[counted + i] = at(truth, more) - at(truth, less)
  return truth
}

interface Alone {
  narrow: ReturnType<typeof narrowing>
  bounds: Bounds
  numbers: Float64Array
}

/** Carries what is known from edition to edition, to and fro, of every number of which it is true that it grew, and by no more than `most`. */
function acrossEditions(counted: number, alone: readonly Alone[], most: number): void {
  for (let again = true; again; ) {
    for (const [i, next] of alone.entries()) {
      const before = alone[i - 1]
      if (before) carry(counted, before, next, most)
    }
    again = alone.map(({ narrow, bounds }) => narrow.settle(bounds)).includes(true)
  }
}

function carry(counted: number, before: Alone, next: Alone, most: number): void {
  const [b, n] = [before.bounds, next.bounds]
  for (let v = 0; v < counted; v += 1) {
    const grew = (next.numbers[v] as number) - (before.numbers[v] as number)
    if (grew < 0 || grew > most) continue
    const [least, top] = [b.lo[v] as number, (b.hi[v] as number) + most]
    if (least > (n.lo[v] as number) || top < (n.hi[v] as number)) {
      n.lo[v] = Math.max(n.lo[v] as number, least)
      n.hi[v] = Math.min(n.hi[v] as number, top)
      next.narrow.touched(v)
    }
    const [fewest, highest] = [(n.lo[v] as number) - most, n.hi[v] as number]
    if (fewest > (b.lo[v] as number) || highest < (b.hi[v] as number)) {
      b.lo[v] = Math.max(b.lo[v] as number, fewest)
      b.hi[v] = Math.min(b.hi[v] as number, highest)
      before.narrow.touched(v)
    }
  }
}

function disbelieve({ lo, hi }: Bounds, numbers: Float64Array): number {
  let wrong = 0
  for (let v = 0; v < numbers.length; v += 1) {
    const number = numbers[v] as number
    if ((lo[v] as number) <= number && number <= (hi[v] as number)) continue
    lo[v] = 0
    hi[v] = unbounded
    wrong += 1
  }
  return wrong
}
