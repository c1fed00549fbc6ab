import type { Kysely } from 'kysely'
import { toHundredths } from '../src/domain/counting/cells.ts'
import { isPlain } from '../src/domain/measures/dimensions.ts'
import { type Dimension, dimensions, type MeasureName, measureOf } from '../src/domain/measures.ts'
import {
  type Edition,
  firstMonthOf,
  lastMonthOf,
  type Month,
  type Per,
  type Period,
  periodOf,
  periodsBetween,
} from '../src/domain/period.ts'
import type { Shown } from '../src/domain/shown.ts'
import { chartOf, fewestPoints, type Limits, type Signal } from '../src/domain/spc.ts'
import { type AreaCode, type Day, lastDayOf } from '../src/domain/values.ts'
import { publishedIn } from './area-published.ts'
import type { ReleaseTables } from './area-release.ts'

/** What is asked of a trend. */
export interface TrendAsked {
  area: AreaCode
  measure: MeasureName
  /** Broken down by this; left out: the total. */
  by?: Dimension | undefined
  per: Per
  from: Month
  to: Month
  /** As published in this edition; left out: in the last one made. */
  knownAt?: Edition | undefined
}

/** A number of one period; or none, and why. */
export type Point = { period: Period } & Shown

/** How a number went from period to period, as it was published. */
export interface Trend {
  /** The edition it is from; none where none has been made. */
  knownAt: Edition | null
  /** One of the total; or one for each key there can be, whether or not anybody counts in it. Of keys of several parts, those of which anything is shown. */
  series: Series[]
}

export interface Series {
  key?: string
  points: Point[]
}

/** Which points of a series by month say that something changed: numbers to the hundredth. Or why that cannot be told. */
export type Spc = { why: 'withheld' | 'too-few' } | { mean: number; limits: Limits | null; points: ({ period: Period } & Signal)[] }

/** How something went in an area, period by period. Only published numbers are read: nothing is worked out here that could give somebody away. */
export async function trendsIn(db: Kysely<ReleaseTables>, asked: TrendAsked): Promise<Trend> {
  const { measure, by = '', per, knownAt } = asked
  const periods = periodsBetween(asked.from, asked.to, per)
  const published = await publishedIn(db, { area: asked.area, lines: [{ measure, dim: by }], periods, knownAt })
  const pointsOf = (key: string): Point[] => periods.map((period) => ({ period, ...published.shown(measure, by, key, period) }))
  if (by === '') return { knownAt: published.knownAt, series: [{ points: pointsOf('') }] }
  const keys = dimensions[by].filter((key) => isPlain(by) || published.anyShown(measure, by, key))
  return { knownAt: published.knownAt, series: keys.map((key) => ({ key, points: pointsOf(key) })) }
}

/** A trend with what can be told of it, where it is by month: of the total, or of each key. */
export function withSpc(trend: Trend, { measure, per, by }: TrendAsked): Trend & { series: (Series & { spc?: Spc })[]; spc?: Spc } {
  if (per !== 'month') return trend
  const series = trend.series.map((one) => ({ ...one, spc: spcOf(one.points, measure) }))
  const [total] = series
  return by === undefined && total ? { ...trend, spc: total.spc } : { ...trend, series }
}

/** The days that the periods of a trend are of. */
export function daysOf({ from, to, per }: Pick<TrendAsked, 'from' | 'to' | 'per'>): { first: Day; last: Day } {
  return { first: `${firstMonthOf(periodOf(from, per))}-01`, last: lastDayOf(lastMonthOf(periodOf(to, per))) }
}

/** What can be told of a series, from its published values alone. What is not yet in is not of it. */
function spcOf(points: readonly Point[], measure: MeasureName): Spc {
  const shown = points.flatMap((point) => (point.value === null ? [] : [point]))
  if (points.some((point) => point.value === null && point.why === 'withheld')) return { why: 'withheld' }
  if (shown.length < fewestPoints) return { why: 'too-few' }
  const values = shown.map(({ value }) => value)
  const { mean, limits, signals } = chartOf(values, measureOf(measure).direction)
  return {
    mean: toHundredths(mean),
    limits: limits && {
      lower: toHundredths(limits.lower),
      nearLower: toHundredths(limits.nearLower),
      nearUpper: toHundredths(limits.nearUpper),
      upper: toHundredths(limits.upper),
    },
    points: shown.map(({ period }, i) => ({ period, ...(signals[i] ?? { cause: 'none' }) })),
  }
}
