import { type AreaTree, areasWithin, childrenOf } from '../../src/domain/area.ts'
import type { Cell } from '../../src/domain/counting/cells.ts'
import { type Dimension, dimensions, type MeasureName, measureOf } from '../../src/domain/measures.ts'
import { lastMonthOf, type Month, numberOf, type Per, type Period, periodOf, periodsBetween } from '../../src/domain/period.ts'

/** A measure in total (`dim` and `key` are ''), or in one key of one dimension. */
export interface Line {
  measure: MeasureName
  dim: string
  key: string
  /** Where its cells begin: that of an area and a period is at `first + area * periods + period`. */
  first: number
  periods: number
}

/** A period, the numbers of its first and last month, counted from the first of the grid, and the shorter ones it is made of. */
export interface Span {
  per: Per
  period: Period
  last: number
  within: { month?: number; quarter?: number; year?: number }
}

/** Every cell there can be of some measures over a tree of areas and some months: whatever is counted in it, and whether or not anybody is. */
export interface Grid {
  measures: readonly MeasureName[]
  tree: AreaTree
  areas: readonly string[]
  /** The areas directly under an area, by their numbers. */
  children: readonly (readonly number[])[]
  firstMonth: Month
  months: number
  /** Months, then quarters, then years. Measures of `now` have months alone. */
  spans: readonly Span[]
  lines: readonly Line[]
  cells: number
  lineOf: ReadonlyMap<string, number>
}

/** `has` says which keys are attacked: of others nothing is read. */
export function gridOf(
  measures: readonly MeasureName[],
  tree: AreaTree,
  [from, to]: readonly [Month, Month],
  has: (dim: Dimension, key: string) => boolean = () => true,
): Grid {
  const tops = [...tree.areas.values()].filter(({ parent }) => parent === undefined).map(({ code }) => code)
  const areas = areasWithin(tree, tops).map(({ code }) => code)
  const numberOfArea = new Map(areas.map((code, i) => [code, i]))
  const spans = spansBetween(from, to)
  const months = numberOf(to) - numberOf(from) + 1
  const lines: Line[] = []
  let cells = 0
  for (const measure of measures) {
    const periods = measureOf(measure).kind === 'now' ? months : spans.length
    for (const [dim, key] of keysOf(measure, has)) {
      lines.push({ measure, dim, key, first: cells, periods })
      cells += areas.length * periods
    }
  }
  return {
    measures,
    tree,
    areas,
    children: areas.map((code) => childrenOf(tree, code).map((child) => numberOfArea.get(child.code) ?? -1)),
    firstMonth: from,
    months,
    spans,
    lines,
    cells,
    lineOf: new Map(lines.map(({ measure, dim, key }, i) => [lineName(measure, dim, key), i])),
  }
}

function keysOf(measure: MeasureName, has: (dim: Dimension, key: string) => boolean): [dim: string, key: string][] {
  const all = measureOf(measure).dimensions.flatMap((dim) => dimensions[dim].map((key): [Dimension, string] => [dim, key]))
  return [['', ''], ...all.filter(([dim, key]) => has(dim, key))]
}

function spansBetween(from: Month, to: Month): Span[] {
  const start = numberOf(from)
  const months = periodsBetween(from, to, 'month')
  const quarters = periodsBetween(from, to, 'quarter')
  const years = periodsBetween(from, to, 'year')
  const placeOf = (month: Month): Span['within'] => ({
    quarter: months.length + quarters.indexOf(periodOf(month, 'quarter')),
    year: months.length + quarters.length + years.indexOf(periodOf(month, 'year')),
  })
  const last = (period: Period) => numberOf(lastMonthOf(period)) - start
  return [
    ...months.map((period): Span => ({ per: 'month', period, last: last(period), within: placeOf(period) })),
    ...quarters.map((period): Span => {
      const { year } = placeOf(lastMonthOf(period))
      return { per: 'quarter', period, last: last(period), within: { ...(year !== undefined && { year }) } }
    }),
    ...years.map((period): Span => ({ per: 'year', period, last: last(period), within: {} })),
  ]
}

export function lineName(measure: MeasureName, dim = '', key = ''): string {
  return `${measure}|${dim}|${key}`
}

/** The cell of that number. */
export function cellAt({ lines, areas, spans }: Grid, line: number, area: number, period: number): Cell {
  const { measure, dim, key } = at(lines, line)
  const { per, period: name } = at(spans, period)
  return { measure, dim, key, area: at(areas, area), per, period: name }
}

/** Calls back for every cell: its number, and the numbers of its line, area and period. */
export function eachCell(grid: Grid, visit: (cell: number, line: number, area: number, period: number) => void): void {
  for (const [line, { first, periods }] of grid.lines.entries()) {
    for (let area = 0; area < grid.areas.length; area += 1) {
      for (let period = 0; period < periods; period += 1) visit(first + area * periods + period, line, area, period)
    }
  }
}

/** Where cells are in a grid, by what they are called. */
export function placesIn(grid: Grid): (cell: Cell) => number | undefined {
  const areas = new Map(grid.areas.map((code, i) => [code, i]))
  const periods = new Map(grid.spans.map(({ period }, i) => [period, i]))
  return ({ measure, dim, key, area, period }) => {
    const line = grid.lines[grid.lineOf.get(lineName(measure, dim, key)) ?? -1]
    const [a, p] = [areas.get(area), periods.get(period)]
    return line === undefined || a === undefined || p === undefined || p >= line.periods ? undefined : line.first + a * line.periods + p
  }
}

/** The line, the area and the period of a cell. */
export function placeOf(grid: Grid, cell: number): { line: number; area: number; period: number } {
  const line = grid.lines.findLastIndex(({ first }) => first <= cell)
  const { first, periods } = at(grid.lines, line)
  return { line, area: Math.floor((cell - first) / periods), period: (cell - first) % periods }
}

/** What stands there; it is an error that nothing does. */
export function at<T>(list: { readonly [i: number]: T; readonly length: number }, i: number): T {
  const there = list[i]
  if (there === undefined) throw new RangeError(`nothing at ${i} of ${list.length}`)
  return there
}
