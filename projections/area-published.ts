import { type Kysely, sql } from 'kysely'
import { type Dimension, type MeasureName, measureOf } from '../src/domain/measures.ts'
import { type Edition, lastMonthOf, type Month, monthsLater, type Period } from '../src/domain/period.ts'
import type { Shown } from '../src/domain/shown.ts'
import type { AreaCode } from '../src/domain/values.ts'
import type { ReleaseTables } from './area-release.ts'

/** What is asked of what was published: some lines of an area, in some periods, as an edition had them. */
export interface PublishedAsked {
  area: AreaCode
  /** The total of a measure (''), or all keys of one of its dimensions. */
  lines: readonly { measure: MeasureName; dim: Dimension | '' }[]
  periods: readonly Period[]
  /** Left out: the last edition made. */
  knownAt?: Edition | undefined
}

export interface Published {
  /** The edition it is from; none where none has been made. */
  knownAt: Edition | null
  /** A number, or why there is none: too few people or held back, or no edition has the period yet. `key` is '' in a total. */
  shown(measure: MeasureName, dim: Dimension | '', key: string, period: Period): Shown
  /** Whether there is any number with this key, in any of the periods asked for. */
  anyShown(measure: MeasureName, dim: Dimension | '', key: string): boolean
}

/**
 * Reads what was published. Whatever this room answers is worked from this alone. What was so "now" is published by month: of a quarter or a year it is
 * as at the end of its last month.
 */
export async function publishedIn(db: Kysely<ReleaseTables>, asked: PublishedAsked): Promise<Published> {
  const editions = await editionsMade(db)
  const knownAt = asked.knownAt ?? editions?.last ?? null
  const known = knownAt !== null && editions !== undefined && knownAt >= editions.first && knownAt <= editions.last
  const lines = known ? await linesIn(db, asked, knownAt) : new Map<string, Map<Period, number>>()
  return {
    knownAt,
    shown(measure, dim, key, period) {
      const value = lines.get(nameOf(measure, dim, key))?.get(keptIn(measure, period))
      if (value !== undefined) return { value }
      return { value: null, why: known && firstIn(period) <= knownAt ? 'withheld' : 'not-yet-in' }
    },
    anyShown: (measure, dim, key) => lines.has(nameOf(measure, dim, key)),
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

/** The last month that an edition has; that of the last one made where none is named, and none where none has been made. */
export async function latestMonth(db: Kysely<ReleaseTables>, knownAt?: Edition): Promise<Month | null> {
  const edition = knownAt ?? (await editionsMade(db))?.last
  return edition === undefined ? null : monthsLater(edition, -1)
}

/** The period under which a number is kept. */
function keptIn(measure: MeasureName, period: Period): Period {
  return measureOf(measure).kind === 'now' ? lastMonthOf(period) : period
}

function nameOf(measure: string, dim: string, key: string): string {
  return `${measure}|${dim}|${key}`
}

/** By the name of each line of which anything is shown. */
async function linesIn(
  db: Kysely<ReleaseTables>,
  { area, lines, periods }: PublishedAsked,
  knownAt: Edition,
): Promise<Map<string, Map<Period, number>>> {
  if (lines.length === 0 || periods.length === 0) return new Map()
  const kept = [...new Set(lines.flatMap(({ measure }) => periods.map((period) => keptIn(measure, period))))]
  const asked = sql.join(lines.map(({ measure, dim }) => sql`(${measure}, ${dim})`))
  const { rows } = await sql<{ measure: string; dim: string; key: string; periods: Period[]; numbers: number[] }>`
    select measure, dim, key, array_agg(period) as periods, array_agg(value::float8) as numbers from (
      select distinct on (measure, dim, key, period) measure, dim, key, period, value from area_published_v1
      where area = ${area} and period = any(${kept}) and (measure, dim) in (${asked}) and edition <= ${knownAt}
      order by measure, dim, key, period, edition desc
    ) as known where value is not null group by measure, dim, key`.execute(db)
  return new Map(
    rows.map(({ measure, dim, key, periods, numbers }) => [
      nameOf(measure, dim, key),
      new Map(periods.map((period, i) => [period, numbers[i] as number])),
    ]),
  )
}
