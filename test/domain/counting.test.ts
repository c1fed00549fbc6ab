import t from 'tap'
import type { Cells } from '../../src/domain/counting/cells.ts'
import type { AnyEntry } from '../../src/domain/entry.ts'
import type { MeasureName } from '../../src/domain/measures.ts'
import { countedOf, look } from '../support/counted.ts'
import { entry, uuid } from '../support/spec.ts'

const [quayside, millLane, heathEnd] = ['X10000101', 'X10000102', 'X10000201']

/** An entry of that day, said by the person unless it says otherwise. */
const told = (day: string, type: string, facts: object = {}, more: Partial<AnyEntry> = {}) =>
  entry(type, { happened: { from: day }, facts, ...more })
const met = told('2024-05-10', 'PersonMet', { area: quayside, howTheyCame: 'self', birthYear: 1960 })
const worker = { saidBy: { who: 'worker' as const } }

/** How many people count, period by period. */
const people = (cells: Cells, measure: MeasureName, periods: string[], line = '', area?: string) =>
  periods.map((period) => look(cells, { measure, period, in: line, ...(area !== undefined && { area }) }).people)

t.test('somebody is met once, in the area they were met in, and is as old all year as they become in it', async (t) => {
  const cells = countedOf(met)
  t.same(people(cells, 'people-met', ['2024-04', '2024-05', '2024-06', '2024-Q2', '2024-Q3', '2024', '2025']), [0, 1, 0, 1, 0, 1, 0])
  t.same(people(cells, 'people-met', ['2024-05'], '', quayside), [1])
  t.same(people(cells, 'people-met', ['2024-05'], '', millLane), [0])
  t.same(people(cells, 'people-met', ['2024-05'], 'age 18-64'), [1])
  const turns65 = countedOf(told('2025-02-01', 'PersonMet', { area: quayside, howTheyCame: 'self', birthYear: 1960 }))
  t.same(people(turns65, 'people-met', ['2025-02'], 'age 65+'), [1])
  const turns18 = countedOf(told('2024-12-31', 'PersonMet', { area: quayside, howTheyCame: 'self', birthYear: 2007 }))
  t.same(people(turns18, 'people-met', ['2024-12'], 'age under-18'), [1])
  const notSaid = countedOf(told('2024-12-31', 'PersonMet', { area: quayside, howTheyCame: 'self' }))
  t.same(people(notSaid, 'people-met', ['2024-12'], 'age not-known'), [1])
})

t.test('somebody heard three times in a quarter counts once in each month, once in the quarter and once in the year', async (t) => {
  const cells = countedOf(met, ...['2025-01-03', '2025-01-30', '2025-03-09'].map((day) => told(day, 'ConversationHeld')))
  t.same(people(cells, 'people-heard', ['2025-01', '2025-02', '2025-03', '2025-Q1', '2025-Q2', '2025']), [1, 0, 1, 1, 0, 1])
})

t.test('what was written down late, or is known only to the month or the year, counts from its first day', async (t) => {
  const cells = countedOf(
    met,
    told('2025', 'ConversationHeld'),
    told('2024-08', 'GoalVoiced', { goal: uuid(), lifeArea: 'home', whose: 'person', towards: 'change' }),
  )
  t.same(people(cells, 'people-heard', ['2025-01', '2025-02', '2025']), [1, 0, 1])
  t.same(people(cells, 'goals-voiced', ['2024-07', '2024-08', '2024-09'], 'lifeArea home'), [0, 1, 0])
})

t.test('nothing counts anywhere before somebody was met, for nobody was responsible for them', async (t) => {
  const cells = countedOf(
    met,
    told('2024-02-01', 'GoalVoiced', { goal: uuid(), lifeArea: 'home', whose: 'person', towards: 'keep' }),
    told('2019-04-01', 'SupportStarted', { support: uuid(), sector: 'home-care', hoursPerWeek: 4 }),
    told('1998', 'HomeChanged', { area: heathEnd, kind: 'family-home', responsible: heathEnd }),
  )
  t.same(people(cells, 'goals-voiced', ['2024-02', '2024-Q1', '2024']), [0, 0, 1])
  t.same(people(cells, 'supported', ['2024-04', '2024-05', '2024-12']), [0, 1, 1])
  t.same(people(cells, 'supported', ['2024-05'], '', quayside), [1])
})

