import fc from 'fast-check'
import t from 'tap'
import { type Cell, type Cells, cellNamed } from '../../src/domain/counting/cells.ts'
import { dimensions, measureNames, measureOf } from '../../src/domain/measures.ts'
import { cellsOf } from '../support/counted.ts'
import { recorded } from '../support/county.ts'
import { stories } from '../support/random-stories.ts'

// How the keys of one person stand to the total: what is published of one must not give the other away, and for that it has to be known.

const lives = [...recorded.values(), ...fc.sample(stories, { numRuns: 1_000, seed: 1 })].map((life) => standing(cellsOf(life)))

t.test('in every dimension each who counts has a key, and who has a key counts, but where the measure says otherwise', async (t) => {
  const [broken, keyless, apart] = [new Set<string>(), new Set<string>(), new Set<string>()]
  for (const life of lives) {
    for (const there of life) {
      const total = there.some(({ dim }) => dim === '')
      for (const dimension of measureOf(there[0].measure).dimensions) {
        const about = `${there[0].measure} ${dimension}`
        const keys = there.filter(({ dim }) => dim === dimension).length
        if (total && keys === 0) keyless.add(about)
        if (!total && keys > 0) apart.add(about)
        if (total && dimension === 'age' && keys !== 1) broken.add(about)
      }
    }
  }
  const said = (which: 'keyless' | 'apart') =>
    measureNames.flatMap((name) => (measureOf(name)[which] ?? []).map((dimension) => `${name} ${dimension}`)).sort()
  t.same([...broken], [], 'everybody has one age')
  t.same([...keyless].sort(), said('keyless'))
  t.same([...apart].sort(), said('apart'))
})

t.test('nobody counts twice in a cell, or in one that there is not', async (t) => {
  const all = lives.flat(2)
  t.same(
    all.filter(({ people }) => people !== 1),
    [],
  )
  const lines = new Set(all.map(({ measure, dim, key }) => `${measure} ${dim} ${key}`))
  const known = measureNames.flatMap((name) => [
    `${name}  `,
    ...measureOf(name).dimensions.flatMap((dim) => dimensions[dim].map((key) => `${name} ${dim} ${key}`)),
  ])
  t.same(
    [...lines].filter((line) => !known.includes(line)),
    [],
  )
})

type There = Cell & { people: number }

/** Where one person counts: for each measure, area and period the total and the keys. What is so "now" is as at the end of each month in which something changes. */
function standing(cells: Cells): [There, ...There[]][] {
  const all = [...cells].map(([name, { people }]) => ({ ...cellNamed(name), people }))
  const { flow = [], now = [] } = Object.groupBy(all, ({ measure }) => measureOf(measure).kind)
  const stood = [...Map.groupBy(now, ({ measure, area }) => `${measure} ${area}`).values()].flatMap((added) =>
    [...new Set(added.map(({ period }) => period))].flatMap((period) =>
      [...Map.groupBy(added, ({ dim, key }) => `${dim} ${key}`).values()].flatMap(([first, ...more]) => {
        if (!first) return []
        const people = [first, ...more].reduce((sum, each) => sum + (each.period <= period ? each.people : 0), 0)
        return people === 0 ? [] : [{ ...first, period, people }]
      }),
    ),
  )
  const groups = Map.groupBy([...flow, ...stood], ({ measure, area, per, period }) => `${measure} ${area} ${per} ${period}`)
  return [...groups.values()] as [There, ...There[]][]
}
