import t from 'tap'
import type { WantEntry } from '../../src/domain/want.ts'
import { wants } from '../../src/domain/want.ts'
import { entry, spec, uuid } from '../support/spec.ts'

const met = entry('PersonMet', { happened: { from: '2026-01-10' }, facts: { area: 'X10000101', howTheyCame: 'self' } })
const again = <E extends { id: string }>(told: E): E => ({ ...told, id: uuid() })
const on = (day: string) => ({ happened: { from: day } })

const want = uuid()
const support = uuid()
const compromise = uuid()
const voiced = entry('WantVoiced', {
  ...on('2026-01-12'),
  facts: { want, lifeArea: 'belonging', sector: 'community', neverAsked: 'nobody-asked' },
  words: { want: { text: 'Someone my age to go out with', quote: true } },
})
const unmet = entry('WantUnmet', { ...on('2026-02-01'), facts: { want, why: 'not-here' } })
const nowMet = (day: string, by?: string) => entry('WantMet', { ...on(day), facts: by ? { want, support: by } : { want } })
const letGo = entry('WantLetGo', { ...on('2026-05-01'), facts: { want, why: 'changed-mind' } })
const started = (id: string, day: string) => entry('SupportStarted', { ...on(day), facts: { support: id, sector: 'community' } })
const ended = (id: string, day: string) => entry('SupportEnded', { ...on(day), facts: { support: id, planned: false } })
const made = entry('CompromiseMade', {
  ...on('2026-03-01'),
  facts: {
    compromise,
    want,
    wantedSector: 'community',
    givenSector: 'day-support',
    why: 'not-here',
    says: 'unsure',
    lookAgainOn: '2026-09-01',
  },
})
const lookedAt = entry('CompromiseLookedAt', { ...on('2026-04-01'), facts: { compromise, still: true, says: 'unhappy' } })

t.test('a want is voiced once', async (t) => {
  const { given } = spec(t)
  given(met).when(voiced).then(voiced)
  given(met, voiced).when(again(voiced)).refuses('want-already-voiced')
  given(met, voiced, letGo)
    .when({ ...again(voiced), ...on('2026-06-01') })
    .refuses('want-already-voiced')
})

t.test('showing what is possible, again and again', async (t) => {
  const shown = entry('PossibilityShown', { facts: { lifeArea: 'fun' }, words: { what: 'The five-a-side on Thursdays' } })
  const { given } = spec(t)
  given(met).when(shown).then(shown)
  const twice = again(shown)
  given(met, shown).when(twice).then(twice)
})

t.test('a want that could not be had', async (t) => {
  const { given } = spec(t)
  given(met, voiced).when(unmet).then(unmet)
  const twice = again(unmet)
  given(met, voiced, unmet).when(twice).then(twice)
  given(met).when(unmet).refuses('want-unknown')
  given(met, voiced, letGo)
    .when({ ...unmet, ...on('2026-06-01') })
    .refuses('want-let-go')
  given(met, voiced, letGo).when(unmet).then(unmet)
})

t.test('a want is met', async (t) => {
  const { given } = spec(t)
  const one = nowMet('2026-03-01')
  given(met, voiced).when(one).then(one)
  given(met).when(one).refuses('want-unknown')
  const afterAll = nowMet('2026-06-01')
  given(met, voiced, letGo).when(afterAll).then(afterAll)
})

t.test('met again by the same support, or by none that is named, is already so; by another it is news', async (t) => {
  const { given } = spec(t)
  const bySupport = nowMet('2026-03-01', support)
  given(met, voiced, bySupport).when(nowMet('2026-04-01', support)).thenNothing()
  given(met, voiced, bySupport).when(nowMet('2026-04-01')).thenNothing()
  given(met, voiced, nowMet('2026-03-01')).when(nowMet('2026-04-01')).thenNothing()
  const byAnother = nowMet('2026-04-01', uuid())
  given(met, voiced, bySupport).when(byAnother).then(byAnother)
  const nowNamed = nowMet('2026-04-01', support)
  given(met, voiced, nowMet('2026-03-01')).when(nowNamed).then(nowNamed)
})

