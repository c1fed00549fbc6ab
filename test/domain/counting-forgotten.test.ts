import fc from 'fast-check'
import t from 'tap'
import { addTo, type Cells, cellNamed } from '../../src/domain/counting/cells.ts'
import { deltas } from '../../src/domain/counting/editions.ts'
import { londonMonth } from '../../src/domain/period.ts'
import { cellsOf, countedOf, look, met, people, told } from '../support/counted.ts'
import { forgotten, stories } from '../support/random-stories.ts'
import { uuid } from '../support/spec.ts'

const [quayside, heathEnd, county] = ['X10000101', 'X10000201', 'X10000001']
const goal = uuid()
const support = uuid()
/** Somebody of Quayside, born in 1960, who moves to Heath End in March 2025. */
const life = [
  met,
  told('2024-02-05', 'GoalVoiced', { goal, lifeArea: 'home', whose: 'person', towards: 'change' }),
  told('2024-02-20', 'GoalProgressed', { goal, says: 'nearer' }),
  told('2024-11-01', 'SupportStarted', { support, sector: 'home-care', hoursPerWeek: 6 }),
  told('2025-03-10', 'HomeChanged', { area: heathEnd, kind: 'own-home', responsible: heathEnd }),
  told('2025-04-02', 'ConversationHeld'),
]
const isForgotten = told('2026-06-01', 'StoryForgotten', { ground: 'asked-for', area: county })

t.test('a forgotten life counts for all that it was, in the county alone', async (t) => {
  const [known, gone] = [countedOf(...life), countedOf(...life, isForgotten)]
  const where = (cells: Cells) => [...new Set([...cells.keys()].map((name) => cellNamed(name).area))].sort()
  t.same(where(known), [quayside, heathEnd])
  t.same(where(gone), [county])
  const months = ['2024-02', '2024-12', '2025-02', '2025-03', '2025-04']
  for (const [area, expected] of [
    [quayside, [0, 1, 1, 0, 0]],
    [heathEnd, [0, 0, 0, 1, 1]],
  ] as const)
    t.same([people(known, 'supported', months, '', area), people(gone, 'supported', months, '', area)], [expected, [0, 0, 0, 0, 0]])
  t.same(people(gone, 'supported', months, '', county), [0, 1, 1, 1, 1])
  t.same(look(gone, { measure: 'hours-per-week', period: '2025-04', area: county }), { people: 1, amount: 6 })
  t.same(people(gone, 'goals-nearer', ['2024-02', '2024-Q1', '2024'], 'lifeArea home', county), [1, 1, 1])
  t.same(people(gone, 'people-met', ['2024-01', '2024-Q1', '2024'], '', county), [1, 1, 1])
  t.same(people(gone, 'people-heard', ['2025-04', '2025-Q2'], '', county), [1, 1])
})

t.test('nobody’s age is known any more', async (t) => {
  const [known, gone] = [countedOf(...life), countedOf(...life, isForgotten)]
  const ages = ['age under-18', 'age 18-64', 'age 65+', 'age not-known']
  const byAge = (cells: Cells, period: string) => ages.map((age) => people(cells, 'people-heard', [period], age)[0])
  t.same(
    [byAge(known, '2025-04'), byAge(gone, '2025-04')],
    [
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ],
  )
  const withAge = (cells: Cells) =>
    [...cells.keys()]
      .map(cellNamed)
      .filter(({ dim, key }) => dim === 'adultAge' || key.split('/').some((part) => ['18-64', '65+'].includes(part)))
  t.equal(withAge(known).length > 0, true)
  t.same(withAge(gone), [])
})

t.test('a story with nobody met in it counts nowhere, forgotten or not', async (t) => {
  t.same(countedOf(told('2025-04-02', 'ConversationHeld'), isForgotten), new Map())
})

t.test('the edition in which it was forgotten takes it from where it was and puts it in the county; those before it stay', async (t) => {
  const held = fc.check(
    fc.property(stories, (story) => {
      const after = forgotten(story)
      const edition = londonMonth(after.at(-1)?.record.at ?? '')
      const moved = deltas(story, after)
      const [known, gone] = [cellsOf(story), cellsOf(after)]
      for (const cells of moved.values()) for (const [name, count] of cells) addTo(known, name, count)
      return [...moved.keys()].every((each) => each === edition) && sameCells(known, gone)
    }),
    { numRuns: 300 },
  )
  t.equal(held.failed, false, fc.defaultReportMessage(held) ?? 'for 300 histories')
})

t.test('whatever a life was, forgotten it counts as often as before: where, and how old, is all that is lost', async (t) => {
  const held = fc.check(
    fc.property(stories, (story) => {
      const [known, gone] = [cellsOf(story), cellsOf(forgotten(story))]
      const isLost = (name: string) => {
        const { area, dim, key } = cellNamed(name)
        return area !== county || dim === 'adultAge' || dim === 'sectorAge' || (dim === 'age' && key !== 'not-known')
      }
      return ![...gone.keys()].some(isLost) && sameCells(anywhere(known), anywhere(gone))
    }),
    { numRuns: 300 },
  )
  t.equal(held.failed, false, fc.defaultReportMessage(held) ?? 'for 300 histories')
})

/** The same, wherever it is, and without what is told by age. */
function anywhere(cells: Cells): Cells {
  const sum: Cells = new Map()
  for (const [name, count] of cells) {
    const { measure, dim, key, per, period } = cellNamed(name)
    if (!/age/i.test(dim)) addTo(sum, [measure, dim, key, per, period].join('|'), { ...count, squares: 0 })
  }
  return sum
}

function sameCells(a: Cells, b: Cells): boolean {
  const inOrder = (cells: Cells) => JSON.stringify([...cells].map(([name, { people, amount }]) => [name, people, amount]).sort())
  return inOrder(a) === inOrder(b)
}