t.test('somebody counts in the area that is responsible for them on the last day of the period', async (t) => {
  const cells = countedOf(
    met,
    told('2025-01-10', 'ConversationHeld'),
    told('2025-02-10', 'ConversationHeld'),
    told('2024-09-01', 'SupportStarted', { support: uuid(), sector: 'home-care', hoursPerWeek: 4 }),
    told('2025-02-20', 'HomeChanged', { area: heathEnd, kind: 'own-home', responsible: heathEnd }),
  )
  t.same(people(cells, 'people-heard', ['2025-01', '2025-02', '2025-Q1', '2025'], '', quayside), [1, 0, 0, 0])
  t.same(people(cells, 'people-heard', ['2025-01', '2025-02', '2025-Q1', '2025'], '', heathEnd), [0, 1, 1, 1])
  t.same(people(cells, 'supported', ['2025-01', '2025-02', '2026-02'], '', quayside), [1, 0, 0])
  t.same(people(cells, 'supported', ['2025-01', '2025-02', '2026-02'], '', heathEnd), [0, 1, 1])
  t.same(look(cells, { measure: 'hours-per-week', period: '2025-02', area: heathEnd }), { people: 1, amount: 4 })
  t.same(look(cells, { measure: 'hours-per-week', period: '2025-02', area: quayside }), { people: 0, amount: 0 })
})

t.test('a home elsewhere, or in another area that no council took over, leaves somebody where they count', async (t) => {
  const cells = countedOf(
    met,
    told('2024-06-01', 'HomeChanged', { area: 'elsewhere', kind: 'residential' }),
    told('2024-07-01', 'HomeChanged', { area: heathEnd, kind: 'own-home' }),
    told('2024-08-01', 'ConversationHeld'),
  )
  t.same(people(cells, 'people-heard', ['2024-08'], '', quayside), [1])
})

t.test('of their own goals: nearer, held, further, reached', async (t) => {
  const [flat, garden, painting] = [uuid(), uuid(), uuid()]
  const cells = countedOf(
    met,
    told('2024-06-01', 'GoalVoiced', { goal: flat, lifeArea: 'home', whose: 'person', towards: 'change' }),
    told('2024-06-01', 'GoalVoiced', { goal: garden, lifeArea: 'fun', whose: 'person', towards: 'keep' }),
    told('2024-06-01', 'GoalVoiced', { goal: painting, lifeArea: 'fun', whose: 'worker-for-them', towards: 'change' }),
    told('2024-07-01', 'GoalProgressed', { goal: flat, says: 'holding' }),
    told('2024-08-01', 'GoalProgressed', { goal: flat, says: 'nearer' }),
    told('2024-09-01', 'GoalReached', { goal: flat }),
    told('2024-07-01', 'GoalProgressed', { goal: garden, says: 'same' }),
    told('2024-08-01', 'GoalProgressed', { goal: garden, says: 'holding' }),
    told('2024-09-01', 'GoalProgressed', { goal: garden, says: 'further' }),
    told('2024-08-01', 'GoalProgressed', { goal: painting, says: 'nearer' }, worker),
    told('2024-09-20', 'GoalLetGo', { goal: painting, why: 'not-now' }),
  )
  const months = ['2024-06', '2024-07', '2024-08', '2024-09']
  t.same(people(cells, 'goals-voiced', months), [1, 0, 0, 0])
  t.same(people(cells, 'goals-voiced', months, 'lifeArea fun'), [1, 0, 0, 0])
  t.same(people(cells, 'goals-nearer', months, 'lifeArea home'), [0, 0, 1, 0])
  t.same(people(cells, 'goals-nearer', months, 'lifeArea fun'), [0, 0, 0, 0], 'a worker’s goal for somebody is not their own')
  t.same(people(cells, 'goals-held', months, 'lifeArea fun'), [0, 1, 1, 0])
  t.same(people(cells, 'goals-held', months, 'lifeArea home'), [0, 0, 0, 0], 'a goal of change is not held')
  t.same(people(cells, 'goals-further', months, 'lifeArea fun'), [0, 0, 0, 1])
  t.same(people(cells, 'goals-reached', months, 'lifeArea home'), [0, 0, 0, 1])
  t.same(people(cells, 'goals-let-go', months, 'lifeArea fun'), [0, 0, 0, 1])
})

t.test('of a goal only the latest of a period counts: other in the months than in the quarter', async (t) => {
  const goal = uuid()
  const cells = countedOf(
    met,
    told('2024-06-01', 'GoalVoiced', { goal, lifeArea: 'home', whose: 'person', towards: 'change' }),
    told('2024-07-01', 'GoalProgressed', { goal, says: 'further' }),
    told('2024-08-01', 'GoalProgressed', { goal, says: 'nearer' }),
    told('2024-09-01', 'GoalProgressed', { goal, says: 'different' }),
  )
  const periods = ['2024-07', '2024-08', '2024-09', '2024-Q3', '2024']
  t.same(people(cells, 'goals-further', periods), [1, 0, 0, 0, 0])
  t.same(people(cells, 'goals-nearer', periods), [0, 1, 0, 0, 0])
})

