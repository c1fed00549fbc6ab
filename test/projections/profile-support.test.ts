import t from 'tap'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { on, profileOf } from '../support/profiled.ts'
import { entry, uuid } from '../support/spec.ts'

const started = (support: string, from = '2026-01-02') => entry('SupportStarted', on(from, { facts: { support, sector: 'home-care' } }))
const planned = (support: string, from = '2026-01-02') =>
  entry(
    'SupportPlanned',
    on(from, {
      ledBy: 'service',
      facts: { support, change: 'start', sector: 'day-support', on: '2026-07-01' },
      words: { about: 'Thursdays' },
    }),
  )
const ended = (support: string) => entry('SupportEnded', on('2026-03-01', { facts: { support, planned: true } }))
const paused = (support: string, from = '2026-03-01') => entry('SupportPaused', on(from, { facts: { support, why: 'hospital' } }))
const resumed = (support: string, from: string) => entry('SupportResumed', on(from, { facts: { support } }))

t.test('supports that run come first, then those that pause, those that are planned, and those that ended', async (t) => {
  const ids = { ended: uuid(), planned: uuid(), paused: uuid(), running: uuid() }
  const { supports } = profileOf(
    started(ids.ended),
    planned(ids.planned),
    started(ids.paused),
    started(ids.running),
    ended(ids.ended),
    paused(ids.paused),
  )
  t.same(
    supports.map(({ support, state }) => [support, state]),
    [
      [ids.running, 'running'],
      [ids.paused, 'paused'],
      [ids.planned, 'planned'],
      [ids.ended, 'ended'],
    ],
  )
})

t.test('a support that goes on after a pause runs again, and both are among its changes', async (t) => {
  const support = uuid()
  const [shown] = profileOf(started(support), paused(support, '2026-02-01'), resumed(support, '2026-03-01')).supports
  t.match(shown, {
    state: 'running',
    lastHeard: '2026-03-01',
    changes: [
      { type: 'SupportPaused', why: 'hospital', since: { from: '2026-02-01' } },
      { type: 'SupportResumed', since: { from: '2026-03-01' } },
    ],
  })
})

t.test('a support that was planned shows as planned, with its plan; once it started the plan is kept', async (t) => {
  const support = uuid()
  const plan = planned(support)
  const [before] = profileOf(plan).supports
  const kept = {
    entry: plan.id,
    type: 'SupportPlanned',
    change: 'start',
    sector: 'day-support',
    on: '2026-07-01',
    ledBy: 'service',
    words: 'Thursdays',
  }
  t.match(before, { support, state: 'planned', since: { from: '2026-01-02' }, entries: [plan.id], planned: [kept] })

  const start = started(support, '2026-05-01')
  const [after] = profileOf(plan, start).supports
  t.match(after, { support, state: 'running', since: { from: '2026-05-01' }, entries: [plan.id, start.id], planned: [kept] })
  t.equal(after?.planned.length, 1)
})

t.test('a plan for a support that runs leaves it running', async (t) => {
  const support = uuid()
  const [shown] = profileOf(started(support), planned(support, '2026-02-01')).supports
  t.equal(shown?.state, 'running')
  t.equal(shown?.planned.length, 1)
})

t.test('a worker who left is not shown', async (t) => {
  const [social, advocate] = [uuid(), uuid()]
  const here = (worker: string, role: string) =>
    entry('WorkerStarted', on('2026-01-02', { facts: { worker, role }, words: { about: role } }))
  const both = [here(social, 'social-worker'), here(advocate, 'advocate')]
  t.match(profileOf(...both).workers, [
    { worker: social, role: 'social-worker', words: 'social-worker' },
    { worker: advocate, role: 'advocate' },
  ])
  const left = entry('WorkerLeft', on('2026-04-01', { facts: { worker: social, goodbyeSaid: true } }))
  t.same(
    profileOf(...both, left).workers.map(({ worker }) => worker),
    [advocate],
  )
})

t.test('a step shows its words, for whom it is and by when, and whether it was taken or let go', async (t) => {
  const step = uuid()
  const agreed = entry(
    'StepAgreed',
    on('2026-02-01', { facts: { step, who: 'worker', by: '2026-03-01' }, words: { step: 'Ring the housing office' } }),
  )
  const became = (type: string) => entry(type, on('2026-02-20', { facts: { step } }))
  const shown = (...entries: AnyEntry[]) => profileOf(agreed, ...entries).steps
  const asAgreed = { step, words: 'Ring the housing office', who: 'worker', by: '2026-03-01', since: { from: '2026-02-01' } }

  t.match(shown(), [{ ...asAgreed, state: 'agreed', lastHeard: '2026-02-01', entries: [agreed.id] }])
  const taken = became('StepTaken')
  t.match(shown(taken), [{ ...asAgreed, state: 'taken', lastHeard: '2026-02-20', entries: [agreed.id, taken.id] }])
  const letGo = became('StepLetGo')
  t.match(shown(letGo), [{ ...asAgreed, state: 'let-go', lastHeard: '2026-02-20', entries: [agreed.id, letGo.id] }])
})

t.test('a step that nobody agreed is none yet', async (t) => {
  t.same(profileOf(entry('StepTaken', on('2026-02-01', { facts: { step: uuid() } }))).steps, [])
})

t.test('the person’s own wants come first, whoever spoke first', async (t) => {
  const voiced = (who: 'person' | 'family' | 'worker', from: string, want: string) =>
    entry('WantVoiced', on(from, { saidBy: { who }, facts: { want: uuid(), lifeArea: 'home' }, words: { want } }))
  const { wants } = profileOf(
    voiced('family', '2026-01-02', 'Somebody at night'),
    voiced('person', '2026-01-03', 'A dog'),
    voiced('worker', '2026-01-04', 'A day centre'),
    voiced('person', '2026-01-05', 'To sing'),
  )
  t.same(
    wants.map(({ words, saidBy }) => [saidBy.who, words]),
    [
      ['person', 'A dog'],
      ['person', 'To sing'],
      ['family', 'Somebody at night'],
      ['worker', 'A day centre'],
    ],
  )
})

t.test('what was shown to be possible is there, each time, with its words', async (t) => {
  const want = uuid()
  const shown = (from: string, what: string, facts: object) =>
    entry('PossibilityShown', on(from, { saidBy: { who: 'worker' }, facts: { lifeArea: 'fun', ...facts }, words: { what } }))
  t.same(profileOf().possibilities, [])
  const choir = shown('2026-02-01', 'The choir on Mondays', { want, sector: 'community' })
  const shed = shown('2026-03-01', 'The shed', {})
  t.match(profileOf(choir, shed).possibilities, [
    { lifeArea: 'fun', sector: 'community', want, words: 'The choir on Mondays', since: { from: '2026-02-01' }, entries: [choir.id] },
    { words: 'The shed', entries: [shed.id] },
  ])
})
