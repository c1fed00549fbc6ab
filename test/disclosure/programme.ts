import highsLoader from 'highs'
import { at, type Grid, placeOf } from './grid.ts'
import { type Bounds, unbounded } from './propagation.ts'
import type { Relations } from './relations.ts'

// Its types are those of CommonJS, where what is loaded lies one step deeper.
const highs = await (highsLoader as unknown as typeof highsLoader.default)()

/** As much as a solver may be out by. */
const tolerance = 1e-4

/**
 * Between what a cell can lie by everything that hangs together around it, all of it at once, where propagation looks at one row at a time. Around it are its line
 * and those beside it, its area with those it is made of, lies in and lies beside, and the periods it lies in with what they are made of; in the
 * measures it is told by. What lies further away is what propagation made of it.
 */
export function byProgramme(
  relations: Relations,
  leftOut: ReadonlySet<number>,
  bounds: Bounds,
  cell: number,
): [least: number, most: number] {
  const rows = rowsAround(relations, cell).filter((row) => !leftOut.has(row))
  return highs.withModel(modelOf(relations, rows, bounds, cell), (model): [number, number] => {
    model.options.set('output_flag', false)
    const solved = () => {
      model.run()
      if (model.getModelStatus() !== highs.constants.modelStatus.optimal) throw new Error(`there is no answer for cell ${cell}`)
      return model.getObjectiveValue()
    }
    const least = solved()
    model.changeObjectiveSense(highs.constants.objectiveSense.maximize)
    model.clearSolver()
    return [Math.ceil(least - tolerance), Math.floor(solved() + tolerance)]
  })
}

/** The cell is the first column. */
function modelOf({ starts, variable, sign, equal }: Relations, rows: readonly number[], { lo, hi }: Bounds, cell: number) {
  const columns = new Map([[cell, 0]])
  const indices: number[] = []
  const values: number[] = []
  const begins = [0]
  for (const row of rows) {
    for (let i = at(starts, row); i < at(starts, row + 1); i += 1) {
      const v = at(variable, i)
      const column = columns.get(v) ?? columns.size
      columns.set(v, column)
      indices.push(column)
      values.push(at(sign, i))
    }
    begins.push(indices.length)
  }
  const [numRows, numCols] = [rows.length, columns.size]
  const variables = [...columns.keys()]
  return {
    numRows,
    numCols,
    colCost: variables.map((_, i) => (i === 0 ? 1 : 0)),
    colLower: variables.map((v) => at(lo, v)),
    colUpper: variables.map((v) => (at(hi, v) < unbounded ? at(hi, v) : highs.infinity)),
    rowLower: rows.map((row) => (at(equal, row) === 1 ? 0 : -highs.infinity)),
    rowUpper: rows.map(() => 0),
    matrix: { format: 'csr' as const, numRows, numCols, starts: begins, indices, values },
  }
}

/** The rows that say something of cells around this one and of no others. */
function rowsAround(relations: Relations, cell: number): number[] {
  const { counted, differences, entriesOf, starts, variable, rowStarts, row, variables } = relations
  const near = new Uint8Array(variables)
  for (const each of cellsAround(relations.grid, cell)) {
    near[each] = 1
    if (at(entriesOf, each) >= 0) near[at(entriesOf, each)] = 1
  }
  for (const [i, [more, less]] of differences.entries()) if (at(near, more) === 1 && at(near, less) === 1) near[counted + i] = 1
  const rows = new Set<number>()
  for (const [v, is] of near.entries()) if (is === 1) for (let i = at(rowStarts, v); i < at(rowStarts, v + 1); i += 1) rows.add(at(row, i))
  return [...rows].filter((row) => {
    // That differences add up follows from that what they are differences of adds up.
    if (at(relations.kind, row) === 'increment') return false
    for (let i = at(starts, row); i < at(starts, row + 1); i += 1) if (at(near, at(variable, i)) === 0) return false
    return true
  })
}

function cellsAround(grid: Grid, cell: number): number[] {
  const { line, area, period } = placeOf(grid, cell)
  const { measure, dim } = at(grid.lines, line)
  const areas = areasAround(grid, area)
  const periods = at(grid.lines, line).periods === grid.months ? [period] : periodsAround(grid, period)
  const ofMany = (other: Grid['lines'][number]) => (dim === '' || dim === 'age') && other.measure === measure
  return grid.lines.flatMap((other) => {
    if (other.dim !== dim && other.dim !== '' && other.dim !== 'age' && !ofMany(other)) return []
    const { first, periods: there } = other
    return areas.flatMap((area) => periods.filter((period) => period < there).map((period) => first + area * there + period))
  })
}

/** An area with what it is made of, what it lies in with what that is made of, and what that lies in. */
function areasAround({ children }: Grid, area: number): number[] {
  const parentOf = (inner: number) => children.findIndex((under) => under.includes(inner))
  const parent = parentOf(area)
  const around = [area, ...at(children, area), ...(parent < 0 ? [] : [parent, ...at(children, parent), parentOf(parent)])]
  return [...new Set(around)].filter((each) => each >= 0)
}

/** A period with what it is made of, and what it lies in; a month also with those of its quarter, a quarter with those of its year. */
function periodsAround({ spans }: Grid, period: number): number[] {
  const { within } = at(spans, period)
  const longer = within.quarter ?? within.year ?? period
  const partsOf = (whole: number) =>
    spans.flatMap(({ per, within }, i) => (within.quarter === whole || (per === 'quarter' && within.year === whole) ? [i] : []))
  return [...new Set([period, ...partsOf(period), longer, ...partsOf(longer), within.year ?? period])]
}
