import t from 'tap'
import { assuranceOf, chartOf, limitsOf, type Signal } from '../../src/domain/spc.ts'

/** A signal in short: `shift improvement`, or a dot where there is none. */
const short = (signal: Signal) => (signal.cause === 'none' ? '.' : `${signal.cause} ${signal.reading}`)
const signals = (values: number[], direction: 'increase' | 'decrease' | 'neutral' = 'increase') =>
  chartOf(values, direction).signals.map(short)
/** So many of the same. */
const times = <T>(many: number, one: T): T[] => Array(many).fill(one)
const to2 = (number: number | undefined) => Math.round((number ?? Number.NaN) * 100) / 100

t.test('limits lie 2.66 average moving ranges from the mean, near limits at two thirds of that', async (t) => {
  // Mean 12; the moving ranges are 4, 4, 4, 4, 4: limits at 12 ± 10.64, near limits at 12 ± 7.0933.
  const { mean, limits } = chartOf([10, 14, 10, 14, 10, 14], 'neutral')
  t.equal(mean, 12)
  t.same([limits?.lower, limits?.nearLower, limits?.nearUpper, limits?.upper].map(to2), [1.36, 4.91, 19.09, 22.64])
})

t.test('the flow rates of the NIST/SEMATECH handbook (6.3.2.2) have the limits that it gives them', async (t) => {
  // Mean 50.81, average moving range 1.8778; there the limits are 55.8041 and 45.8159, with 3/1.128 for 2.66.
  const rates = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
  const { mean } = chartOf(rates, 'neutral')
  t.equal(to2(mean), 50.81)
  const limits = limitsOf(rates)
  t.equal(limits?.upper.toFixed(2), '55.80')
  t.equal(limits?.lower.toFixed(2), '45.82')
})

t.test('great leaps are left out of the moving ranges once, and never out of the mean', async (t) => {
  // Mean 35/18 = 1.94. Of 17 moving ranges 15 are 1, and 8 and 9 are 3.267 × 32/17 = 6.15 or more: the average of the rest is 1.
  const values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
  const { mean, limits } = chartOf(values, 'decrease')
  t.same([mean, limits?.lower, limits?.upper].map(to2), [1.94, -0.72, 4.6])
  t.same(
    signals(values, 'decrease'),
    values.map((value) => (value === 10 ? 'beyond-limit concern' : '.')),
  )

  // Mean 305/19 = 16.05. Moving ranges 16 × 1, 20 and 6: average 42/18 = 2.33, so 20 goes (7.62 or more). Of what is left the average is
  // 22/17 = 1.29, and 6 would go in a second round (4.23 or more): there is none.
  const twice = [0, 1, 0, 1, 0, 1, 21, 20, 21, 20, 21, 20, 26, 25, 26, 25, 26, 25, 26]
  t.equal(to2(limitsOf(twice)?.upper), to2(305 / 19 + (2.66 * 22) / 17))
})

t.test('a moving range of exactly 3.267 times the average is left out too', async (t) => {
  // Moving ranges 3267, 10 × 794 and 793: 12000 in all, average 1000. Without the first 8733/11 = 793.91.
  const values = [0, 3267, 2473, 3267, 2473, 3267, 2473, 3267, 2473, 3267, 2473, 3267, 2474]
  const { mean, limits } = chartOf(values, 'neutral')
  t.equal(to2((limits?.upper ?? 0) - mean), to2((2.66 * 8733) / 11))
})

t.test('where nothing moves there are no limits, and a constant series says nothing', async (t) => {
  const { mean, limits, signals } = chartOf(times(12, 15), 'increase')
  t.equal(mean, 15)
  t.equal(limits, null)
  t.same(signals.map(short), times(12, '.'))
})

t.test('where all that moves is one leap there are no limits, and the shift is seen all the same', async (t) => {
  const values = [...times(7, 10), ...times(7, 20)]
  t.equal(chartOf(values, 'increase').limits, null)
  t.same(signals(values), [...times(7, 'shift concern'), ...times(7, 'shift improvement')])
})

t.test('a point beyond a limit is a signal, one on it is not', async (t) => {
  // Mean 300; the moving ranges are 1100 in all, average 100, and none is 326.7 or more: the upper limit is 566.
  const others = [300, 210, 190, 370, 370, 190, 300, 360, 280, 210, 254]
  t.equal(chartOf([566, ...others], 'increase').limits?.upper, 566)
  t.same(signals([566, ...others]), times(12, '.'))
  // 12 more: mean 301, average 1112/11 = 101.09, upper limit 569.91.
  t.same(signals([578, ...others]), ['beyond-limit improvement', ...times(11, '.')])
  t.equal(signals([578, ...others], 'decrease')[0], 'beyond-limit concern')
  t.equal(signals([578, ...others], 'neutral')[0], 'beyond-limit neutral-high')
  // Turned upside down it is below the lower one.
  const under = [578, ...others].map((value) => -value)
  t.equal(signals(under)[0], 'beyond-limit concern')
  t.equal(signals(under, 'decrease')[0], 'beyond-limit improvement')
  t.equal(signals(under, 'neutral')[0], 'beyond-limit neutral-low')
})

