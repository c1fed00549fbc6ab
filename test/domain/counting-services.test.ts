import t from 'tap'
import { amounts, countedOf, met, people, told } from '../support/counted.ts'
import { uuid } from '../support/spec.ts'

t.test('reviews, and those of which nothing came in the 28 days after', async (t) => {
  const review = told('2025-01-31', 'ReviewHeld', { planned: true })
  const voiced = (day: string) => told(day, 'GoalVoiced', { goal: uuid(), lifeArea: 'home', whose: 'person', towards: 'change' })
  const without = (...entries: Parameters<typeof countedOf>) =>
    people(countedOf(met, review, ...entries), 'reviews-without-change', ['2025-01'])[0]
  t.equal(without(), 1)
  t.equal(without(voiced('2025-01-30')), 1, 'before it')
  t.equal(without(voiced('2025-01-31')), 0, 'on the day')
  t.equal(without(voiced('2025-02-28')), 0, '28 days after')
  t.equal(without(voiced('2025-03-01')), 1, '29 days after')
  const then = (type: string, facts: object) => without(told('2025-02-10', type, facts))
  t.equal(then('WantVoiced', { want: uuid(), lifeArea: 'fun' }), 0)
  t.equal(then('SupportFitRated', { support: uuid(), fit: 'fits' }), 0)
  t.equal(then('HomeChanged', { area: 'X10000101', kind: 'own-home' }), 0)
  t.equal(then('ConversationHeld', {}), 1)
  t.equal(then('WorkerStarted', { worker: uuid(), role: 'navigator' }), 1)

  const two = countedOf(met, review, told('2025-03-10', 'ReviewHeld'), voiced('2025-03-20'))
  t.same(amounts(two, 'reviews-held', ['2025-01', '2025-02', '2025-Q1', '2025']), [
    [1, 1],
    [0, 0],
    [1, 2],
    [1, 2],
  ])
  t.same(amounts(two, 'reviews-without-change', ['2025-01', '2025-03', '2025-Q1']), [
    [1, 1],
    [0, 0],
    [1, 1],
  ])
})

t.test('steps agreed, taken, and overdue from the day after they were to be taken', async (t) => {
  const [form, call, walk] = [uuid(), uuid(), uuid()]
  const cells = countedOf(
    met,
    told('2025-02-10', 'StepAgreed', { step: form, who: 'worker', by: '2025-03-31' }),
    told('2025-02-10', 'StepAgreed', { step: call, who: 'worker', by: '2025-04-30' }),
    told('2025-02-11', 'StepAgreed', { step: walk, who: 'person' }),
    told('2025-06-03', 'StepTaken', { step: form }),
    told('2025-07-03', 'StepLetGo', { step: call, why: 'not-needed' }),
    told('2025-06-09', 'StepTaken', { step: walk }),
  )
  t.same(amounts(cells, 'steps-agreed', ['2025-02', '2025-Q2']), [
    [1, 3],
    [0, 0],
  ])
  t.same(amounts(cells, 'steps-agreed', ['2025-02'], 'who worker'), [[1, 2]])
  t.same(amounts(cells, 'steps-taken', ['2025-06', '2025-07']), [
    [1, 2],
    [0, 0],
  ])
  t.same(amounts(cells, 'steps-taken', ['2025-06'], 'who person'), [[1, 1]])
  const months = ['2025-03', '2025-04', '2025-05', '2025-06', '2025-07']
  t.same(amounts(cells, 'steps-overdue', months), [
    [0, 0],
    [1, 1],
    [1, 2],
    [1, 1],
    [0, 0],
  ])
  t.same(amounts(cells, 'steps-overdue', ['2025-05'], 'who worker'), [[1, 2]])
  t.same(amounts(cells, 'steps-overdue', ['2025-05'], 'age 65+'), [[1, 2]])
  const told2 = countedOf(met, told('2025-05-10', 'StepAgreed', { step: form, who: 'family', by: '2025-03-31' }))
  t.same(amounts(told2, 'steps-overdue', ['2025-04', '2025-05']), [
    [0, 0],
    [1, 1],
  ])
})

