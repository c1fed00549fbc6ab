import t from 'tap'
import { kinds } from '../../src/domain/catalogue.ts'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { ledBy } from '../../src/domain/lists.ts'
import { retell } from '../../src/domain/retelling.ts'
import { actsIn, sideOf } from '../../src/domain/us.ts'
import { met, on } from '../support/profiled.ts'
import { entry, recordedAs } from '../support/spec.ts'

const actsOf = (entries: AnyEntry[], asAt?: string) => actsIn(retell([met, ...entries].map(recordedAs), { asAt }))
const side = (type: string, more: Partial<AnyEntry> = {}) => sideOf(recordedAs(entry(type, more)) as never)
const sidesBy = (type: string) => Object.fromEntries(ledBy.map((led) => [led, side(type, { ledBy: led })]))

const turnedAway = (day: string) => entry('TurnedAway', on(day, { facts: { by: { sector: 'housing' }, reason: 'no-address' } }))
const voiced = (day: string, more: Partial<AnyEntry> = {}) =>
  entry('GoalVoiced', on(day, { words: { goal: 'My own front door' }, ...more }))

t.test('beside what services did stands what changed in the 90 days after, by first days, and not what is of the same day', async (t) => {
  // 1 March and 90 days is 30 May.
  const act = turnedAway('2026-03-01')
  const [before, same, next, last, over] = ['2026-02-28', '2026-03-01', '2026-03-02', '2026-05-30', '2026-05-31'].map((day) => voiced(day))
  const all = [before, same, next, last, over] as AnyEntry[]
  const acts = actsOf([act, ...all])
  t.equal(acts.length, 1)
  t.equal(acts[0]?.entry.id, act.id)
  t.equal(acts[0]?.until, '2026-05-30')
  t.same(
    acts[0]?.after.map(({ entry, daysAfter }) => [entry.id, daysAfter]),
    [
      [next?.id, 1],
      [last?.id, 90],
    ],
  )
})

t.test('it is in order of life, whenever it was written down', async (t) => {
  const [april, march] = [turnedAway('2026-04-01'), turnedAway('2026-03-01')]
  const [late, early] = [voiced('2026-04-20'), voiced('2026-04-10')]
  const acts = actsOf([april, late, march, early])
  t.same(
    acts.map(({ entry, after }) => [entry.id, ...after.map(({ entry, daysAfter }) => [entry.id, daysAfter])]),
    [
      [march.id, [early.id, 40], [late.id, 50]],
      [april.id, [early.id, 9], [late.id, 19]],
    ],
  )
})

t.test('what services did is never among what came after', async (t) => {
  const cut = entry('SupportAdjusted', on('2026-03-20', { ledBy: 'service', facts: { support: entry('x').id } }))
  const own = entry('SupportEnded', on('2026-03-25', { ledBy: 'person', facts: { support: entry('x').id, planned: true } }))
  const acts = actsOf([turnedAway('2026-03-01'), turnedAway('2026-03-10'), cut, own])
  t.same(
    acts.map(({ entry, after }) => [entry.type, after.map(({ entry }) => entry.id)]),
    [
      ['TurnedAway', [own.id]],
      ['TurnedAway', [own.id]],
      ['SupportAdjusted', [own.id]],
    ],
  )
})

t.test('looked at on an earlier day, only what had begun by then is there', async (t) => {
  const goal = voiced('2026-04-01')
  const after = (asAt: string) => actsOf([turnedAway('2026-03-01'), goal], asAt)[0]?.after.map(({ entry }) => entry.id)
  t.same(after('2026-03-31'), [])
  t.same(after('2026-04-01'), [goal.id])
  t.same(actsOf([turnedAway('2026-03-01'), goal], '2026-02-28'), [])
})

t.test('what is told by the month stands at its first day and carries when it happened', async (t) => {
  const act = turnedAway('2026-03')
  const acts = actsOf([act, voiced('2026-04'), voiced('2026-03')])
  t.same(
    acts[0]?.after.map(({ entry, daysAfter }) => [entry.happened, daysAfter]),
    [[{ from: '2026-04' }, 31]],
    'a goal of the same month may have come before it',
  )
})

t.test('a change of home, of a support, or for something else than was wanted, is services’ where they or a rule led it', async (t) => {
  const expected = {
    person: 'life',
    family: 'life',
    together: 'life',
    worker: 'services',
    service: 'services',
    rule: 'services',
    life: 'life',
    unknown: 'life',
  }
  for (const type of [
    'HomeChanged',
    'SupportStarted',
    'SupportAdjusted',
    'SupportPaused',
    'SupportResumed',
    'SupportEnded',
    'CompromiseMade',
  ]) {
    t.same(sidesBy(type), expected, type)
  }
})

t.test('a goal or a want is of the person’s life, whoever led what became of it', async (t) => {
  for (const type of ['GoalReworded', 'GoalPaused', 'GoalPickedUpAgain', 'GoalLetGo', 'WantLetGo']) {
    t.same([...new Set(Object.values(sidesBy(type)))], ['life'], type)
  }
})

t.test('a decision is services’ unless the person, those around them or somebody they chose took it', async (t) => {
  const by = (decidedBy: string) => side('DecisionMade', { facts: { about: 'home', decidedBy, personWanted: 'no' } })
  for (const who of ['worker', 'panel', 'rule', 'court', 'deputy']) t.equal(by(who), 'services', who)
  for (const who of ['person', 'family', 'together', 'attorney']) t.equal(by(who), 'life', who)
})

t.test('a conversation that we missed is ours, one that the person missed is on neither side', async (t) => {
  t.equal(side('ConversationMissed', { facts: { by: 'us' } }), 'services')
  t.equal(side('ConversationMissed', { facts: { by: 'both' } }), 'services')
  t.equal(side('ConversationMissed', { facts: { by: 'person' } }), undefined)
})

t.test('every other kind of entry is on the side it is written down for', async (t) => {
  const services = [
    'SystemEffectNoted',
    'TurnedAway',
    'HandedOver',
    'ReviewHeld',
    'WorkerStarted',
    'WorkerLeft',
    'ConcernRaised',
    'ConcernClosed',
    'LabelGiven',
    'StoryRetold',
  ]
  for (const type of services) t.same([...new Set(Object.values(sidesBy(type)))], ['services'], type)
  const neither = ['PersonMet', 'ConversationHeld', 'SupportPlanned', 'PossibilityShown', 'StillSo']
  for (const type of [...neither, 'EntryCorrected', 'EntryWithdrawn']) t.equal(side(type), undefined, type)
  const life = [
    ...['GoalVoiced', 'GoalProgressed', 'GoalReached', 'StepAgreed', 'StepTaken', 'StepLetGo'],
    ...['WantVoiced', 'WantUnmet', 'WantMet', 'CompromiseLookedAt', 'SupportDeclined', 'SupportFitRated'],
    ...['WhatMattersNamed', 'StrengthNamed', 'AspectSeen', 'WorryVoiced', 'TurningPointNamed', 'NoLongerSo'],
    ...['NameChosen', 'SelfDescribed', 'StageCrossed', 'CircleMemberNamed', 'CircleMemberLeft', 'PersonDied'],
  ]
  for (const type of life) t.equal(side(type), 'life', type)
  const said = new Set([...services, ...neither, ...life])
  t.ok(
    [...said].every((type) => kinds.some((kind) => kind.type === type)),
    'all of them are kinds of entry that there are',
  )
})