t.test('the person’s own word on a goal counts before anybody’s, also where it is the older', async (t) => {
  const goal = uuid()
  const cells = countedOf(
    met,
    told('2024-06-01', 'GoalVoiced', { goal, lifeArea: 'home', whose: 'person', towards: 'change' }),
    told('2024-07-01', 'GoalProgressed', { goal, says: 'further' }),
    told('2024-07-20', 'GoalReached', { goal }, worker),
    told('2024-08-10', 'GoalProgressed', { goal, says: 'nearer' }, worker),
    told('2024-08-12', 'GoalProgressed', { goal, says: 'could-not-ask' }, worker),
  )
  const periods = ['2024-07', '2024-08', '2024-Q3']
  t.same(people(cells, 'goals-further', periods), [1, 0, 1])
  t.same(people(cells, 'goals-reached', periods), [0, 0, 0])
  t.same(people(cells, 'goals-nearer', periods), [0, 1, 0], 'that somebody could not ask says nothing of how it goes')
})

t.test('wants voiced, by life area and by the sector it would come from', async (t) => {
  const cells = countedOf(
    met,
    told('2024-06-01', 'WantVoiced', { want: uuid(), lifeArea: 'fun', sector: 'community' }),
    told('2024-06-09', 'WantVoiced', { want: uuid(), lifeArea: 'home' }),
  )
  t.same(people(cells, 'wants-voiced', ['2024-06', '2024-Q2', '2024']), [1, 1, 1])
  for (const line of ['lifeArea fun', 'lifeArea home', 'sector community'])
    t.same(people(cells, 'wants-voiced', ['2024-06'], line), [1], line)
})

t.test('an open want grows older by itself, with nothing written down', async (t) => {
  const cells = countedOf(met, told('2025-01-31', 'WantVoiced', { want: uuid(), lifeArea: 'fun', sector: 'community' }))
  const months = ['2024-12', '2025-01', '2025-03', '2025-04', '2025-06', '2025-07', '2025-12', '2026-01', '2031-01']
  t.same(people(cells, 'wants-open', months), [0, 1, 1, 1, 1, 1, 1, 1, 1])
  t.same(people(cells, 'wants-open', months, 'openFor 0-3'), [0, 1, 1, 0, 0, 0, 0, 0, 0])
  t.same(people(cells, 'wants-open', months, 'openFor 3-6'), [0, 0, 0, 1, 1, 0, 0, 0, 0])
  t.same(people(cells, 'wants-open', months, 'openFor 6-12'), [0, 0, 0, 0, 0, 1, 1, 0, 0])
  t.same(people(cells, 'wants-open', months, 'openFor 12+'), [0, 0, 0, 0, 0, 0, 0, 1, 1])
  t.same(people(cells, 'wants-open', months, 'age 18-64'), [0, 0, 0, 0, 0, 0, 0, 0, 0])
  t.same(people(cells, 'wants-open', months, 'age 65+'), [0, 1, 1, 1, 1, 1, 1, 1, 1])
  t.same(people(cells, 'wants-open', ['2025-Q1', '2025-Q2', '2025'], 'openFor 3-6'), [0, 1, 0])
})

t.test('why a want is unmet is the latest answer there was', async (t) => {
  const want = uuid()
  const cells = countedOf(
    met,
    told('2025-01-10', 'WantVoiced', { want, lifeArea: 'fun', sector: 'community' }),
    told('2025-02-10', 'WantUnmet', { want, why: 'waiting' }),
    told('2025-04-10', 'WantUnmet', { want, why: 'too-far' }),
    told('2025-05-10', 'WantLetGo', { want, why: 'changed-mind' }),
  )
  const months = ['2025-01', '2025-02', '2025-03', '2025-04', '2025-05']
  t.same(people(cells, 'wants-open', months, 'why not-answered'), [1, 0, 0, 0, 0])
  t.same(people(cells, 'wants-open', months, 'why waiting'), [0, 1, 1, 0, 0])
  t.same(people(cells, 'wants-open', months, 'why too-far'), [0, 0, 0, 1, 0])
  t.same(people(cells, 'wants-open', months, 'sector community'), [1, 1, 1, 1, 0])
  t.same(people(cells, 'wants-open', months, 'openFor 0-3'), [1, 1, 1, 0, 0])
  t.same(people(cells, 'wants-open', months, 'openFor 3-6'), [0, 0, 0, 1, 0], 'an answer does not make it younger')
})

