import { type Kysely, sql, type Transaction } from 'kysely'
import type { AreaTree } from '../src/domain/area.ts'
import { isKnown } from '../src/domain/catalogue.ts'
import type { Cell } from '../src/domain/counting/cells.ts'
import { type Kept, type Learnt, lots, type Made, type Releases, releases, type Standing } from '../src/domain/disclosure.ts'
import { type MeasureName, measureOf } from '../src/domain/measures.ts'
import { type Edition, type Month, monthsLater, periodsBetween } from '../src/domain/period.ts'
import { areaCounts } from './area-counts.ts'

/** What commissioners are shown, edition by edition. The tables that hold it. */
export interface ReleaseTables {
  area_published_v1: Cell & { edition: Edition; value: number | null }
  edition_v1: { edition: Edition; position: bigint }
}

/** What a release is made from. */
export interface Releasing {
  areas: AreaTree
  /** The month it is in London: editions before it have ended. */
  month: Month
  /** The position of the newest entry on the record. */
  head: () => Promise<bigint>
  /** Told of each edition that was made. */
  made?: (edition: Edition) => void
}

/**
 * Makes the editions that have ended and are not made yet, in order, and gives their names. None is made before everything on the record has
 * been counted. Called again it makes nothing; where two services call it, one of them makes it. `db` is the projector's.
 */
export async function makeReleases(db: Kysely<ReleaseTables>, { areas, month, head, made }: Releasing): Promise<Edition[]> {
  if ((await editionsToMake(db, month)).length === 0) return []
  return db.connection().execute(async (one) => {
    if (!(await inHand(one))) return []
    try {
      const position = await head()
      if ((await countedUpTo(one)) < position) return []
      const editions = await editionsToMake(one, month)
      const going = new Map<MeasureName, Releases>()
      const done: Edition[] = []
      for (const edition of editions) {
        await one.transaction().execute(async (tx) => {
          // In a large county what is worked out between two statements takes longer than a transaction may stand idle.
          await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx)
          await tx.insertInto('edition_v1').values({ edition, position }).execute()
          for (const lot of lots) {
            const [name] = lot as [MeasureName]
            const these = going.get(name) ?? releases(lot, areas, await standingOf(tx, lot, edition))
            // Only where more editions follow is there a use for what was worked out.
            if (editions.length > 1) going.set(name, these)
            await publish(tx, edition, these.make(edition, await learntIn(tx, lot, '=', edition)))
          }
          await begin(tx, edition)
        })
        made?.(edition)
        done.push(edition)
      }
      return done
    } finally {
      await letGo(one)
    }
  })
}

/**
 * Does `work` while no release is made: for bringing in entries that were recorded in months that have ended, or an edition could be made of half of
 * them.
 */
export async function withoutReleases<T>(db: Kysely<ReleaseTables>, work: () => Promise<T>): Promise<T> {
  return db.connection().execute(async (one) => {
    await sql`select pg_advisory_lock(hashtextextended('area release', 0))`.execute(one)
    try {
      return await work()
    } finally {
      await letGo(one)
    }
  })
}

async function inHand(db: Kysely<ReleaseTables>): Promise<boolean> {
  const { rows } = await sql<{ ours: boolean }>`select pg_try_advisory_lock(hashtextextended('area release', 0)) as ours`.execute(db)
  return rows[0]?.ours === true
}

/** Where a connection has failed it is thrown away, and the lock with it; what it failed for is the error to be told. */
async function letGo(db: Kysely<ReleaseTables>): Promise<void> {
  await sql`select pg_advisory_unlock(hashtextextended('area release', 0))`.execute(db).catch(() => undefined)
}

/** The editions there are to make: from the one after the last that was made, else the first in which something was written down. */
export async function editionsToMake(db: Kysely<ReleaseTables>, month: Month): Promise<Edition[]> {
  const { rows } = await sql<{ made: Edition | null; first: Edition | null }>`
    select (select max(edition) from edition_v1) as made, (select min(edition) from area_delta_v1) as first`.execute(db)
  const first = rows[0]?.made ? monthsLater(rows[0].made, 1) : rows[0]?.first
  return first ? periodsBetween(first, monthsLater(month, -1), 'month') : []
}

/** Up to where on the record people have been counted. */
export async function countedUpTo(db: Kysely<ReleaseTables>): Promise<bigint> {
  const { rows } = await sql<{ position: bigint; passed_over: string[] }>`
    select position, passed_over from checkpoint
    where projection = ${areaCounts.name} and version = ${areaCounts.version} and not building`.execute(db)
  const [at] = rows
  return !at || at.passed_over.some((type) => isKnown(type)) ? 0n : at.position
}

/** What the editions before this one left standing; undefined before the first. */
async function standingOf(db: Kysely<ReleaseTables>, lot: readonly MeasureName[], edition: Edition): Promise<Standing | undefined> {
  const last = monthsLater(edition, -1)
  const before = await db.selectFrom('edition_v1').select('edition').where('edition', '=', last).executeTakeFirst()
  if (!before) return undefined
  const lines = await sql<{ line: string; since: Edition }>`
    select measure || '|' || dim as line, since from area_line_v1 where measure = any(${lot})`.execute(db)
  const kept = await sql<Cell & Kept>`
    select area, measure, dim, key, per, period, symbol, level, shown from area_symbol_v1 where measure = any(${lot})`.execute(db)
  return {
    last,
    learnt: await learntIn(db, lot, '<=', last),
    since: new Map(lines.rows.map(({ line, since }) => [line, since])),
    kept: kept.rows,
  }
}

/** What was learnt of these measures in an edition; or in that and those before it. */
async function learntIn(db: Kysely<ReleaseTables>, lot: readonly MeasureName[], which: '=' | '<=', edition: Edition): Promise<Learnt[]> {
  const { rows } = await sql<Learnt>`
    select area, measure, dim, key, per, period, sum(people)::int as people, sum(amount)::float8 as amount, sum(squares)::float8 as squares
    from area_delta_v1 where measure = any(${lot}) and edition ${sql.raw(which)} ${edition}
    group by 1, 2, 3, 4, 5, 6`.execute(db)
  return rows
}

/** How many rows go to the database in one statement. */
const atOnce = 20_000

async function publish(tx: Transaction<ReleaseTables>, edition: Edition, made: readonly Made[]): Promise<void> {
  for (let i = 0; i < made.length; i += atOnce) {
    const some = made.slice(i, i + atOnce)
    const published = some.filter(({ value, was }) => value !== was).map((cell) => ({ ...cell, edition }))
    await sql`
      insert into area_published_v1 select * from json_populate_recordset(null::area_published_v1, ${JSON.stringify(published)}::json)`.execute(
      tx,
    )
    await sql`
      insert into area_symbol_v1 select * from json_populate_recordset(null::area_symbol_v1, ${JSON.stringify(some)}::json)
      on conflict (measure, dim, key, area, per, period) do update set symbol = excluded.symbol, level = excluded.level, shown = excluded.shown`.execute(
      tx,
    )
  }
}

/** From this edition on measures are published by the dimensions they have, where they were not before. */
async function begin(tx: Transaction<ReleaseTables>, edition: Edition): Promise<void> {
  const lines = lots.flat().flatMap((measure) => ['', ...measureOf(measure).dimensions].map((dim) => ({ measure, dim, since: edition })))
  await sql`
    insert into area_line_v1 select * from json_populate_recordset(null::area_line_v1, ${JSON.stringify(lines)}::json)
    on conflict (measure, dim) do nothing`.execute(tx)
}
