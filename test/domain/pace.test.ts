import t from 'tap'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { type Change, changesIn, summaryOf } from '../../src/domain/pace.ts'
import { type Cut, retell } from '../../src/domain/retelling.ts'
import { met, on } from '../support/profiled.ts'
import { entry, recordedAs } from '../support/spec.ts'

const care = '00000003-0000-4000-8000-000000000001'
const club = '00000003-0000-4000-8000-000000000002'

const home = (day: string, facts: object = {}, more = {}) =>
  entry('HomeChanged', on(day, { facts: { area: 'X10000101', kind: 'residential', ...facts }, ...more }))
const started = (day: string, facts: object = {}) =>
  entry('SupportStarted', on(day, { facts: { support: care, sector: 'home-care', ...facts } }))
const adjusted = (day: string, facts: object = {}, more = {}) =>
  entry('SupportAdjusted', on(day, { facts: { support: care, ...facts }, ...more }))
const planned = (day: string, change: string, facts: object = {}) =>
  entry('SupportPlanned', on(day, { facts: { support: care, change, ...facts } }))
const ended = (day: string, facts: object = {}, more = {}) =>
  entry('SupportEnded', on(day, { facts: { support: care, planned: true, ...facts }, ...more }))
const died = (day: string) => entry('PersonDied', on(day))

const changesOf = (entries: AnyEntry[], cut: Cut = {}) => changesIn(retell([met, ...entries].map(recordedAs), cut))

/** The change that an entry made, in a life of which all these were written down. */
function how(asked: AnyEntry, ...others: AnyEntry[]): Pick<Change, 'direction' | 'large' | 'pace' | 'noticeDays'> {
  const { direction, large, pace, noticeDays } = changesOf([...others, asked]).find((change) => change.entry.id === asked.id) as Change
  return { direction, large, pace, noticeDays }
}
const large = (change: AnyEntry, ...others: AnyEntry[]) => how(change, ...others).large
const paceOf = (change: AnyEntry, ...others: AnyEntry[]) => how(change, ...others).pace

t.test('every change of home and support is there in order of life, with its direction, its sector and nothing else', async (t) => {
  const told = [
    ended('2026-05-01'),
    started('2026-01-10', { hoursPerWeek: 10 }),
    home('2026-01-20'),
    adjusted('2026-02-01', { hoursPerWeek: 12 }),
    adjusted('2026-03-01', { hoursPerWeek: 11 }),
    entry('SupportPaused', on('2026-03-10', { facts: { support: care } })),
    entry('SupportResumed', on('2026-03-20', { facts: { support: care } })),
    planned('2026-03-25', 'end'),
    entry('ConversationHeld', on('2026-03-25')),
  ]
  t.same(
    changesOf(told).map(({ entry, direction, sector, large }) => [entry.happened.from, direction, sector, large]),
    [
      ['2026-01-10', 'start', 'home-care', false],
      ['2026-01-20', 'move', undefined, false],
      ['2026-02-01', 'more', 'home-care', false],
      ['2026-03-01', 'less', 'home-care', false],
      ['2026-03-10', 'pause', 'home-care', false],
      ['2026-03-20', 'resume', 'home-care', false],
      ['2026-05-01', 'end', 'home-care', true],
    ],
  )
})

t.test('a support that never started is of the sector it was planned in', async (t) => {
  const [change] = changesOf([planned('2026-01-10', 'start', { sector: 'day-support' }), ended('2026-04-01')])
  t.match(change, { direction: 'end', sector: 'day-support', large: true })
})

t.test('a home is large where it was not chosen; not being asked is not choosing, and nothing is claimed where nobody said', async (t) => {
  t.equal(large(home('2026-03-01', { choice: 'not-mine' })), true)
  t.equal(large(home('2026-03-01', { choice: 'not-asked' })), true)
  t.equal(large(home('2026-03-01', { choice: 'shared' })), false)
  t.equal(large(home('2026-03-01', { choice: 'mine', noticeDays: 1 })), false, 'a quick move of one’s own is not large')
  t.equal(large(home('2026-03-01', {}, { ledBy: 'service' })), false)
})

