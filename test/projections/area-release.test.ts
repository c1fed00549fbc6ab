import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { areaCounts } from '../../projections/area-counts.ts'
import { makeReleases, type ReleaseTables, withoutReleases } from '../../projections/area-release.ts'
import { type Point, type TrendAsked, trendsIn } from '../../projections/area-trends.ts'
import { sallowshire, treeOf } from '../../src/domain/area.ts'
import type { AnyEntry, Recorded } from '../../src/domain/entry.ts'
import { writerFor } from '../../src/projecting/writer.ts'
import { withDatabase } from '../support/database.ts'
import { entry, uuid } from '../support/spec.ts'

const [county, eastmere, quayside, millLane] = ['X10000001', 'X10000100', 'X10000101', 'X10000102']
const [thornwick, heathEnd, abbeyFields] = ['X10000200', 'X10000201', 'X10000202']
const areas = treeOf(sallowshire)

type Story = Recorded<AnyEntry>[]

/** A story that begins when somebody is met, all written down on the day it happened. */
function story(area: string, ...told: [day: string, type: string, facts?: object][]): Story {
  const [first] = told
  return written([], [first?.[0] ?? '', 'PersonMet', { area, howTheyCame: 'self' }], ...told)
}

/** More of a story; `at` where it was written down later. */
function written(before: Story, ...told: [day: string, type: string, facts?: object, at?: string][]): Story {
  const after = told.map(([day, type, facts = {}, at = day], i) => {
    const revision = before.length + i + 1
    const record = { position: String(revision), revision, at: `${at}T10:00:00.000Z`, by: { sub: 'amira', role: 'practitioner' } }
    return { ...entry(type, { happened: { from: day }, facts }), record }
  })
  return [...before, ...after]
}

const people = (howMany: number, area: string, ...told: [day: string, type: string, facts?: object][]): Story[] =>
  Array.from({ length: howMany }, () => story(area, ...told))
const heard = (day: string): [string, string] => [day, 'ConversationHeld']

/** A county of its own, whose numbers are told as the projector tells them and read as a commissioner reads them. */
async function aCounty(t: Test) {
  const database = await withDatabase(t)
  const projector = database.open<ReleaseTables>('unfolding_projector').db
  const another = database.open<ReleaseTables>('unfolding_projector').db
  const commissioner = database.open<ReleaseTables>('unfolding_commissioner').db
  let position = 0n

  const count = (changes: { before?: Story; after: Story }[]) =>
    projector.transaction().execute(async (tx) => {
      position += 1n
      const all = changes.map(({ before = [], after }) => ({ whose: uuid(), before, after }))
      await areaCounts.take(all, writerFor(tx, areaCounts, false))
      await sql`
        insert into checkpoint (projection, version, position) values ('area-counts', 1, ${position})
        on conflict (projection, version, building) do update set position = excluded.position`.execute(tx)
    })
  const release = (month: string, { head = position, by = projector } = {}) => makeReleases(by, { areas, month, head: async () => head })
  const trend = (asked: Partial<TrendAsked> & Pick<TrendAsked, 'area'>) =>
    trendsIn(commissioner, { measure: 'people-heard', per: 'month', from: '2025-03', to: '2025-03', ...asked })
  const points = async (asked: Parameters<typeof trend>[0]) => (await trend(asked)).series.flatMap(({ points }) => points.map(plain))
  return { database, projector, another, commissioner, count, release, trend, points }
}

/** A value, or why there is none. */
const plain = (point: Point) => (point.value === null ? point.why : point.value)
const asStories = (...stories: Story[][]) => stories.flat().map((after) => ({ after }))