t.test('decisions, by who decided, whether the person wanted it and what about', async (t) => {
  const decided = (day: string, about: string, decidedBy: string, personWanted: string) =>
    told(day, 'DecisionMade', { about, decidedBy, personWanted })
  const cells = countedOf(
    met,
    decided('2025-02-03', 'home', 'panel', 'no'),
    decided('2025-02-20', 'money', 'person', 'yes'),
    decided('2025-03-20', 'home', 'together', 'partly'),
  )
  t.same(amounts(cells, 'decisions', ['2025-02', '2025-Q1']), [
    [1, 2],
    [1, 3],
  ])
  t.same(amounts(cells, 'decisions', ['2025-Q1'], 'about home'), [[1, 2]])
  t.same(amounts(cells, 'decisions', ['2025-Q1'], 'decidedBy panel'), [[1, 1]])
  t.same(amounts(cells, 'decisions', ['2025-Q1'], 'personWanted no'), [[1, 1]])
})

t.test('conversations missed by us, alone or as well as by them; stories told all over again', async (t) => {
  const missed = (day: string, by: string) => told(day, 'ConversationMissed', { by })
  const cells = countedOf(
    met,
    missed('2025-01-10', 'us'),
    missed('2025-01-17', 'us'),
    missed('2025-02-10', 'both'),
    missed('2025-03-10', 'person'),
    told('2025-03-10', 'StoryRetold', { to: { sector: 'health' } }),
  )
  t.same(people(cells, 'missed-by-us', ['2025-01', '2025-02', '2025-03', '2025-Q1']), [1, 1, 0, 1])
  t.same(people(cells, 'stories-retold', ['2025-01', '2025-03', '2025']), [0, 1, 1])
})

t.test('people handed over and turned away, by sector and reason', async (t) => {
  const over = (day: string, from: string, to: string) =>
    told(day, 'HandedOver', { from: { sector: from }, to: { sector: to }, warm: false })
  const away = (day: string, by: string, reason: string) => told(day, 'TurnedAway', { by: { sector: by }, reason })
  const cells = countedOf(
    met,
    over('2025-01-10', 'health', 'housing'),
    over('2025-02-10', 'housing', 'health'),
    away('2025-01-10', 'mental-health', 'too-complex'),
    away('2025-02-10', 'mental-health', 'full'),
  )
  t.same(people(cells, 'hand-overs', ['2025-01', '2025-02', '2025-Q1']), [1, 1, 1])
  t.same(people(cells, 'hand-overs', ['2025-01', '2025-02', '2025-Q1'], 'from health'), [1, 0, 1])
  t.same(people(cells, 'hand-overs', ['2025-01', '2025-02', '2025-Q1'], 'to health'), [0, 1, 1])
  t.same(people(cells, 'turned-away', ['2025-01', '2025-02', '2025-Q1'], 'by mental-health'), [1, 1, 1])
  t.same(people(cells, 'turned-away', ['2025-01', '2025-02', '2025-Q1'], 'reason full'), [0, 1, 1])
})

t.test('a deadlock counts once, on the day the second of two services said no too, for the pair of them', async (t) => {
  const first = { by: { sector: 'mental-health' }, reason: 'must-do-something-first', mustFirst: 'stop-using' }
  const second = { by: { sector: 'drug-and-alcohol' }, reason: 'too-complex', sentTo: { sector: 'mental-health' } }
  const at = (day: string, again: string) => countedOf(met, told(day, 'TurnedAway', first), told(again, 'TurnedAway', second))
  const cells = at('2024-11-10', '2025-02-10')
  t.same(people(cells, 'deadlocks', ['2024-11', '2025-02', '2024', '2025']), [0, 1, 0, 1])
  t.same(people(cells, 'deadlocks', ['2025-02'], 'pair mental-health+drug-and-alcohol'), [1])
  t.same(people(cells, 'deadlocks', ['2025-02'], 'pair drug-and-alcohol+mental-health'), [0], 'one key for the two of them')
  t.same(people(at('2024-02-10', '2025-02-10'), 'deadlocks', ['2025-02']), [1], 'twelve months apart')
  t.same(people(at('2024-02-09', '2025-02-10'), 'deadlocks', ['2025-02']), [0], 'a day more')
  t.same(people(at('2025-02-10', '2024-11-10'), 'deadlocks', ['2024-11', '2025-02'], 'pair mental-health+drug-and-alcohol'), [0, 1])
})
