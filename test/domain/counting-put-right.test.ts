import t from 'tap'
import { deltas } from '../../src/domain/counting/editions.ts'
import type { AnyEntry, Recorded } from '../../src/domain/entry.ts'
import { type MeasureName, measureNames, measureOf } from '../../src/domain/measures.ts'
import { amounts, cellsOf, countedOf, look, met, people, told } from '../support/counted.ts'
import { entry, recordedAs, uuid } from '../support/spec.ts'

const support = uuid()
const started = told('2025-01-10', 'SupportStarted', { support, sector: 'home-care', hoursPerWeek: 10 })
const righting = (type: string, of: AnyEntry, facts: object): AnyEntry => {
  const { happened: _, ...putting } = entry(type, { facts: { entry: of.id, ...facts }, words: { reason: 'It was not so' } })
  return putting
}

t.test('what was corrected counts as it reads now, on the day it was', async (t) => {
  const ended = told('2025-03-05', 'SupportEnded', { support, planned: false })
  const planned = righting('EntryCorrected', ended, { kind: 'fact', facts: { planned: true, noticeDays: 40 } })
  const inMay = righting('EntryCorrected', ended, { kind: 'wrong-date', happened: { from: '2025-05-05' } })
  const months = ['2025-03', '2025-05']
  const [before, after] = [countedOf(met, started, ended), countedOf(met, started, ended, planned, inMay)]
  t.same(
    [people(before, 'sudden-changes', months), people(before, 'gradual-changes', months)],
    [
      [1, 0],
      [0, 0],
    ],
  )
  t.same(
    [people(after, 'sudden-changes', months), people(after, 'gradual-changes', months)],
    [
      [0, 0],
      [0, 1],
    ],
  )
  t.same(people(after, 'supported', ['2025-03', '2025-04', '2025-05']), [1, 1, 0])

  const led = righting('EntryCorrected', ended, { kind: 'fact', ledBy: 'family' })
  t.same(people(countedOf(met, started, ended, led), 'changes', ['2025-03'], 'ledBy family'), [1])
})

t.test('what was withdrawn counts nowhere, nor does what rests on it', async (t) => {
  const no = (day: string, sector: string, mustFirst: string) =>
    told(day, 'TurnedAway', { by: { sector }, reason: 'must-do-something-first', mustFirst })
  const first = no('2025-01-10', 'mental-health', 'stop-using')
  const second = no('2025-02-10', 'drug-and-alcohol', 'be-stable')
  const withdrawn = righting('EntryWithdrawn', first, { why: 'wrong-person' })
  const months = ['2025-01', '2025-02']
  t.same(people(countedOf(met, first, second), 'deadlocks', months), [0, 1])
  t.same(people(countedOf(met, first, second, withdrawn), 'deadlocks', months), [0, 0])
  t.same(people(countedOf(met, first, second, withdrawn), 'turned-away', months), [0, 1])
  const takenBack = righting('EntryWithdrawn', withdrawn, { why: 'slip' })
  t.same(people(countedOf(met, first, second, withdrawn, takenBack), 'deadlocks', months), [0, 1], 'the withdrawal was taken back')
})

t.test('what is disputed counts or not as was asked, and then as was answered', async (t) => {
  const decision = told('2025-02-10', 'DecisionMade', { about: 'home', decidedBy: 'panel', personWanted: 'yes' })
  const disputed = (meanwhile: string) => righting('EntryDisputed', decision, { asks: 'correct', meanwhile })
  const counts = (...entries: AnyEntry[]) => amounts(countedOf(met, decision, ...entries), 'decisions', ['2025-02'], 'personWanted yes')
  const out = disputed('do-not-use')
  t.same(counts(disputed('use')), [[1, 1]])
  t.same(counts(out), [[0, 0]])
  t.same(counts(out, righting('DisputeAnswered', out, { answer: 'kept-dispute-shown' })), [[1, 1]])
  t.same(counts(out, righting('DisputeAnswered', out, { answer: 'kept-and-not-used' })), [[0, 0]])
})

t.test('what goes on with something that a dispute keeps out does not count', async (t) => {
  const [goal, step, worker] = [uuid(), uuid(), uuid()]
  const begun = [
    told('2025-01-10', 'GoalVoiced', { goal, lifeArea: 'home', whose: 'person', towards: 'change' }),
    told('2025-01-10', 'StepAgreed', { step, who: 'worker' }),
    told('2025-01-10', 'WorkerStarted', { worker, role: 'advocate' }),
  ]
  const goneOn = [
    told('2025-02-10', 'GoalLetGo', { goal, why: 'not-now' }),
    told('2025-02-10', 'StepTaken', { step }),
    told('2025-02-10', 'WorkerLeft', { worker }),
  ]
  const out = begun.map((each) => righting('EntryDisputed', each, { asks: 'remove', meanwhile: 'do-not-use' }))
  for (const measure of ['goals-let-go', 'steps-taken', 'workers-left'] as const) {
    t.same(people(countedOf(met, ...begun, ...goneOn), measure, ['2025-02']), [1], measure)
    t.same(people(countedOf(met, ...begun, ...goneOn, ...out), measure, ['2025-02']), [0], measure)
  }
})

