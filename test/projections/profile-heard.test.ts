import t from 'tap'
import { profileIn } from '../../projections/profile.ts'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { retell } from '../../src/domain/retelling.ts'
import { met, on, profileOf } from '../support/profiled.ts'
import { entry, recordedAs, uuid } from '../support/spec.ts'

const strength = (from: string, more: Partial<AnyEntry> = {}) =>
  entry('StrengthNamed', on(from, { facts: { lifeArea: 'giving' }, words: { strength: 'Mends bikes' }, ...more }))
const still = (of: AnyEntry, from: string, to?: string) =>
  entry('StillSo', { happened: to === undefined ? { from } : { from, to }, facts: { entry: of.id } })
const rests = (...entries: AnyEntry[]) => {
  const [first] = profileOf(...entries).strengths
  return { lastHeard: first?.lastHeard, entries: first?.entries }
}

t.test('it says so where a worker typed what the person said', async (t) => {
  const goal = uuid()
  const own = strength('2026-02-01')
  const voiced = entry('GoalVoiced', on('2026-02-01', { facts: { goal, lifeArea: 'fun', whose: 'person', towards: 'change' } }))
  const { strengths, goals } = profileOf(own, voiced)
  t.match(strengths, [{ saidBy: { who: 'person' }, toldBy: 'worker' }])
  t.match(goals, [{ toldBy: 'worker', wordings: [{ saidBy: { who: 'person' }, toldBy: 'worker' }] }])
})

t.test('nobody told it for them where the person wrote it down themselves', async (t) => {
  const own = recordedAs(strength('2026-02-01'), 1)
  const written = { ...own, record: { ...own.record, by: { sub: 'sam', role: 'person' } } }
  const [shown] = profileIn(retell([recordedAs(met), written])).strengths
  t.same(shown?.saidBy, { who: 'person' })
  t.equal(shown?.toldBy, undefined)
})

t.test('what family or a worker said is theirs: nobody told it for the person', async (t) => {
  const family = strength('2026-02-01', { saidBy: { who: 'family' } })
  const worker = strength('2026-02-02', { saidBy: undefined })
  t.same(
    profileOf(family, worker).strengths.map(({ saidBy, toldBy }) => [saidBy.who, toldBy]),
    [
      ['family', undefined],
      ['worker', undefined],
    ],
  )
})

t.test('nothing was heard later than the day it was written down', async (t) => {
  t.equal(rests(strength('2026')).lastHeard, '2026-06-15', 'told of this year, on 15 June')
  t.equal(rests(strength('2026-06')).lastHeard, '2026-06-15')
  t.equal(rests(strength('2026-05')).lastHeard, '2026-05-31', 'that month was over')
  t.equal(rests(strength('2026-05-02')).lastHeard, '2026-05-02')
})

t.test('the last conversation is the latest of them, and none later than it was written down', async (t) => {
  const heard = (from: string, to?: string) => entry('ConversationHeld', { happened: to === undefined ? { from } : { from, to } })
  t.equal(profileOf(heard('2026-03-04'), heard('2026-05-06')).lastConversationOn, '2026-05-06')
  t.equal(profileOf(heard('2026-02', '2026-04'), heard('2026-03-04')).lastConversationOn, '2026-04-30')
  t.equal(profileOf(heard('2026-03-04'), heard('2026-06')).lastConversationOn, '2026-06-15')
  t.equal(profileOf().lastConversationOn, undefined)
})

t.test('that it was still so on an earlier day does not move "last heard" back', async (t) => {
  const named = strength('2026-04-05')
  const before = still(named, '2026-02-01')
  t.same(rests(named, before), { lastHeard: '2026-04-05', entries: [named.id, before.id] })
})

t.test('of all the times it was said to be still so, the latest is when it was last heard', async (t) => {
  const named = strength('2026-01-05')
  const rough = still(named, '2026-02', '2026-05')
  const exact = still(named, '2026-03-01')
  t.same(rests(named, rough, exact), { lastHeard: '2026-05-31', entries: [named.id, rough.id, exact.id] })
})

t.test('still so, said of what was said to be still so, is said of the thing itself', async (t) => {
  const named = strength('2026-01-05')
  const once = still(named, '2026-02-01')
  const again = still(once, '2026-03-01')
  const and = still(again, '2026-05-01')
  t.same(rests(named, once), { lastHeard: '2026-02-01', entries: [named.id, once.id] })
  t.same(rests(named, once, again), { lastHeard: '2026-03-01', entries: [named.id, once.id, again.id] })
  t.same(rests(named, once, again, and), { lastHeard: '2026-05-01', entries: [named.id, once.id, again.id, and.id] })
})

t.test('what is said to be still so is that thing, and no other', async (t) => {
  const named = strength('2026-01-05')
  const other = strength('2026-01-06')
  const { strengths } = profileOf(named, other, still(other, '2026-05-05'))
  t.same(
    strengths.map(({ id, lastHeard }) => [id, lastHeard]),
    [
      [named.id, '2026-01-05'],
      [other.id, '2026-05-05'],
    ],
  )
})

t.test('heard again of what was heard again, told before it, is heard of the thing', async (t) => {
  const strength = entry('StrengthNamed', on('2026-01-05', { facts: { lifeArea: 'giving' }, words: { strength: 'Mends bikes' } }))
  const first = entry('StillSo', on('2026-05-01', { facts: { entry: strength.id } }))
  const second = entry('StillSo', { happened: { from: '2026-02', to: '2026-06-10' }, facts: { entry: first.id } })
  const [shown] = profileOf(strength, first, second).strengths
  t.equal(shown?.lastHeard, '2026-06-10')
  t.equal(shown?.entries.length, 3)
})
