import { parse } from 'csv-parse/sync'
import t from 'tap'
import { carol, county, withPublished } from '../support/published.ts'

const april = '2026-04'
const open = 'wants-open lifeAreaSector'
const whyOpen = 'wants-open lifeAreaSectorWhy'
const never = 'wants-never-asked lifeAreaSector'
const withheld = { value: null, why: 'withheld' }

const published = [
  ['wants-open', april, 60],
  ['wants-open lifeArea home', april, 45],
  ['wants-open sector shared-lives', april, 30],
  [`${open} home/shared-lives`, april, 25],
  [`${open} home/not-said`, april, 15],
  [`${open} fun/community`, april, null],
  [`${whyOpen} home/shared-lives/full`, april, 10],
  [`${whyOpen} home/shared-lives/not-answered`, april, 15],
  [`${whyOpen} home/shared-lives/too-far`, april, null],
  ['wants-open', '2026-03', 55],
  [`${open} home/shared-lives`, '2026-03', 20],
  ['wants-never-asked', '2026-Q1', 40],
  ['wants-never-asked', '2026-03', 15],
  ['wants-never-asked', april, 10],
  [`${never} fun/voluntary`, '2026-03', 10],
  [`${never} home/shared-lives`, april, 10],
  ['wants-never-asked lifeAreaSectorNeverAsked home/shared-lives/did-not-know', april, 10],
  ['supported sector shared-lives', april, 15],
  ['hours-per-week sector shared-lives', april, 350],
  ['cost-per-week sector shared-lives', april, null],
] satisfies Parameters<typeof withPublished>[1]

t.test('open wants by life area and sector, with why, beside what runs of that sector', async (t) => {
  const { get } = await withPublished(t, published)
  const { status, body } = await get(`/commissioner/areas/${county}/gaps?from=2026-04&to=2026-04`, carol)
  t.equal(status, 200)
  t.match(body, { area: county, from: april, to: april, per: 'month', knownAt: '2026-05' })
  t.same(body.total, { open: { value: 60 }, neverAsked: [{ period: april, value: 10 }] })
  t.same([body.lifeAreas.length, body.sectors.length], [15, 28])
  t.same(body.lifeAreas[0], { lifeArea: 'home', open: { value: 45 }, neverAsked: [{ period: april, ...withheld }] })
  t.same(
    body.sectors.find(({ sector }: { sector: string }) => sector === 'shared-lives'),
    {
      sector: 'shared-lives',
      open: { value: 30 },
      neverAsked: [{ period: april, ...withheld }],
      people: { value: 15 },
      hours: { value: 350 },
      cost: withheld,
    },
  )
  t.same(body.gaps, [
    {
      lifeArea: 'home',
      sector: 'shared-lives',
      open: { value: 25 },
      neverAsked: [{ period: april, value: 10 }],
      why: [
        { why: 'full', value: 10 },
        { why: 'not-answered', value: 15 },
      ],
      neverAskedBecause: [{ neverAsked: 'did-not-know', points: [{ period: april, value: 10 }] }],
    },
    {
      lifeArea: 'home',
      sector: 'not-said',
      open: { value: 15 },
      neverAsked: [{ period: april, ...withheld }],
      why: [],
      neverAskedBecause: [],
    },
  ])
})

t.test('of a trend by several things at once those keys are listed of which anything is shown, in order of their parts', async (t) => {
  const { get } = await withPublished(t, published)
  const trend = async (query: string) => (await get(`/commissioner/areas/${county}/trends?measure=wants-open&${query}`, carol)).body.series
  t.same(await trend('by=lifeAreaSectorWhy&from=2026-04&to=2026-04&per=quarter'), [])
  const listed = await trend('by=lifeAreaSector&from=2026-03&to=2026-04')
  t.same(
    listed.map(({ key, points }: { key: string; points: unknown }) => ({ key, points })),
    [
      {
        key: 'home/shared-lives',
        points: [
          { period: '2026-03', value: 20 },
          { period: april, value: 25 },
        ],
      },
      {
        key: 'home/not-said',
        points: [
          { period: '2026-03', ...withheld },
          { period: april, value: 15 },
        ],
      },
    ],
  )
  t.equal((await trend('by=lifeArea&from=2026-04&to=2026-04')).length, 15, 'of one thing, every key is listed')
})

