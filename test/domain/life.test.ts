import t from 'tap'
import type { Entry } from '../../src/domain/catalogue.ts'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { decide, knowsAll } from '../../src/domain/life.ts'
import { Refusal, refusals } from '../../src/domain/refusal.ts'
import { by, entry, recordedAs, spec, today, uuid } from '../support/spec.ts'

const met = entry('PersonMet', { happened: { from: '2026-01-10' }, facts: { area: 'X10000101', howTheyCame: 'self' } })
const goal = uuid()
const voiced = entry('GoalVoiced', {
  happened: { from: '2025-12-01' },
  facts: { goal, lifeArea: 'home', whose: 'person', towards: 'keep' },
})
const happened = (from: string, to?: string) => ({ happened: to === undefined ? { from } : { from, to } })
const heard = (more: Partial<AnyEntry>) => entry('ConversationHeld', more)

/** The refusal itself, for where in the entry it points. */
function refusalOf(recorded: AnyEntry[], asked: AnyEntry): Refusal {
  try {
    decide(recorded.map(recordedAs), asked as Entry, today, by)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('it was not refused')
}

t.test('a refusal says which part of the entry it is about, in a sentence', async (t) => {
  const refusal = refusalOf([met], entry('GoalReached', { facts: { goal } }))
  t.equal(refusal.code, 'goal-unknown')
  t.equal(refusal.path, 'facts.goal')
  t.equal(refusal.message, refusals['goal-unknown'])
})

t.test('every sentence of refusal is one: it begins with a capital and ends with a full stop', async (t) => {
  for (const [code, sentence] of Object.entries(refusals)) t.match(sentence, /^[A-Z].*\.$/, code)
})

t.test('nothing comes before somebody was met', async (t) => {
  spec(t).given().when(heard({})).refuses('person-not-met')
  spec(t).given().when(voiced).refuses('person-not-met')
})

t.test('an entry tells of today or earlier', async (t) => {
  const { given } = spec(t)
  for (const past of [happened('2026-06-15'), happened('2026-06'), happened('2026'), happened('1961'), happened('2026-06-01', 'now')]) {
    const told = heard(past)
    given(met).when(told).then(told)
  }
  for (const ahead of [happened('2026-06-16'), happened('2026-07'), happened('2027'), happened('2099', 'now')]) {
    given(met).when(heard(ahead)).refuses('not-yet-happened')
  }
})

t.test('an end that lies ahead has not happened; the month or year that today is in has begun', async (t) => {
  const { given } = spec(t)
  for (const past of [happened('2026-06-01', '2026-06-15'), happened('2026-06-01', '2026-06'), happened('2024', '2026')]) {
    const told = heard(past)
    given(met).when(told).then(told)
  }
  for (const ahead of [happened('2026-06-01', '2026-06-16'), happened('2026-06-01', '2026-07'), happened('2024', '2027')]) {
    given(met).when(heard(ahead)).refuses('not-yet-happened')
  }
  given(met)
    .when(heard({ happened: { to: '2026-07' } }))
    .refuses('not-yet-happened')
})

t.test('an entry is held back for 90 days at most', async (t) => {
  const { given } = spec(t)
  const until = (until: string) => heard({ heldBack: { ground: 'safeguarding', until } })
  const longest = until('2026-09-13')
  given(met).when(longest).then(longest)
  given(met).when(until('2026-09-14')).refuses('held-back-too-long')
})

t.test('what led to an entry is in the same story', async (t) => {
  const { given } = spec(t)
  const because = heard({ because: [met.id, voiced.id] })
  given(met, voiced).when(because).then(because)
  given(met).when(because).refuses('entry-unknown')
  t.equal(refusalOf([met], because).path, 'because.1')
})

t.test('an entry is part of a conversation or a review in the same story', async (t) => {
  const { given } = spec(t)
  const missed = entry('ConversationMissed', { facts: { by: 'us' } })
  const held = heard({})
  const part = (partOf: string) => entry('WhatMattersNamed', { partOf, facts: { lifeArea: 'home' }, words: { what: 'The garden' } })
  const ofHeld = part(held.id)
  given(met, held).when(ofHeld).then(ofHeld)
  given(met).when(ofHeld).refuses('entry-unknown')
  given(met, missed).when(part(missed.id)).refuses('not-that-kind')
  t.equal(refusalOf([met], ofHeld).path, 'partOf')
})

const ids = { support: uuid(), want: uuid(), compromise: uuid(), member: uuid(), worker: uuid(), concern: uuid(), step: uuid() }
const before = { happened: { from: '2026-02-01' } }
const life = [
  met,
  voiced,
  entry('WantVoiced', { ...before, facts: { want: ids.want, lifeArea: 'fun' } }),
  entry('CompromiseMade', { ...before, facts: { compromise: ids.compromise, givenSector: 'other' } }),
  entry('SupportStarted', { ...before, facts: { support: ids.support, sector: 'home-care' } }),
  entry('CircleMemberNamed', { ...before, facts: { member: ids.member, tie: 'friend', care: 'neither' }, words: { name: 'Bev' } }),
  entry('WorkerStarted', { ...before, facts: { worker: ids.worker, role: 'advocate' } }),
  entry('ConcernRaised', { ...before, facts: { concern: ids.concern, kinds: ['neglect'], personWants: 'act' } }),
  entry('StepAgreed', { ...before, facts: { step: ids.step, who: 'worker' } }),
  entry('PersonDied', { happened: { from: '2026-05-01' } }),
]

t.test('after a death only the circle, conversations with family, concerns, workers leaving and the end of support are told', async (t) => {
  const { given } = spec(t)
  const after = { happened: { from: '2026-05-02' } }
  const may = [
    entry('NameChosen', { ...after, words: { name: 'Samira' } }),
    entry('SelfDescribed', { ...after, facts: { groups: [] } }),
    entry('HomeChanged', { ...after, facts: { area: 'X10000101', kind: 'own-home' } }),
    entry('StageCrossed', { ...after, facts: { stage: 'retired' } }),
    entry('CircleMemberNamed', { ...after, facts: { member: uuid(), tie: 'friend', care: 'neither' }, words: { name: 'Al' } }),
    entry('CircleMemberLeft', { ...after, facts: { member: ids.member } }),
    heard({ ...after, facts: { with: ['family'] } }),
    heard({ ...after, facts: { with: ['friends', 'family', 'staff'] } }),
    heard({ ...after, saidBy: { who: 'family' } }),
    entry('ConcernRaised', { ...after, facts: { concern: uuid(), kinds: ['organisational'], personWants: 'not-asked' } }),
    entry('ConcernClosed', { ...after, facts: { concern: ids.concern, how: 'enquiry', personsWishMet: 'fully' } }),
    entry('WorkerLeft', { ...after, facts: { worker: ids.worker } }),
    entry('SupportEnded', { ...after, facts: { support: ids.support, planned: false, why: 'died' } }),
  ]
  for (const told of may)
    given(...life)
      .when(told)
      .then(told)

  const { goal: _, ...others } = { ...ids, goal }
  const facts = { ...others, goal, entry: met.id }
  const mayNot = [
    'ConversationHeld,ConversationMissed,StoryRetold,ReviewHeld',
    'WhatMattersNamed,StrengthNamed,AspectSeen,WorryVoiced,LabelGiven,TurningPointNamed,StillSo,NoLongerSo',
    'WantVoiced,PossibilityShown,WantUnmet,WantMet,WantLetGo,CompromiseMade,CompromiseLookedAt',
    'GoalVoiced,GoalReworded,GoalProgressed,GoalPaused,GoalPickedUpAgain,GoalReached,GoalLetGo,StepAgreed,StepTaken,StepLetGo',
    'SupportPlanned,SupportStarted,SupportAdjusted,SupportPaused,SupportResumed,SupportDeclined,SupportFitRated',
    'HandedOver,TurnedAway,DecisionMade,SystemEffectNoted,WorkerStarted',
  ].flatMap((types) => types.split(','))
  for (const type of mayNot) {
    given(...life)
      .when(entry(type, { ...after, facts }))
      .refuses('person-died')
  }
  given(...life)
    .when(heard({ ...after, facts: { with: ['friends', 'staff'] } }))
    .refuses('person-died')
})

t.test('what was so up to the day somebody died can be told at any time', async (t) => {
  const { given } = spec(t)
  for (const day of ['2026-05-01', '2026-04-30', '1998']) {
    const told = entry('GoalReached', { happened: { from: day }, facts: { goal } })
    given(...life)
      .when(told)
      .then(told)
  }
})

t.test('where only the month of a death is known, the whole month can still be told of', async (t) => {
  const { given } = spec(t)
  const died = entry('PersonDied', { happened: { from: '2026-05' } })
  const inMay = heard({ happened: { from: '2026-05-31' } })
  given(met, died).when(inMay).then(inMay)
  given(met, died)
    .when(heard({ happened: { from: '2026-06-01' } }))
    .refuses('person-died')
})

t.test('a year or a month that had begun when somebody died can still be told of', async (t) => {
  const { given } = spec(t)
  const died = entry('PersonDied', { happened: { from: '2026-03-01' } })
  for (const told of [heard({ happened: { from: '2026' } }), heard({ happened: { from: '2026-03' } })])
    given(met, died).when(told).then(told)
  given(met, died)
    .when(heard({ happened: { from: '2026-03-02' } }))
    .refuses('person-died')
  given(met, died)
    .when(heard({ happened: { from: '2026-04' } }))
    .refuses('person-died')
})

t.test('a year comes before a month and a month before a day that begin alike, however they were written down', async (t) => {
  const { given } = spec(t)
  const on = (type: string, from: string) => entry(type, { happened: { from }, facts: { goal, why: 'not-now' } })
  const progress = entry('GoalProgressed', { happened: { from: '2026-02-01' }, facts: { goal, says: 'same' } })
  given(met, voiced, on('GoalLetGo', '2026-01-01'), on('GoalPickedUpAgain', '2026')).when(progress).refuses('goal-let-go')
  given(met, voiced, on('GoalLetGo', '2026-01'), on('GoalPickedUpAgain', '2026')).when(progress).refuses('goal-let-go')
  given(met, voiced, on('GoalLetGo', '2026-01-01'), on('GoalPickedUpAgain', '2026-01')).when(progress).refuses('goal-let-go')
  given(met, voiced, on('GoalLetGo', '2026-01'), on('GoalPickedUpAgain', '2026-01-01')).when(progress).then(progress)
  given(met, voiced, on('GoalLetGo', '2026'), on('GoalPickedUpAgain', '2026-01')).when(progress).then(progress)
})

t.test('the state of a thing is that of the last day that is told of', async (t) => {
  const { given } = spec(t)
  const letGo = entry('GoalLetGo', { happened: { from: '2026-03-31' }, facts: { goal, why: 'not-now' } })
  const progress = (from: string) => entry('GoalProgressed', { happened: { from }, facts: { goal, says: 'nearer' } })
  const february = progress('2026-02')
  given(met, voiced, letGo).when(february).then(february)
  given(met, voiced, letGo).when(progress('2026-03')).refuses('goal-let-go')
  given(met, voiced, letGo).when(progress('2026')).refuses('goal-let-go')
})

t.test('a story that holds an entry of a kind we do not know is seen to hold one', async (t) => {
  t.equal(knowsAll([met, voiced]), true)
  t.equal(knowsAll([]), true)
  t.equal(knowsAll([met, entry('MoonLandedOn')]), false)
})
