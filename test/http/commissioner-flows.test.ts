import { parse } from 'csv-parse/sync'
import t from 'tap'
import { carol, county, withPublished } from '../support/published.ts'

const published = [
  ['moves', '2026-Q1', 50],
  ['moves', '2026-03', 20],
  ['moves', '2026-02', 25],
  ['moves into died', '2026-Q1', 10],
  ['moves into residential', '2026-Q1', 20],
  ['moves outOf home-care', '2026-Q1', 25],
  ['moves outOf residential', '2026-Q1', null],
  ['moves outOfInto home-care/residential', '2026-Q1', 15],
  ['moves outOfInto home-care/died', '2026-Q1', 10],
  ['moves outOfInto residential/nursing', '2026-Q1', null],
  ['moves outOfInto day-support/community', '2026-03', 10],
  ['came-back sector home-care', '2026-Q1', 10],
] satisfies Parameters<typeof withPublished>[1]

const withheld = { value: null, why: 'withheld' }
const q1 = (shown: object) => [{ period: '2026-Q1', ...shown }]

t.test('moves into, out of and back to each sector, and from which to which', async (t) => {
  const { get } = await withPublished(t, published)
  const { status, body } = await get(`/commissioner/areas/${county}/flows?from=2026-01&to=2026-03`, carol)
  t.equal(status, 200)
  t.match(body, { area: county, from: '2026-01', to: '2026-03', per: 'quarter', knownAt: '2026-05' })
  t.same([body.total, body.died], [q1({ value: 50 }), q1({ value: 10 })])
  t.equal(body.sectors.length, 28)
  const of = (sector: string) => body.sectors.find((one: { sector: string }) => one.sector === sector)
  t.same(of('home-care'), { sector: 'home-care', into: q1(withheld), outOf: q1({ value: 25 }), back: q1({ value: 10 }) })
  t.same(of('residential'), { sector: 'residential', into: q1({ value: 20 }), outOf: q1(withheld), back: q1(withheld) })
  t.same(body.moves, [
    { outOf: 'home-care', into: 'residential', points: q1({ value: 15 }) },
    { outOf: 'home-care', into: 'died', points: q1({ value: 10 }) },
  ])
})

t.test('flows come period by period, and what is not yet in says so', async (t) => {
  const { get } = await withPublished(t, published)
  const flows = async (query: string) => (await get(`/commissioner/areas/${county}/flows?${query}`, carol)).body
  const months = await flows('from=2026-02&to=2026-05')
  t.same(months.total, [
    { period: '2026-02', value: 25 },
    { period: '2026-03', value: 20 },
    { period: '2026-04', ...withheld },
    { period: '2026-05', value: null, why: 'not-yet-in' },
  ])
  t.match(months.moves, [{ outOf: 'day-support', into: 'community', points: [withheld, { value: 10 }, withheld, { why: 'not-yet-in' }] }])
  t.same((await flows('from=2026-01&to=2026-03&knownAt=2026-04')).total, q1(withheld), 'published in the edition after')
  t.same((await flows('from=2026-01&to=2026-03&knownAt=2026-03')).total, q1({ value: null, why: 'not-yet-in' }))
})

t.test('flows as a table', async (t) => {
  const { get } = await withPublished(t, published)
  const { headers, body } = await get(`/commissioner/areas/${county}/flows?from=2026-01&to=2026-03`, carol, { accept: 'text/csv' })
  t.equal(headers['content-disposition'], 'attachment; filename="flows-X10000001-2026-01-2026-03.csv"')
  const table = parse(body, { columns: true }) as Record<string, string>[]
  t.equal(table.length, 2 + 28 * 3 + 2)
  const line = (measure: string, outOf: string, into: string) =>
    table.find((one) => one.measure === measure && one.outOf === outOf && one.into === into)
  t.same(line('moves', '', ''), {
    area: county,
    per: 'quarter',
    knownAt: '2026-05',
    measure: 'moves',
    outOf: '',
    into: '',
    period: '2026-Q1',
    value: '50',
  })
  t.match(line('moves', '', 'died'), { value: '10' })
  t.match(line('moves', 'residential', ''), { value: '*' })
  t.match(line('moves', 'home-care', 'residential'), { value: '15' })
  t.match(line('came-back', 'home-care', 'home-care'), { value: '10' })
})
