import t from 'tap'
import { amounts, countedOf, met, people, told } from '../support/counted.ts'
import { uuid } from '../support/spec.ts'

const support = uuid()
const planned = (day: string, more: object = {}) =>
  told(day, 'SupportPlanned', { support, change: 'start', sector: 'day-support', ...more })

t.test('somebody waits for a support from the day they are told of it until it starts, longer and longer', async (t) => {
  const cells = countedOf(
    met,
    planned('2024-11-20'),
    planned('2025-02-01'),
    told('2025-12-05', 'SupportStarted', { support, sector: 'day-support' }),
  )
  const months = ['2024-10', '2024-11', '2025-01', '2025-02', '2025-04', '2025-05', '2025-10', '2025-11', '2025-12']
  t.same(people(cells, 'waiting', months), [0, 1, 1, 1, 1, 1, 1, 1, 0])
  t.same(people(cells, 'waiting', months, 'sector day-support'), [0, 1, 1, 1, 1, 1, 1, 1, 0])
  t.same(people(cells, 'waiting', months, 'openFor 0-3'), [0, 1, 1, 0, 0, 0, 0, 0, 0])
  t.same(people(cells, 'waiting', months, 'openFor 3-6'), [0, 0, 0, 1, 1, 0, 0, 0, 0])
  t.same(people(cells, 'waiting', months, 'openFor 6-12'), [0, 0, 0, 0, 0, 1, 1, 0, 0])
  t.same(people(cells, 'waiting', months, 'openFor 12+'), [0, 0, 0, 0, 0, 0, 0, 1, 0])
})

t.test('a wait ends too where the support will not come after all, or the person says no to it', async (t) => {
  const months = ['2025-01', '2025-02', '2025-03']
  const willNotCome = told('2025-03-05', 'SupportEnded', { support, planned: false })
  t.same(people(countedOf(met, planned('2025-01-10'), willNotCome), 'waiting', months), [1, 1, 0])
  const no = (more: object) => told('2025-03-05', 'SupportDeclined', { sector: 'day-support', ...more })
  t.same(people(countedOf(met, planned('2025-01-10'), no({ support })), 'waiting', months), [1, 1, 0])
  t.same(people(countedOf(met, planned('2025-01-10'), no({})), 'waiting', months), [1, 1, 1], 'no to something else')
  const anew = countedOf(met, planned('2025-01-10'), no({ support }), planned('2025-06-01'))
  t.same(people(anew, 'waiting', ['2025-05', '2025-06', '2025-08'], 'openFor 0-3'), [0, 1, 1], 'planned once more they wait anew')
})

t.test('a plan to end, and a plan for what has started already, are no wait; a sector may be said by the start alone', async (t) => {
  const started = told('2025-02-01', 'SupportStarted', { support, sector: 'nursing' })
  const months = ['2025-01', '2025-02', '2025-03']
  t.same(people(countedOf(met, planned('2025-01-10', { change: 'end' })), 'waiting', months), [0, 0, 0])
  t.same(people(countedOf(met, started, planned('2025-03-10')), 'waiting', months), [0, 0, 0])
  t.same(people(countedOf(met, planned('2025-01-10', { sector: undefined }), started), 'waiting', months, 'sector nursing'), [1, 0, 0])
  t.same(people(countedOf(met, planned('2025-01-10', { sector: undefined })), 'waiting', months), [1, 1, 1])
})

t.test('what running support costs a week adds up, where it was said', async (t) => {
  const [home, club] = [uuid(), uuid()]
  const cells = countedOf(
    met,
    told('2025-01-10', 'SupportStarted', { support: home, sector: 'home-care', hoursPerWeek: 7, costPerWeek: 182.35 }),
    told('2025-02-10', 'SupportStarted', { support: club, sector: 'community', costPerWeek: 12 }),
    told('2025-03-10', 'SupportAdjusted', { support: home, costPerWeek: 200.1 }),
    told('2025-04-10', 'SupportPaused', { support: home }),
    told('2025-05-10', 'SupportEnded', { support: club, planned: true }),
  )
  const months = ['2025-01', '2025-02', '2025-03', '2025-04', '2025-05']
  t.same(amounts(cells, 'cost-per-week', months), [
    [1, 182.35],
    [1, 194.35],
    [1, 212.1],
    [1, 12],
    [0, 0],
  ])
  t.same(amounts(cells, 'cost-per-week', months, 'sector home-care'), [
    [1, 182.35],
    [1, 182.35],
    [1, 200.1],
    [0, 0],
    [0, 0],
  ])
  t.same(amounts(cells, 'hours-per-week', ['2025-03'], 'sector home-care'), [[1, 7]], 'the hours stay')
})

const started = told('2025-01-10', 'SupportStarted', { support, sector: 'home-care' })
const rated = (day: string, fit: string, who: 'person' | 'family' | 'worker' = 'person') =>
  told(day, 'SupportFitRated', { support, fit }, { saidBy: { who } })
const quarter = ['2025-01', '2025-02', '2025-03']

