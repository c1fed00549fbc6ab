import { type Composite, composites, type Dimension, dimensions, measureOf } from '../../src/domain/measures.ts'
import { between, hasEntries } from './between.ts'
import { at, eachCell, type Grid, lineName } from './grid.ts'
import { type Rows, rowsOf } from './rows.ts'

/**
 * Everything that an attacker knows to hold between the numbers of a grid. There is a variable for the people behind each cell (it has the number of the cell),
 * one for the entries of each cell of a measure of entries, and one for each difference that is never below nought.
 */
export interface Relations extends Rows {
  grid: Grid
  /** The variable of the entries of a cell; -1 where it has none. */
  entriesOf: Int32Array
  /** How many variables are people or entries; the rest are differences of two of them. */
  counted: number
  /** For each difference the two variables. */
  differences: readonly (readonly [more: number, less: number])[]
}

export interface Known {
  /** Differences of keys and of measures as well, which are never below nought either and add up over areas. */
  more?: boolean
}

/** Measures where a longer period can be without somebody that a shorter one has: the latest that was said in it is another. */
const latestOnly = new Set<string>(['goals-nearer', 'goals-held', 'goals-further', 'goals-reached'])

export function relationsOf(grid: Grid, { more = false }: Known = {}): Relations {
  const entriesOf = new Int32Array(grid.cells).fill(-1)
  let variables = grid.cells
  for (const { measure, first, periods } of grid.lines) {
    if (!hasEntries(measure)) continue
    for (let i = first; i < first + periods * grid.areas.length; i += 1) entriesOf[i] = variables++
  }
  const counted = variables
  const differences: [number, number][] = []
  const rows = rowsOf()
  const people = (cell: number) => cell
  const entries = (cell: number) => at(entriesOf, cell)
  /** A variable for what two others differ by. */
  const difference = (longer: number, shorter: number): number => {
    differences.push([longer, shorter])
    rows.add('difference', true, [longer], [shorter, variables])
    return variables++
  }

  for (const amounts of [people, entries]) {
    const counts = (line: number) => amounts === people || hasEntries(at(grid.lines, line).measure)
    addUpAreas(grid, rows, counts, amounts)
    addUpKeys(grid, rows, counts, amounts)
    addUpPeriods(grid, rows, counts, amounts)
  }
  eachCell(grid, (cell) => entries(cell) >= 0 && rows.add('people and entries', false, [cell], [entries(cell)]))
  for (const { less, more, equal = false, of } of between) {
    const lines = (names: readonly string[]) => names.flatMap((name) => grid.lineOf.get(name) ?? [])
    const [few, many] = [lines(less), lines(more)]
    if (many.length < more.length || few.length === 0 || (equal && few.length < less.length)) continue
    const amounts = of === 'people' ? people : entries
    eachCell(grid, (_, line, area, period) => {
      const there = (lines: readonly number[]) => lines.map((line) => amounts(cellIn(grid, line, area, period)))
      if (line === few[0]) rows.add('between', equal, there(few), there(many))
    })
  }
  increments(grid, rows, difference)
  if (more) otherDifferences(grid, rows, difference)
  return { ...rows.done(variables), grid, entriesOf, counted, differences }
}

type Building = ReturnType<typeof rowsOf>
type Amounts = (cell: number) => number

function cellIn(grid: Grid, line: number, area: number, period: number): number {
  const { first, periods } = at(grid.lines, line)
  return first + area * periods + period
}

/** An area is the sum of those in it. */
function addUpAreas(grid: Grid, rows: Building, counts: (line: number) => boolean, amounts: Amounts): void {
  eachCell(grid, (cell, line, area, period) => {
    const children = at(grid.children, area)
    if (children.length === 0 || !counts(line)) return
    rows.add(
      'area',
      true,
      [amounts(cell)],
      children.map((child) => amounts(cellIn(grid, line, child, period))),
    )
  })
}

/** Lines that one is broken down into: the keys of a dimension beside the total, or beside a key that says a part less. */
interface Breakdown {
  whole: number
  parts: readonly number[]
  /** Nobody is in two of them. */
  once: boolean
  /** Everybody in the whole is in one of them. */
  all: boolean
}

/** Everybody is of one age, and every entry has one key at most; a person may have several. */
function addUpKeys(grid: Grid, rows: Building, counts: (line: number) => boolean, amounts: Amounts): void {
  for (const { whole, parts, once, all } of breakdownsOf(grid)) {
    if (!counts(whole)) continue
    const line = at(grid.lines, whole)
    const entries = amounts(line.first) !== line.first
    for (let i = 0; i < line.periods * grid.areas.length; i += 1) {
      const sum = amounts(line.first + i)
      const each = parts.map((part) => amounts(at(grid.lines, part).first + i))
      if (once || entries) rows.add('key', all, each, [sum])
      else {
        for (const part of each) rows.add('key', false, [part], [sum])
        if (all) rows.add('key', false, [sum], each)
      }
    }
  }
}

function breakdownsOf(grid: Grid): Breakdown[] {
  return grid.measures.flatMap((measure) => {
    const { dimensions: dims, keyless = [], apart = [] } = measureOf(measure)
    const there = dims.filter((dim) => !apart.includes(dim) && dimensions[dim].some((key) => grid.lineOf.has(lineName(measure, dim, key))))
    return there.flatMap((dim) =>
      nextTo(dim, there).flatMap((wider) => {
        const byWider = Map.groupBy(dimensions[dim], (key) => partOf(dim, key, wider))
        const once =
          dim === 'age' || dim === 'adultAge' || (isAged(dim) && !isAged(wider) && piecesOf(dim).length === piecesOf(wider).length + 1)
        return [...byWider].flatMap(([key, keys]): Breakdown[] => {
          const whole = grid.lineOf.get(lineName(measure, wider, key))
          const parts = keys.flatMap((key) => grid.lineOf.get(lineName(measure, dim, key)) ?? [])
          return whole === undefined || parts.length === 0
            ? []
            : [{ whole, parts, once, all: !keyless.includes(dim) && parts.length === keys.length }]
        })
      }),
    )
  })
}

