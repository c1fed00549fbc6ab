import t from 'tap'
import { countedOf, met, people, told } from '../support/counted.ts'
import { uuid } from '../support/spec.ts'

const [support, goal] = [uuid(), uuid()]
const started = told('2025-01-31', 'SupportStarted', { support, sector: 'home-care' })
const goalOf = (day: string, more: object = {}) =>
  told(day, 'GoalVoiced', { goal, lifeArea: 'fun', whose: 'person', towards: 'change', ...more })
const says = (day: string, says: string, who: 'person' | 'worker' | 'family' = 'person') =>
  told(day, 'GoalProgressed', { goal, says }, { saidBy: { who } })

t.test('a support is asked what it reaches from six months after it started, while it runs', async (t) => {
  const paused = [told('2025-04-01', 'SupportPaused', { support }), told('2025-09-01', 'SupportResumed', { support })]
  const ended = told('2025-12-10', 'SupportEnded', { support, planned: true })
  const months = ['2025-01', '2025-06', '2025-07', '2025-08', '2025-09', '2025-11', '2025-12']
  t.same(people(countedOf(met, started, ended), 'reach-supported', months), [0, 0, 1, 1, 1, 1, 0], '31 January and six months is 31 July')
  t.same(people(countedOf(met, started, ...paused, ended), 'reach-supported', months), [0, 0, 0, 0, 1, 1, 0], 'a pause makes it no newer')
  const again = told('2025-12-10', 'SupportStarted', { support: uuid(), sector: 'home-care' })
  t.same(
    people(countedOf(met, started, ended, again), 'reach-supported', ['2025-12', '2026-05', '2026-06']),
    [0, 0, 1],
    'another begins anew',
  )
})

t.test('reach is by sector, by adult age, and by both at once', async (t) => {
  const child = told('2024-01-10', 'PersonMet', { area: 'X10000101', howTheyCame: 'self', birthYear: 2010 })
  const young = countedOf(child, started)
  t.same([people(young, 'reach-supported', ['2025-08']), people(young, 'reach-supported', ['2025-08'], 'sector home-care')], [[1], [1]])
  t.same(
    [...young.keys()].filter((name) => /^reach-[^|]*\|(age|adultAge|sectorAge)\|/.test(name) && !/65|18-64/.test(name)),
    [],
    'a child has no key in either',
  )
  t.same(people(young, 'reach-supported', ['2027-12', '2028-01'], 'sectorAge home-care/18-64'), [0, 1], 'until they are 18')

  const club = told('2025-01-05', 'SupportStarted', { support: uuid(), sector: 'community' })
  const cells = countedOf(met, started, club, goalOf('2025-02-01'), says('2025-03-01', 'nearer'))
  for (const measure of ['reach-supported', 'reach-heard', 'reach-moved'] as const) {
    // Born in 1960: 64 in all of 2024, 65 from January 2025 on.
    t.same(people(cells, measure, ['2025-06', '2025-07', '2025-08']), [0, 1, 1], `${measure}: one person`)
    t.same(people(cells, measure, ['2025-08'], 'sectorAge home-care/65+'), [1])
    t.same(people(cells, measure, ['2025-08'], 'sectorAge community/65+'), [1])
    t.same(people(cells, measure, ['2025-08'], 'sectorAge home-care/18-64'), [0])
    t.same(people(cells, measure, ['2025-08'], 'sector home-care'), [1])
    t.same(people(cells, measure, ['2025-08'], 'adultAge 65+'), [1])
  }
})

const early = told('2024-02-01', 'SupportStarted', { support, sector: 'day-support' })
const heardAndMoved = (months: readonly string[], ...more: Parameters<typeof countedOf>) => {
  const cells = countedOf(met, early, ...more)
  return [people(cells, 'reach-heard', months), people(cells, 'reach-moved', months)]
}

