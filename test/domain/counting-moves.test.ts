import t from 'tap'
import { countedOf, met, people, told } from '../support/counted.ts'
import { uuid } from '../support/spec.ts'

const [care, home] = [uuid(), uuid()]
const careStarted = told('2024-03-01', 'SupportStarted', { support: care, sector: 'home-care' })
const careEnded = (day: string) => told(day, 'SupportEnded', { support: care, planned: true })
const into = (day: string, sector = 'residential', support = home) => told(day, 'SupportStarted', { support, sector })

t.test('a start from 28 days before to 28 days after an end elsewhere is a move, on the later day', async (t) => {
  const months = ['2025-02', '2025-03', '2025-04', '2025-Q1', '2025-Q2', '2025']
  const moved = (start: string) => people(countedOf(met, careStarted, careEnded('2025-03-10'), into(start)), 'moves', months)
  t.same(moved('2025-02-09'), [0, 0, 0, 0, 0, 0], '29 days before')
  t.same(moved('2025-02-10'), [0, 1, 0, 1, 0, 1], '28 days before: it counts on the day of the end')
  t.same(moved('2025-03-10'), [0, 1, 0, 1, 0, 1], 'the same day')
  t.same(moved('2025-04-07'), [0, 0, 1, 0, 1, 1], '28 days after: it counts on the day of the start')
  t.same(moved('2025-04-08'), [0, 0, 0, 0, 0, 0], '29 days after')
})

t.test('a move has a sector that was left, one that was come to, and both', async (t) => {
  const cells = countedOf(met, careStarted, careEnded('2025-03-10'), into('2025-03-12'), into('2025-03-12', 'community', uuid()))
  const moves = (line: string) => people(cells, 'moves', ['2025-03'], line)
  t.same([moves('outOf home-care'), moves('outOf residential')], [[1], [0]])
  t.same([moves('into residential'), moves('into community'), moves('into home-care'), moves('into died')], [[1], [1], [0], [0]])
  t.same([moves('outOfInto home-care/residential'), moves('outOfInto home-care/community')], [[1], [1]])
  t.same(moves(''), [1], 'one person')
  t.same(moves('age 65+'), [1])
})

t.test('to another support of the same sector is no move, nor is what was planned and never came', async (t) => {
  const same = countedOf(met, careStarted, careEnded('2025-03-10'), into('2025-03-12', 'home-care'))
  t.same(people(same, 'moves', ['2025-03', '2025']), [0, 0])
  const never = countedOf(
    met,
    told('2025-01-10', 'SupportPlanned', { support: care, change: 'start', sector: 'day-support' }),
    careEnded('2025-03-10'),
    into('2025-03-12'),
  )
  t.same(people(never, 'moves', ['2025-03', '2025']), [0, 0])
})

t.test('who died went out of every sector they had a support of, on that day, and to no other', async (t) => {
  const died = told('2025-05-20', 'PersonDied')
  const moves = (line: string, ...more: Parameters<typeof countedOf>) =>
    people(countedOf(met, careStarted, ...more, died), 'moves', ['2025-04', '2025-05', '2025-06'], line)
  t.same(moves('outOfInto home-care/died'), [0, 1, 0], 'it was never said to have ended')
  t.same(moves('outOfInto home-care/died', careEnded('2025-06-02')), [0, 1, 0], 'it was tidied up later')
  t.same(moves('outOfInto home-care/died', careEnded('2025-05-13')), [0, 1, 0], '7 days before')
  t.same(moves('into died', careEnded('2025-05-12')), [0, 0, 0], '8 days before')
  t.same(moves('outOfInto home-care/nursing', into('2025-05-01', 'nursing'), careEnded('2025-05-13')), [0, 0, 0])
  t.same(moves('outOfInto home-care/nursing', into('2025-05-01', 'nursing'), careEnded('2025-05-12')), [0, 1, 0])
  t.same(moves('outOfInto nursing/died', into('2025-05-01', 'nursing'), careEnded('2025-05-12')), [0, 1, 0])
})
