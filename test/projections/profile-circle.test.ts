import t from 'tap'
import { met, on, profileOf } from '../support/profiled.ts'
import { entry, uuid } from '../support/spec.ts'

t.test('whoever left the circle stands apart from those who are in it, with why', async (t) => {
  const [sister, friend] = [uuid(), uuid()]
  const named = (member: string, tie: string, name: string) =>
    entry('CircleMemberNamed', on('2026-01-02', { facts: { member, tie, care: 'neither' }, words: { name } }))
  const both = [named(sister, 'sibling', 'Bev'), named(friend, 'friend', 'Al')]
  const left = entry('CircleMemberLeft', on('2026-04-01', { facts: { member: friend, why: 'moved' }, words: { about: 'To Leeds' } }))

  t.match(profileOf(...both).circle, [
    { member: sister, tie: 'sibling', name: 'Bev' },
    { member: friend, tie: 'friend', name: 'Al' },
  ])
  t.same(profileOf(...both).circleBefore, [])

  const { circle, circleBefore } = profileOf(...both, left)
  t.same(
    circle.map(({ member }) => member),
    [sister],
  )
  t.match(circleBefore, [
    {
      member: friend,
      name: 'Al',
      entries: [both[1]?.id, left.id],
      lastHeard: '2026-04-01',
      left: { why: 'moved', words: 'To Leeds', since: { from: '2026-04-01' }, entry: left.id },
    },
  ])
  t.equal(circleBefore.length, 1)
})

t.test('home is where they live now; every home before it is kept, in order of life', async (t) => {
  const moved = (from: string, kind: string, about: string) =>
    entry('HomeChanged', on(from, { facts: { area: 'X10000101', kind }, words: { about } }))
  t.same([profileOf().home, profileOf().homesBefore], [undefined, []])

  const flat = moved('2026-05-01', 'own-home', 'A flat by the park')
  const mums = moved('1998', 'family-home', 'At Mum’s')
  const shared = moved('2019-03', 'shared-lives', 'With the Owens')
  const { home, homesBefore } = profileOf(flat, mums, shared)
  t.match(home, { kind: 'own-home', words: 'A flat by the park', since: { from: '2026-05-01' }, entries: [flat.id] })
  t.same(
    homesBefore.map(({ kind, words }) => [kind, words]),
    [
      ['family-home', 'At Mum’s'],
      ['shared-lives', 'With the Owens'],
    ],
  )
})

t.test('the name that was chosen is the one shown, with the words for them', async (t) => {
  t.match(profileOf().name, { name: 'Sam', entries: [met.id] })
  const chosen = entry('NameChosen', on('2026-03-01', { words: { name: 'Samira', pronouns: 'she' } }))
  t.match(profileOf(chosen).name, { name: 'Samira', pronouns: 'she', since: { from: '2026-03-01' }, entries: [chosen.id] })

  const latest = entry('NameChosen', on('2026-04-01', { words: { name: 'Mira', pronouns: 'they' } }))
  t.match(profileOf(latest, chosen).name, { name: 'Mira', pronouns: 'they' }, 'told first, chosen last')

  const before = entry('NameChosen', on('2020', { words: { name: 'Sami' } }))
  t.match(profileOf(before).name, { name: 'Sami', entries: [before.id] }, 'chosen before they were met')
})

t.test('the stages somebody crossed are all there, in order of life', async (t) => {
  const stage = (from: string, stage: string, about: string) => entry('StageCrossed', on(from, { facts: { stage }, words: { about } }))
  t.same(profileOf().stages, [])
  const retired = stage('2026-02-01', 'retired', 'At last')
  const carer = stage('1990', 'became-carer', 'For Dad')
  t.match(profileOf(retired, carer).stages, [
    { stage: 'became-carer', words: 'For Dad', since: { from: '1990' }, entries: [carer.id] },
    { stage: 'retired', words: 'At last', since: { from: '2026-02-01' }, entries: [retired.id] },
  ])
})

t.test('that somebody died is said, and since when; of the living it says nothing', async (t) => {
  const died = entry('PersonDied', on('2026-05', { saidBy: { who: 'family' } }))
  t.match(profileOf(died).died, { since: { from: '2026-05' }, saidBy: { who: 'family' }, entries: [died.id] })
  t.equal(profileOf().died, undefined)
})