t.test('the pace of a move is by the notice it says, and no plan for a support is notice of it', async (t) => {
  const moved = (facts: object) => home('2026-03-01', { choice: 'not-mine', ...facts })
  t.equal(paceOf(moved({ noticeDays: 27 })), 'sudden')
  t.equal(paceOf(moved({ noticeDays: 28 })), 'gradual')
  t.equal(paceOf(moved({ noticeDays: 0 })), 'sudden')
  t.equal(paceOf(moved({})), 'notice-unknown')
  t.equal(paceOf(moved({}), planned('2025-12-01', 'start', { sector: 'residential' })), 'notice-unknown')
  t.equal(paceOf(home('2026-03-01', { choice: 'mine', noticeDays: 3 })), undefined, 'what is not large has no pace')
})

t.test('an end is large; it is sudden where it was not planned, whatever notice there was', async (t) => {
  t.same(how(ended('2026-05-01', { noticeDays: 28 })), { direction: 'end', large: true, pace: 'gradual', noticeDays: 28 })
  t.same(how(ended('2026-05-01', { noticeDays: 27 })), { direction: 'end', large: true, pace: 'sudden', noticeDays: 27 })
  t.same(how(ended('2026-05-01')), { direction: 'end', large: true, pace: 'notice-unknown', noticeDays: undefined })
  t.same(how(ended('2026-05-01', { planned: false })), { direction: 'end', large: true, pace: 'sudden', noticeDays: undefined })
  t.equal(paceOf(ended('2026-05-01', { planned: false, noticeDays: 90 })), 'sudden')
  t.equal(paceOf(ended('2026-05-01', { planned: false }), planned('2026-01-01', 'end')), 'sudden')
})

t.test('notice is counted from the first plan for it, before what the entry says', async (t) => {
  // 3 April to 1 May are 28 days, 4 April to 1 May are 27.
  t.same(how(ended('2026-05-01'), planned('2026-04-03', 'end')), { direction: 'end', large: true, pace: 'gradual', noticeDays: 28 })
  t.same(how(ended('2026-05-01'), planned('2026-04-04', 'end')), { direction: 'end', large: true, pace: 'sudden', noticeDays: 27 })
  t.equal(how(ended('2026-05-01', { noticeDays: 3 }), planned('2026-04-01', 'end')).noticeDays, 30)
  t.equal(how(ended('2026-05-01'), planned('2026-04-01', 'end'), planned('2026-04-20', 'end')).noticeDays, 30, 'the first of two')
  t.equal(how(ended('2026-05-01'), planned('2026-04-01', 'end', { on: '2026-09-01' })).noticeDays, 30, 'to the day it came')
  const plan = planned('2026-04-01', 'end')
  t.equal(changesOf([plan, ended('2026-05-01')])[0]?.noticeFrom, plan.id)
  t.equal(changesOf([ended('2026-05-01', { noticeDays: 3 })])[0]?.noticeFrom, undefined)
})

t.test('a plan of another kind, for another support or told afterwards is no notice', async (t) => {
  t.equal(paceOf(ended('2026-05-01'), planned('2026-01-01', 'less')), 'notice-unknown', 'a cut is no notice of an end')
  t.equal(paceOf(ended('2026-05-01'), planned('2026-01-01', 'start')), 'notice-unknown')
  t.equal(paceOf(ended('2026-05-01'), planned('2026-01-01', 'end', { support: club })), 'notice-unknown')
  t.equal(paceOf(ended('2026-05-01'), planned('2026-05-02', 'end')), 'notice-unknown')
  const cut = adjusted('2026-05-01', { hoursPerWeek: 5 })
  t.equal(paceOf(cut, started('2026-01-10', { hoursPerWeek: 10 }), planned('2026-02-01', 'end')), 'notice-unknown', 'nor an end of a cut')
})

