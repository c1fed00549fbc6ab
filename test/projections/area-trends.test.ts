import t from 'tap'
import { daysOf, type Point, type TrendAsked, withSpc } from '../../projections/area-trends.ts'
import { monthsLater } from '../../src/domain/period.ts'

const asked: TrendAsked = { area: 'X10000001', measure: 'people-heard', per: 'month', from: '2025-01', to: '2025-12' }
const points = (...values: (number | 'withheld' | 'not-yet-in')[]): Point[] =>
  values.map((value, i) => {
    const period = monthsLater('2025-01', i)
    return typeof value === 'number' ? { period, value } : { period, value: null, why: value }
  })
const trend = (...series: { key?: string; points: Point[] }[]) => ({ knownAt: '2026-06', series })
const twelve = [15, 10, 15, 10, 15, 10, 15, 10, 15, 10, 15, 10]

t.test('the total is read by itself, and broken down each key is', async (t) => {
  // Mean 12.5, every moving range 5: limits 12.5 ± 13.3, near limits 12.5 ± 8.87; no point is near one.
  const read = {
    mean: 12.5,
    limits: { lower: -0.8, nearLower: 3.63, nearUpper: 21.37, upper: 25.8 },
    points: twelve.map((_, i) => ({ period: monthsLater('2025-01', i), cause: 'none' })),
  }
  t.same(withSpc(trend({ points: points(...twelve) }), asked), { ...trend({ points: points(...twelve) }), spc: read })
  const [home, fun, money] = [points(...twelve), points('withheld', ...twelve), points(...twelve.slice(1), 'not-yet-in')]
  t.same(
    withSpc(trend({ key: 'home', points: home }, { key: 'fun', points: fun }, { key: 'money', points: money }), {
      ...asked,
      by: 'lifeArea',
    }),
    {
      knownAt: '2026-06',
      series: [
        { key: 'home', points: home, spc: read },
        { key: 'fun', points: fun, spc: { why: 'withheld' } },
        { key: 'money', points: money, spc: { why: 'too-few' } },
      ],
    },
  )
})

t.test('which way is better is the measure’s to say', async (t) => {
  // Mean 17.5, every moving range 5: limits 17.5 ± 13.3, near limits 17.5 ± 8.87. Eight months lie below the mean, then eight above it.
  const risen = [10, 15, 10, 15, 10, 15, 10, 15, 20, 25, 20, 25, 20, 25, 20, 25]
  const last = (measure: TrendAsked['measure']) => {
    const { spc } = withSpc(trend({ points: points(...risen) }), { ...asked, measure })
    return spc && 'points' in spc ? spc.points[12] : spc
  }
  t.match(last('people-heard'), { period: '2026-01', cause: 'shift', reading: 'improvement' })
  t.match(last('wants-open'), { cause: 'shift', reading: 'concern' })
  t.match(last('people-met'), { cause: 'shift', reading: 'neutral-high' })
})

t.test('where nothing moves there are no limits', async (t) => {
  t.match(withSpc(trend({ points: points(...Array(12).fill(25)) }), asked), { spc: { mean: 25, limits: null } })
})

t.test('quarters and years are not read', async (t) => {
  t.same(withSpc(trend({ points: points(...twelve) }), { ...asked, per: 'quarter' }), trend({ points: points(...twelve) }))
})

t.test('a trend is of whole months, quarters or years', async (t) => {
  const days = (per: TrendAsked['per'], from: string, to: string) => Object.values(daysOf({ per, from, to }))
  t.same(days('month', '2026-02', '2026-02'), ['2026-02-01', '2026-02-28'])
  t.same(days('quarter', '2025-11', '2026-02'), ['2025-10-01', '2026-03-31'])
  t.same(days('year', '2025-11', '2026-02'), ['2025-01-01', '2026-12-31'])
})
