import type { Cell, Count } from '../../src/domain/counting/cells.ts'
import { isPlain } from '../../src/domain/measures/dimensions.ts'
import type { Dimension, MeasureName } from '../../src/domain/measures.ts'
import { type Edition, monthNumbered, numberOf } from '../../src/domain/period.ts'
import { twentyWards } from './county.ts'
import { at, cellAt, eachCell, type Grid, gridOf } from './grid.ts'
import { type Happening, madeUpHappenings } from './happenings.ts'
import { madeUpPeople, type Person } from './people.ts'
import { isMissing } from './sectors.ts'
import { ageNumber, madeUpSupports, type Standings } from './supports.ts'

/** True numbers, cell by cell. `squares` are of how much each person has of it. */
export interface Truth {
  people: Int32Array
  amount: Float64Array
  squares: Float64Array
}

export type Learnt = Cell & Count

/** People made up and what happens to them in two years, in the measures of a grid. */
export interface World {
  grid: Grid
  /** What is true in each cell by what is known in an edition, by its number. */
  truthIn: (edition: number) => Truth
}

const first = '2023-01'
const months = 24

/** Keys of several parts are there of these sectors alone: of the others, in which there is nobody, there would be thousands. */
function isAttacked(dim: Dimension, key: string): boolean {
  return isPlain(dim) || !key.split('/').some(isMissing)
}

/** The grid that the measures of a world make. It is the same for every world. */
export function worldGrid(measures: readonly MeasureName[]): Grid {
  return gridOf(measures, twentyWards, [first, monthNumbered(numberOf(first) + months - 1)], isAttacked)
}

/** The edition of that number: 0 is the first month. */
export function editionNumbered(edition: number): Edition {
  return monthNumbered(numberOf(first) + edition)
}

export function madeUpWorld(seed: string, howMany: number, grid: Grid): World {
  const wards = grid.areas.flatMap((_, area) => (at(grid.children, area).length === 0 ? [area] : []))
  const people = madeUpPeople(seed, howMany, { wards: wards.length, years: months / 12, firstYear: Number(first.slice(0, 4)) }).map(
    (person) => ({ ...person, wards: person.wards.map((ward) => at(wards, ward)) }),
  )
  const happenings = madeUpHappenings(seed, grid, people, months)
  const standings = madeUpSupports(seed, grid, people, months)
  return { grid, truthIn: (edition) => tally(grid, people, happenings, standings, edition) }
}

/** Counts everybody once in each cell, and adds up how much each has of it; then wards to districts, and those to the county. */
function tally(
  grid: Grid,
  people: readonly Person[],
  happenings: readonly Happening[],
  standings: Standings | undefined,
  edition: number,
): Truth {
  const truth: Truth = {
    people: new Int32Array(grid.cells),
    amount: new Float64Array(grid.cells),
    squares: new Float64Array(grid.cells),
  }
  const who = new Int32Array(grid.cells).fill(-1)
  const own = new Float64Array(grid.cells)
  const withAmounts = new Set<number>()
  const count = (person: number, cell: number, amount: number) => {
    if (at(who, cell) !== person) {
      who[cell] = person
      own[cell] = 0
      truth.people[cell] = at(truth.people, cell) + 1
    }
    if (amount === 0) return
    own[cell] = at(own, cell) + amount
    withAmounts.add(cell)
  }
  const done = () => {
    for (const cell of withAmounts) {
      truth.amount[cell] = at(truth.amount, cell) + at(own, cell)
      truth.squares[cell] = at(truth.squares, cell) + at(own, cell) ** 2
    }
    withAmounts.clear()
  }
  let next = 0
  for (const [person, { wards, ages }] of people.entries()) {
    const place = (month: number) => Math.floor(month / 12)
    const known: Happening[] = []
    for (let one = happenings[next]; one?.person === person; one = happenings[++next]) {
      if (one.known <= edition && edition < one.until) known.push(one)
    }
    for (const happening of known) {
      const { within } = at(grid.spans, happening.month)
      const [ward, age] = [at(wards, place(happening.month)), ageNumber(at(ages, place(happening.month)))]
      for (const period of [happening.month, within.quarter ?? -1, within.year ?? -1]) {
        if (happening.said && !isLatest(grid, happening, known, period)) continue
        for (const { lines, ages, entries } of happening.counts) {
          for (const line of [...lines, ...at(ages, age)]) count(person, cellOf(grid, line, ward, period), entries ? 1 : 0)
        }
      }
    }
    for (let month = 0; standings && month < months; month += 1) {
      const age = ageNumber(at(ages, place(month)))
      standings.of(person, edition, month, age, (line, amount) => count(person, cellOf(grid, line, at(wards, place(month)), month), amount))
    }
    done()
  }
  for (const numbers of [truth.people, truth.amount, truth.squares]) addUp(grid, numbers)
  return truth
}

function cellOf({ lines }: Grid, line: number, area: number, period: number): number {
  const { first, periods } = at(lines, line)
  return first + area * periods + period
}

/** Of all that was said of a thing in a period the one that counts: the latest of the person's own, else the latest of anybody's. */
function isLatest({ spans }: Grid, one: Happening, all: readonly Happening[], period: number): boolean {
  const inIt = ({ month }: Happening) => {
    const { within } = at(spans, month)
    return month === period || within.quarter === period || within.year === period
  }
  const said = all.filter((other) => other.said && other.said.thing === one.said?.thing && inIt(other))
  return one === (said.findLast(({ said }) => said?.own) ?? said.at(-1))
}

/** Adds up wards to districts, and those to the county. */
export function addUp(grid: Grid, numbers: Int32Array | Float64Array): void {
  for (const { first, periods } of grid.lines) {
    for (let area = grid.areas.length - 1; area >= 0; area -= 1) {
      for (const child of at(grid.children, area)) {
        for (let period = 0; period < periods; period += 1) {
          const parent = first + area * periods + period
          numbers[parent] = at(numbers, parent) + at(numbers, first + child * periods + period)
        }
      }
    }
  }
}

/** What was learnt since another edition, by the smallest areas: of what is so now, how it changed from month to month. */
export function learntSince(grid: Grid, before: Truth | undefined, now: Truth): Learnt[] {
  const learnt: Learnt[] = []
  eachCell(grid, (cell, line, area, period) => {
    if (at(grid.children, area).length > 0) return
    const isNow = at(grid.lines, line).periods === grid.months
    const of = (truth: Truth | undefined, numbers: keyof Truth) =>
      truth === undefined ? 0 : at(truth[numbers], cell) - (isNow && period > 0 ? at(truth[numbers], cell - 1) : 0)
    const change = (numbers: keyof Truth) => of(now, numbers) - of(before, numbers)
    const count = { people: change('people'), amount: change('amount'), squares: change('squares') }
    if (count.people !== 0 || count.amount !== 0 || count.squares !== 0) learnt.push({ ...cellAt(grid, line, area, period), ...count })
  })
  return learnt
}