t.test('a plan is used up by what it was for, and is for the steps within 28 days of it', async (t) => {
  const begun = [started('2025-01-10', { hoursPerWeek: 20 }), planned('2025-02-01', 'less')]
  const first = adjusted('2025-04-01', { hoursPerWeek: 18 })
  // 1 April to 29 April are 28 days; 1 February to 29 April are 87.
  const step = adjusted('2025-04-29', { hoursPerWeek: 10 })
  t.same(how(step, ...begun, first), { direction: 'less', large: true, pace: 'gradual', noticeDays: 87 })
  const later = adjusted('2025-04-30', { hoursPerWeek: 10 })
  t.same(how(later, ...begun, first), { direction: 'less', large: true, pace: 'notice-unknown', noticeDays: undefined })
  const between = adjusted('2025-04-20', { hoursPerWeek: 17 })
  t.equal(how(later, ...begun, first, between).pace, 'notice-unknown', 'within 28 days of the first, not of the last')
  const again = planned('2025-04-20', 'less')
  t.same(how(later, ...begun, first, again), { direction: 'less', large: true, pace: 'sudden', noticeDays: 10 })
})

t.test('on one day, what was written down first came first', async (t) => {
  const begun = started('2025-01-10', { hoursPerWeek: 20 })
  const plan = planned('2025-04-01', 'less')
  const cut = adjusted('2025-04-01', { hoursPerWeek: 10 })
  const next = adjusted('2025-06-01', { hoursPerWeek: 5 })
  const paces = (...entries: AnyEntry[]) => changesOf(entries).map(({ pace }) => pace)
  t.same(paces(begun, plan, cut, next), [undefined, 'sudden', 'notice-unknown'], 'the plan was for the cut of that day')
  t.same(paces(begun, cut, plan, next), [undefined, 'notice-unknown', 'gradual'], 'the plan was for what came after')
})

t.test('hours down by a quarter are large, and not by less; more never is', async (t) => {
  const begun = started('2026-01-10', { hoursPerWeek: 20, costPerWeek: 400 })
  t.equal(large(adjusted('2026-03-01', { hoursPerWeek: 15 }), begun), true)
  t.equal(large(adjusted('2026-03-01', { hoursPerWeek: 15.01 }), begun), false)
  t.equal(large(adjusted('2026-03-01', { hoursPerWeek: 0 }), begun), true)
  t.same(how(adjusted('2026-03-01', { hoursPerWeek: 40 }), begun), {
    direction: 'more',
    large: false,
    pace: undefined,
    noticeDays: undefined,
  })
  t.equal(
    large(adjusted('2026-03-01', { hoursPerWeek: 0.3 }), started('2026-01-10', { hoursPerWeek: 0.4 })),
    true,
    'a quarter of little too',
  )
})

t.test('a quarter is a quarter to the hundredth, and nought that stays nought is no step', async (t) => {
  t.equal(large(adjusted('2026-03-01', { hoursPerWeek: 0.9 }), started('2026-01-10', { hoursPerWeek: 1.2 })), true)
  const nought = started('2026-01-10', { hoursPerWeek: 0 })
  t.match(how(adjusted('2026-03-01', { hoursPerWeek: 0 }), nought), { direction: undefined, large: false })
})

