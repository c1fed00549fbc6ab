import { measureOf } from '../../src/domain/measures.ts'
import { at, eachCell, type Grid, placesIn } from './grid.ts'
import type { Published } from './plain-rule.ts'
import { type Bounds, unbounded } from './propagation.ts'
import type { Relations } from './relations.ts'
import type { Truth } from './world.ts'

/** What is published in an edition, cell by cell. */
export interface Edition {
  /** Its number, as months are counted. */
  number: number
  /** A number; NaN where it is withheld, or its period is not in yet. */
  value: Float64Array
  /** Whether it is not the number that the edition before had. */
  fresh: Uint8Array
  /** Whether its period is in. */
  in: Uint8Array
}

/** Somebody who keeps every edition there was. */
export function reader(grid: Grid, { unmentioned }: Rule) {
  const value = new Float64Array(grid.cells).fill(unmentioned)
  const inAt = new Int32Array(grid.cells)
  eachCell(grid, (cell, _, __, period) => {
    inAt[cell] = at(grid.spans, period).last + 1
  })
  const placeOf = placesIn(grid)
  return (number: number, changes: readonly Published[]): Edition => {
    const fresh = new Uint8Array(grid.cells)
    for (const change of changes) {
      const cell = placeOf(change)
      if (cell === undefined) {
        if (change.value === null) continue
        throw new Error(`published, and nobody counts there: ${JSON.stringify(change)}`)
      }
      value[cell] = change.value ?? Number.NaN
      fresh[cell] = change.value === null ? 0 : 1
    }
    return { number, value: value.slice(), fresh, in: Uint8Array.from(inAt, (edition) => (edition <= number ? 1 : 0)) }
  }
}

/** How a publisher says that its numbers are to be read. */
export interface Rule {
  /** Between what a number lies that it shows; and where it has shown it before, and nothing was said to have changed. */
  shown: (value: number, fresh: boolean) => readonly [least: number, most: number]
  /** Of entries, hours and pounds. */
  shownAmount: (value: number, fresh: boolean) => readonly [least: number, most: number]
  withheld: readonly [least: number, most: number]
  /** What stands in a cell that was never mentioned: a number, or NaN where it is withheld. */
  unmentioned: number
}

/** As the plain rule is told. */
export const plainly: Rule = {
  shown: (value) => (value === 0 ? [0, 0] : [Math.max(8, value - 2), value + 2]),
  shownAmount: (value) => (value === 0 ? [0, 0] : [Math.max(8, value - 2), value + 2]),
  withheld: [1, 7],
  unmentioned: 0,
}

const guard = 5

/** As `docs/disclosure.md` tells it: a number may have changed by as many as 5 since it was shown; nothing is said of what is withheld. */
export const guarded: Rule = {
  shown: (value, fresh) => [Math.max(8, value - 2 - (fresh ? 0 : guard)), value + 2 + (fresh ? 0 : guard)],
  shownAmount: (value, fresh) => (fresh ? [Math.max(8, value - 2), value + 2] : [8, unbounded]),
  withheld: [0, unbounded],
  unmentioned: Number.NaN,
}

/** Between what everything lies by what is published in an edition alone, cell by cell. */
export function read({ grid, entriesOf }: Relations, bounds: Bounds, edition: Edition, rule: Rule): void {
  const narrow = (variable: number, [least, most]: readonly [number, number]) => {
    bounds.lo[variable] = Math.max(at(bounds.lo, variable), least)
    bounds.hi[variable] = Math.min(at(bounds.hi, variable), most)
  }
  eachCell(grid, (cell, line) => {
    if (edition.in[cell] !== 1) return
    const [value, fresh] = [at(edition.value, cell), edition.fresh[cell] === 1]
    const entries = at(entriesOf, cell)
    if (Number.isNaN(value)) narrow(cell, rule.withheld)
    else if (measureOf(at(grid.lines, line).measure).unit === 'people') narrow(cell, rule.shown(value, fresh))
    else {
      if (value > 0) narrow(cell, [8, unbounded])
      if (entries >= 0) narrow(entries, rule.shownAmount(value, fresh))
    }
  })
}

/** What somebody is told who is told which of the withheld cells are small ones: so they are 7 at most, and the others 8 at least. */
export function tellSmall(bounds: Bounds, edition: Edition, { people }: Truth): number[] {
  const told: number[] = []
  for (const [cell, value] of edition.value.entries()) {
    if (edition.in[cell] !== 1 || !Number.isNaN(value)) continue
    told.push(cell)
    if (at(people, cell) < 8) bounds.hi[cell] = Math.min(at(bounds.hi, cell), 7)
    else bounds.lo[cell] = Math.max(at(bounds.lo, cell), 8)
  }
  return told
}
