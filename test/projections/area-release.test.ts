import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { areaCounts } from '../../projections/area-counts.ts'
import { makeReleases, type ReleaseTables, withoutReleases } from '../../projections/area-release.ts'
import { type Point, type TrendAsked, trendsIn } from '../../projections/area-trends.ts'
import { sallowshire, treeOf } from '../../src/domain/area.ts'
import type { AnyEntry, Recorded } from '../../src/domain/entry.ts'
import { madeOf } from '../../src/projecting/made.ts'
import { writerFor } from '../../src/projecting/writer.ts'
import { withDatabase } from '../support/database.ts'
import { entry, uuid } from '../support/spec.ts'

const [county, eastmere, quayside, millLane] = ['X10000001', 'X10000100', 'X10000101', 'X10000102']
const [thornwick, heathEnd, abbeyFields] = ['X10000200', 'X10000201', 'X10000202']
const areas = treeOf(sallowshire)

type Story = Recorded<AnyEntry>[]

/** A year of birth for each age, and none. */
const births = [2015, 1980, 1950, undefined]

/** A story that begins when somebody is met, all written down on the day it happened. */
function story(area: string, birthYear: number | undefined, ...told: [day: string, type: string, facts?: object][]): Story {
  const [first] = told
  return written([], [first?.[0] ?? '', 'PersonMet', { area, howTheyCame: 'self', birthYear }], ...told)
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

/** So many people, of every age in turn. */
const people = (howMany: number, area: string, ...told: [day: string, type: string, facts?: object][]): Story[] =>
  Array.from({ length: howMany }, (_, i) => story(area, births[i % 4], ...told))
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
      const writer = writerFor(tx, areaCounts, false)
      await writer.write(await madeOf(areaCounts, all))
      await writer.end()
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
/** Forty people in each ward, ten of each age: with so many everywhere nothing has to be held back. */
const everywhere = (...told: [day: string, type: string, facts?: object][]) =>
  [quayside, millLane, heathEnd, abbeyFields].map((area) => people(40, area, ...told))

t.test(
  'fewer than eight people are withheld, nobody at all too; the rest are rounded to five, and an area is the sum of those in it',
  async (t) => {
    const { count, release, points } = await aCounty(t)
    const lastMarch = heard('2025-03-31')
    await count(
      asStories(
        people(7, quayside, lastMarch),
        people(48, millLane, lastMarch),
        people(33, heathEnd, lastMarch),
        people(52, abbeyFields, lastMarch),
      ),
    )
    t.same(await release('2025-05'), ['2025-03', '2025-04'])

    t.same(await points({ area: quayside }), ['withheld'], '7')
    t.same(await points({ area: millLane }), [50], '48')
    t.same(await points({ area: heathEnd }), [35], '33')
    t.same(await points({ area: abbeyFields }), [50], '52')
    t.same(await points({ area: eastmere }), [55], '7 + 48 = 55, so that Quayside is 1 to 9')
    t.same(await points({ area: thornwick }), [85], '33 + 52 = 85')
    t.same(await points({ area: county }), [140], '55 + 85 = 140')
    t.same(await points({ area: county, measure: 'goals-voiced' }), ['withheld'], 'nobody')
  },
)

t.test(
  'where fewer than eight could be narrowed down by subtracting, another number is withheld too, and nobody is told which of them is small',
  async (t) => {
    const { count, release, points, commissioner } = await aCounty(t)
    const march = heard('2025-03-31')
    await count(
      asStories(people(3, quayside, march), people(44, millLane, march), people(48, heathEnd, march), people(52, abbeyFields, march)),
    )
    await release('2025-05')
    t.same(await points({ area: eastmere }), [45], '3 + 44 = 47')
    t.same(
      [await points({ area: quayside }), await points({ area: millLane })],
      [['withheld'], ['withheld']],
      'Eastmere is 43 to 47: less Mill Lane, 43 to 47 as well, it would leave Quayside 0 to 4',
    )
    t.same([await points({ area: heathEnd }), await points({ area: abbeyFields })], [[50], [50]])
    await t.rejects(sql`select * from area_symbol_v1`.execute(commissioner), { code: '42501' }, 'what was held back is not theirs to read')
  },
)

t.test('a period first appears in the edition of the month after its end', async (t) => {
  const { count, release, points, trend } = await aCounty(t)
  await count(asStories(...everywhere(heard('2025-03-01'))))
  const asked = { area: quayside, from: '2025-02', to: '2025-04' }
  t.same(await trend(asked), {
    knownAt: null,
    series: [{ points: ['2025-02', '2025-03', '2025-04'].map((period) => ({ period, value: null, why: 'not-yet-in' })) }],
  })
  t.same(await release('2025-03'), [], 'March has not ended')
  t.same(await release('2025-04'), ['2025-03'])
  t.same(await points(asked), ['withheld', 'not-yet-in', 'not-yet-in'])
  t.same(await release('2025-05'), ['2025-04'])
  t.same(await points(asked), ['withheld', 40, 'not-yet-in'])
  t.same(await points({ ...asked, per: 'quarter' }), [40, 'not-yet-in'])
  t.same(await points({ ...asked, per: 'year' }), ['not-yet-in'])
  t.same(await points({ ...asked, knownAt: '2025-03' }), ['withheld', 'not-yet-in', 'not-yet-in'], 'as it was published then')
  t.same(await points({ ...asked, knownAt: '2025-02' }), ['not-yet-in', 'not-yet-in', 'not-yet-in'], 'before the first edition')
})

t.test('what does not change is not written again, and holds in every later edition', async (t) => {
  const { count, release, points, projector } = await aCounty(t)
  await count(asStories(...everywhere(heard('2025-03-01'))))
  await release('2025-05')
  const rows = async () => (await projector.selectFrom('area_published_v1').select('edition').where('per', '=', 'month').execute()).length
  // People met and people heard, each in total and of four ages, in four wards, two districts and the county.
  t.equal(await rows(), 70)
  t.same(await release('2025-08'), ['2025-05', '2025-06', '2025-07'])
  t.equal(await rows(), 70)
  t.same(await points({ area: quayside, knownAt: '2025-07' }), [40])
})

t.test('what was written down late changes later editions only, and none where it is no more than five', async (t) => {
  const { count, release, points } = await aCounty(t)
  const silent = people(12, quayside, ['2025-02-01', 'NameChosen'])
  await count(asStories(...everywhere(heard('2025-03-01')), silent))
  await release('2025-05')
  t.same(await points({ area: quayside }), [40])

  const hear = (from: number, to: number, at: string) =>
    count(silent.slice(from, to).map((before) => ({ before, after: written(before, ['2025-03-20', 'ConversationHeld', {}, at]) })))
  await hear(0, 7, '2025-05-09')
  await release('2025-06')
  t.same(await points({ area: quayside }), [40], '47: 40 stands for 38 to 42, and holds for five more')
  await hear(7, 8, '2025-06-09')
  await release('2025-07')
  t.same(await points({ area: quayside }), [50], '48')
  t.same(await points({ area: quayside, knownAt: '2025-05' }), [40], 'as known at the end of May')
})

t.test('what is so now stands until it ends, and at the end of a quarter as at the end of its last month', async (t) => {
  const { count, release, points } = await aCounty(t)
  const start = (support: string): [string, string, object] => [
    '2025-01-10',
    'SupportStarted',
    { support, sector: 'home-care', hoursPerWeek: 4 },
  ]
  const stories = [quayside, millLane, heathEnd, abbeyFields].flatMap((area) =>
    Array.from({ length: 40 }, (_, i) => ({ support: uuid(), area, birth: births[i % 4] })),
  )
  const began = stories.map(({ area, birth, support }) => story(area, birth, start(support)))
  await count(asStories(began))
  const ended = (before: Story, i: number) =>
    written(before, ['2025-04-10', 'SupportEnded', { support: stories[i]?.support, planned: true }])
  await count(began.slice(0, 8).map((before, i) => ({ before, after: ended(before, i) })))
  await release('2025-07')
  const asked = { area: quayside, from: '2024-12', to: '2025-05', measure: 'supported' as const }
  t.same(await points(asked), ['withheld', 40, 40, 40, 30, 30], '40 people, then 32')
  t.same(await points({ ...asked, per: 'quarter', to: '2025-06' }), ['withheld', 40, 'not-yet-in'])
  t.same(await points({ ...asked, measure: 'hours-per-week' }), ['withheld', 160, 160, 160, 130, 130], '160 hours, then 128')
})

t.test('broken down, there is a series for every key there can be, so that none tells by being absent', async (t) => {
  const { count, release, trend } = await aCounty(t)
  const voiced = () => ({ goal: uuid(), lifeArea: 'home', whose: 'person', towards: 'change' })
  await count(asStories(...everywhere(['2025-03-01', 'GoalVoiced', voiced()])))
  await release('2025-05')
  const { series, knownAt } = await trend({ area: quayside, measure: 'goals-voiced', by: 'lifeArea' })
  t.equal(knownAt, '2025-04')
  t.equal(series.length, 15)
  t.same(
    series.filter(({ points }) => points[0]?.value !== null),
    [{ key: 'home', points: [{ period: '2025-03', value: 40 }] }],
  )
  const byAge = await trend({ area: quayside, measure: 'goals-voiced', by: 'age' })
  t.same(
    byAge.series.map(({ key, points }) => [key, ...points.map(plain)]),
    [
      ['under-18', 10],
      ['18-64', 10],
      ['65+', 10],
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