t.test('a want met by a support opens again when that support ends, and begins anew', async (t) => {
  const [want, club, bus] = [uuid(), uuid(), uuid()]
  const life = [
    met,
    told('2025-01-10', 'WantVoiced', { want, lifeArea: 'fun' }),
    told('2025-02-10', 'WantUnmet', { want, why: 'waiting' }),
    told('2025-03-01', 'SupportStarted', { support: club, sector: 'community' }),
    told('2025-03-10', 'WantMet', { want, support: club }),
    told('2025-06-05', 'SupportEnded', { support: club, planned: false }),
  ]
  const months = ['2025-02', '2025-03', '2025-05', '2025-06', '2025-09']
  const cells = countedOf(...life)
  t.same(people(cells, 'wants-open', months), [1, 0, 0, 1, 1])
  t.same(people(cells, 'wants-open', months, 'openFor 0-3'), [1, 0, 0, 1, 0])
  t.same(people(cells, 'wants-open', months, 'openFor 3-6'), [0, 0, 0, 0, 1])
  t.same(people(cells, 'wants-open', months, 'why not-answered'), [0, 0, 0, 1, 1])

  const twoMeetIt = countedOf(
    ...life,
    told('2025-04-01', 'SupportStarted', { support: bus, sector: 'voluntary' }),
    told('2025-04-10', 'WantMet', { want, support: bus }),
  )
  t.same(people(twoMeetIt, 'wants-open', months), [1, 0, 0, 0, 0], 'another support still meets it')
  const letGoSince = countedOf(...life, told('2025-04-10', 'WantLetGo', { want, why: 'changed-mind' }))
  t.same(people(letGoSince, 'wants-open', months), [1, 0, 0, 0, 0], 'the person had let go of it')
  const metBefore = countedOf(...life.slice(0, 2), told('2025', 'WantMet', { want }))
  t.same(people(metBefore, 'wants-open', ['2025-01', '2025-02']), [0, 0], 'told as of 2025, it counts from when it was voiced')
})

t.test('somebody with two open wants counts once, and leaves when the last of them is met', async (t) => {
  const [one, other] = [uuid(), uuid()]
  const cells = countedOf(
    met,
    told('2025-01-10', 'WantVoiced', { want: one, lifeArea: 'fun' }),
    told('2025-02-10', 'WantVoiced', { want: other, lifeArea: 'fun' }),
    told('2025-03-10', 'WantMet', { want: one }),
    told('2025-04-10', 'WantMet', { want: other }),
  )
  t.same(people(cells, 'wants-open', ['2025-01', '2025-02', '2025-03', '2025-04']), [1, 1, 1, 0])
  t.same(people(cells, 'wants-open', ['2025-01', '2025-02', '2025-03', '2025-04'], 'lifeArea fun'), [1, 1, 1, 0])
})

t.test('a support runs from its start to its end, but for its pauses', async (t) => {
  const support = uuid()
  const cells = countedOf(
    met,
    told('2025-01-10', 'SupportStarted', { support, sector: 'home-care' }),
    told('2025-02-10', 'SupportPaused', { support }),
    told('2025-03-10', 'SupportResumed', { support }),
    told('2025-05-31', 'SupportEnded', { support, planned: true }),
    told('2025-02-01', 'SupportPlanned', { support: uuid(), change: 'start', sector: 'nursing' }),
  )
  const months = ['2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05', '2025-06']
  t.same(people(cells, 'supported', months), [0, 1, 0, 1, 1, 0, 0])
  t.same(people(cells, 'supported', months, 'sector home-care'), [0, 1, 0, 1, 1, 0, 0])
  t.same(people(cells, 'supported', months, 'sector nursing'), [0, 0, 0, 0, 0, 0, 0], 'a plan is no start')
  t.same(people(cells, 'hours-per-week', months), [0, 0, 0, 0, 0, 0, 0], 'nobody said how many hours')
})