t.test('seven points that rise, each above the one before, are a trend back to its start', async (t) => {
  // Mean 10; average moving range 20/11 = 1.82: limits 10 ± 4.84, near limits 10 ± 3.22, and no point is near one.
  const values = [10, 12, 10, 7, 8, 9, 10, 11, 12, 13, 8, 10]
  t.same(signals(values), ['.', '.', '.', ...times(7, 'trend improvement'), '.', '.'])
  t.same(signals(values, 'decrease').slice(3, 10), times(7, 'trend concern'))
  t.same(signals(values, 'neutral').slice(3, 10), times(7, 'trend neutral-high'))
  const falling = values.map((value) => 20 - value)
  t.same(signals(falling, 'neutral').slice(3, 10), times(7, 'trend neutral-low'))
  t.same(signals(falling, 'decrease').slice(3, 10), times(7, 'trend improvement'))
})

t.test('six points that rise are no trend, nor are seven with a level step', async (t) => {
  t.same(signals([10, 12, 10, 8, 9, 10, 11, 12, 13, 8, 10, 10]), times(12, '.'))
  t.same(signals([10, 12, 10, 7, 8, 9, 9, 10, 11, 12, 8, 10]), times(12, '.'))
})

t.test('where one trend turns into another the point of the turn goes the way of the next step', async (t) => {
  // 4 … 16 and back: mean (4+6+8+10+12+14+16+14+12+10+8+6+4)/13 = 9.54; every step is 2, so limits lie at 9.54 ± 5.32: 4 and 16 are beyond them.
  const values = [4, 6, 8, 10, 12, 14, 16, 14, 12, 10, 8, 6, 4]
  const turned = signals(values)
  t.same(turned, [
    'beyond-limit concern',
    ...times(5, 'trend improvement'),
    'beyond-limit improvement',
    ...times(5, 'trend concern'),
    'beyond-limit concern',
  ])
  // With wide steps before and after the turn is within the limits: mean 178/19 = 9.37, average moving range 78/18 = 4.33, limits 9.37 ± 11.53.
  const within = [10, 4, 16, 4, 7, 8, 9, 10, 11, 12, 11, 10, 9, 8, 7, 6, 16, 4, 16]
  t.same(signals(within).slice(3, 16), [...times(6, 'trend improvement'), ...times(7, 'trend concern')])
  // A level step between two rises is in neither; the point before it goes the way it came. Mean 7, average 84/19 = 4.42, limits 7 ± 11.76.
  const resting = [13, 1, 13, 1, 2, 3, 4, 5, 6, 7, 7, 8, 9, 10, 11, 12, 13, 1, 13, 1]
  t.same(signals(resting), [...times(3, '.'), ...times(14, 'trend improvement'), ...times(3, '.')])
})

t.test('two of three near the same limit are a signal: those two, not the third', async (t) => {
  const values = [9, 11, 9, 11, 9, 11, 17, 12, 17, 8, 6, 8, 6, 8, 6, 8, 6, 8]
  // Sum 170, mean 9.44.
  // Ranges 2 2 2 2 2 6 5 5 9 2 2 2 2 2 2 2 2 = 51, average 3; 3.267 × 3 = 9.80, so none is left out.
  // Limits 9.44 ± 7.98: 17.42; near limit 9.44 + 5.32 = 14.76. So 17 is near, 12 is not, and the last nine lie below the mean: a shift.
  t.same(signals(values), [...times(6, '.'), 'two-of-three improvement', '.', 'two-of-three improvement', ...times(9, 'shift concern')])
  const upsideDown = values.map((value) => 20 - value)
  t.same(signals(upsideDown).slice(6, 9), ['two-of-three concern', '.', 'two-of-three concern'])
  // The one between on the other side of the mean: no signal.
  const across = values.map((value) => (value === 12 ? 9 : value))
  // Sum 167, mean 9.28; ranges 2×5 6 8 8 9 2×8 = 57, average 3.353: limits 9.28 ± 8.92, near limit 15.22.
  t.same(signals(across).slice(0, 9), times(9, '.'))
})

