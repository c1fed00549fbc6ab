import t from 'tap'
import { countedOf, met, people, told } from '../support/counted.ts'
import { uuid } from '../support/spec.ts'

const [one, two, three] = [uuid(), uuid(), uuid()]
const starts = (day: string, worker: string, role = 'social-worker') => told(day, 'WorkerStarted', { worker, role })
const leaves = (day: string, worker: string) => told(day, 'WorkerLeft', { worker, why: 'reorganised' })

t.test('workers who left, by what they were to the person; none leaves somebody who has died', async (t) => {
  const cells = countedOf(
    met,
    starts('2024-02-01', one),
    starts('2024-02-01', two, 'advocate'),
    leaves('2024-05-01', one),
    leaves('2024-06-01', two),
  )
  t.same(people(cells, 'workers-left', ['2024-05', '2024-06', '2024-Q2']), [1, 1, 1])
  t.same(people(cells, 'workers-left', ['2024-05', '2024-06', '2024-Q2'], 'role advocate'), [0, 1, 1])
  const died = told('2024-04-30', 'PersonDied')
  t.same(people(countedOf(met, starts('2024-02-01', one), died, leaves('2024-05-01', one)), 'workers-left', ['2024-05']), [0])
})

t.test('three workers or more who started within twelve months are many, whether or not they stayed', async (t) => {
  const cells = countedOf(
    met,
    starts('2024-02-10', one),
    leaves('2024-03-10', one),
    starts('2024-06-10', two, 'advocate'),
    starts('2024-12-10', three),
  )
  const months = ['2024-11', '2024-12', '2025-01', '2025-02']
  t.same(people(cells, 'many-workers', months), [0, 1, 1, 0])
  t.same(people(cells, 'many-workers', months, 'role social-worker'), [0, 0, 0, 0], 'two of them are social workers')
  const same = countedOf(met, starts('2024-02-10', one), starts('2024-06-10', two), starts('2024-12-10', three))
  t.same(people(same, 'many-workers', months, 'role social-worker'), [0, 1, 1, 0])
  const back = countedOf(met, starts('2024-02-10', one), leaves('2024-03-10', one), starts('2024-04-10', one), starts('2024-12-10', two))
  t.same(people(back, 'many-workers', months), [0, 0, 0, 0], 'who left and came back is one worker')
})

t.test('the same worker for twelve months or more, until they leave', async (t) => {
  const months = ['2025-01', '2025-02', '2025-12', '2026-01', '2026-08']
  const cells = countedOf(met, starts('2024-02-20', one), leaves('2026-01-10', one))
  t.same(people(cells, 'same-worker', months), [0, 1, 1, 0, 0])
  t.same(people(cells, 'same-worker', months, 'role social-worker'), [0, 1, 1, 0, 0])
  const anew = countedOf(met, starts('2024-02-20', one), leaves('2025-08-10', one), starts('2025-08-20', one))
  t.same(people(anew, 'same-worker', months), [0, 1, 0, 0, 1], 'who comes back begins anew')
  t.same(people(countedOf(met, starts('2024-02-20', one), starts('2024-09-20', one)), 'same-worker', months), [0, 1, 1, 1, 1], 'told twice')
  const gone = countedOf(met, starts('2024-02-20', one), starts('2024-09-20', one), leaves('2025-12-10', one))
  t.same(people(gone, 'same-worker', months), [0, 1, 0, 0, 0], 'told twice, and gone')
  t.same(people(countedOf(met, starts('2024-02-20', one), leaves('2025-02-10', one)), 'same-worker', months), [0, 0, 0, 0, 0])
})

t.test('carers, and those of them with a support for carers', async (t) => {
  const [mum, dog, support] = [uuid(), uuid(), uuid()]
  const named = (day: string, member: string, tie: string, care: string) => told(day, 'CircleMemberNamed', { member, tie, care })
  const months = ['2025-01', '2025-02', '2025-03', '2025-04', '2025-05', '2025-06']
  const cells = countedOf(
    met,
    named('2025-02-10', mum, 'parent', 'me-for-them'),
    told('2025-03-10', 'SupportStarted', { support, sector: 'carers' }),
    told('2025-05-10', 'SupportEnded', { support, planned: true }),
    told('2025-06-10', 'CircleMemberLeft', { member: mum, why: 'died' }),
  )
  t.same(people(cells, 'carers', months), [0, 1, 1, 1, 1, 0])
  t.same(people(cells, 'carers-supported', months), [0, 0, 1, 1, 0, 0])
  const otherwise = countedOf(met, named('2025-02-10', mum, 'parent', 'both'), named('2025-04-10', mum, 'parent', 'them-for-me'))
  t.same(people(otherwise, 'carers', months), [0, 1, 1, 0, 0, 0], 'who care for each other both care; named again, it is as said last')
  t.same(people(countedOf(met, named('2025-02-10', dog, 'animal', 'me-for-them')), 'carers', months), [0, 0, 0, 0, 0, 0])
  const home = countedOf(
    met,
    named('2025-02-10', mum, 'parent', 'me-for-them'),
    told('2025-03-10', 'SupportStarted', { support, sector: 'home-care' }),
  )
  t.same(people(home, 'carers-supported', months), [0, 0, 0, 0, 0, 0])
})
