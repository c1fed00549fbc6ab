import fc from 'fast-check'
import t from 'tap'
import { profileIn } from '../../projections/profile.ts'
import { framesOf } from '../../projections/replay.ts'
import type { AnyEntry, Recorded } from '../../src/domain/entry.ts'
import { type Replayed, steps, stepsOf } from '../../src/domain/replay.ts'
import { type Line, retell, retellAll } from '../../src/domain/retelling.ts'
import { daysAfter, type Happened, lastDayOf } from '../../src/domain/values.ts'
import { asRecorded, histories, holds } from '../support/histories.ts'
import { entry, recordedAs, uuid } from '../support/spec.ts'

/** A story by the days of life it tells of, in the order it was written down; each entry is called by what was heard. */
function lived(...told: [heard: string, happened: Happened][]): Line[] {
  return used(told.map(([heard, happened], i) => recordedAs(entry('ConversationHeld', { happened, words: { heard } }), i)))
}

function used(story: readonly Recorded<AnyEntry>[], asAt?: string): Line[] {
  return retellAll(story, { asAt }).filter(({ standing }) => standing.use === 'used')
}

/** What a reader of the replay sees: the day of each frame, and what began in it. */
function frames(told: readonly Line[], asked: Partial<Replayed>): [at: string, ...heard: string[]][] {
  const replayed: Replayed = { to: '2026-06-15', step: 'entry', ...asked }
  return [...framesOf(told, stepsOf(told, replayed))].map(({ at, entries }) => [
    at,
    ...entries.map(({ words }) => (words as { heard: string }).heard),
  ])
}

// 1 March 2026 is a Sunday.
const told = lived(
  ['on the Monday after', { from: '2026-03-02' }],
  ['as a child', { from: '1998' }],
  ['on the last day of winter', { from: '2026-02-28' }],
  ['on Sunday, told first', { from: '2026-03-01' }],
  ['on Sunday, told second', { from: '2026-03-01' }],
  ['in spring', { from: '2026-04-30' }],
)

t.test('a replay goes entry by entry in order of life', async (t) => {
  t.same(frames(told, { step: 'entry' }), [
    ['1998-01-01', 'as a child'],
    ['2026-02-28', 'on the last day of winter'],
    ['2026-03-01', 'on Sunday, told first'],
    ['2026-03-01', 'on Sunday, told second'],
    ['2026-03-02', 'on the Monday after'],
    ['2026-04-30', 'in spring'],
  ])
})

t.test('by day there is a frame for each day on which something began', async (t) => {
  t.same(frames(told, { step: 'day' }), [
    ['1998-01-01', 'as a child'],
    ['2026-02-28', 'on the last day of winter'],
    ['2026-03-01', 'on Sunday, told first', 'on Sunday, told second'],
    ['2026-03-02', 'on the Monday after'],
    ['2026-04-30', 'in spring'],
  ])
})

t.test('a week is from Monday to Sunday, and its frame tells of the Sunday', async (t) => {
  t.same(frames(told, { step: 'week' }), [
    ['1998-01-04', 'as a child'],
    ['2026-03-01', 'on the last day of winter', 'on Sunday, told first', 'on Sunday, told second'],
    ['2026-03-08', 'on the Monday after'],
    ['2026-05-03', 'in spring'],
  ])
})

t.test('a month’s frame tells of its last day', async (t) => {
  t.same(frames(told, { step: 'month' }), [
    ['1998-01-31', 'as a child'],
    ['2026-02-28', 'on the last day of winter'],
    ['2026-03-31', 'on Sunday, told first', 'on Sunday, told second', 'on the Monday after'],
    ['2026-04-30', 'in spring'],
  ])
})

t.test('from a day on, the first frame holds all that was before it; no frame tells of a day after the last', async (t) => {
  t.same(frames(told, { step: 'day', from: '2026-03-01' })[0], ['2026-02-28', 'as a child', 'on the last day of winter'])
  const march = used(told, '2026-03-05')
  t.same(frames(march, { step: 'month', from: '2026-03-02', to: '2026-03-05' }), [
    ['2026-03-01', 'as a child', 'on the last day of winter', 'on Sunday, told first', 'on Sunday, told second'],
    ['2026-03-05', 'on the Monday after'],
  ])
  t.same(
    frames(march, { step: 'week', from: '2026-03-01', to: '2026-03-05' }).map(([at]) => at),
    ['2026-02-28', '2026-03-01', '2026-03-05'],
    'a week that was under way on the first day is told of from that day',
  )
  t.same(frames(march, { from: '1990-01-01', to: '2026-03-05' })[0], ['1998-01-01', 'as a child'], 'nothing was before')
  t.same(frames(used(told, '2026-03-05'), { from: '2026-03-03', to: '2026-03-05' }).length, 1, 'nothing began in between')
})

