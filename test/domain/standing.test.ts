import t from 'tap'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { lineOf } from '../../src/domain/journey.ts'
import { retell, retellAll } from '../../src/domain/retelling.ts'
import { standings } from '../../src/domain/standing.ts'
import { entry, recordedAs, uuid } from '../support/spec.ts'

const held = entry('ConversationHeld', {
  happened: { from: '2026-03-01', to: 'now' },
  saidBy: { who: 'family', name: 'Des' },
  setting: { where: 'home', howIFelt: 'Tired', whatWasHappening: 'Tea' },
  facts: { minutes: 3 },
  words: { heard: 'The sea' },
})
const right = (type: string, of: AnyEntry, facts: object, words: object = { reason: 'It was not so' }) =>
  entry(type, { happened: undefined, saidBy: undefined, facts: { entry: of.id, ...facts }, words })
const correct = (of: AnyEntry, changes: object, words: object = {}) =>
  right('EntryCorrected', of, { kind: 'fact', ...changes }, { reason: 'It was not so', ...words })
const dispute = (meanwhile: string) => right('EntryDisputed', held, { asks: 'remove', meanwhile }, { words: 'No' })
const answer = (of: AnyEntry, answer: string) => right('DisputeAnswered', of, { answer })
const withdraw = (of: AnyEntry, why = 'slip') => right('EntryWithdrawn', of, { why })

/** One entry after another, each written down on the first of a month, from March 2026 on. */
const monthly = (entries: AnyEntry[]) =>
  entries.map(recordedAs).map((each, i) => ({ ...each, record: { ...each.record, at: `2026-0${i + 3}-01T09:00:00.000Z` } }))
const useOf = (...rightings: AnyEntry[]) => standings([held, ...rightings].map(recordedAs))[0]?.use

t.test(
  'still so runs to the day on which it was said to be: that of the entry, or of the correction that says it anew, and of no other',
  async (t) => {
    const last = (...rightings: AnyEntry[]) => retell(monthly([held, ...rightings]))[0]?.span.last
    t.equal(last(), '2026-03-01')
    t.equal(last(correct(held, { facts: { minutes: 4 } })), '2026-03-01')
    t.equal(last(correct(held, { happened: { from: '2026-02-01', to: 'now' } })), '2026-04-01')
    t.equal(last(correct(held, { happened: { from: '2026-02-01', to: 'now' } }), correct(held, { facts: { minutes: 4 } })), '2026-04-01')
  },
)

t.test('the last answer in force holds; without one it is as was asked meanwhile; a dispute taken back keeps nothing out', async (t) => {
  const [used, out] = [dispute('use'), dispute('do-not-use')]
  t.equal(useOf(used), 'used')
  t.equal(useOf(out), 'not-used')
  t.equal(useOf(out, withdraw(out)), 'used')
  const [notUsed, shown] = [answer(used, 'kept-and-not-used'), answer(used, 'kept-dispute-shown')]
  t.equal(useOf(used, notUsed), 'not-used')
  t.equal(useOf(used, notUsed, shown), 'used')
  t.equal(useOf(used, notUsed, shown, withdraw(shown)), 'not-used')
  t.equal(useOf(used, notUsed, withdraw(notUsed)), 'used')
})

t.test('that somebody was met is not kept out by a dispute', async (t) => {
  const met = entry('PersonMet', { facts: { area: 'X10000101', howTheyCame: 'self' }, words: { name: 'Sam' } })
  const disputed = right('EntryDisputed', met, { asks: 'remove', meanwhile: 'do-not-use' }, { words: 'No' })
  t.equal(retell([met, disputed].map(recordedAs)).length, 1)
})

t.test('the name of who said it and the words of the setting are corrected field by field', async (t) => {
  const correction = correct(held, { setting: { where: 'cafe' } }, { saidBy: { name: 'Desmond' }, setting: { howIFelt: null } })
  const [line] = retellAll([held, correction].map(recordedAs))
  t.same(line?.saidBy, { who: 'family', name: 'Desmond' })
  t.same(line?.setting, { where: 'cafe', whatWasHappening: 'Tea' })
})

t.test('an entry of a kind that is not known here is in no telling', async (t) => {
  t.same(
    retellAll([held, entry('SomethingNewer')].map(recordedAs)).map(({ id }) => id),
    [held.id],
  )
})

t.test('what was withdrawn does not draw anything after it: it is told as though it had not been', async (t) => {
  const support = uuid()
  const started = entry('SupportStarted', { happened: { from: '2026-03-05' }, facts: { support, sector: 'home-care' } })
  const ended = entry('SupportEnded', { happened: { from: '2026' }, facts: { support, planned: true } })
  const first = (entries: AnyEntry[]) => retellAll(entries.map(recordedAs)).find(({ id }) => id === ended.id)?.span.first
  t.equal(first([started, ended]), '2026-03-05')
  t.equal(first([started, ended, withdraw(started, 'wrong-person')]), '2026-01-01')
})

t.test('nothing is told of a day after the one it was written down on, and a plan is told before what it plans', async (t) => {
  const support = uuid()
  const rated = entry('SupportFitRated', { happened: { from: '2026' }, facts: { support, fit: 'fits' } })
  const planned = entry('SupportPlanned', { happened: { from: '2026' }, facts: { support, change: 'start', sector: 'home-care' } })
  const started = {
    ...recordedAs(entry('SupportStarted', { happened: { from: '2026-12-25' }, facts: { support, sector: 'home-care' } }), 2),
  }
  const told = retell([
    recordedAs(rated, 0),
    recordedAs(planned, 1),
    { ...started, record: { ...started.record, at: '2026-12-26T09:00:00.000Z' } },
  ])
  t.same(
    told.map(({ type, span }) => [type, span.first]),
    [
      ['SupportFitRated', '2026-01-01'],
      ['SupportPlanned', '2026-01-01'],
      ['SupportStarted', '2026-12-25'],
    ],
  )
})

t.test('an entry that reads as it did again does not say that it read otherwise', async (t) => {
  const facts = { minutes: 3, where: 'home' }
  const twice = entry('ConversationHeld', { facts })
  const [line] = retellAll([twice, correct(twice, { facts: { minutes: null } }), correct(twice, { facts: { minutes: 3 } })].map(recordedAs))
  t.notOk(line && 'asFirstTold' in lineOf(line, line.standing))
})

t.test(
  'an entry taken for somebody else’s, and that taken back, is shown again; a dispute of somebody else’s blanks nothing',
  async (t) => {
    const wrong = withdraw(held, 'wrong-person')
    const shown = (...rightings: AnyEntry[]) => {
      const [line] = retellAll([held, ...rightings].map(recordedAs))
      return line && lineOf(line, line.standing).facts
    }
    t.same(shown(wrong), {})
    t.same(shown(wrong, withdraw(wrong)), { minutes: 3 })
    const disputed = dispute('use')
    t.same(shown(disputed, withdraw(disputed)), { minutes: 3 })
  },
)
