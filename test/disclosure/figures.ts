import { measureOf } from '../../src/domain/measures.ts'
import type { Read } from './attack.ts'
import { at, cellAt, eachCell, type Grid, placeOf } from './grid.ts'
import type { Bounds } from './propagation.ts'

/** How far somebody came. */
export interface Figures {
  /** True cells of 1 to 7 people. */
  small: number
  /** Those of them that cannot be everything from 1 to 7 any more, that can be three numbers at most, and that can be one alone. */
  narrowed: number
  nearly: number
  exactly: number
}

export const noFigures = (): Figures => ({ small: 0, narrowed: 0, nearly: 0, exactly: 0 })

/** The true cells of 1 to 7 people in an edition. */
export function smallCells({ edition, truth }: Read): number[] {
  const small: number[] = []
  for (const [cell, people] of truth.people.entries()) if (people > 0 && people < 8 && edition.in[cell] === 1) small.push(cell)
  return small
}

/** Of a cell not everything from 1 to 7 can be any more that could be before. */
export function isNarrowed(cell: number, { lo, hi }: Bounds, before?: Bounds): boolean {
  const [least, most] = before ? [Math.max(1, at(before.lo, cell)), Math.min(7, at(before.hi, cell))] : [1, 7]
  return at(lo, cell) > least || at(hi, cell) < most
}

export function judge(figures: Figures, read: Read, bounds: Bounds, before?: Bounds): void {
  for (const cell of smallCells(read)) judgeOne(figures, cell, bounds, before)
}

/** Some of the cells that were narrowed, in words: where to look when it should not have been so. */
export function narrowedIn(grid: Grid, read: Read, bounds: Bounds, before?: Bounds): string[] {
  return smallCells(read)
    .filter((cell) => isNarrowed(cell, bounds, before))
    .map((cell) => {
      const { line, area, period } = placeOf(grid, cell)
      const { measure, dim, key, area: code, period: name } = cellAt(grid, line, area, period)
      return `${measure} ${dim}=${key} ${code} ${name}: ${at(read.truth.people, cell)} people, ${at(bounds.lo, cell)} to ${at(bounds.hi, cell)}`
    })
}

export function judgeOne(figures: Figures, cell: number, bounds: Bounds, before?: Bounds): void {
  figures.small += 1
  if (!isNarrowed(cell, bounds, before)) return
  const [least, most] = [at(bounds.lo, cell), at(bounds.hi, cell)]
  figures.narrowed += 1
  if (most - least < 3) figures.nearly += 1
  if (most === least) figures.exactly += 1
}

/** What publishing is good for: how many cells of 8 people or more are withheld, in all and of the top areas, and how far from the truth people are shown. */
export interface Usefulness {
  large: number
  withheld: number
  largeOnTop: number
  withheldOnTop: number
  shown: number
  error: number
}

export const noUse = (): Usefulness => ({ large: 0, withheld: 0, largeOnTop: 0, withheldOnTop: 0, shown: 0, error: 0 })

/** `asFirst` where it is the first release, of which alone it is told how far from the truth numbers are. */
export function useOf(use: Usefulness, grid: Grid, { edition, truth }: Read, asFirst: boolean): void {
  eachCell(grid, (cell, line, area) => {
    const people = at(truth.people, cell)
    if (people < 8 || edition.in[cell] !== 1) return
    const value = at(edition.value, cell)
    const withheld = Number.isNaN(value) ? 1 : 0
    use.large += 1
    use.withheld += withheld
    if (area === 0) {
      use.largeOnTop += 1
      use.withheldOnTop += withheld
    }
    if (withheld === 1 || !asFirst) return
    const { unit } = measureOf(at(grid.lines, line).measure)
    if (unit !== 'people') return
    use.shown += 1
    use.error += Math.abs(value - people)
  })
}