t.test(
  'months are taken as the longest periods of the calendar that they are whole ones of; people are not added up over time',
  async (t) => {
    const { get } = await withPublished(t, published)
    const gaps = async (query: string) => (await get(`/commissioner/areas/${county}/gaps?${query}`, carol)).body
    const quarter = await gaps('from=2026-01&to=2026-03')
    t.same([quarter.per, quarter.total], ['quarter', { open: { value: 55 }, neverAsked: [{ period: '2026-Q1', value: 40 }] }])
    const months = await gaps('from=2026-02&to=2026-04')
    t.same(months.total, {
      open: { value: 60 },
      neverAsked: [
        { period: '2026-02', ...withheld },
        { period: '2026-03', value: 15 },
        { period: april, value: 10 },
      ],
    })
    t.same(
      months.gaps.map(({ lifeArea, sector, open, neverAsked }: Record<string, object>) => [lifeArea, sector, open, neverAsked]).at(-1),
      [
        'fun',
        'voluntary',
        withheld,
        [
          { period: '2026-02', ...withheld },
          { period: '2026-03', value: 10 },
          { period: april, ...withheld },
        ],
      ],
      'where anything is shown, all of it is told of',
    )
    t.equal((await gaps('from=2026-01&to=2026-03&per=month')).total.neverAsked.length, 3)
    t.equal((await gaps('from=2025-01&to=2025-12')).per, 'year')
    t.equal((await gaps('from=2025-10&to=2026-03')).per, 'quarter')
    t.same(
      (await gaps('from=2026-03&to=2026-04&per=quarter')).total,
      {
        open: { value: 60 },
        neverAsked: [
          { period: '2026-Q1', value: 40 },
          { period: '2026-Q2', value: null, why: 'not-yet-in' },
        ],
      },
      'a quarter is shown where any of its months was asked for; wants are open at the end of the last month',
    )
    const half = await gaps('from=2026-04&to=2026-06')
    t.same(half.total, { open: { value: null, why: 'not-yet-in' }, neverAsked: [{ period: '2026-Q2', value: null, why: 'not-yet-in' }] })
    t.same(half.gaps, [])
  },
)

t.test('gaps as known at an edition', async (t) => {
  const { get } = await withPublished(t, [
    ['wants-open', '2026-03', 50, { edition: '2026-04' }],
    ['wants-open', '2026-03', 60],
    [`${open} home/housing`, '2026-03', 10, { edition: '2026-04' }],
    [`${open} home/housing`, '2026-03', null],
  ])
  const gaps = async (more = '') => {
    const { body } = await get(`/commissioner/areas/${county}/gaps?from=2026-03&to=2026-03${more}`, carol)
    return [body.knownAt, body.total.open, body.gaps.map(({ lifeArea, sector, open }: Record<string, unknown>) => [lifeArea, sector, open])]
  }
  t.same(await gaps('&knownAt=2026-04'), ['2026-04', { value: 50 }, [['home', 'housing', { value: 10 }]]])
  t.same(await gaps(), ['2026-05', { value: 60 }, []], 'what has been withheld since is not there')
})

t.test('gaps as a table', async (t) => {
  const { get } = await withPublished(t, published)
  const { headers, body } = await get(`/commissioner/areas/${county}/gaps?from=2026-04&to=2026-04`, carol, { accept: 'text/csv' })
  t.equal(headers['content-disposition'], 'attachment; filename="gaps-X10000001-2026-04-2026-04.csv"')
  const table = parse(body, { columns: true }) as Record<string, string>[]
  // Two lines for all, for each of 15 life areas, for each of 28 sectors and for each of two gaps; two more for why, and one for why never asked.
  t.equal(table.length, 2 * (1 + 15 + 28 + 2) + 3)
  const line = (measure: string, lifeArea: string, sector: string, why = '') =>
    table.find((one) => one.measure === measure && one.lifeArea === lifeArea && one.sector === sector && one.why === why)
  t.match(line('wants-open', '', ''), { area: county, per: 'month', knownAt: '2026-05', period: april, value: '60', people: '' })
  t.match(line('wants-open', '', 'shared-lives'), { value: '30', people: '15', hours: '350', cost: '*' })
  t.match(line('wants-open', 'home', 'shared-lives', 'full'), { value: '10' })
  t.match(line('wants-never-asked', 'home', 'not-said'), { value: '*' })
  t.match(line('wants-never-asked', 'home', 'shared-lives', 'did-not-know'), { period: april, value: '10' })
})

t.test('what is not understood is refused', async (t) => {
  const { get } = await withPublished(t, published)
  const wrong: [query: string, path: string][] = [
    ['to=2026-03', 'from'],
    ['from=2026-03&to=2026-02', 'to'],
    ['from=2016-01&to=2026-01', 'to'],
    ['from=2026-01&to=2026-02&per=week', 'per'],
    ['from=2026-01&to=2026-02&knownAt=2026-06', 'knownAt'],
    ['from=2026-01&to=2026-02&sector=housing', 'sector'],
  ]
  for (const route of ['gaps', 'flows']) {
    for (const [query, path] of wrong) {
      const { status, body } = await get(`/commissioner/areas/${county}/${route}?${query}`, carol)
      t.same([status, body.code], [400, 'not-understood'], `${route}?${query}`)
      t.match(body.errors, [{ path: new RegExp(`${path}$`) }], path)
    }
    const eastmere = { ...carol, areas: ['X10000100'] }
    const far = await get(`/commissioner/areas/${county}/${route}?from=2026-01&to=2026-02`, eastmere)
    t.match(far, { status: 403, body: { code: 'out-of-reach' } })
  }
})