t.test('a goal is heard of for twelve months after what was last said, and moves by what was last said of how it goes', async (t) => {
  const months = ['2025-01', '2025-02', '2025-03', '2025-05', '2026-04', '2026-05']
  t.same(heardAndMoved(months, goalOf('2025-02-01')), [
    [0, 1, 1, 1, 0, 0],
    [0, 0, 0, 0, 0, 0],
  ])
  t.same(heardAndMoved(months, goalOf('2025-02-01'), says('2025-03-10', 'nearer'), says('2025-05-10', 'further')), [
    [0, 1, 1, 1, 1, 0],
    [0, 0, 1, 0, 0, 0],
  ])
  t.same(
    heardAndMoved(months, goalOf('2025-02-01'), says('2025-03-10', 'nearer'), says('2025-05-10', 'could-not-ask')),
    [
      [0, 1, 1, 1, 0, 0],
      [0, 0, 1, 1, 0, 0],
    ],
    'that nobody could ask says nothing',
  )
  t.same(
    heardAndMoved(months, goalOf('2025-02-01'), says('2025-03-10', 'holding')),
    [
      [0, 1, 1, 1, 0, 0],
      [0, 0, 0, 0, 0, 0],
    ],
    'holding is no nearer',
  )
  t.same(
    heardAndMoved(months, goalOf('2025-02-01', { towards: 'keep' }), says('2025-03-10', 'holding'), says('2025-05-10', 'same')),
    [
      [0, 1, 1, 1, 1, 0],
      [0, 0, 1, 1, 1, 0],
    ],
    'but for what is to be kept',
  )
  t.same(
    heardAndMoved(months, goalOf('2025-02-01', { whose: 'family' }), says('2025-03-10', 'nearer')),
    [
      [0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
    ],
    'somebody else’s goal for them',
  )
})

t.test('the person’s own word comes before anybody’s, for as long as it is less than twelve months old', async (t) => {
  const months = ['2025-03', '2025-05', '2026-02', '2026-03', '2026-04', '2026-05']
  t.same(heardAndMoved(months, goalOf('2025-02-01'), says('2025-03-10', 'further'), says('2025-05-10', 'nearer', 'worker')), [
    [1, 1, 1, 1, 1, 0],
    [0, 0, 0, 1, 1, 0],
  ])
  t.same(
    heardAndMoved(months, goalOf('2025-02-01'), says('2025-03-10', 'nearer', 'family'), says('2025-05-10', 'same', 'worker')),
    [
      [1, 1, 1, 1, 1, 0],
      [1, 0, 0, 0, 0, 0],
    ],
    'of others the latest',
  )
})

t.test('a goal that was reached counts for twelve months; one that rests or was let go does not', async (t) => {
  const months = ['2025-02', '2025-04', '2025-06', '2026-03', '2026-04']
  const then = (day: string, type: string) => told(day, type, { goal, why: 'not-now' })
  t.same(heardAndMoved(months, goalOf('2025-02-01'), then('2025-04-10', 'GoalReached')), [
    [1, 1, 1, 1, 0],
    [0, 1, 1, 1, 0],
  ])
  t.same(
    heardAndMoved(
      months,
      goalOf('2025-02-01'),
      says('2025-02-10', 'nearer'),
      then('2025-04-10', 'GoalPaused'),
      then('2025-06-10', 'GoalPickedUpAgain'),
    ),
    [
      [1, 0, 1, 1, 1],
      [1, 0, 1, 0, 0],
    ],
  )
  t.same(heardAndMoved(months, goalOf('2025-02-01'), says('2025-02-10', 'nearer'), then('2025-04-10', 'GoalLetGo')), [
    [1, 0, 0, 0, 0],
    [1, 0, 0, 0, 0],
  ])
  const other = uuid()
  const two = [
    goalOf('2025-02-01'),
    told('2025-02-01', 'GoalVoiced', { goal: other, lifeArea: 'home', whose: 'person', towards: 'change' }),
  ]
  t.same(
    heardAndMoved(['2025-04'], ...two, says('2025-03-01', 'further'), told('2025-04-10', 'GoalReached', { goal: other })),
    [[1], [1]],
    'one of two is enough',
  )
})

t.test('nobody is reached any more from the day they died', async (t) => {
  const died = told('2025-06-10', 'PersonDied')
  t.same(heardAndMoved(['2025-05', '2025-06'], goalOf('2025-02-01'), says('2025-03-10', 'nearer'), died), [
    [1, 0],
    [1, 0],
  ])
})
