import assert from 'node:assert'
import fc from 'fast-check'
import t from 'tap'
import type { Recorded } from '../../src/domain/entry.ts'
import { begunBy, type Cut, retell, retoldWith } from '../../src/domain/retelling.ts'
import type { Happened } from '../../src/domain/values.ts'
import { stories } from '../support/random-stories.ts'
import { entry, recordedAs } from '../support/spec.ts'

/** A story from its days in life and the instants they were written down at; each entry is called by its name. */
function story(...told: [name: string, happened: Happened, at: string][]): Recorded[] {
  return told.map(([name, happened, at], i) => {
    const recorded = recordedAs(entry('ConversationHeld', { happened, words: { heard: name } }), i)
    return { ...recorded, record: { ...recorded.record, at } }
  })
}

const names = (recorded: Recorded[], cut?: Cut) => retell(recorded, cut).map(({ words }) => (words as { heard: string }).heard)

const noon = (day: string) => `${day}T12:00:00.000Z`

t.test('a life is told in the order it was lived, not in the order it was written down', async (t) => {
  const told = story(
    ['met', { from: '2026-01-10' }, noon('2026-01-10')],
    ['spring', { from: '2026-04-01' }, noon('2026-04-02')],
    ['winter, told late', { from: '2026-02-01' }, noon('2026-05-01')],
    ['childhood', { from: '1971' }, noon('2026-05-02')],
  )
  t.same(names(told), ['childhood', 'met', 'winter, told late', 'spring'])
})

t.test('what begins on the same day is told coarsest first, then as it was written down', async (t) => {
  const told = story(
    ['the day, first', { from: '2026-01-01' }, noon('2026-02-01')],
    ['the month', { from: '2026-01' }, noon('2026-02-02')],
    ['the day, second', { from: '2026-01-01', to: '2026-03' }, noon('2026-02-03')],
    ['the year', { from: '2026' }, noon('2026-02-04')],
    ['by the end of that year', { to: '2026' }, noon('2026-02-05')],
  )
  t.same(names(told), ['the year', 'by the end of that year', 'the month', 'the day, first', 'the day, second'])
})

t.test('as at a day is up to its end, and from the first day of what is told', async (t) => {
  const told = story(
    ['the year', { from: '2026' }, noon('2026-06-01')],
    ['the month', { from: '2026-03' }, noon('2026-06-01')],
    ['the day', { from: '2026-03-02' }, noon('2026-06-01')],
  )
  t.same(names(told, { asAt: '2025-12-31' }), [])
  t.same(names(told, { asAt: '2026-01-01' }), ['the year'])
  t.same(names(told, { asAt: '2026-02-28' }), ['the year'])
  t.same(names(told, { asAt: '2026-03-01' }), ['the year', 'the month'])
  t.same(names(told, { asAt: '2026-03-02' }), ['the year', 'the month', 'the day'])
})

t.test('as known at an instant, that instant included', async (t) => {
  const told = story(
    ['then', { from: '2026-01-01' }, '2026-03-01T10:00:00.000Z'],
    ['later', { from: '2025-01-01' }, '2026-03-01T10:00:00.001Z'],
  )
  t.same(names(told, { knownAt: '2026-03-01T09:59:59.999Z' }), [])
  t.same(names(told, { knownAt: '2026-03-01T10:00:00.000Z' }), ['then'])
  t.same(names(told, { knownAt: '2026-03-01T10:00:00.001Z' }), ['later', 'then'])
})

t.test('the two clocks cut independently of each other', async (t) => {
  const told = story(
    ['January, told in January', { from: '2026-01-05' }, noon('2026-01-05')],
    ['January, told in April', { from: '2026-01-20' }, noon('2026-04-01')],
    ['March, told in March', { from: '2026-03-01' }, noon('2026-03-01')],
    ['March, told in April', { from: '2026-03-10' }, noon('2026-04-02')],
  )
  t.same(names(told, { asAt: '2026-01-31', knownAt: noon('2026-03-31') }), ['January, told in January'])
  t.same(names(told, { asAt: '2026-01-31' }), ['January, told in January', 'January, told in April'])
  t.same(names(told, { knownAt: noon('2026-03-31') }), ['January, told in January', 'March, told in March'])
  t.equal(names(told).length, 4)
})

const spanOf = (happened: Happened, at = noon('2026-06-15')) => retell(story(['it', happened, at]))[0]?.span

t.test('a year, a month and a day last as long as they do', async (t) => {
  t.same(spanOf({ from: '1998' }), { first: '1998-01-01', last: '1998-12-31', coarse: 2 })
  t.same(spanOf({ from: '2024-02' }), { first: '2024-02-01', last: '2024-02-29', coarse: 1 })
  t.same(spanOf({ from: '2026-04-23' }), { first: '2026-04-23', last: '2026-04-23', coarse: 0 })
  t.same(spanOf({ from: '1998', to: '2001-06' }), { first: '1998-01-01', last: '2001-06-30', coarse: 2 })
  t.same(spanOf({ from: '1998-05-04', to: '1999' }), { first: '1998-05-04', last: '1999-12-31', coarse: 0 })
})

t.test('by then, nobody knows since when: it counts from the first day of the unit named', async (t) => {
  t.same(spanOf({ to: '2003' }), { first: '2003-01-01', last: '2003-12-31', coarse: 2 })
  t.same(spanOf({ to: '2003-11' }), { first: '2003-11-01', last: '2003-11-30', coarse: 1 })
  t.same(spanOf({ to: '2003-11-05' }), { first: '2003-11-05', last: '2003-11-05', coarse: 0 })
})