/** The dimensions that say less than this one and more than any other that says less; '' is the total. */
function nextTo(dim: Dimension, all: readonly Dimension[]): (Dimension | '')[] {
  const less = (one: Dimension | '', other: Dimension) => one !== other && piecesOf(one).every((piece) => piecesOf(other).includes(piece))
  const wider = (['', ...all] as const).filter((one) => less(one, dim))
  return wider.filter((one) => !wider.some((other) => other !== '' && less(one, other)))
}

function piecesOf(dim: Dimension | ''): readonly string[] {
  return dim === '' ? [] : dim in composites ? composites[dim as Composite] : [dim]
}

function isAged(dim: Dimension | ''): boolean {
  return piecesOf(dim).some((piece) => piece === 'age' || piece === 'adultAge')
}

/** What a key says of a dimension that says less. */
function partOf(dim: Dimension, key: string, wider: Dimension | ''): string {
  const said = piecesOf(dim).length > 1 ? key.split('/') : [key]
  return piecesOf(wider)
    .map((piece) => said[piecesOf(dim).indexOf(piece)])
    .join('/')
}

/** The shorter periods that one is made of, by their numbers. */
function partsOf(grid: Grid): number[][] {
  return grid.spans.map(({ per }, longer) =>
    grid.spans.flatMap(({ per: shorter, within }, i) =>
      (per === 'year' && shorter === 'quarter' && within.year === longer) || (per === 'quarter' && within.quarter === longer) ? [i] : [],
    ),
  )
}

/** Whoever counts in a quarter counts in one of its months. Entries happen once. */
function addUpPeriods(grid: Grid, rows: Building, counts: (line: number) => boolean, amounts: Amounts): void {
  const parts = partsOf(grid)
  eachCell(grid, (cell, line, area, period) => {
    const shorter = at(parts, period)
    if (shorter.length === 0 || !counts(line) || !isWhole(grid, period)) return
    const each = shorter.map((part) => amounts(cellIn(grid, line, area, part)))
    rows.add('period', amounts(cell) !== cell, [amounts(cell)], each)
  })
}

/** Whether all the months of a period are in the grid. */
function isWhole({ spans, months }: Grid, period: number): boolean {
  const { per, last } = at(spans, period)
  return last < months && last >= { month: 1, quarter: 3, year: 12 }[per] - 1
}

/** Who counts in a longer period and not in a shorter one: never fewer than none, and they add up like anybody, over areas and ages. */
function increments(grid: Grid, rows: Building, difference: (longer: number, shorter: number) => number): void {
  const pairs = grid.spans.flatMap(({ within: { quarter, year } }, i) =>
    [quarter, year].flatMap((longer) => (longer === undefined ? [] : [[longer, i] as const])),
  )
  addUpDifferences(
    grid,
    rows,
    ({ measure, periods }) => (periods === grid.months || latestOnly.has(measure) ? 0 : pairs.length),
    (line, area, i) => {
      const [longer, shorter] = at(pairs, i)
      return difference(cellIn(grid, line, area, longer), cellIn(grid, line, area, shorter))
    },
  )
}

/** Differences of a line, so many in each area, that add up over areas and ages as the line itself does. */
function addUpDifferences(
  grid: Grid,
  rows: Building,
  howMany: (line: Grid['lines'][number]) => number,
  make: (line: number, area: number, i: number) => number,
): void {
  const made = grid.lines.map((line, l) => grid.areas.map((_, area) => Array.from({ length: howMany(line) }, (_, i) => make(l, area, i))))
  const variable = (line: number, area: number, i: number) => at(at(at(made, line), area), i)
  for (const [l, line] of grid.lines.entries()) {
    for (const [area, children] of grid.children.entries()) {
      if (children.length === 0) continue
      for (let i = 0; i < howMany(line); i += 1) {
        rows.add(
          'increment',
          true,
          [variable(l, area, i)],
          children.map((child) => variable(l, child, i)),
        )
      }
    }
  }
  for (const { whole, parts, once, all } of breakdownsOf(grid)) {
    if (!once || !all) continue
    for (const area of grid.areas.keys()) {
      for (let i = 0; i < howMany(at(grid.lines, whole)); i += 1) {
        rows.add(
          'increment',
          true,
          [variable(whole, area, i)],
          parts.map((part) => variable(part, area, i)),
        )
      }
    }
  }
}

/** Who counts in total and not in a key, and who counts in a measure and not in one within it. */
function otherDifferences(grid: Grid, rows: Building, difference: (more: number, less: number) => number): void {
  const addUp = (whole: number, part: number) => {
    const { first, periods } = at(grid.lines, whole)
    const less = at(grid.lines, part).first
    for (let period = 0; period < periods; period += 1) {
      const made = grid.areas.map((_, area) => difference(first + area * periods + period, less + area * periods + period))
      for (const [area, children] of grid.children.entries()) {
        if (children.length > 0) {
          rows.add(
            'other difference',
            true,
            [at(made, area)],
            children.map((child) => at(made, child)),
          )
        }
      }
    }
  }
  for (const { whole, parts } of breakdownsOf(grid)) for (const part of parts) addUp(whole, part)
  for (const { less, more, equal, of } of between) {
    const [part, whole] = [less, more].map(([name = '', ...others]) => (others.length > 0 ? undefined : grid.lineOf.get(name)))
    if (of === 'people' && !equal && part !== undefined && whole !== undefined) addUp(whole, part)
  }
}
