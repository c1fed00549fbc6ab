import { uuid } from '../support/spec.ts'
import { type Line, met, on, rightedOn } from './telling.ts'

/**
 * Dev, of Abbey Fields; nobody knows how old he is. In March 2024 mental health says: stop using first. In May drug and alcohol says:
 * have a diagnosis first, which would come from health or from mental health. There is no way in. A year and a day later health sends him
 * to drug and alcohol: that is too long after to be held against them. In between he tells his story twice in June, waits for us in vain
 * in June, when he could not have come either, and in July; in August it is he who does not come. In September health hands him over to
 * mental health.
 */
const dev: Line[] = [
  met('2024-03-04', 'Abbey Fields'),
  on('2024-03-18', 'TurnedAway', { by: { sector: 'mental-health' }, reason: 'must-do-something-first', mustFirst: 'stop-using' }),
  on('2024-05-21', 'TurnedAway', { by: { sector: 'drug-and-alcohol' }, reason: 'must-do-something-first', mustFirst: 'have-diagnosis' }),
  on('2024-06-03', 'StoryRetold', { to: { sector: 'health' } }),
  on('2024-06-11', 'ConversationMissed', { by: 'both' }),
  on('2024-06-24', 'StoryRetold', { to: { sector: 'housing' } }),
  on('2024-07-02', 'ConversationMissed', { by: 'us' }),
  on('2024-08-06', 'ConversationMissed', { by: 'person' }),
  on('2024-09-09', 'HandedOver', { from: { sector: 'health' }, to: { sector: 'mental-health' }, warm: false }, { led: 'service' }),
  on('2025-05-22', 'TurnedAway', { by: { sector: 'health' }, reason: 'not-eligible', sentTo: { sector: 'drug-and-alcohol' } }),
]

const [flat, june, october, february, may] = [uuid(), uuid(), uuid(), uuid(), uuid()]

/**
 * Eve, of Quayside, born in 1990. On 1 July 2024 she is told that there will be a flat with support; she waits for it for more than a
 * year, and in September 2025 says no. Housing sends her to Harbour, for people without a home, which says no in January, and sends her
 * nowhere. In June it is Nightstop that sends her to housing, where nobody had sent her. A year to the day after housing had sent her
 * there Harbour sends her to housing. Navigators come and go, in June and in October; in February a support worker comes, and stays; in
 * May there is one more navigator. Of one thing she decides herself, and wants it so: where she will live.
 */
const eve: Line[] = [
  met('2024-06-10', 'Quayside', 1990),
  on('2024-06-10', 'WorkerStarted', { worker: june, role: 'navigator' }),
  on('2024-07-01', 'SupportPlanned', { support: flat, change: 'start', sector: 'supported-living', on: '2024-09-01' }),
  on('2024-09-30', 'WorkerLeft', { worker: june }),
  on('2024-10-01', 'WorkerStarted', { worker: october, role: 'navigator' }),
  on('2024-11-20', 'TurnedAway', {
    by: { sector: 'housing' },
    reason: 'no-address',
    sentTo: { sector: 'homelessness', organisation: 'HARBOUR' },
  }),
  on('2025-01-20', 'TurnedAway', { by: { sector: 'homelessness', organisation: 'HARBOUR' }, reason: 'no-reason-given' }),
  on('2025-01-31', 'WorkerLeft', { worker: october }),
  on('2025-02-03', 'WorkerStarted', { worker: february, role: 'support-worker' }),
  on('2025-03-17', 'DecisionMade', { about: 'home', decidedBy: 'person', personWanted: 'yes' }),
  on('2025-05-12', 'WorkerStarted', { worker: may, role: 'navigator' }),
  on('2025-06-16', 'TurnedAway', {
    by: { sector: 'homelessness', organisation: 'NIGHTSTOP' },
    reason: 'no-reason-given',
    sentTo: { sector: 'housing' },
  }),
  on('2025-09-15', 'SupportDeclined', { sector: 'supported-living', support: flat }),
  on('2025-11-20', 'TurnedAway', {
    by: { sector: 'homelessness', organisation: 'HARBOUR' },
    reason: 'wrong-area',
    sentTo: { sector: 'housing' },
  }),
]

const [health, advocate, letter] = [uuid(), uuid(), uuid()]
const voiced = on('2024-04-10', 'GoalVoiced', { goal: health, lifeArea: 'money', whose: 'person', towards: 'change' })
const talked = on('2024-05-15', 'ConversationHeld')
const wanted = on('2024-05-02', 'WantVoiced', { want: advocate, lifeArea: 'money', sector: 'advocacy' })
const onMoney = on('2024-09-03', 'DecisionMade', { about: 'money', decidedBy: 'panel', personWanted: 'no' })
const onCare = on('2024-10-08', 'DecisionMade', { about: 'care', decidedBy: 'worker', personWanted: 'partly' })
const agreed = on('2024-11-05', 'StepAgreed', { step: letter, who: 'worker', by: '2024-11-30' })