t.test('still so runs to the day it was written down, as London has it', async (t) => {
  t.same(spanOf({ from: '2026-03-01', to: 'now' }), { first: '2026-03-01', last: '2026-06-15', coarse: 0 })
  // Half past midnight in a London summer is half past eleven the evening before in UTC.
  t.equal(spanOf({ from: '2026-03-01', to: 'now' }, '2026-06-14T22:59:59.999Z')?.last, '2026-06-14')
  t.equal(spanOf({ from: '2026-03-01', to: 'now' }, '2026-06-14T23:00:00.000Z')?.last, '2026-06-15')
  t.equal(spanOf({ from: '2026-01-01', to: 'now' }, '2026-01-14T23:30:00.000Z')?.last, '2026-01-14', 'in winter the two agree')
  t.same(spanOf({ to: 'now' }), { first: '2026-06-15', last: '2026-06-15', coarse: 0 }, 'since nobody knows when')
  t.same(spanOf({ from: '2026', to: 'now' }), { first: '2026-01-01', last: '2026-12-31', coarse: 2 }, 'never less than the unit stated')
})

t.test('while the day looked at lies inside what is told, it is only about then', async (t) => {
  const told = story(['a month', { from: '2026-03' }, noon('2026-06-15')], ['a day', { from: '2026-03-01' }, noon('2026-06-15')])
  const about = (asAt?: string) => retell(told, asAt ? { asAt } : {}).map(({ about }) => about)
  t.same(about('2026-03-01'), [true, false])
  t.same(about('2026-03-30'), [true, false])
  t.same(about('2026-03-31'), [false, false], 'by the end of its last day the month is over')
  t.same(about('2027-01-01'), [false, false])
  t.same(about(), [false, false], 'no day is looked at')
})

t.test('an end is shown and ends nothing', async (t) => {
  const told = story(['a spring', { from: '2025-03', to: '2025-05' }, noon('2026-06-15')])
  t.same(names(told, { asAt: '2026-06-01' }), ['a spring'])
})

t.test('a retelling leaves the record as it was', async (t) => {
  const told = story(['second', { from: '2026-02-01' }, noon('2026-03-01')], ['first', { from: '2026-01-01' }, noon('2026-03-02')])
  const copy = structuredClone(told)
  t.same(names(told), ['first', 'second'])
  t.same(told, copy)
})

t.test('what goes on with a thing is told after its beginning, where the days it speaks of reach that far', async (t) => {
  const support = '00000003-0000-4000-8000-000000000001'
  const of = (type: string, happened: Happened) => recordedAs(entry(type, { happened, facts: { support } }))
  const told = [
    of('SupportStarted', { from: '2026-03-05' }),
    of('SupportEnded', { from: '2026' }),
    of('SupportAdjusted', { from: '2026-03' }),
    of('SupportFitRated', { from: '2025' }),
  ].map((each, i) => ({ ...each, record: { ...each.record, revision: i + 1 } }))
  const types = (cut?: Cut) => retell(told, cut).map(({ type }) => type)
  t.same(types(), ['SupportFitRated', 'SupportStarted', 'SupportEnded', 'SupportAdjusted'], 'what lies wholly before stays before')
  t.same(types({ asAt: '2026-03-04' }), ['SupportFitRated'])
  t.match(retell(told)[2]?.span, { first: '2026-03-05', last: '2026-12-31' })
})

t.test('what is said of another entry is told after that one, where the days it speaks of reach that far', async (t) => {
  const worry = entry('WorryVoiced', { happened: { from: '2026-03-05' }, facts: { lifeArea: 'money' } })
  const told = [
    worry,
    ...['2026', '2025'].map((from) => entry('NoLongerSo', { happened: { from }, facts: { entry: worry.id, why: 'changed' } })),
  ]
  t.same(
    retell(told.map(recordedAs)).map(({ span }) => [span.first, span.last]),
    [
      ['2025-01-01', '2025-12-31'],
      ['2026-03-05', '2026-03-05'],
      ['2026-03-05', '2026-12-31'],
    ],
  )
})

t.test('a story retold with one entry more is the same as the whole of it retold, wherever it can be told so', async (t) => {
  let [grown, retoldAnew] = [0, 0]
  fc.assert(
    fc.property(stories, (story) => {
      for (const [i, entry] of story.entries()) {
        const lines = retoldWith(retell(story.slice(0, i), { notUsed: true }), entry)
        if (!lines) retoldAnew += 1
        else {
          grown += 1
          assert.deepStrictEqual(lines, retell(story.slice(0, i + 1), { notUsed: true }))
        }
      }
    }),
    { numRuns: 150 },
  )
  t.ok(grown > retoldAnew, `${grown} were put where they belong, ${retoldAnew} had the story retold`)
})

t.test(
  'what had begun by a day is the very retelling where that is all of it; else what began by then, and about that day where it may have been later',
  async (t) => {
    const told = retell(
      story(
        ['met', { from: '2026-01-10' }, noon('2026-01-10')],
        ['in May', { from: '2026-05' }, noon('2026-06-01')],
        ['June', { from: '2026-06-02' }, noon('2026-06-02')],
      ),
    )
    t.equal(begunBy(told, '2026-06-02'), told)
    const by = (asAt: string) =>
      begunBy(told, asAt).map(({ words, about }) => `${(words as { heard: string }).heard}${about ? ', about then' : ''}`)
    t.same(by('2026-05-31'), ['met', 'in May'])
    t.same(by('2026-05-30'), ['met', 'in May, about then'])
    t.same(by('2026-04-30'), ['met'])
    t.same(by('2026-01-09'), [])
  },
)
