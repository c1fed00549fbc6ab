import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import t, { type Test } from 'tap'
import { withApp } from '../support/app.ts'
import { ask, met } from '../support/asking.ts'

const carol = { sub: 'carol', roles: ['commissioner'] }

/** The people heard in each month from April 2025 to April 2026. */
const heard = [20, 15, 20, 15, 20, 15, 20, 25, 30, 35, 40, 45, 40]
const months = heard.map((_, i) => (i < 9 ? `2025-${String(i + 4).padStart(2, '0')}` : `2026-0${i - 8}`))

/** Forty-five people of the county, some of them heard in each month, as the edition of May 2026 has it. */
async function withThirteenMonths(t: Test) {
  let now = '2026-05-10T10:00:00.000Z'
  const service = await withApp(t, { clock: () => new Date(now) })
  for (let person = 0; person < 45; person += 1) {
    const conversations = months.flatMap((month, i) =>
      person < (heard[i] ?? 0) ? [ask('ConversationHeld', {}, { happened: { from: month } })] : [],
    )
    const entries = [{ ...met(), happened: { from: '2025-03' } }, ...conversations]
    t.equal((await service.post(`/practitioner/people/${randomUUID()}/entries`, { entries })).status, 201)
  }
  now = '2026-06-02T10:00:00.000Z'
  await service.post(`/practitioner/people/${randomUUID()}/entries`, { entries: [met()] })
  const trend = (query: string, headers?: Record<string, string>) =>
    service.get(`/commissioner/areas/X10000001/trends?measure=people-heard&${query}`, carol, headers)
  for (let tries = 0; tries < 400 && (await trend('from=2026-03&to=2026-03')).body.knownAt !== '2026-05'; tries += 1) await setTimeout(50)
  return trend
}

// Mean 340/13 = 26.15, and every moving range is 5: limits 26.15 ± 13.3, near limits 26.15 ± 8.87. So 40 and 45 are beyond the upper one, 15 is near the
// lower one, September to March rises each month, and the first eight months lie below the mean.
const read = {
  mean: 26.15,
  limits: { lower: 12.85, nearLower: 17.29, nearUpper: 35.02, upper: 39.45 },
  points: [
    { period: '2025-04', cause: 'shift', reading: 'concern' },
    { period: '2025-05', cause: 'two-of-three', reading: 'concern' },
    { period: '2025-06', cause: 'shift', reading: 'concern' },
    { period: '2025-07', cause: 'two-of-three', reading: 'concern' },
    { period: '2025-08', cause: 'shift', reading: 'concern' },
    { period: '2025-09', cause: 'trend', reading: 'improvement' },
    { period: '2025-10', cause: 'trend', reading: 'improvement' },
    { period: '2025-11', cause: 'trend', reading: 'improvement' },
    { period: '2025-12', cause: 'trend', reading: 'improvement' },
    { period: '2026-01', cause: 'trend', reading: 'improvement' },
    { period: '2026-02', cause: 'beyond-limit', reading: 'improvement' },
    { period: '2026-03', cause: 'beyond-limit', reading: 'improvement' },
    { period: '2026-04', cause: 'beyond-limit', reading: 'improvement' },
  ],
}

t.test('a trend by month says which of its points are signals', async (t) => {
  const trend = await withThirteenMonths(t)
  const { body } = await trend('from=2025-04&to=2026-04')
  t.same(
    body.series.map(({ points }: { points: { value: number }[] }) => points.map(({ value }) => value)),
    [heard],
  )
  t.same(body.spc, read)
  t.same((await trend('from=2025-04&to=2026-06')).body.spc, read, 'months that are not yet in are no part of it')
  t.same((await trend('from=2025-06&to=2026-04')).body.spc, { why: 'too-few' }, 'eleven points')
  t.equal((await trend('from=2025-05&to=2026-04')).body.spc.points.length, 12)
  t.same((await trend('from=2025-01&to=2026-04')).body.spc, { why: 'withheld' }, 'nobody was heard before April')
  t.equal((await trend('from=2025-04&to=2026-04&per=quarter')).body.spc, undefined)

  const byAge = (await trend('from=2025-04&to=2026-04&by=age')).body
  t.equal(byAge.spc, undefined)
  t.same(byAge.series.find(({ key }: { key: string }) => key === 'under-18').spc, { why: 'withheld' })
  t.ok(byAge.series.every(({ spc }: { spc: object }) => spc))

  const asTable = await trend('from=2025-03&to=2026-05', { accept: 'text/csv' })
  t.equal(asTable.headers['content-disposition'], 'attachment; filename="trend-X10000001-people-heard.csv"')
  const withWithheld = parse(asTable.body, { columns: true }) as Record<string, string>[]
  t.same(
    withWithheld.map(({ period, value, mean }) => [period, value, mean]),
    [['2025-03', '*', ''], ...months.map((month, i) => [month, String(heard[i]), '']), ['2026-05', '', '']],
  )
  const table = parse((await trend('from=2025-04&to=2026-05', { accept: 'text/csv' })).body, { columns: true }) as Record<string, string>[]
  t.same(table[5], {
    area: 'X10000001',
    measure: 'people-heard',
    unit: 'people',
    per: 'month',
    knownAt: '2026-05',
    by: '',
    key: '',
    period: '2025-09',
    value: '15',
    mean: '26.15',
    lowerLimit: '12.85',
    nearLowerLimit: '17.29',
    nearUpperLimit: '35.02',
    upperLimit: '39.45',
    cause: 'trend',
    reading: 'improvement',
  })
  t.match(table[13], { period: '2026-05', value: '', mean: '26.15', cause: '', reading: '' }, 'what is not yet in says nothing')
  const aged = parse((await trend('from=2026-03&to=2026-03&by=age', { accept: 'text/csv' })).body, { columns: true }) as Record<
    string,
    string
  >[]
  t.same(
    aged.map(({ by, key }) => [by, key]),
    [
      ['age', 'under-18'],
      ['age', '18-64'],
      ['age', '65+'],
      ['age', 'not-known'],
    ],
  )
})
