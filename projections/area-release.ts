import { type Kysely, sql, type Transaction } from 'kysely'
import { type AreaTree, pathOf } from '../src/domain/area.ts'
import { type Cell, type Count, cellNamed, nameOf, toHundredths } from '../src/domain/counting/cells.ts'
import { release } from '../src/domain/disclosure.ts'
import { type MeasureName, measureNames, measureOf } from '../src/domain/measures.ts'
import { type Edition, lastMonthOf, type Month, monthNumbered, monthsLater, numberOf, periodsBetween } from '../src/domain/period.ts'
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
}

/**
 * Makes the editions that have ended and are not made yet, in order, and gives their names. None is made before everything on the record has
 * been counted. Called again it makes nothing; where two services call it, one of them makes it. `db` is the projector's.
 */
export async function makeReleases(db: Kysely<ReleaseTables>, { areas, month, head }: Releasing): Promise<Edition[]> {
  if ((await toMake(db, month)).length === 0) return []
  return db.connection().execute(async (one) => {
    if (!(await inHand(one))) return []
    try {
      const position = await head()
      if ((await countedUpTo(one)) < position) return []
      const editions = await toMake(one, month)
      const changes = await changesIn(one, areas, editions)
      for (const edition of editions) {
        await one.transaction().execute(async (tx) => {
          await tx.insertInto('edition_v1').values({ edition, position }).execute()
          await publish(tx, edition, changes.get(edition) ?? [])
        })
      }
      return editions
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended('area release', 0))`.execute(one)
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
      await sql`select pg_advisory_unlock(hashtextextended('area release', 0))`.execute(one)
    }
  })
}

async function inHand(db: Kysely<ReleaseTables>): Promise<boolean> {
  const { rows } = await sql<{ ours: boolean }>`select pg_try_advisory_lock(hashtextextended('area release', 0)) as ours`.execute(db)
  return rows[0]?.ours === true
}

/** The editions there are to make: from the one after the last that was made, else the first in which something was written down. */
async function toMake(db: Kysely<ReleaseTables>, month: Month): Promise<Edition[]> {
  const { rows } = await sql<{ made: Edition | null; first: Edition | null }>`
    select (select max(edition) from edition_v1) as made, (select min(edition) from area_delta_v1) as first`.execute(db)
  const first = rows[0]?.made ? monthsLater(rows[0].made, 1) : rows[0]?.first
  return first ? periodsBetween(first, monthsLater(month, -1), 'month') : []
}

async function countedUpTo(db: Kysely<ReleaseTables>): Promise<bigint> {
  const { rows } = await sql<{ position: bigint }>`
    select position from checkpoint where projection = ${areaCounts.name} and version = ${areaCounts.version} and not building`.execute(db)
  return rows[0]?.position ?? 0n
}

interface Published extends Cell {
  value: number | null
}

/** What each edition changes in what is published, measure by measure. */
async function changesIn(db: Kysely<ReleaseTables>, areas: AreaTree, editions: readonly Edition[]): Promise<Map<Edition, Published[]>> {
  const changes = new Map<Edition, Published[]>(editions.map((edition) => [edition, []]))
  for (const measure of measureNames) {
    const { unit, kind } = measureOf(measure)
    const published = await publishedOf(db, measure)
    const learnt = await learntOf(db, measure, editions)
    const known = new Map<string, Count>()
    for (const edition of editions) {
      for (const delta of learnt.get(edition) ?? []) addUpTheTree(known, areas, delta)
      const before = monthsLater(edition, -1)
      const truth = kind === 'now' ? standing(known, before) : ended(known, before)
      for (const [name, value] of release(unit, published, truth)) {
        published.set(name, value)
        changes.get(edition)?.push({ ...cellNamed(name), value })
      }
    }
  }
  return changes
}

/** What is published of a measure as the latest edition left it. */
async function publishedOf(db: Kysely<ReleaseTables>, measure: MeasureName): Promise<Map<string, number | null>> {
  const { rows } = await sql<Published>`
    select distinct on (area, measure, dim, key, per, period) area, measure, dim, key, per, period, value::float8
    from area_published_v1 where measure = ${measure} order by area, measure, dim, key, per, period, edition desc`.execute(db)
  return new Map(rows.map((row) => [nameOf(row), row.value]))
}

type Delta = Cell & Count

/** What was learnt of a measure in each of these editions; in the first of them, all that was learnt before too. */
async function learntOf(db: Kysely<ReleaseTables>, measure: MeasureName, editions: readonly Edition[]): Promise<Map<Edition, Delta[]>> {
  const { rows } = await sql<Delta & { edition: Edition }>`
    select area, measure, dim, key, per, period, greatest(edition, ${editions[0]}) as edition, sum(people)::int as people, sum(amount)::float8 as amount
    from area_delta_v1 where measure = ${measure} and edition <= ${editions.at(-1)}
    group by 1, 2, 3, 4, 5, 6, 7`.execute(db)
  return Map.groupBy(rows, ({ edition }) => edition)
}

/** Somebody counts in the area responsible for them and in every area it lies in. */
function addUpTheTree(known: Map<string, Count>, areas: AreaTree, { people, amount, ...cell }: Delta): void {
  for (const area of pathOf(areas, cell.area)) {
    const name = nameOf({ ...cell, area })
    const sum = known.get(name) ?? { people: 0, amount: 0 }
    known.set(name, { people: sum.people + people, amount: toHundredths(sum.amount + amount) })
  }
}

/** The cells of periods that ended with this month or earlier. */
function ended(known: ReadonlyMap<string, Count>, month: Month): Map<string, Count> {
  return new Map([...known].filter(([name]) => lastMonthOf(cellNamed(name).period) <= month))
}

/** How it stood at the end of each month up to this one: what was added up to it. */
function standing(known: ReadonlyMap<string, Count>, month: Month): Map<string, Count> {
  const standing = new Map<string, Count>()
  const added = Map.groupBy(
    [...known].map(([name, count]) => ({ ...cellNamed(name), ...count })),
    (cell) => nameOf({ ...cell, period: '' }),
  )
  for (const increments of added.values()) {
    const byMonth = new Map(increments.map((increment) => [increment.period, increment]))
    const [some] = increments
    const first = increments.reduce((earliest, { period }) => (period < earliest ? period : earliest), month)
    const sum = { people: 0, amount: 0 }
    for (let at = numberOf(first); some && at <= numberOf(month); at += 1) {
      const period = monthNumbered(at)
      const increment = byMonth.get(period)
      sum.people += increment?.people ?? 0
      sum.amount = toHundredths(sum.amount + (increment?.amount ?? 0))
      standing.set(nameOf({ ...some, period }), { ...sum })
    }
  }
  return standing
}

async function publish(tx: Transaction<ReleaseTables>, edition: Edition, cells: readonly Published[]): Promise<void> {
  const rows = cells.map((cell) => ({ ...cell, edition }))
  await sql`insert into area_published_v1 select * from jsonb_populate_recordset(null::area_published_v1, ${JSON.stringify(rows)}::jsonb)`.execute(
    tx,
  )
}