t.test('cost decides where hours are not known, and nothing where neither is', async (t) => {
  const noHours = started('2026-01-10', { costPerWeek: 400 })
  t.same(how(adjusted('2026-03-01', { costPerWeek: 300 }), noHours), {
    direction: 'less',
    large: true,
    pace: 'notice-unknown',
    noticeDays: undefined,
  })
  t.equal(large(adjusted('2026-03-01', { costPerWeek: 301 }), noHours), false)
  t.equal(large(adjusted('2026-03-01', { hoursPerWeek: 30, costPerWeek: 300 }), noHours), true, 'there are no hours to compare with')
  const both = started('2026-01-10', { hoursPerWeek: 20, costPerWeek: 400 })
  t.match(how(adjusted('2026-03-01', { costPerWeek: 100 }), both), { direction: 'less', large: false }, 'the hours stayed')
  t.match(how(adjusted('2026-03-01', { hoursPerWeek: 21, costPerWeek: 100 }), both), { direction: 'more', large: false })
  t.match(how(adjusted('2026-03-01', { hoursPerWeek: 10, costPerWeek: 500 }), both), { direction: 'less', large: true })
  t.same(how(adjusted('2026-03-01', { noticeDays: 3 }), both), { direction: undefined, large: false, pace: undefined, noticeDays: 3 })
  t.match(how(adjusted('2026-03-01', { hoursPerWeek: 3 }), started('2026-01-10')), { direction: undefined, large: false })
  const nothingSaid = adjusted('2026-02-01', { why: 'provider' })
  t.match(how(adjusted('2026-03-01', { costPerWeek: 100 }), noHours, nothingSaid), { direction: 'less', large: true })
  const [, change] = changesOf([both, adjusted('2026-03-01', { costPerWeek: 100 })])
  t.match(change, { hours: { was: 20, is: 20 }, cost: { was: 400, is: 100 } })
})

t.test('steps down within 28 days are added up, and the one with which it comes to a quarter is the large one', async (t) => {
  const begun = started('2026-01-10', { hoursPerWeek: 20 })
  const steps = [
    adjusted('2026-03-01', { hoursPerWeek: 18 }),
    adjusted('2026-03-10', { hoursPerWeek: 16 }),
    adjusted('2026-03-29', { hoursPerWeek: 15 }),
  ]
  const [first, second, third] = steps.map(({ id }) => id)
  // 1 to 29 March are 28 days: 20 to 15 is a quarter.
  t.same(
    changesOf([begun, ...steps]).map(({ large, addedUp }) => [large, addedUp]),
    [
      [false, []],
      [false, []],
      [false, []],
      [true, [first, second]],
    ],
  )
  const dayLater = { ...(steps[2] as AnyEntry), ...on('2026-03-30') }
  t.same(
    changesOf([begun, ...steps.slice(0, 2), dayLater]).map(({ large }) => large),
    [false, false, false, false],
    '29 days after the first of them it is 18 to 15 that is added up, a sixth',
  )
  // On 3 April the step of 10 March is 24 days ago: from the 18 before it, 13 is more than a quarter down; from 16 it is not.
  const further = adjusted('2026-04-03', { hoursPerWeek: 13 })
  const changes = changesOf([begun, ...steps.slice(0, 2), dayLater, further])
  t.same(changes.at(-1)?.addedUp, [second, third])
  t.same(
    changes.map(({ large }) => large),
    [false, false, false, false, true],
  )
})

t.test('what has gone into one large step goes into no other', async (t) => {
  const begun = started('2026-01-10', { hoursPerWeek: 20 })
  const larges = (...hours: number[]) =>
    changesOf([begun, ...hours.map((hoursPerWeek, i) => adjusted(`2026-03-0${i + 1}`, { hoursPerWeek }))])
      .slice(1)
      .map(({ large }) => large)
  t.same(larges(18, 15, 14, 12), [false, true, false, false], '20 to 15 is a quarter; 15 to 12 is a fifth')
  t.same(larges(18, 15, 14, 11), [false, true, false, true], '15 to 11 is more than a quarter once more')
  t.same(larges(10, 20, 15), [true, false, true], 'what was given back can be taken again')
  t.same(larges(24, 18), [false, true], 'from 24, which it had come to within the 28 days')
  t.same(larges(16, 17, 15), [false, false, true], 'steps up and down are added up')
  const toldLate = [adjusted('2025-12-20', { hoursPerWeek: 40 }), adjusted('2025-12-30', { hoursPerWeek: 38 })]
  t.same(
    changesOf([...toldLate, begun, adjusted('2026-01-12', { hoursPerWeek: 19 })]).map(({ large }) => large),
    [false, false, false, false],
    'what was told of it before it began goes into nothing after',
  )
})