t.test('a frame shows the person as at its day: what is told of longer than that day is about then', async (t) => {
  const goal = uuid()
  const facts = { goal, lifeArea: 'home', whose: 'person', towards: 'change' }
  const story = [
    entry('GoalVoiced', { happened: { from: '2026-01' }, facts, words: { goal: 'A door' } }),
    entry('GoalReworded', { happened: { from: '2026-01-20' }, facts: { goal }, words: { goal: 'My own door' } }),
    entry('GoalReached', { happened: { from: '2026-03-02' }, facts: { goal } }),
  ].map(recordedAs)
  const shown = [...framesOf(used(story), stepsOf(used(story), { to: '2026-06-15', step: 'entry' }))].map(({ at, entries, profile }) => {
    const [{ words, state, about } = {}] = profile.goals as { words?: unknown; state?: string; about?: true }[]
    return [at, words, state, about, entries[0]?.about]
  })
  t.same(shown, [
    ['2026-01-01', 'A door', 'open', true, true],
    ['2026-01-20', 'My own door', 'open', true, undefined],
    ['2026-03-02', 'My own door', 'reached', undefined, undefined],
  ])
})

// ── For any life ────────────────────────────────────────────────────────────

const asked: fc.Arbitrary<Replayed> = fc
  .record({
    step: fc.constantFrom(...steps),
    from: fc.option(fc.integer({ min: 0, max: 600 }), { nil: undefined }),
    length: fc.integer({ min: 0, max: 900 }),
  })
  .map(({ step, from, length }) => ({
    step,
    from: from === undefined ? undefined : daysAfter('2023-06-01', from),
    to: daysAfter('2023-06-01', (from ?? 200) + length),
  }))

t.test('each frame shows what a retelling as at its day shows, and all frames together every entry once', async (t) => {
  const property = fc.property(histories, asked, (history, replayed) => {
    const story = asRecorded(history)
    const told = used(story, replayed.to)
    const all = [...framesOf(told, stepsOf(told, replayed))]
    const rightDays = all.every(({ at, profile }, i) => {
      // With several entries on one day only the last frame of it shows the whole day.
      if (all[i + 1]?.at === at) return true
      return JSON.stringify(profile) === JSON.stringify(profileIn(retell(story, { asAt: at })))
    })
    const entries = all.flatMap((frame) => frame.entries.map(({ id }) => id))
    return rightDays && JSON.stringify(entries) === JSON.stringify(told.map(({ id }) => id))
  })
  holds(t, property, 300)
})

t.test('entry by entry, each frame shows the person up to that entry', async (t) => {
  const property = fc.property(histories, (history) => {
    const story = asRecorded(history)
    const told = used(story)
    return [...framesOf(told, stepsOf(told, { to: '2199-12-31', step: 'entry' }))].every(({ at, profile }, i) => {
      const upTo = told.slice(0, i + 1).map((line) => ({ ...line, about: at < line.span.last }))
      return JSON.stringify(profile) === JSON.stringify(profileIn(upTo))
    })
  })
  holds(t, property, 300)
})

t.test('a replay that goes on after a frame shows what the whole one shows after it', async (t) => {
  const property = fc.property(histories, asked, fc.nat(), (history, replayed, n) => {
    const told = used(asRecorded(history), replayed.to)
    const steps = stepsOf(told, replayed)
    const first = n % (steps.length + 1)
    const whole = [...framesOf(told, steps)]
    return JSON.stringify([...framesOf(told, steps, first)]) === JSON.stringify(whole.slice(first))
  })
  holds(t, property, 300)
})

t.test('the days of the frames are in order, within what was asked, and the last days of their steps', async (t) => {
  const property = fc.property(histories, asked, (history, replayed) => {
    const told = used(asRecorded(history), replayed.to)
    const days = stepsOf(told, replayed).map(({ at }) => at)
    const { from, to, step } = replayed
    const within = days.filter((at) => from === undefined || at >= from)
    if (days.length - within.length > 1 || days.some((at, i) => at > to || (i > 0 && at < (days[i - 1] ?? '')))) return false
    if (step === 'month') return within.every((at) => at === to || at === lastDayOf(at.slice(0, 7)))
    return step !== 'week' || within.every((at) => at === to || new Date(at).getUTCDay() === 0)
  })
  holds(t, property, 300)
})
