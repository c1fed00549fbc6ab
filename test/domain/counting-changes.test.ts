import t from 'tap'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { amounts, countedOf, met, people, told } from '../support/counted.ts'
import { uuid } from '../support/spec.ts'

const support = uuid()
const by = (ledBy: string) => ({ ledBy }) as Partial<AnyEntry>
const started = told('2025-01-10', 'SupportStarted', { support, sector: 'home-care', hoursPerWeek: 10 }, by('together'))
const home = (day: string, facts: object, ledBy = 'service') =>
  told(day, 'HomeChanged', { area: 'X10000101', kind: 'residential', ...facts }, by(ledBy))

const life = [
  met,
  started,
  told('2025-02-01', 'SupportAdjusted', { support, hoursPerWeek: 12 }, by('person')),
  told('2025-03-01', 'SupportAdjusted', { support, hoursPerWeek: 9, noticeDays: 5 }, by('rule')),
  told('2025-04-10', 'SupportPaused', { support }, by('person')),
  told('2025-04-20', 'SupportResumed', { support }, by('person')),
  home('2025-05-05', { choice: 'mine' }, 'person'),
  home('2025-06-01', { choice: 'not-asked', noticeDays: 40 }, 'worker'),
  home('2025-07-01', { choice: 'not-mine' }),
  told('2025-07-15', 'SupportPlanned', { support, change: 'end' }),
  told('2025-08-20', 'SupportEnded', { support, planned: true }, by('service')),
]

t.test('changes of home and support are counted as entries, with the people behind them', async (t) => {
  const cells = countedOf(...life)
  t.same(amounts(cells, 'changes', ['2025-01', '2025-04', '2025-05', '2025-Q1', '2025-Q2', '2025', '2024']), [
    [1, 1],
    [1, 2],
    [1, 1],
    [1, 3],
    [1, 4],
    [1, 9],
    [0, 0],
  ])
  t.same(amounts(cells, 'changes', ['2025'], 'age 65+'), [[1, 9]])
  const inYear = (line: string) => amounts(cells, 'changes', ['2025'], line)
  t.same(inYear('ledBy person'), [[1, 4]])
  t.same(inYear('ledBy service'), [[1, 2]])
  t.same(inYear('ledBy rule'), [[1, 1]])
  t.same(inYear('direction start'), [[1, 1]])
  t.same(inYear('direction more'), [[1, 1]])
  t.same(inYear('direction less'), [[1, 1]])
  t.same(inYear('direction end'), [[1, 1]])
  t.same(inYear('direction move'), [[1, 3]])
  t.same(
    [...inYear('direction pause'), ...inYear('direction resume')],
    [
      [1, 1],
      [1, 1],
    ],
  )
})

t.test('large changes are sudden, gradual, or nobody wrote down whether there was notice', async (t) => {
  const cells = countedOf(...life)
  const months = ['2025-02', '2025-03', '2025-05', '2025-06', '2025-07', '2025-08', '2025']
  t.same(people(cells, 'sudden-changes', months), [0, 1, 0, 0, 0, 0, 1], 'a quarter fewer hours with five days’ notice')
  t.same(people(cells, 'sudden-changes', months, 'sector home-care'), [0, 1, 0, 0, 0, 0, 1])
  t.same(people(cells, 'sudden-changes', months, 'ledBy rule'), [0, 1, 0, 0, 0, 0, 1])
  t.same(people(cells, 'gradual-changes', months), [0, 0, 0, 1, 0, 1, 1], 'a home with 40 days’ notice, an end planned 36 days before')
  t.same(amounts(cells, 'gradual-changes', ['2025', '2025-Q3']), [
    [1, 2],
    [1, 1],
  ])
  t.same(people(cells, 'gradual-changes', months, 'sector home-care'), [0, 0, 0, 0, 0, 1, 1], 'a home is of no sector')
  t.same(people(cells, 'notice-unknown', months), [0, 0, 0, 0, 1, 0, 1])
  t.same(people(cells, 'notice-unknown', months, 'ledBy service'), [0, 0, 0, 0, 1, 0, 1])
})

t.test('a cut in slices that together come to a quarter within 28 days is one large change', async (t) => {
  const slice = (day: string, hoursPerWeek: number) => told(day, 'SupportAdjusted', { support, hoursPerWeek, noticeDays: 0 })
  t.same(amounts(countedOf(met, started, slice('2025-03-03', 9), slice('2025-03-20', 7.5)), 'sudden-changes', ['2025-03']), [[1, 1]])
  t.same(amounts(countedOf(met, started, slice('2025-03-03', 9), slice('2025-04-01', 7.5)), 'sudden-changes', ['2025']), [[0, 0]])
})

t.test('an end that was not planned is sudden', async (t) => {
  const cells = countedOf(met, started, told('2025-03-01', 'SupportEnded', { support, planned: false, noticeDays: 90 }))
  t.same(amounts(cells, 'sudden-changes', ['2025-03']), [[1, 1]])
})

t.test('an end within seven days of the person’s death, before or after, is no change at all', async (t) => {
  const counts = (died: string) => {
    const cells = countedOf(met, started, told('2025-08-20', 'SupportEnded', { support, planned: false }), told(died, 'PersonDied'))
    return [...amounts(cells, 'changes', ['2025-08'], 'direction end'), ...amounts(cells, 'sudden-changes', ['2025-08'])].flat()
  }
  t.same(counts('2025-08-27'), [0, 0, 0, 0])
  t.same(counts('2025-08-13'), [0, 0, 0, 0])
  t.same(counts('2025-08-28'), [1, 1, 1, 1])
  t.same(counts('2025-08-12'), [1, 1, 1, 1])
})

t.test('somebody who moved ward counts, with all that changed in a period, where they are at its end', async (t) => {
  const cells = countedOf(...life, home('2025-08-25', { area: 'X10000201', choice: 'mine', responsible: 'X10000201' }, 'person'))
  const [quayside, heathEnd] = ['X10000101', 'X10000201']
  t.same(people(cells, 'changes', ['2025-07', '2025-08', '2025-Q2', '2025-Q3', '2025'], '', quayside), [1, 0, 1, 0, 0])
  t.same(people(cells, 'changes', ['2025-07', '2025-08', '2025-Q2', '2025-Q3', '2025'], '', heathEnd), [0, 1, 0, 1, 1])
  t.same(amounts(cells, 'changes', ['2025']), [[1, 10]])
})
