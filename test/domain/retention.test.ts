import t from 'tap'
import { dueIn, type Rule, Rules } from '../../src/domain/retention.ts'
import { forgotten } from '../support/random-stories.ts'
import { entry, recordedAs } from '../support/spec.ts'

const eightAfterLast: Rule = { rule: 'last', after: 'last-entry', years: 8 }
const tenAfterDeath: Rule = { rule: 'death', after: 'death', years: 10 }

/** Entries as they were written down, each on its day. */
const written = (...told: [day: string, entry: ReturnType<typeof entry>][]) =>
  told.map(([day, entry], i) => {
    const { record, ...recorded } = recordedAs(entry, i)
    return { ...recorded, record: { ...record, at: `${day}T09:00:00.000Z` } }
  })
const met = entry('PersonMet', { happened: { from: '2009-05-04' }, facts: { area: 'X10000101' } })
const died = (from: string) => entry('PersonDied', { happened: { from } })
const opened = entry('StoryOpened', { happened: undefined, facts: { ground: 'asked-for' } })

t.test('a story is due so many years after anything was last written down in it, on that day and from then on', async (t) => {
  const story = written(['2009-05-04', met], ['2012-02-29', entry('ConversationHeld', { happened: { from: '2010-01-01' } })])
  t.same(dueIn(story, [eightAfterLast], '2020-02-28'), [])
  t.same(dueIn(story, [eightAfterLast], '2020-02-29'), [{ rule: 'last', since: '2020-02-29' }])
  t.same(dueIn(story, [{ ...eightAfterLast, years: 1 }], '2030-01-01'), [{ rule: 'last', since: '2013-02-28' }])
})

t.test('in Europe/London, and whoever looked at it since makes it no younger', async (t) => {
  const late = { ...met, id: met.id }
  const [first] = written(['2012-06-30', late])
  const story = [{ ...first, record: { ...first?.record, at: '2012-06-30T23:30:00.000Z' } }, ...written(['2019-01-01', opened])] as never
  t.same(dueIn(story, [eightAfterLast], '2026-01-01'), [{ rule: 'last', since: '2020-07-01' }])
})

t.test('a story is due so many years after the person died; a death known to the year alone is of its last day', async (t) => {
  const story = (from: string) => written(['2009-05-04', met], ['2020-01-01', died(from)])
  t.same(dueIn(story('2015-03-02'), [tenAfterDeath], '2025-03-01'), [])
  t.same(dueIn(story('2015-03-02'), [tenAfterDeath], '2025-03-02'), [{ rule: 'death', since: '2025-03-02' }])
  t.same(dueIn(story('2015'), [tenAfterDeath], '2025-12-30'), [])
  t.same(dueIn(story('2015'), [tenAfterDeath], '2025-12-31'), [{ rule: 'death', since: '2025-12-31' }])
  t.same(dueIn(written(['2009-05-04', met]), [tenAfterDeath], '2099-01-01'), [], 'not while they live')
})

t.test('a death that was withdrawn, or is kept out by a dispute, makes nothing due', async (t) => {
  const death = died('2015-03-02')
  const { happened: _, ...withdrawn } = entry('EntryWithdrawn', { facts: { entry: death.id, why: 'slip' } })
  const { happened: __, ...disputed } = entry('EntryDisputed', { facts: { entry: death.id, asks: 'remove', meanwhile: 'do-not-use' } })
  for (const righting of [withdrawn, disputed])
    t.same(dueIn(written(['2009-05-04', met], ['2015-04-01', death], ['2015-05-01', righting]), [tenAfterDeath], '2099-01-01'), [])
})

t.test('each rule that has run is told; of who is forgotten none is', async (t) => {
  const story = written(['2009-05-04', met], ['2015-04-01', died('2015-03-02')])
  t.same(dueIn(story, [tenAfterDeath, eightAfterLast, { ...tenAfterDeath, rule: 'long', years: 50 }], '2026-01-01'), [
    { rule: 'death', since: '2025-03-02' },
    { rule: 'last', since: '2023-04-01' },
  ])
  t.same(dueIn(forgotten(story), [tenAfterDeath, eightAfterLast], '2099-01-01'), [])
})

t.test('a file of rules says what they are called, what they begin with and how many years they run, and no more', async (t) => {
  t.ok(Rules.safeParse([eightAfterLast, tenAfterDeath]).success)
  for (const wrong of [
    [],
    {},
    [{ ...eightAfterLast, years: 8.5 }],
    [{ ...eightAfterLast, years: -1 }],
    [{ ...eightAfterLast, after: 'birth' }],
    [{ ...eightAfterLast, months: 3 }],
    [{ ...eightAfterLast, rule: '' }],
    [eightAfterLast, { ...tenAfterDeath, rule: 'last' }],
  ])
    t.notOk(Rules.safeParse(wrong).success, JSON.stringify(wrong))
})
