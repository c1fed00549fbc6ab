import t from 'tap'
import { entry, spec, uuid } from '../support/spec.ts'

const met = entry('PersonMet', { happened: { from: '2026-01-10' }, facts: { area: 'X10000101', howTheyCame: 'self' } })
const again = <E extends { id: string }>(told: E): E => ({ ...told, id: uuid() })

const matters = entry('WhatMattersNamed', { facts: { lifeArea: 'faith-and-culture' }, words: { what: 'Mass on Sundays, at St Anne’s' } })
const strength = entry('StrengthNamed', { facts: { lifeArea: 'giving' }, words: { strength: 'I make people laugh' } })
const worry = entry('WorryVoiced', { facts: { lifeArea: 'money' }, words: { worry: 'The letters I have not opened' } })
const label = entry('LabelGiven', { facts: { by: { sector: 'mental-health' } }, words: { label: 'Hard to reach' } })
const turningPoint = entry('TurningPointNamed', { happened: { from: '2009' }, words: { what: 'When Dad died' } })
const quiet = entry('AspectSeen', {
  setting: { where: 'day-service', withWhom: ['staff'] },
  facts: { often: 'often', lifeArea: 'feelings' },
  words: { aspect: 'Says nothing all morning' },
})

t.test('what matters, a strength, a worry, a label and a turning point can be told, and told again', async (t) => {
  const { given } = spec(t)
  for (const told of [matters, strength, worry, label, turningPoint]) {
    given(met).when(told).then(told)
    const twice = again(told)
    given(met, told).when(twice).then(twice)
  }
})

t.test('how somebody was seen to be always comes with its setting', async (t) => {
  const { given } = spec(t)
  const { setting, ...nowhere } = quiet
  given(met).when(quiet).then(quiet)
  given(met).when(nowhere).refuses('setting-needed')
  given(met)
    .when({ ...nowhere, setting: {} })
    .refuses('setting-needed')
  given(met)
    .when({ ...nowhere, setting: { withWhom: [] } })
    .refuses('setting-needed')
})

t.test('where, with whom, what was happening or how it felt: one of them is setting enough', async (t) => {
  const { given } = spec(t)
  const settings = [
    { where: 'work' as const },
    { withWhom: ['peers' as const] },
    { whatWasHappening: 'The band was playing' },
    { howIFelt: 'As if I could do anything' },
  ]
  for (const setting of settings) {
    const seen = { ...again(quiet), setting }
    given(met).when(seen).then(seen)
  }
})

t.test('an opposite stands beside an aspect that was seen', async (t) => {
  const { given } = spec(t)
  const loud = {
    ...again(quiet),
    setting: { where: 'club' as const, withWhom: ['friends' as const] },
    facts: { often: 'always', oppositeOf: quiet.id },
    words: { aspect: 'Runs the whole quiz' },
  }
  given(met, quiet).when(loud).then(loud)
  given(met).when(loud).refuses('entry-unknown')
  given(met, strength)
    .when({ ...loud, facts: { often: 'always', oppositeOf: strength.id } })
    .refuses('not-that-kind')
})

t.test('anything in the story can be said to be still so, again and again', async (t) => {
  const { given } = spec(t)
  const goal = entry('GoalVoiced', { facts: { goal: uuid(), lifeArea: 'home', whose: 'person', towards: 'keep' } })
  for (const told of [matters, turningPoint, goal, met]) {
    const still = entry('StillSo', { facts: { entry: told.id } })
    given(met, told).when(still).then(still)
    const twice = again(still)
    given(met, told, still).when(twice).then(twice)
  }
  given(met)
    .when(entry('StillSo', { facts: { entry: uuid() } }))
    .refuses('entry-unknown')
})

t.test('what was said of somebody can be no longer so, or never have been them', async (t) => {
  const { given } = spec(t)
  for (const told of [matters, strength, quiet, worry, label]) {
    for (const why of ['changed', 'not-me']) {
      const noLonger = entry('NoLongerSo', { facts: { entry: told.id, why } })
      given(met, told).when(noLonger).then(noLonger)
    }
  }
})

t.test('only what was said of somebody can be no longer so', async (t) => {
  const { given } = spec(t)
  const noLonger = (id: string) => entry('NoLongerSo', { facts: { entry: id, why: 'changed' } })
  given(met).when(noLonger(uuid())).refuses('entry-unknown')
  const goal = entry('GoalVoiced', { facts: { goal: uuid(), lifeArea: 'home', whose: 'person', towards: 'keep' } })
  for (const told of [turningPoint, goal]) given(met, told).when(noLonger(told.id)).refuses('not-that-kind')
  given(met).when(noLonger(met.id)).refuses('not-that-kind')
})

t.test('two who see it differently both say so, and both are kept', async (t) => {
  const mine = entry('NoLongerSo', { facts: { entry: label.id, why: 'not-me' } })
  const hers = { ...again(mine), saidBy: { who: 'worker' as const }, facts: { entry: label.id, why: 'changed' } }
  spec(t).given(met, label, mine).when(hers).then(hers)
})
