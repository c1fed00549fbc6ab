import { type Kysely, sql } from 'kysely'
import { toHundredths } from '../src/domain/counting/cells.ts'
import { type Dimension, dimensions, type MeasureName, measureOf } from '../src/domain/measures.ts'
import {
  type Edition,
  lastMonthOf,
  type Month,
  monthsLater,
  type Per,
  type Period,
  periodOf,
  periodsBetween,
} from '../src/domain/period.ts'
import { chartOf, fewestPoints, type Limits, type Signal } from '../src/domain/spc.ts'
import { type AreaCode, type Day, lastDayOf } from '../src/domain/values.ts'
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

/** A number of one period; or none, and why: too few people or held back, or no edition has the period yet. */
export type Point = { period: Period; value: number } | { period: Period; value: null; why: 'withheld' | 'not-yet-in' }

/** How a number went from period to period, as it was published. */
export interface Trend {
  /** The edition it is from; none where none has been made. */
  knownAt: Edition | null
  /** One of the total; or one for each key there can be, whether or not anybody counts in it. */
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
  const editions = await editionsMade(db)
  const knownAt = asked.knownAt ?? editions?.last ?? null
  const known = knownAt !== null && editions !== undefined && knownAt >= editions.first && knownAt <= editions.last
  const values = known ? await publishedIn(db, asked, knownAt) : new Map<string, number | null>()

  const point = (key: string, period: Period): Point => {
    const value = values.get(`${key}|${publishedPeriod(asked, period)}`) ?? null
    if (value !== null) return { period, value }
    return { period, value, why: known && firstIn(period) <= knownAt ? 'withheld' : 'not-yet-in' }
  }
  const periods = periodsBetween(asked.from, asked.to, asked.per)
  const keys = asked.by === undefined ? [undefined] : dimensions[asked.by]
  return {
    knownAt,
    series: keys.map((key) => ({ ...(key !== undefined && { key }), points: periods.map((period) => point(key ?? '', period)) })),
  }
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
  const months = { month: 1, quarter: 3, year: 12 }[per]
  return {
    first: `${monthsLater(lastMonthOf(periodOf(from, per)), 1 - months)}-01`,
    last: lastDayOf(lastMonthOf(periodOf(to, per))),
  }
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

/** The first and the last edition there is; undefined where none has been made. */
export async function editionsMade(db: Kysely<ReleaseTables>): Promise<{ first: Edition; last: Edition } | undefined> {
  const { rows } = await sql<{ first: Edition | null; last: Edition | null }>`
    select min(edition) as first, max(edition) as last from edition_v1`.execute(db)
  const { first, last } = rows[0] ?? {}
  return first && last ? { first, last } : undefined
}

/** The edition a period first appears in. */
export function firstIn(period: Period): Edition {
  return monthsLater(lastMonthOf(period), 1)
}

async function publishedIn(db: Kysely<ReleaseTables>, asked: TrendAsked, knownAt: Edition): Promise<Map<string, number | null>> {
  const { area, measure, by = '', from, to } = asked
  const per = publishedPer(asked)
  const { rows } = await sql<{ key: string; period: Period; value: number | null }>`
    select distinct on (key, period) key, period, value::float8 from area_published_v1
    where area = ${area} and measure = ${measure} and dim = ${by} and per = ${per}
      and period >= ${periodOf(from, per)} and period <= ${periodOf(lastMonthOf(periodOf(to, asked.per)), per)} and edition <= ${knownAt}
    order by key, period, edition desc`.execute(db)
  return new Map(rows.map(({ key, period, value }) => [`${key}|${period}`, value]))
}

/** What was so is published by month alone: at the end of a quarter or a year it is as at the end of its last month. */
function publishedPer({ measure, per }: TrendAsked): Per {
  return measureOf(measure).kind === 'now' ? 'month' : per
}

function publishedPeriod(asked: TrendAsked, period: Period): Period {
  return periodOf(lastMonthOf(period), publishedPer(asked))
}