t.test('hours a week add up over the supports that run, where they were said', async (t) => {
  const [mornings, evenings] = [uuid(), uuid()]
  const cells = countedOf(
    met,
    told('2025-01-10', 'SupportStarted', { support: mornings, sector: 'home-care', hoursPerWeek: 7.5 }),
    told('2025-02-10', 'SupportStarted', { support: evenings, sector: 'home-care', hoursPerWeek: 3.1 }),
    told('2025-03-10', 'SupportAdjusted', { support: mornings, hoursPerWeek: 4 }),
    told('2025-04-10', 'SupportPaused', { support: evenings }),
    told('2025-04-12', 'SupportAdjusted', { support: evenings, hoursPerWeek: 2 }),
    told('2025-05-10', 'SupportResumed', { support: evenings }),
    told('2025-06-10', 'SupportAdjusted', { support: mornings, costPerWeek: 90 }),
    told('2025-07-10', 'SupportAdjusted', { support: mornings, hoursPerWeek: 0 }),
    told('2025-08-10', 'SupportEnded', { support: evenings, planned: true }),
  )
  const at = (period: string, line = '') => look(cells, { measure: 'hours-per-week', period, in: line })
  t.same(at('2025-01'), { people: 1, amount: 7.5 })
  t.same(at('2025-02'), { people: 1, amount: 10.6 })
  t.same(at('2025-03', 'sector home-care'), { people: 1, amount: 7.1 })
  t.same(at('2025-04'), { people: 1, amount: 4 })
  t.same(at('2025-05'), { people: 1, amount: 6 })
  t.same(at('2025-06'), { people: 1, amount: 6 })
  t.same(at('2025-07', 'age 65+'), { people: 1, amount: 2 })
  t.same(at('2025-08'), { people: 0, amount: 0 })
  t.same(people(cells, 'supported', ['2025-08']), [1], 'a support with no hours still runs')
})

t.test('one who has died leaves every now measure that day; what happened in that month stays', async (t) => {
  const cells = countedOf(
    met,
    told('2025-01-10', 'WantVoiced', { want: uuid(), lifeArea: 'fun' }),
    told('2025-01-10', 'SupportStarted', { support: uuid(), sector: 'home-care', hoursPerWeek: 10 }),
    told('2025-03-02', 'ConversationHeld'),
    told('2025-03-31', 'PersonDied'),
    told('2025-04-15', 'ConversationHeld', { with: ['family'] }),
  )
  const months = ['2025-02', '2025-03', '2025-04', '2026-04']
  t.same(people(cells, 'wants-open', months), [1, 0, 0, 0])
  t.same(people(cells, 'wants-open', months, 'openFor 12+'), [0, 0, 0, 0])
  t.same(people(cells, 'supported', months), [1, 0, 0, 0])
  t.same(look(cells, { measure: 'hours-per-week', period: '2025-03' }), { people: 0, amount: 0 })
  t.same(people(cells, 'people-heard', ['2025-03', '2025-04']), [1, 0])
})

t.test('age moves on in what is so now, in January of the year somebody turns 65', async (t) => {
  const cells = countedOf(met, told('2024-06-10', 'SupportStarted', { support: uuid(), sector: 'home-care' }))
  t.same(people(cells, 'supported', ['2024-06', '2024-12', '2025-01'], 'age 18-64'), [1, 1, 0])
  t.same(people(cells, 'supported', ['2024-06', '2024-12', '2025-01'], 'age 65+'), [0, 0, 1])
})

t.test('compromises, by what was wanted, what was given and what the person says of it', async (t) => {
  const cells = countedOf(
    met,
    told('2025-01-10', 'CompromiseMade', { compromise: uuid(), wantedSector: 'community', givenSector: 'day-support', says: 'unhappy' }),
    told('2025-02-10', 'CompromiseMade', { compromise: uuid(), givenSector: 'residential' }),
  )
  t.same(people(cells, 'compromises-made', ['2025-01', '2025-02', '2025-Q1']), [1, 1, 1])
  t.same(people(cells, 'compromises-made', ['2025-01', '2025-02', '2025-Q1'], 'wantedSector community'), [1, 0, 1])
  t.same(people(cells, 'compromises-made', ['2025-01', '2025-02', '2025-Q1'], 'givenSector residential'), [0, 1, 1])
  t.same(people(cells, 'compromises-made', ['2025-01', '2025-02', '2025-Q1'], 'says unhappy'), [1, 0, 1])
})

t.test('what is held back from the person is counted here like anything else', async (t) => {
  const heldBack = { ground: 'safeguarding' as const, until: '2025-03-01' }
  const cells = countedOf(met, told('2025-01-10', 'WantVoiced', { want: uuid(), lifeArea: 'safety' }, { heldBack }))
  t.same(people(cells, 'wants-voiced', ['2025-01'], 'lifeArea safety'), [1])
  t.same(people(cells, 'wants-open', ['2025-01'], 'lifeArea safety'), [1])
})
