import t from 'tap'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { countedOf, met, people, told } from '../support/counted.ts'
import { uuid } from '../support/spec.ts'

const support = uuid()
const goal = uuid()
const started = told('2024-02-15', 'SupportStarted', { support, sector: 'supported-living' })
const heard = (day: string) => told(day, 'ConversationHeld')
const fits = (day: string, fit = 'fits', who: 'person' | 'family' = 'person') =>
  told(day, 'SupportFitRated', { support, fit }, { saidBy: { who } })
const months = ['2025-01', '2025-02', '2025-12', '2026-01', '2026-05', '2026-06', '2027-01']

/** [steady, held, unheard] month by month, each as digits. */
const still = (...entries: AnyEntry[]) => {
  const cells = countedOf(met, started, ...entries)
  return (['still-steady', 'still-held', 'unheard'] as const).map((measure) => people(cells, measure, months).join(''))
}

t.test(
  'a life is still once a support has been there for twelve months and nothing changed in them: held while somebody listens',
  async (t) => {
    t.same(still(heard('2024-03-01'), heard('2024-09-10'), heard('2025-06-20')), ['0000000', '0111100', '0000011'])
    const cells = countedOf(met, started, heard('2025-06-20'))
    t.same(people(cells, 'still-held', months, 'sector supported-living'), [0, 0, 1, 1, 1, 0, 0])
    t.same(people(cells, 'unheard', months, 'sector supported-living'), [0, 1, 0, 0, 0, 1, 1])
    t.same(
      people(cells, 'unheard', ['2025-02', '2025-05', '2025-06', '2026-06'], 'age 65+'),
      [1, 1, 0, 1],
      'nobody had listened before June',
    )
  },
)

t.test('with no conversation at all it is unheard, over the end of a year and on', async (t) => {
  t.same(still(), ['0000000', '0000000', '0111111'])
})

t.test('steady is what the person says fits, for as long as they want nothing that is not there', async (t) => {
  const listened = [heard('2024-09-10'), heard('2025-06-20')]
  t.same(still(...listened, fits('2025-05-10')), ['0011000', '0100100', '0000011'])
  t.same(still(...listened, fits('2025-05-10', 'fits', 'family')), ['0000000', '0111100', '0000011'], 'the family’s word is not theirs')
  t.same(still(...listened, fits('2025-05-10', 'partly')), ['0000000', '0111100', '0000011'])

  const want = uuid()
  const wanting = told('2025-12-20', 'WantVoiced', { want, lifeArea: 'fun' })
  t.same(still(...listened, fits('2025-05-10'), wanting), ['0000000', '0111100', '0000011'])
  const metSoon = told('2026-01-15', 'WantMet', { want })
  t.same(
    still(...listened, fits('2025-05-10'), wanting, metSoon),
    ['0001000', '0110100', '0000011'],
    'a want that is met is open no longer',
  )
})

t.test('whatever changes begins the twelve months anew, and what does not change anything does not', async (t) => {
  const listened = [heard('2025-06-20'), heard('2026-04-20')]
  const voiced = told('2024-02-20', 'GoalVoiced', { goal, lifeArea: 'home', whose: 'worker-for-them', towards: 'change' })
  const so = (entry: AnyEntry) => still(...listened, voiced, entry)[1]
  const moved = (says: string) => told('2025-12-05', 'GoalProgressed', { goal, says })

  t.equal(still(...listened, voiced)[1], '0011111')
  for (const changed of [
    moved('nearer'),
    moved('further'),
    moved('different'),
    told('2025-12-05', 'GoalReworded', { goal }),
    told('2025-12-05', 'GoalReached', { goal }),
    told('2025-12-05', 'GoalLetGo', { goal, why: 'not-now' }),
    told('2025-12-05', 'HomeChanged', { area: 'X10000101', kind: 'own-home' }),
    told('2025-12-05', 'SupportAdjusted', { support, hoursPerWeek: 3 }),
    told('2025-12-05', 'SupportStarted', { support: uuid(), sector: 'community' }),
  ]) {
    t.equal(so(changed), '0000001', `${changed.type}: still again from 5 December 2026`)
  }
  for (const nothing of [
    moved('holding'),
    moved('same'),
    moved('could-not-ask'),
    told('2025-12-05', 'GoalVoiced', { goal: uuid(), lifeArea: 'fun', whose: 'person', towards: 'keep' }),
    told('2025-12-05', 'SupportPlanned', { support, change: 'less' }),
    told('2025-12-05', 'ReviewHeld'),
  ]) {
    t.equal(so(nothing), '0011111', nothing.type)
  }
})

t.test('a life is still again twelve months after the change', async (t) => {
  const cells = countedOf(met, started, told('2025-01-20', 'HomeChanged', { area: 'X10000101', kind: 'own-home' }), heard('2026-02-10'))
  const around = ['2025-12', '2026-01', '2026-02', '2027-01', '2027-02']
  t.same(people(cells, 'unheard', around), [0, 1, 0, 0, 1])
  t.same(people(cells, 'still-held', around), [0, 0, 1, 1, 0])
})

t.test('who has a support that does not run, or none, is not among them', async (t) => {
  t.same(still(told('2024-06-01', 'SupportPaused', { support })), ['0000000', '0000000', '0000000'])
  t.same(still(told('2024-06-01', 'SupportEnded', { support, planned: true })), ['0000000', '0000000', '0000000'])
  t.same(people(countedOf(met), 'unheard', months), [0, 0, 0, 0, 0, 0, 0])
})

t.test('with two supports somebody may be steady by one and held by the other', async (t) => {
  const club = uuid()
  const cells = countedOf(
    met,
    started,
    told('2024-02-15', 'SupportStarted', { support: club, sector: 'community' }),
    heard('2025-03-01'),
    fits('2025-03-01'),
  )
  t.same(people(cells, 'still-steady', ['2025-03'], 'sector supported-living'), [1])
  t.same(people(cells, 'still-steady', ['2025-03'], 'sector community'), [0])
  t.same(people(cells, 'still-held', ['2025-03'], 'sector community'), [1])
  t.same([...people(cells, 'still-steady', ['2025-03']), ...people(cells, 'still-held', ['2025-03'])], [1, 1])
})

t.test('who has died is still in nothing', async (t) => {
  t.same(still(told('2026-01-31', 'PersonDied')), ['0000000', '0000000', '0110000'])
})