t.test('how a support fits is the latest the person said, for less than twelve months, while it runs', async (t) => {
  const cells = countedOf(
    met,
    started,
    rated('2025-02-10', 'does-not'),
    rated('2025-04-10', 'partly'),
    rated('2025-06-30', 'fits'),
    told('2026-08-01', 'SupportEnded', { support, planned: true }),
  )
  const months = ['2025-01', '2025-02', '2025-04', '2025-06', '2026-05', '2026-06', '2026-07', '2026-08']
  t.same(people(cells, 'fit-not-asked', months), [1, 0, 0, 0, 0, 1, 1, 0])
  t.same(people(cells, 'fit-does-not', months), [0, 1, 0, 0, 0, 0, 0, 0])
  t.same(people(cells, 'fit-partly', months, 'sector home-care'), [0, 0, 1, 0, 0, 0, 0, 0])
  t.same(people(cells, 'fit-fits', months, 'ratedBy person'), [0, 0, 0, 1, 1, 0, 0, 0])
  t.same(people(cells, 'fit-fits', months), [0, 0, 0, 1, 1, 0, 0, 0])
})

t.test('what the family says of a support is a key of its own and stands in for nobody', async (t) => {
  const cells = countedOf(met, started, rated('2025-02-10', 'fits', 'family'))
  t.same(people(cells, 'fit-fits', quarter), [0, 0, 0])
  t.same(people(cells, 'fit-fits', quarter, 'sector home-care'), [0, 0, 0])
  t.same(people(cells, 'fit-fits', quarter, 'age 65+'), [0, 0, 0])
  t.same(people(cells, 'fit-fits', quarter, 'ratedBy person'), [0, 0, 0])
  t.same(people(cells, 'fit-fits', quarter, 'ratedBy family'), [0, 1, 1])
  t.same(people(cells, 'fit-not-asked', quarter), [1, 1, 1], 'the person was still not asked')
  t.same(people(cells, 'fit-not-asked', quarter, 'ratedBy family'), [0, 0, 0])

  const both = countedOf(met, started, rated('2025-02-10', 'does-not'), rated('2025-03-10', 'fits', 'family'))
  t.same(people(both, 'fit-does-not', quarter), [0, 1, 1], 'the later word of the family does not end the person’s own')
  t.same(people(both, 'fit-fits', quarter, 'ratedBy family'), [0, 0, 1])
})

t.test('who is not sure was asked, and is in none of them', async (t) => {
  const cells = countedOf(met, started, rated('2025-02-10', 'fits'), rated('2025-03-10', 'not-sure'))
  t.same(people(cells, 'fit-not-asked', quarter), [1, 0, 0])
  t.same(people(cells, 'fit-fits', quarter), [0, 1, 0])
})

t.test('two supports are each asked about', async (t) => {
  const club = uuid()
  const cells = countedOf(
    met,
    started,
    told('2025-01-20', 'SupportStarted', { support: club, sector: 'community' }),
    rated('2025-02-10', 'fits'),
    told('2025-02-10', 'SupportFitRated', { support: club, fit: 'does-not' }),
  )
  t.same(people(cells, 'fit-fits', quarter, 'sector home-care'), [0, 1, 1])
  t.same(people(cells, 'fit-fits', quarter, 'sector community'), [0, 0, 0])
  t.same(people(cells, 'fit-does-not', quarter, 'sector community'), [0, 1, 1])
  t.same([...people(cells, 'fit-fits', ['2025-03']), ...people(cells, 'fit-does-not', ['2025-03'])], [1, 1], 'one person in both')
  const asleep = countedOf(
    met,
    started,
    told('2025-02-10', 'SupportPaused', { support }),
    told('2025-03-10', 'SupportResumed', { support }),
  )
  t.same(people(asleep, 'fit-not-asked', quarter), [1, 0, 1], 'nobody asks about what is paused')
})

t.test('somebody came back where a support started within twelve months of one that ended in that sector', async (t) => {
  const first = [
    told('2024-02-01', 'SupportStarted', { support, sector: 'home-care' }),
    told('2024-06-15', 'SupportEnded', { support, planned: true }),
  ]
  const again = (day: string, sector: string) => countedOf(met, ...first, told(day, 'SupportStarted', { support: uuid(), sector }))
  t.same(people(again('2025-06-15', 'home-care'), 'came-back', ['2025-05', '2025-06', '2025-Q2', '2025']), [0, 1, 1, 1], 'on the last day')
  t.same(people(again('2025-06-15', 'home-care'), 'came-back', ['2025-06'], 'sector home-care'), [1])
  t.same(people(again('2025-06-16', 'home-care'), 'came-back', ['2025-06']), [0], 'a day later')
  t.same(people(again('2024-07-01', 'community'), 'came-back', ['2024-07']), [0], 'to another sector')
  t.same(people(again('2024-05-01', 'home-care'), 'came-back', ['2024-05']), [0], 'before the other ended')
  const neverCame = uuid()
  const notBack = countedOf(
    met,
    told('2024-02-01', 'SupportPlanned', { support: neverCame, change: 'start', sector: 'home-care' }),
    told('2024-03-01', 'SupportEnded', { support: neverCame, planned: false }),
    told('2024-04-01', 'SupportStarted', { support: uuid(), sector: 'home-care' }),
  )
  t.same(people(notBack, 'came-back', ['2024-04']), [0], 'what never came did not end')
})