t.test(
  'fewer than eight people are withheld, nobody at all too; the rest are rounded to five, and an area is the sum of those in it',
  async (t) => {
    const { count, release, points } = await aCounty(t)
    const lastMarch = heard('2025-03-31')
    await count(
      asStories(
        people(7, quayside, lastMarch),
        people(8, millLane, lastMarch),
        people(12, heathEnd, lastMarch),
        people(13, abbeyFields, lastMarch),
      ),
    )
    t.same(await release('2025-05'), ['2025-03', '2025-04'])

    t.same(await points({ area: quayside }), ['withheld'], '7')
    t.same(await points({ area: millLane }), [10], '8')
    t.same(await points({ area: heathEnd }), [10], '12')
    t.same(await points({ area: abbeyFields }), [15], '13')
    t.same(await points({ area: eastmere }), [15], '7 + 8 = 15')
    t.same(await points({ area: thornwick }), [25], '12 + 13 = 25')
    t.same(await points({ area: county }), [40], '15 + 25 = 40')
    t.same(await points({ area: county, measure: 'goals-voiced' }), ['withheld'], 'nobody')
  },
)

t.test('a period first appears in the edition of the month after its end', async (t) => {
  const { count, release, points, trend } = await aCounty(t)
  await count(asStories(people(8, quayside, heard('2025-03-01'))))
  const asked = { area: quayside, from: '2025-02', to: '2025-04' }
  t.same(await trend(asked), {
    knownAt: null,
    series: [{ points: ['2025-02', '2025-03', '2025-04'].map((period) => ({ period, value: null, why: 'not-yet-in' })) }],
  })
  t.same(await release('2025-03'), [], 'March has not ended')
  t.same(await release('2025-04'), ['2025-03'])
  t.same(await points(asked), ['withheld', 'not-yet-in', 'not-yet-in'])
  t.same(await release('2025-05'), ['2025-04'])
  t.same(await points(asked), ['withheld', 10, 'not-yet-in'])
  t.same(await points({ ...asked, per: 'quarter' }), [10, 'not-yet-in'])
  t.same(await points({ ...asked, per: 'year' }), ['not-yet-in'])
  t.same(await points({ ...asked, knownAt: '2025-03' }), ['withheld', 'not-yet-in', 'not-yet-in'], 'as it was published then')
  t.same(await points({ ...asked, knownAt: '2025-02' }), ['not-yet-in', 'not-yet-in', 'not-yet-in'], 'before the first edition')
})

t.test('what does not change is not written again, and holds in every later edition', async (t) => {
  const { count, release, points, projector } = await aCounty(t)
  await count(asStories(people(9, quayside, heard('2025-03-01'))))
  await release('2025-05')
  const rows = async () => (await projector.selectFrom('area_published_v1').select('edition').where('per', '=', 'month').execute()).length
  // People met and people heard, each in total and by age, in the ward, the district and the county.
  t.equal(await rows(), 12)
  t.same(await release('2025-08'), ['2025-05', '2025-06', '2025-07'])
  t.equal(await rows(), 12)
  t.same(await points({ area: quayside, knownAt: '2025-07' }), [10])
})

t.test('what was written down late changes later editions only, and can take a number back', async (t) => {
  const { count, release, points } = await aCounty(t)
  const [some, more] = [people(7, quayside, heard('2025-03-01')), people(8, millLane, heard('2025-03-01'))]
  const [one] = people(1, quayside, ['2025-02-01', 'NameChosen'])
  await count(asStories(some, more, [one ?? []]))
  await release('2025-05')
  t.same([await points({ area: quayside }), await points({ area: millLane })], [['withheld'], [10]])

  const before = [one ?? [], more[0] ?? []] as const
  await count([
    { before: before[0], after: written(before[0], ['2025-03-20', 'ConversationHeld', {}, '2025-05-09']) },
    {
      before: before[1],
      after: written(before[1], ['2025-03-25', 'HomeChanged', { area: heathEnd, kind: 'own-home', responsible: heathEnd }, '2025-05-10']),
    },
  ])
  await release('2025-06')
  t.same([await points({ area: quayside }), await points({ area: millLane })], [[10], ['withheld']])
  const april = { knownAt: '2025-04' }
  t.same(
    [await points({ area: quayside, ...april }), await points({ area: millLane, ...april })],
    [['withheld'], [10]],
    'as known at the end of April',
  )
})

