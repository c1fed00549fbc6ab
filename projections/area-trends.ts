import { type Kysely, sql } from 'kysely'
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
import type { AreaCode } from '../src/domain/values.ts'
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
  series: { key?: string; points: Point[] }[]
}

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