t.test('a large step that needed no other was added up with none', async (t) => {
  const begun = started('2026-01-10', { hoursPerWeek: 20 })
  const changes = changesOf([begun, adjusted('2026-03-01', { hoursPerWeek: 19 }), adjusted('2026-03-02', { hoursPerWeek: 10 })])
  t.equal(changes.at(-1)?.large, true)
  t.same(changes.at(-1)?.addedUp, [])
})

t.test('steps of two supports are never added up', async (t) => {
  const both = [started('2026-01-10', { hoursPerWeek: 20 }), started('2026-01-10', { support: club, hoursPerWeek: 20 })]
  const changes = changesOf([
    ...both,
    adjusted('2026-03-01', { hoursPerWeek: 17 }),
    adjusted('2026-03-02', { support: club, hoursPerWeek: 17 }),
  ])
  t.same(
    changes.map(({ direction, large }) => [direction, large]),
    [
      ['start', false],
      ['start', false],
      ['less', false],
      ['less', false],
    ],
  )
})

t.test('an end within 7 days of the person’s death is none of these; nothing else is left out, and no other death counts', async (t) => {
  const ofDeath = { direction: 'end', large: false, pace: undefined, noticeDays: 2 }
  t.same(how(ended('2026-05-08', { noticeDays: 2 }), died('2026-05-01')), ofDeath)
  t.same(how(ended('2026-04-24', { noticeDays: 2 }), died('2026-05-01')), ofDeath)
  t.equal(changesOf([ended('2026-05-08'), died('2026-05-01')])[0]?.nearDeath, true)
  t.equal(paceOf(ended('2026-05-09', { noticeDays: 2 }), died('2026-05-01')), 'sudden')
  t.equal(paceOf(ended('2026-04-23', { noticeDays: 2 }), died('2026-05-01')), 'sudden')
  t.equal(paceOf(home('2026-04-30', { choice: 'not-asked', noticeDays: 0 }), died('2026-05-01')), 'sudden', 'a move is no end')
  const mother = entry('CircleMemberLeft', on('2026-05-01', { facts: { member: club, why: 'died' } }))
  t.equal(paceOf(ended('2026-05-01', { noticeDays: 2 }), mother), 'sudden', 'what ended with a carer’s life was a change in this one')
  const end = ended('2026-04-30', { noticeDays: 2 })
  t.equal(changesOf([end, died('2026-05-01')], { asAt: '2026-04-30' })[0]?.pace, 'sudden', 'the day before, nobody had died')
})

t.test('what is told by month or year counts from its first day', async (t) => {
  // From 1 March to 1 May are 61 days.
  t.equal(how(ended('2026-05-01'), planned('2026-03', 'end')).noticeDays, 61)
  t.equal(how(ended('2026-05'), planned('2026-04-10', 'end')).noticeDays, 21)
})

t.test('the summary counts entries by pace and who led them, and only large ones', async (t) => {
  const changes = changesOf([
    ended('2026-05-01', { noticeDays: 2 }, { ledBy: 'service' }),
    ended('2026-05-02', { support: club, planned: false }, { ledBy: 'service' }),
    ended('2026-05-03', { noticeDays: 90 }, { ledBy: 'person' }),
    home('2026-05-04', { choice: 'not-mine' }, { ledBy: 'rule' }),
    home('2026-05-05', { choice: 'mine' }, { ledBy: 'service' }),
    home('2026-05-06', { choice: 'not-asked', noticeDays: 1 }, { ledBy: 'unknown' }),
  ])
  t.same(summaryOf(changes), [
    { pace: 'sudden', ledBy: 'service', entries: 2 },
    { pace: 'sudden', ledBy: 'unknown', entries: 1 },
    { pace: 'gradual', ledBy: 'person', entries: 1 },
    { pace: 'notice-unknown', ledBy: 'rule', entries: 1 },
  ])
  t.same(summaryOf([]), [])
})
