import t from 'tap'
import { releases } from '../../src/domain/disclosure.ts'
import { measureOf } from '../../src/domain/measures.ts'
import { type Aside, attack, type Read } from './attack.ts'
import { twentyWards } from './county.ts'
import { judge, narrowedIn, noFigures } from './figures.ts'
import { at, cellAt, eachCell, type Grid } from './grid.ts'
import { guarded, reader } from './reading.ts'
import { editionNumbered, type Learnt, type Truth } from './world.ts'
import { families, type Plan, relationsFor, tell } from './worlds.ts'

// Some people count in the county and in none of its wards, and at no known age: they were forgotten. The attacker knows of every number how many of those are in it, takes them
// away, and goes on as ever. Of the county itself they may find out how many are left: whoever knows single lives does.

const first = 16
const reads = [16, 17, 18, 20, 24]

/** The people of a world as they count once they are forgotten: in the county, the first area of a grid, alone. */
function besideIn(grid: Grid, { people, amount, squares }: Truth): Truth {
  const beside = { people: new Int32Array(grid.cells), amount: new Float64Array(grid.cells), squares: new Float64Array(grid.cells) }
  eachCell(grid, (cell, line, area, period) => {
    const { measure, dim, key } = at(grid.lines, line)
    if (area !== 0 || /adultAge|sectorAge/.test(dim) || (dim === 'age' && key !== 'not-known')) return
    const from = dim === 'age' ? at(grid.lines, grid.lineOf.get(`${measure}||`) ?? -1).first + period : cell
    beside.people[cell] = at(people, from)
    beside.amount[cell] = at(amount, from)
    beside.squares[cell] = at(squares, from)
  })
  return beside
}

/** What was learnt of them since the edition before. */
function learntOf(grid: Grid, before: Truth | undefined, now: Truth): Learnt[] {
  const learnt: Learnt[] = []
  eachCell(grid, (cell, line, area, period) => {
    if (area !== 0) return
    const isNow = at(grid.lines, line).periods === grid.months
    const of = (truth: Truth | undefined, numbers: keyof Truth) =>
      truth === undefined ? 0 : at(truth[numbers], cell) - (isNow && period > 0 ? at(truth[numbers], cell - 1) : 0)
    const [people = 0, amount = 0, squares = 0] = (['people', 'amount', 'squares'] as const).map((each) => of(now, each) - of(before, each))
    if (people !== 0 || amount !== 0 || squares !== 0) learnt.push({ ...cellAt(grid, line, area, period), people, amount, squares })
  })
  return learnt
}

function withoutCounty(grid: Grid, people: Int32Array): Int32Array {
  const others = people.slice()
  eachCell(grid, (cell, _, area) => {
    if (area === 0) others[cell] = 0
  })
  return others
}

for (const [i, howMany] of [1, 12, 60].entries()) {
  t.test(`where ${howMany} were forgotten, nobody else can be found by that`, async (t) => {
    const measures = families[i] ?? []
    const plan: Plan = { seed: `beside ${howMany}`, people: 3_000, measures, from: first, reads }
    const relations = relationsFor(measures)
    const { grid } = relations
    const told = tell(plan, grid)
    let before: Truth | undefined
    const forgotten = tell({ ...plan, seed: `forgotten ${howMany}`, people: howMany }, grid).map(({ truth }) => {
      const beside = besideIn(grid, truth)
      const learnt = learntOf(grid, before, beside)
      before = beside
      return { beside, learnt }
    })

    const { make } = releases(measures, twentyWards)
    const take = reader(grid, guarded)
    const read = told.flatMap(({ edition, truth, learnt }, i): Read[] => {
      const { beside, learnt: ofThem } = at(forgotten, i)
      const seen = take(edition, make(editionNumbered(edition), [...learnt, ...ofThem]))
      const value = seen.value.slice()
      eachCell(grid, (cell, line, area) => {
        const isPeople = measureOf(at(grid.lines, line).measure).unit === 'people'
        if (area === 0) value[cell] = at(value, cell) - at(isPeople ? beside.people : beside.amount, cell)
      })
      return reads.includes(edition) ? [{ edition: { ...seen, value }, truth }] : []
    })
    const by = { nothing: noFigures(), 'which are small': noFigures() }
    const isLookedAt = (aside: Aside): aside is keyof typeof by => aside in by
    const untrue = attack(relations, read, guarded, ['nothing', 'which are small'], (aside, one, bounds, alone) => {
      if (!isLookedAt(aside)) return
      const inWards = { ...one, truth: { ...one.truth, people: withoutCounty(grid, one.truth.people) } }
      judge(by[aside], inWards, bounds, alone)
      for (const example of narrowedIn(grid, inWards, bounds, alone).slice(0, 2)) t.comment(`told ${aside}: ${example}`)
    })
    t.equal(untrue.relations, 0, 'what the attacker knows is so')
    t.comment(untrue, by)
    t.equal(by.nothing.narrowed, 0, `told nothing else, of ${by.nothing.small} small numbers`)
    t.equal(by['which are small'].narrowed, 0, 'told which of them are small')
  })
}