t.test('a point beyond a limit is not counted as near to it', async (t) => {
  const values = [9, 11, 9, 11, 9, 11, 24, 17, 12, 8, 6, 8, 6, 8, 6, 8, 6, 8]
  // Sum 60 + 24 + 17 + 12 + 64 = 177, mean 9.83. Ranges 2×5 13 7 5 4 2×8 = 55, average 3.235; 13 ≥ 10.57 goes: 42/16 = 2.625.
  // Limits 9.83 ± 6.98: 16.82. So 24 and 17 are beyond; near limit 14.49: 12 is not near.
  t.same(signals(values).slice(6, 9), ['beyond-limit improvement', 'beyond-limit improvement', '.'])
  // 16 for 17: within, near; alone it is none, though the point before it is beyond.
  const near = values.map((value) => (value === 17 ? 16 : value))
  // Sum 176, mean 9.78; ranges 2×5 13 8 4 4 2×8 = 55: the same limits, 16.76 and 14.43.
  t.same(signals(near).slice(6, 9), ['beyond-limit improvement', '.', '.'])
})

t.test('seven on one side of the mean are a shift back to its start, six are none, and one on the mean ends it', async (t) => {
  const values = [12, 9, 12, 9, 11, 12, 11, 12, 11, 12, 11, 4, 12, 4]
  // Sum 142, mean 10.14: points 5 to 11 lie above it. Ranges 3 3 3 2 1 1 1 1 1 1 7 8 8 = 40, average 3.08: limits 10.14 ± 8.18.
  t.same(signals(values), [...times(4, '.'), ...times(7, 'shift improvement'), ...times(3, '.')])
  // Mean 10: a point on it is on neither side.
  const parted = [11, 9, 11, 9, 11, 12, 11, 10, 11, 12, 11, 4, 12, 6]
  t.equal(
    parted.reduce((sum, value) => sum + value, 0),
    140,
  )
  t.same(signals(parted), times(14, '.'))
})

t.test('of several causes the first holds: beyond a limit, trend, two of three, shift', async (t) => {
  // Mean 9.54, every step 2: limits 9.54 ± 5.32, near limits 9.54 ± 3.55. 16 is beyond, the two 14s beside it are near, and all are part of a trend.
  const values = [4, 6, 8, 10, 12, 14, 16, 14, 12, 10, 8, 6, 4]
  t.same(signals(values).slice(5, 8), ['trend improvement', 'beyond-limit improvement', 'trend concern'])

  // Eight above the mean, two of them near the limit: the two are so called, the rest a shift.
  const long = [10, 2, 10, 2, 10, 2, 10, 2, 10, 12, 11, 12, 17, 16, 12, 11, 2, 10, 2, 10]
  // Sum 173, mean 8.65. Ranges 8×8 = 64, 2 1 1 5 1 4 1 9 8 8 8 = 48: 112/19 = 5.89; none ≥ 19.26. Limits 8.65 ± 15.68, near ± 10.45: none near.
  t.same(signals(long), [...times(8, '.'), ...times(8, 'shift improvement'), ...times(4, '.')])
  const steady = [8, 6, 8, 6, 8, 6, 8, 6, 10, 11, 10, 14, 14, 10, 11, 10, 6, 8, 6, 8]
  // Sum 174, mean 8.7. Ranges 2×7 = 14, 4 1 1 4 0 4 1 1 4 2 2 2 = 26: 40/19 = 2.105; none ≥ 6.88. Limits 8.7 ± 5.6: 14.3; near ± 3.73: 12.43.
  t.same(signals(steady).slice(8, 16), [
    ...times(3, 'shift improvement'),
    ...times(2, 'two-of-three improvement'),
    ...times(3, 'shift improvement'),
  ])
})

t.test('a target beyond the limits is always met or never; within them it is met by chance', async (t) => {
  const limits = limitsOf([10, 14, 10, 14, 10, 14])
  t.equal(assuranceOf(limits, 1, 'increase'), 'consistently-passes')
  t.equal(assuranceOf(limits, 23, 'increase'), 'consistently-fails')
  t.equal(assuranceOf(limits, 1, 'decrease'), 'consistently-fails')
  t.equal(assuranceOf(limits, 23, 'decrease'), 'consistently-passes')
  t.equal(assuranceOf(limits, 22, 'increase'), 'inconsistent')
  t.equal(assuranceOf(limits, 2, 'decrease'), 'inconsistent')
  t.equal(assuranceOf(limits, undefined, 'increase'), undefined, 'there is no target')
  t.equal(assuranceOf(limits, 1, 'neutral'), undefined, 'neither way is better')
  t.equal(assuranceOf(null, 1, 'increase'), undefined, 'nothing moves')
})