t.test('what is so now stands until it ends, and at the end of a quarter as at the end of its last month', async (t) => {
  const { count, release, points } = await aCounty(t)
  const supports = Array.from({ length: 8 }, uuid)
  const stories = supports.map((support) =>
    story(quayside, ['2025-01-10', 'SupportStarted', { support, sector: 'home-care', hoursPerWeek: 4 }]),
  )
  await count(asStories(stories))
  const ends = stories.map((before, i) => ({
    before,
    after: written(before, ['2025-04-10', 'SupportEnded', { support: supports[i], planned: true }]),
  }))
  await count(ends.slice(0, 1))
  await release('2025-07')
  const asked = { area: quayside, from: '2024-12', to: '2025-05', measure: 'supported' as const }
  t.same(await points(asked), ['withheld', 10, 10, 10, 'withheld', 'withheld'])
  t.same(await points({ ...asked, per: 'quarter', to: '2025-06' }), ['withheld', 10, 'not-yet-in'])
  t.same(
    await points({ ...asked, measure: 'hours-per-week' }),
    ['withheld', 30, 30, 30, 'withheld', 'withheld'],
    '8 people, 32 hours; then 7 people',
  )
})

t.test('broken down, there is a series for every key there can be, so that none tells by being absent', async (t) => {
  const { count, release, trend } = await aCounty(t)
  const voiced = () => ({ goal: uuid(), lifeArea: 'home', whose: 'person', towards: 'change' })
  await count(Array.from({ length: 8 }, () => ({ after: story(quayside, ['2025-03-01', 'GoalVoiced', voiced()]) })))
  await release('2025-05')
  const { series, knownAt } = await trend({ area: quayside, measure: 'goals-voiced', by: 'lifeArea' })
  t.equal(knownAt, '2025-04')
  t.equal(series.length, 15)
  t.same(
    series.filter(({ points }) => points[0]?.value !== null),
    [{ key: 'home', points: [{ period: '2025-03', value: 10 }] }],
  )
  const byAge = await trend({ area: quayside, measure: 'goals-voiced', by: 'age' })
  t.same(
    byAge.series.map(({ key, points }) => [key, ...points.map(plain)]),
    [
      ['under-18', 'withheld'],
      ['18-64', 'withheld'],
      ['65+', 'withheld'],
      ['not-known', 10],
    ],
  )
})

t.test('an edition is made once, by whoever comes first, and not before everything has been counted', async (t) => {
  const { count, release, another, projector } = await aCounty(t)
  t.same(await release('2025-06'), [], 'there is nothing to make an edition of')
  await count(asStories(people(8, quayside, heard('2025-03-01'))))
  t.same(await release('2025-05', { head: 2n }), [], 'an entry has not been counted yet')
  const made = await Promise.all([release('2025-05'), release('2025-05', { by: another })])
  t.same(made.flat(), ['2025-03', '2025-04'])
  t.same(await release('2025-05'), [])
  t.same(await projector.selectFrom('edition_v1').select(['edition', 'position']).orderBy('edition').execute(), [
    { edition: '2025-03', position: 1n },
    { edition: '2025-04', position: 1n },
  ])
})

t.test('a commissioner reads what was published and never a true number; what was published cannot be changed', async (t) => {
  const { commissioner, projector } = await aCounty(t)
  t.same(await commissioner.selectFrom('area_published_v1').selectAll().execute(), [])
  await t.rejects(sql`select * from area_delta_v1`.execute(commissioner), { code: '42501' })
  await t.rejects(sql`insert into area_published_v1 select * from area_published_v1`.execute(commissioner), { code: '42501' })
  for (const table of ['area_published_v1', 'edition_v1']) {
    await t.rejects(sql`update ${sql.table(table)} set edition = '2025-01'`.execute(projector), { code: '42501' })
    await t.rejects(sql`delete from ${sql.table(table)}`.execute(projector), { code: '42501' })
  }
})

t.test('while entries are brought in no release is made, and all of them afterwards', async (t) => {
  const { another, count, projector, release } = await aCounty(t)
  await withoutReleases(projector, async () => {
    await count(people(8, quayside, heard('2025-03-04')).map((after) => ({ after })))
    t.same(await release('2025-06', { by: another }), [])
  })
  t.same(await release('2025-06', { by: another }), ['2025-03', '2025-04', '2025-05'])
})