t.test(
  'as known in March a change was sudden; the correction made in May takes it out of that measure from the edition of May on',
  async (t) => {
    const ended = told('2025-03-05', 'SupportEnded', { support, planned: false })
    const corrected = righting('EntryCorrected', ended, { kind: 'fact', facts: { planned: true, noticeDays: 40 } })
    const at = ['2024-01-10', '2025-01-10', '2025-03-06', '2025-05-20']
    const story = [met, started, ended, corrected].map((each, i): Recorded<AnyEntry> => {
      const recorded = recordedAs(each, i)
      return { ...recorded, record: { ...recorded.record, at: `${at[i]}T10:00:00.000Z` } }
    })
    const added = deltas([], story)
    const inMarch = (edition: string, measure: MeasureName) =>
      look(added.get(edition) ?? new Map(), { measure, period: '2025-03', in: 'sector home-care' })
    t.same(inMarch('2025-03', 'sudden-changes'), { people: 1, amount: 1 })
    t.same(inMarch('2025-05', 'sudden-changes'), { people: -1, amount: -1 })
    t.same(inMarch('2025-05', 'gradual-changes'), { people: 1, amount: 1 })
    t.same(
      look(cellsOf(story), { measure: 'gradual-changes', period: '2025-03', in: 'sector home-care' }),
      { people: 1, amount: 1 },
      'and the story as it stands says the same',
    )
  },
)

/** Two years of a life in which, at the end of March 2026, as much is so as can be at once. */
const [want, given, goal] = [uuid(), uuid(), uuid()]
const supports = ['carers', 'community', 'voluntary', 'day-support'].map((sector) => ({ support: uuid(), sector }))
const full = [
  met,
  told('2024-02-01', 'GoalVoiced', { goal, lifeArea: 'home', whose: 'person', towards: 'keep' }),
  told('2024-03-01', 'WantVoiced', { want, lifeArea: 'fun', sector: 'community' }),
  told('2024-03-01', 'CompromiseMade', { compromise: given, want, givenSector: 'day-support' }),
  told('2024-03-01', 'CircleMemberNamed', { member: uuid(), tie: 'parent', care: 'me-for-them' }),
  told('2024-03-01', 'WorkerStarted', { worker: uuid(), role: 'social-worker' }),
  ...supports.map((each) => told('2024-03-01', 'SupportStarted', { ...each, hoursPerWeek: 2, costPerWeek: 50 })),
  told('2025-06-01', 'SupportFitRated', { support: supports[0]?.support, fit: 'fits' }),
  told('2025-06-01', 'SupportFitRated', { support: supports[1]?.support, fit: 'partly' }),
  told('2025-06-01', 'SupportFitRated', { support: supports[2]?.support, fit: 'does-not' }),
  told('2025-06-01', 'StepAgreed', { step: uuid(), who: 'worker', by: '2025-07-01' }),
  told('2025-06-01', 'SupportPlanned', { support: uuid(), change: 'start', sector: 'housing' }),
  ...[1, 2, 3].map((day) => told(`2025-10-0${day}`, 'WorkerStarted', { worker: uuid(), role: 'advocate' })),
]
const listened = told('2025-09-01', 'ConversationHeld')
const wantsNothing = told('2025-08-01', 'WantMet', { want })
/** `full` has a goal of which nobody speaks; here somebody does. */
const spoken = told('2025-10-01', 'GoalProgressed', { goal, says: 'holding' })
const lives: [AnyEntry[], (measure: MeasureName) => boolean][] = [
  [[...full, listened], (measure) => !['still-steady', 'unheard', 'reach-heard', 'reach-moved'].includes(measure)],
  [[...full, spoken], (measure) => measure === 'reach-heard' || measure === 'reach-moved'],
  [[...full, listened, wantsNothing], (measure) => measure === 'still-steady'],
  [full, (measure) => measure === 'unheard'],
]

t.test('one who has died leaves every now measure that day, and will be in none of them', async (t) => {
  const around = ['2026-03', '2026-04', '2027-06']
  for (const measure of measureNames.filter((name) => measureOf(name).kind === 'now')) {
    const [life = []] = lives.find(([, so]) => so(measure)) ?? []
    t.equal(people(countedOf(...life), measure, ['2026-03'])[0], 1, `${measure} was so`)
    t.same(people(countedOf(...life, told('2026-03-31', 'PersonDied')), measure, around), [0, 0, 0], measure)
    const before = people(countedOf(...life, told('2026-04-01', 'PersonDied')), measure, around)
    t.same(before, [1, 0, 0], `${measure}, the day after the month`)
  }
})

t.test('one who moved ward takes all that is so now along', async (t) => {
  const moved = told('2026-03-20', 'HomeChanged', { area: 'X10000201', kind: 'own-home', responsible: 'X10000201' })
  for (const measure of measureNames.filter((name) => measureOf(name).kind === 'now' && !/^still|^unheard/.test(name))) {
    const [life = []] = lives.find(([, so]) => so(measure)) ?? []
    const cells = countedOf(...life, moved)
    t.same(people(cells, measure, ['2026-02', '2026-03'], '', 'X10000101'), [1, 0], `${measure} in Quayside`)
    t.same(people(cells, measure, ['2026-02', '2026-03'], '', 'X10000201'), [0, 1], `${measure} in Heath End`)
  }
})
