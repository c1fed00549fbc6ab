import t from 'tap'
import { SupportAdjusted, SupportStarted } from '../../src/domain/support.ts'
import { entry, spec, uuid } from '../support/spec.ts'

const met = entry('PersonMet', { happened: { from: '2026-01-10' }, facts: { area: 'X10000101', howTheyCame: 'health' } })
const again = <E extends { id: string }>(told: E): E => ({ ...told, id: uuid() })
const support = uuid()
const on = (day: string) => ({ happened: { from: day } })

const planned = entry('SupportPlanned', {
  ...on('2026-01-15'),
  facts: { support, change: 'start', sector: 'homeshare', on: '2026-09-01', hoursPerWeek: 10 },
})
const started = entry('SupportStarted', {
  ...on('2026-02-01'),
  facts: { support, sector: 'homeshare', hoursPerWeek: 10, costPerWeek: 85.5, paidBy: ['council', 'person'], how: 'managed-budget' },
})
const adjusted = entry('SupportAdjusted', { ...on('2026-03-01'), facts: { support, hoursPerWeek: 6, noticeDays: 7, why: 'money' } })
const paused = entry('SupportPaused', { ...on('2026-03-10'), facts: { support, why: 'hospital' } })
const resumed = entry('SupportResumed', { ...on('2026-04-10'), facts: { support } })
const ended = entry('SupportEnded', { ...on('2026-05-01'), facts: { support, planned: false, noticeDays: 3, why: 'provider' } })
const rated = entry('SupportFitRated', { ...on('2026-03-20'), facts: { support, fit: 'partly' } })

t.test('planning a support, and planning to change one that runs', async (t) => {
  const { given } = spec(t)
  given(met).when(planned).then(planned)
  const less = entry('SupportPlanned', { ...on('2026-03-01'), facts: { support, change: 'less', hoursPerWeek: 6 } })
  given(met, started).when(less).then(less)
  given(met, started, ended)
    .when({ ...less, ...on('2026-05-20') })
    .refuses('support-ended')
  given(met, started, ended).when(less).then(less)
})

t.test('a support starts once, planned or not', async (t) => {
  const { given } = spec(t)
  given(met).when(started).then(started)
  given(met, planned).when(started).then(started)
  given(met, started).when(again(started)).refuses('support-already-started')
  given(met, started, ended)
    .when({ ...again(started), ...on('2026-06-01') })
    .refuses('support-already-started')
  given(met, started)
    .when({ ...again(started), ...on('2026-01-20') })
    .refuses('support-already-started')
})

t.test('a support that was put off before it began can still start', async (t) => {
  const putOff = { ...again(paused), ...on('2026-01-20') }
  spec(t).given(met, planned, putOff).when(started).then(started)
})

t.test('adjusting, and saying the same hours again', async (t) => {
  const { given } = spec(t)
  given(met, started).when(adjusted).then(adjusted)
  const same = { ...again(adjusted), ...on('2026-03-05') }
  given(met, started, adjusted).when(same).then(same)
  given(met).when(adjusted).refuses('support-unknown')
  given(met, started, ended)
    .when({ ...adjusted, ...on('2026-06-01') })
    .refuses('support-ended')
})

t.test('a change of March is not refused because the support ended in May', async (t) => {
  const { given } = spec(t)
  for (const told of [adjusted, paused]) given(met, started, ended).when(told).then(told)
})

t.test('pausing', async (t) => {
  const { given } = spec(t)
  given(met, started).when(paused).then(paused)
  given(met, started, paused)
    .when({ ...again(paused), ...on('2026-03-20') })
    .thenNothing()
  given(met).when(paused).refuses('support-unknown')
  given(met, started, ended)
    .when({ ...paused, ...on('2026-06-01') })
    .refuses('support-ended')
})

t.test('resuming', async (t) => {
  const { given } = spec(t)
  given(met, started, paused).when(resumed).then(resumed)
  given(met, started).when(resumed).refuses('support-not-paused')
  given(met, started, paused, resumed)
    .when({ ...again(resumed), ...on('2026-04-20') })
    .refuses('support-not-paused')
  given(met).when(resumed).refuses('support-unknown')
  given(met, started, paused, ended)
    .when({ ...resumed, ...on('2026-06-01') })
    .refuses('support-ended')
})

t.test('ending, also what only was planned or stands still', async (t) => {
  const { given } = spec(t)
  for (const before of [[planned], [started], [started, paused]])
    given(met, ...before)
      .when(ended)
      .then(ended)
  given(met).when(ended).refuses('support-unknown')
  given(met, started, ended)
    .when({ ...again(ended), ...on('2026-05-20') })
    .thenNothing()
})

t.test('what is told of a time before a support was first told of takes it as running', async (t) => {
  const { given } = spec(t)
  const early = { ...again(adjusted), ...on('2025-11') }
  given(met, started).when(early).then(early)
  given(met, started)
    .when({ ...again(resumed), ...on('2025-11') })
    .refuses('support-not-paused')
})

t.test('the person can say no to a support, of which nothing has to be known', async (t) => {
  const declined = entry('SupportDeclined', { facts: { sector: 'day-support' }, words: { about: 'Bingo is not for me' } })
  const { given } = spec(t)
  given(met).when(declined).then(declined)
  const twice = again(declined)
  given(met, declined).when(twice).then(twice)
})

t.test('how a support fits can be said again and again, of one that has ended too', async (t) => {
  const { given } = spec(t)
  given(met, started).when(rated).then(rated)
  const twice = again(rated)
  given(met, started, rated).when(twice).then(twice)
  const after = { ...again(rated), ...on('2026-06-01') }
  given(met, started, ended).when(after).then(after)
  given(met).when(rated).refuses('support-unknown')
})

t.test('hours, pounds and days of notice stay within what can be', async (t) => {
  const withFacts = (more: object) => {
    const adjusts = SupportAdjusted.asked.safeParse({ ...adjusted, facts: { support, ...more } }).success
    const starts = SupportStarted.asked.safeParse({ ...started, facts: { support, sector: 'homeshare', ...more } }).success
    t.equal(adjusts, starts, 'the same whether it starts or is adjusted')
    return starts
  }
  for (const hoursPerWeek of [0, 0.25, 168]) t.equal(withFacts({ hoursPerWeek }), true, `${hoursPerWeek} hours`)
  for (const hoursPerWeek of [-1, 168.5, '10', Number.NaN]) t.equal(withFacts({ hoursPerWeek }), false, `${hoursPerWeek} hours`)
  for (const costPerWeek of [0, 1234.56]) t.equal(withFacts({ costPerWeek }), true, `£${costPerWeek}`)
  for (const costPerWeek of [-0.01, Number.POSITIVE_INFINITY, '£20']) t.equal(withFacts({ costPerWeek }), false, `£${costPerWeek}`)
  const withNotice = (noticeDays: unknown) => SupportAdjusted.asked.safeParse({ ...adjusted, facts: { support, noticeDays } }).success
  for (const days of [0, 3650]) t.equal(withNotice(days), true, `${days} days`)
  for (const days of [-1, 3651, 1.5]) t.equal(withNotice(days), false, `${days} days`)
})
