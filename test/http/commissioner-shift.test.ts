import { parse } from 'csv-parse/sync'
import t from 'tap'
import { assumptions } from '../../src/domain/shift.ts'
import { carol, county, type Line, withPublished } from '../support/published.ts'

const lines = (period: string, values: Record<string, number>): Line[] =>
  Object.entries(values).map(([line, value]) => [line, period, value])
const published: Line[] = lines('2026-04', {
  'supported sector residential': 40,
  'hours-per-week sector residential': 2000,
  'cost-per-week sector residential': 20_000,
  'reach-supported sector residential': 30,
  'reach-heard sector residential': 20,
  'reach-moved sector residential': 5,
  'supported sector shared-lives': 15,
  'cost-per-week sector shared-lives': 6000,
  'reach-supported sector shared-lives': 30,
  'reach-heard sector shared-lives': 20,
  'reach-moved sector shared-lives': 15,
  'wants-open sector shared-lives': 25,
})
const route = `/commissioner/areas/${county}/shift`
const tenth = `${route}?from=residential&to=shared-lives&percent=10`

t.test('what if a tenth of one sector were spent on another: ranges from published numbers, and what they rest on', async (t) => {
  const { get } = await withPublished(t, published)
  const { status, body } = await get(tenth, carol)
  t.equal(status, 200)
  const noHours = { why: 'withheld', of: ['hours-per-week of shared-lives'] }
  t.same(body, {
    area: county,
    at: '2026-04',
    knownAt: '2026-05',
    percent: 10,
    money: { low: 1750, high: 2250 },
    from: {
      sector: 'residential',
      people: { low: 3, high: 5 },
      hours: { low: 175, high: 225 },
      moved: { low: 0, high: 2 },
      heardShare: { low: 0.4878, high: 0.8077 },
      reach: { low: 0.1119, high: 0.4687 },
    },
    to: {
      sector: 'shared-lives',
      people: { low: 1, high: 13 },
      hours: noHours,
      moved: { low: 0, high: 9 },
      heardShare: { low: 0.4878, high: 0.8077 },
      reach: { low: 0.5313, high: 0.8881 },
    },
    gaps: { open: { low: 18, high: 32 }, met: { low: 1, high: 13 } },
    assumptions,
  })
})

t.test('as known at an edition, and of a month that is not in yet', async (t) => {
  // Five of 30 people have 1,667 of 10,000: a tenth of 8,333 to 11,667.
  const before = lines('2026-03', { 'supported sector residential': 30, 'cost-per-week sector residential': 10_000 })
  const { get } = await withPublished(t, [
    ...before.map(([line, period, value]): Line => [line, period, value, { edition: '2026-04' }]),
    ...published,
  ])
  t.match((await get(`${tenth}&knownAt=2026-04`, carol)).body, { at: '2026-03', knownAt: '2026-04', money: { low: 833, high: 1167 } })
  t.match((await get(`${tenth}&at=2026-05`, carol)).body, {
    at: '2026-05',
    money: { why: 'not-yet-in', of: ['cost-per-week of residential'] },
  })
})

t.test('a shift as a table', async (t) => {
  const { get } = await withPublished(t, published)
  const { headers, body } = await get(tenth, carol, { accept: 'text/csv' })
  t.equal(headers['content-disposition'], 'attachment; filename="shift-X10000001-residential-shared-lives.csv"')
  const table = parse(body, { columns: true }) as Record<string, string>[]
  t.equal(table.length, 1 + 5 + 5 + 2 + assumptions.length)
  t.match(table[0], {
    area: county,
    at: '2026-04',
    knownAt: '2026-05',
    percent: '10',
    sector: 'residential',
    what: 'money',
    low: '1750',
    high: '2250',
  })
  t.match(
    table.find(({ sector, what }) => sector === 'shared-lives' && what === 'hours'),
    { low: '*', high: '*', why: 'withheld', of: 'hours-per-week of shared-lives' },
  )
  t.same(
    table.flatMap(({ assumption }) => (assumption ? [assumption] : [])),
    assumptions,
  )
})

t.test('what is not understood is refused', async (t) => {
  const { get } = await withPublished(t, published)
  const wrong: [query: string, path: string][] = [
    ['from=residential&to=shared-lives', 'percent'],
    ['from=residential&to=shared-lives&percent=0', 'percent'],
    ['from=residential&to=shared-lives&percent=101', 'percent'],
    ['from=residential&to=residential&percent=10', 'to'],
    ['from=nowhere&to=residential&percent=10', 'from'],
    ['from=residential&to=shared-lives&percent=10&knownAt=2026-06', 'knownAt'],
  ]
  for (const [query, path] of wrong) {
    const { status, body } = await get(`${route}?${query}`, carol)
    t.same([status, body.code], [400, 'not-understood'], query)
    t.match(body.errors, [{ path: new RegExp(`${path}$`) }], path)
  }
  t.match(await get(tenth, { ...carol, areas: ['X10000100'] }), { status: 403, body: { code: 'out-of-reach' } })
})
