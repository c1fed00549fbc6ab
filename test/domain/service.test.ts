import t from 'tap'
import { entry, spec, uuid } from '../support/spec.ts'

const met = entry('PersonMet', { happened: { from: '2026-01-10' }, facts: { area: 'X10000101', howTheyCame: 'housing' } })
const again = <E extends { id: string }>(told: E): E => ({ ...told, id: uuid() })
const on = (day: string) => ({ happened: { from: day } })

t.test('hand-overs, turnings away, decisions and what systems did can be told, and told again', async (t) => {
  const { given } = spec(t)
  const told = [
    entry('HandedOver', { facts: { from: { sector: 'health' }, to: { sector: 'housing', organisation: 'EASTHOMES' }, warm: false } }),
    entry('TurnedAway', {
      facts: {
        by: { sector: 'mental-health' },
        reason: 'must-do-something-first',
        mustFirst: 'stop-using',
        sentTo: { sector: 'drug-and-alcohol' },
      },
    }),
    entry('DecisionMade', { facts: { about: 'home', decidedBy: 'panel', personWanted: 'no' } }),
    entry('SystemEffectNoted', { facts: { what: 'silence', effect: 'harmed' }, words: { what: 'Eleven weeks and no call back' } }),
  ]
  for (const one of told) {
    given(met).when(one).then(one)
    const twice = again(one)
    given(met, one).when(twice).then(twice)
  }
})

const worker = uuid()
const started = entry('WorkerStarted', { ...on('2026-02-01'), facts: { worker, role: 'navigator' } })
const left = entry('WorkerLeft', { ...on('2026-04-01'), facts: { worker, why: 'agency-ended', goodbyeSaid: false } })

t.test('a worker starts, which can be said again, and one who had left starts anew', async (t) => {
  const { given } = spec(t)
  given(met).when(started).then(started)
  const said = { ...again(started), ...on('2026-03-01') }
  given(met, started).when(said).then(said)
  const back = { ...again(started), ...on('2026-05-01') }
  given(met, started, left).when(back).then(back)
  const earlier = { ...again(started), ...on('2026-01-20') }
  given(met, started).when(earlier).then(earlier)
})

t.test('a worker leaves', async (t) => {
  const { given } = spec(t)
  given(met, started).when(left).then(left)
  given(met).when(left).refuses('worker-unknown')
  given(met, started, left)
    .when({ ...again(left), ...on('2026-05-01') })
    .thenNothing()
  const early = { ...again(left), ...on('2026-01-20') }
  given(met, started).when(early).then(early)
})

const concern = uuid()
const raised = entry('ConcernRaised', {
  ...on('2026-02-01'),
  facts: { concern, kinds: ['financial'], personWants: 'not-act' },
  words: { what: 'Money goes the day the benefits come' },
})
const closed = entry('ConcernClosed', { ...on('2026-04-01'), facts: { concern, how: 'support-changed', personsWishMet: 'partly' } })

t.test('a concern is raised once', async (t) => {
  const { given } = spec(t)
  given(met).when(raised).then(raised)
  given(met, raised).when(again(raised)).refuses('concern-already-raised')
  given(met, raised, closed)
    .when({ ...again(raised), ...on('2026-05-01') })
    .refuses('concern-already-raised')
})

t.test('a concern is closed', async (t) => {
  const { given } = spec(t)
  given(met, raised).when(closed).then(closed)
  given(met).when(closed).refuses('concern-unknown')
  given(met, raised, closed)
    .when({ ...again(closed), ...on('2026-05-01') })
    .thenNothing()
  const earlier = { ...again(closed), ...on('2026-03-01') }
  given(met, raised, closed).when(earlier).then(earlier)
})