/**
 * Jo, of Mill Lane, born in 1980, whose file was put right a good deal.
 *
 * The goal that was written down under money is about health: corrected in June. That it goes the same "in 2024" was written down in May.
 * The conversation of 15 May was on 15 April: corrected in July. The want was somebody else’s: withdrawn in August. The panel’s decision
 * on money she disputes, and it is not to be used meanwhile; in December the answer is that it stays, with her word beside it. The
 * worker’s decision on care she disputes too, and it may be used meanwhile; in January the answer is that it is not to be. The step she
 * never agreed to, she says: not to be used, and nobody has answered. That it was taken all the same is told in January.
 */
const jo: Line[] = [
  met('2024-03-20', 'Mill Lane', 1980),
  voiced,
  wanted,
  on('2024', 'GoalProgressed', { goal: health, says: 'same' }, { written: '2024-05-08' }),
  talked,
  rightedOn('2024-06-20', 'EntryCorrected', voiced, { kind: 'slip', facts: { lifeArea: 'health' } }),
  rightedOn('2024-07-01', 'EntryCorrected', talked, { kind: 'wrong-date', happened: { from: '2024-04-15' } }),
  rightedOn('2024-08-12', 'EntryWithdrawn', wanted, { why: 'slip' }),
  ...disputed(onMoney, '2024-09-17', 'do-not-use', { on: '2024-12-03', answer: 'kept-dispute-shown' }),
  ...disputed(onCare, '2024-10-15', 'use', { on: '2025-01-14', answer: 'kept-and-not-used' }),
  ...disputed(agreed, '2024-11-06', 'do-not-use'),
  on('2025-01-20', 'StepTaken', { step: letter }, { by: 'worker' }),
]

function disputed(entry: Line, day: string, meanwhile: string, answered?: { on: string; answer: string }): Line[] {
  const dispute = rightedOn(day, 'EntryDisputed', entry, { asks: 'remove', meanwhile })
  const answer = answered && rightedOn(answered.on, 'DisputeAnswered', dispute, { answer: answered.answer }, { writer: 'bela' })
  return [entry, dispute, ...(answer ? [answer] : [])]
}

const [mum, respite, byFamily, byWorker, own] = [uuid(), uuid(), uuid(), uuid(), uuid()]

/**
 * Kit, of Abbey Fields, born in 2010, looks after mum until she moves out in July 2025. The family decides about contact, twice in April:
 * once as Kit wanted, once not. Two steps are agreed in May: the family’s was to be done by 30 June, and is on 5 August; the worker’s by
 * 29 June, and is let go of in October. On 3 and on 4 June there are reviews; on 2 July, 28 days after the second and 29 after the first,
 * Kit moves to an aunt outside the county, for which Abbey Fields still answers. Support for carers is planned in August, starts in
 * September, and ends on the last of March with 60 days’ notice. In January Kit agrees to one more step, with no day, and takes it.
 */
const kit: Line[] = [
  met('2024-04-02', 'Abbey Fields', 2010),
  on('2024-04-02', 'CircleMemberNamed', { member: mum, tie: 'parent', care: 'me-for-them' }),
  on('2024-04-16', 'DecisionMade', { about: 'contact', decidedBy: 'family', personWanted: 'yes' }),
  on('2024-04-23', 'DecisionMade', { about: 'contact', decidedBy: 'family', personWanted: 'no' }),
  on('2024-05-07', 'StepAgreed', { step: byFamily, who: 'family', by: '2024-06-30' }),
  on('2024-05-07', 'StepAgreed', { step: byWorker, who: 'worker', by: '2024-06-29' }),
  on('2024-06-03', 'ReviewHeld'),
  on('2024-06-04', 'ReviewHeld'),
  on('2024-07-02', 'HomeChanged', { area: 'elsewhere', kind: 'family-home', choice: 'shared' }, { led: 'family' }),
  on('2024-08-05', 'StepTaken', { step: byFamily }, { by: 'family' }),
  on('2024-08-19', 'SupportPlanned', { support: respite, change: 'start' }),
  on('2024-09-02', 'SupportStarted', { support: respite, sector: 'carers', hoursPerWeek: 2 }, { led: 'person' }),
  on('2024-10-21', 'StepLetGo', { step: byWorker, why: 'nobody-could' }, { by: 'worker' }),
  on('2025-01-13', 'StepAgreed', { step: own, who: 'person' }),
  on('2025-02-03', 'StepTaken', { step: own }),
  on('2025-03-31', 'SupportEnded', { support: respite, planned: true, noticeDays: 60 }, { led: 'service' }),
  on('2025-07-14', 'CircleMemberLeft', { member: mum, why: 'moved' }),
]

export const livesAmongServices = [dev, eve, jo, kit]
