import t from 'tap'
import { countedOf, met, people, told } from '../support/counted.ts'
import { uuid } from '../support/spec.ts'

const worker = { saidBy: { who: 'worker' as const } }
const family = { saidBy: { who: 'family' as const } }

t.test('a goal picked up again, whosesoever it is, counts in its area of life', async (t) => {
  const [flat, choir] = [uuid(), uuid()]
  const cells = countedOf(
    met,
    told('2024-02-01', 'GoalVoiced', { goal: flat, lifeArea: 'home', whose: 'person', towards: 'change' }),
    told('2024-02-01', 'GoalVoiced', { goal: choir, lifeArea: 'fun', whose: 'family', towards: 'change' }, family),
    told('2024-03-01', 'GoalPaused', { goal: flat }),
    told('2024-05-10', 'GoalPickedUpAgain', { goal: flat }),
    told('2024-06-10', 'GoalLetGo', { goal: choir, why: 'not-now' }),
    told('2024-06-20', 'GoalPickedUpAgain', { goal: choir }),
  )
  const periods = ['2024-04', '2024-05', '2024-06', '2024-Q2', '2024']
  t.same(people(cells, 'goals-picked-up-again', periods), [0, 1, 1, 1, 1], 'two in the quarter are one person')
  t.same(people(cells, 'goals-picked-up-again', periods, 'lifeArea home'), [0, 1, 0, 1, 1])
  t.same(people(cells, 'goals-picked-up-again', periods, 'lifeArea fun'), [0, 0, 1, 1, 1])
  t.same(people(cells, 'goals-let-go', periods, 'lifeArea fun'), [0, 0, 1, 1, 1])
})

t.test('an own open goal is unheard once twelve months went by with nothing said of it, over the end of a year', async (t) => {
  const goal = uuid()
  const cells = countedOf(
    met,
    told('2024-02-20', 'GoalVoiced', { goal, lifeArea: 'home', whose: 'person', towards: 'keep' }),
    told('2024-11-05', 'GoalProgressed', { goal, says: 'holding' }, worker),
    told('2025-12-03', 'GoalReworded', { goal }),
  )
  const months = ['2024-03', '2025-02', '2025-10', '2025-11', '2025-12', '2026-11', '2026-12', '2027-12']
  t.same(people(cells, 'goals-unheard', months), [0, 0, 0, 1, 0, 0, 1, 1])
  t.same(people(cells, 'goals-unheard', months, 'lifeArea home'), [0, 0, 0, 1, 0, 0, 1, 1])
  t.same(people(cells, 'goals-unheard', ['2025-11', '2026-12'], 'age 65+'), [1, 1])
  t.same(people(cells, 'goals-unheard', ['2025-Q3', '2025-Q4', '2025', '2026']), [0, 0, 0, 1], 'as at the end of the period')
})

t.test('that nobody could ask is nothing said; that it is still so is', async (t) => {
  const goal = uuid()
  const voiced = told('2024-02-20', 'GoalVoiced', { goal, lifeArea: 'home', whose: 'person', towards: 'keep' })
  const couldNotAsk = told('2024-12-10', 'GoalProgressed', { goal, says: 'could-not-ask' }, worker)
  const months = ['2025-01', '2025-02', '2025-11', '2025-12']
  t.same(people(countedOf(met, voiced, couldNotAsk), 'goals-unheard', months), [0, 1, 1, 1])
  t.same(people(countedOf(met, voiced, told('2024-12-10', 'StillSo', { entry: voiced.id })), 'goals-unheard', months), [0, 0, 0, 1])
  t.same(
    people(countedOf(met, voiced, told('2024-12-10', 'StepAgreed', { step: uuid(), goal, who: 'worker' })), 'goals-unheard', months),
    [0, 1, 1, 1],
  )
})

t.test('a goal told of as "since 2019 and now" was heard when it was told', async (t) => {
  const since = { goal: uuid(), lifeArea: 'home', whose: 'person', towards: 'keep' }
  const soNow = told('2019', 'GoalVoiced', since, { happened: { from: '2019', to: 'now' } })
  t.same(people(countedOf(met, soNow), 'goals-unheard', ['2024-06', '2026-06', '2027-05', '2027-06']), [0, 0, 0, 1], 'told on 15 June 2026')
  t.same(people(countedOf(met, told('2019', 'GoalVoiced', since)), 'goals-unheard', ['2024-01', '2024-06']), [1, 1], 'told of 2019 alone')
})

t.test('only the person’s own goals, and only while they are open, are unheard', async (t) => {
  const voiced = (goal: string, whose: string) => told('2024-02-20', 'GoalVoiced', { goal, lifeArea: 'home', whose, towards: 'change' })
  const month = ['2025-06']
  for (const [type, facts] of [
    ['GoalPaused', {}],
    ['GoalReached', {}],
    ['GoalLetGo', { why: 'not-now' }],
  ] as const) {
    const goal = uuid()
    const closed = told('2024-03-01', type, { goal, ...facts })
    t.same(people(countedOf(met, voiced(goal, 'person'), closed), 'goals-unheard', month), [0], type)
    const again = countedOf(met, voiced(goal, 'person'), closed, told('2024-05-01', 'GoalPickedUpAgain', { goal }))
    t.same(people(again, 'goals-unheard', ['2025-04', '2025-05']), [0, 1], `${type}, and picked up again`)
  }
  t.same(people(countedOf(met, voiced(uuid(), 'worker-for-them')), 'goals-unheard', month), [0], 'not their own')
  t.same(people(countedOf(met, voiced(uuid(), 'person')), 'goals-unheard', month), [1])
})

t.test('a goal to keep is held where it is said to hold or to be the same, and not where it is nearer', async (t) => {
  const goal = uuid()
  const cells = countedOf(
    met,
    told('2024-02-01', 'GoalVoiced', { goal, lifeArea: 'belonging', whose: 'person', towards: 'keep' }),
    told('2024-03-01', 'GoalProgressed', { goal, says: 'holding' }),
    told('2024-04-01', 'GoalProgressed', { goal, says: 'same' }),
    told('2024-05-01', 'GoalProgressed', { goal, says: 'nearer' }),
  )
  const periods = ['2024-03', '2024-04', '2024-05', '2024-Q1', '2024-Q2']
  t.same(people(cells, 'goals-held', periods, 'lifeArea belonging'), [1, 1, 0, 1, 0])
  t.same(people(cells, 'goals-nearer', periods, 'lifeArea belonging'), [0, 0, 1, 0, 1])
})