t.test('a want that a support met opens again when that support ends', async (t) => {
  const { given } = spec(t)
  const story = [met, voiced, started(support, '2026-02-01'), nowMet('2026-03-01', support), ended(support, '2026-04-01')]
  const metAgain = nowMet('2026-05-01')
  given(...story)
    .when(metAgain)
    .then(metAgain)
  given(...story.slice(0, -1))
    .when(nowMet('2026-05-01'))
    .thenNothing()
  const anotherEnds = [...story.slice(0, -1), ended(uuid(), '2026-04-01')]
  given(...anotherEnds)
    .when(nowMet('2026-05-01'))
    .thenNothing()
})

t.test('a want that two supports meet stays met until both have ended', async (t) => {
  const second = uuid()
  const story = [met, voiced, nowMet('2026-02-01', support), nowMet('2026-02-02', second), ended(support, '2026-03-01')]
  const { given } = spec(t)
  given(...story)
    .when(nowMet('2026-05-01'))
    .thenNothing()
  const once = nowMet('2026-05-01')
  given(...story, ended(second, '2026-04-01'))
    .when(once)
    .then(once)
})

t.test('a want that is found unmet after it was met is open again', async (t) => {
  const later = { ...again(unmet), ...on('2026-04-01') }
  const metAgain = nowMet('2026-05-01')
  spec(t).given(met, voiced, nowMet('2026-03-01'), later).when(metAgain).then(metAgain)
})

t.test('letting go of a want', async (t) => {
  const { given } = spec(t)
  given(met, voiced).when(letGo).then(letGo)
  given(met).when(letGo).refuses('want-unknown')
  given(met, voiced, letGo)
    .when({ ...again(letGo), ...on('2026-05-20') })
    .thenNothing()
})

t.test('a want let go in May could be let go in March, and met in April, before that was known', async (t) => {
  const { given } = spec(t)
  const earlier = { ...again(letGo), ...on('2026-03-01') }
  given(met, voiced, letGo).when(earlier).then(earlier)
  const april = nowMet('2026-04-01')
  given(met, voiced, letGo).when(april).then(april)
})

t.test('what happened to a want before it was first voiced can be told', async (t) => {
  const early = { ...again(unmet), happened: { from: '2024' } }
  spec(t).given(met, voiced).when(early).then(early)
})

t.test('a compromise about a want, a goal, or neither by name', async (t) => {
  const { given } = spec(t)
  given(met, voiced).when(made).then(made)
  given(met).when(made).refuses('want-unknown')
  given(met, voiced, made).when(again(made)).refuses('compromise-already-made')
  const goal = uuid()
  const goalVoiced = entry('GoalVoiced', { facts: { goal, lifeArea: 'home', whose: 'person', towards: 'change' } })
  const aboutGoal = { ...again(made), facts: { compromise, goal, givenSector: 'residential' } }
  given(met, goalVoiced).when(aboutGoal).then(aboutGoal)
  given(met, voiced).when(aboutGoal).refuses('goal-unknown')
  const aboutNeither = { ...again(made), facts: { compromise, givenSector: 'residential' } }
  given(met).when(aboutNeither).then(aboutNeither)
})

t.test('looking at a compromise again, as often as it takes', async (t) => {
  const { given } = spec(t)
  given(met, voiced, made).when(lookedAt).then(lookedAt)
  const twice = again(lookedAt)
  given(met, voiced, made, lookedAt).when(twice).then(twice)
  given(met, voiced).when(lookedAt).refuses('compromise-unknown')
})

t.test('a compromise is open until its want is met or let go, or it is looked at and stands no longer', async (t) => {
  const isAfter = (...entries: object[]) => wants.over([voiced, made, ...entries] as WantEntry[]).compromises.get(compromise)?.is
  t.equal(isAfter(), 'open')
  t.equal(isAfter(lookedAt), 'open')
  t.equal(isAfter(nowMet('2026-05-01')), 'closed')
  t.equal(isAfter(lookedAt, letGo), 'closed')
  t.equal(isAfter({ ...lookedAt, facts: { compromise, still: false } }), 'closed')
  t.equal(isAfter({ ...nowMet('2026-05-01'), facts: { want: uuid() } }), 'open', 'another want is met')
})
