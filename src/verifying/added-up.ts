import { sql } from 'kysely'
import type { Row } from '../projecting/projection.ts'
import type { Stream } from '../store/event-store.ts'
import type { Comparing } from './read-models.ts'
import { atOneMoment, type ComparingNeeds, placeOf } from './row-by-row.ts'

/** How many sums are kept here before they go to the table they are added up in. */
const sumsAtOnce = 50_000
/** How many rows that differ are asked for. */
const differingAtMost = 500

interface Columns {
  keys: string[]
  amounts: string[]
}

/**
 * Compares numbers that were added up. They are copied as they are at one moment, so that a service can go on adding to them; what the record gives up to there is added up
 * beside, by the database. Both are tables of this connection alone, and gone with it. A row of noughts is the same as none.
 */
export async function comparingSums({ db, projection, faults, stories }: ComparingNeeds): Promise<Comparing> {
  const tables = projection.tables.map((table) => ({ table, name: `${table}_v${projection.version}`, sums: new Map<string, Row>() }))
  const place = await atOneMoment(db, tables, async (tx) => {
    for (const { name } of tables) {
      const [found, given] = [sql.id('pg_temp', `found_${name}`), sql.id('pg_temp', `given_${name}`)]
      await sql`drop table if exists ${found}, ${given}`.execute(tx)
      await sql`create temporary table ${found} as table ${sql.id('public', name)}`.execute(tx)
      await sql`create temporary table ${given} (like ${sql.id('public', name)})`.execute(tx)
    }
    return placeOf(tx, projection)
  })

  async function flush({ name, sums }: (typeof tables)[number]): Promise<void> {
    const given = sql.id('pg_temp', `given_${name}`)
    await sql`insert into ${given} select * from json_populate_recordset(null::${given}, ${JSON.stringify([...sums.values()])}::json)`.execute(
      db,
    )
    sums.clear()
  }

  let shut = 0
  return {
    async take(streams: readonly Stream[]) {
      const found = await stories(streams, place)
      shut += found.shut.length
      if (found.changes.length === 0) return
      await projection.take(found.changes, {
        replace: async () => Promise.reject(new Error(`${projection.name} replaces rows that do not say whose they are`)),
        async add(table, rows, amounts) {
          const sums = tables.find((each) => each.table === table)?.sums
          for (const row of rows) addTo(sums, row, amounts)
        },
      })
      for (const table of tables) if (table.sums.size >= sumsAtOnce) await flush(table)
    },

    async end() {
      let rows = 0
      for (const table of tables) {
        const { name } = table
        await flush(table)
        const columns = await columnsOf(name)
        const { rows: wrong, more } = await differing(name, columns)
        for (const { key, way } of wrong) faults.found('read models', `${name}, ${said(key, columns)}: ${ways[way]}`)
        if (more > 0) faults.found('read models', `${name}: ${more} more rows are not as the record gives them`)
        rows += await countOf(name)
        await sql`drop table ${sql.id('pg_temp', `found_${name}`)}, ${sql.id('pg_temp', `given_${name}`)}`.execute(db)
      }
      return { rows, untold: shut }
    },
  }

  async function columnsOf(name: string): Promise<Columns> {
    const { rows } = await sql<{ column: string; isKey: boolean }>`
      select attname as column, atttypid = 'text'::regtype as "isKey" from pg_attribute
      where attrelid = ${`pg_temp.found_${name}`}::regclass and attnum > 0 and not attisdropped order by attnum`.execute(db)
    const those = (isKey: boolean) => rows.filter((row) => row.isKey === isKey).map(({ column }) => column)
    return { keys: those(true), amounts: those(false) }
  }

  async function differing(name: string, { keys, amounts }: Columns): Promise<{ rows: Differing[]; more: number }> {
    const refs = (columns: readonly string[], of?: string) => sql.join(columns.map((column) => sql.ref(of ? `${of}.${column}` : column)))
    const sums = sql.join(amounts.map((amount) => sql`sum(${sql.ref(amount)}) as ${sql.ref(amount)}`))
    const notNought = sql.join(
      amounts.map((amount) => sql`sum(${sql.ref(amount)}) <> 0`),
      sql` or `,
    )
    const added = (which: string) =>
      sql`select ${refs(keys)}, ${sums} from ${sql.id('pg_temp', `${which}_${name}`)} group by ${refs(keys)} having ${notNought}`
    const { rows } = await sql<Differing>`
      with found as (${added('found')}), given as (${added('given')}), both_of as (
        select ${refs(keys)}, given.${sql.ref(amounts[0] ?? '')} is null as "tooMuch", found.${sql.ref(amounts[0] ?? '')} is null as missing
        from found full join given using (${refs(keys)})
        where (${refs(amounts, 'found')}) is distinct from (${refs(amounts, 'given')})
      )
      select to_jsonb(both_of) - 'tooMuch' - 'missing' as key, count(*) over () as of,
        case when missing then 'missing' when "tooMuch" then 'tooMuch' else 'changed' end as way
      from both_of order by ${refs(keys)} limit ${differingAtMost}`.execute(db)
    return { rows, more: Number(rows[0]?.of ?? 0) - rows.length }
  }

  async function countOf(name: string): Promise<number> {
    const { rows } = await sql<{ count: bigint }>`select count(*) as count from ${sql.id('pg_temp', `found_${name}`)}`.execute(db)
    return Number(rows[0]?.count ?? 0)
  }
}

interface Differing {
  key: Record<string, string>
  way: keyof typeof ways
  /** How many there are. */
  of: bigint
}

const ways = {
  missing: 'the row is missing',
  tooMuch: 'the record gives no such row',
  changed: 'the row is not as the record gives it',
}

/** A row by the columns that say what it counts; the numbers themselves are true and small, and for nobody to read. */
function said(key: Record<string, string>, { keys }: Columns): string {
  return keys.flatMap((column) => (key[column] ? [`${column} ${key[column]}`] : [])).join(', ')
}

function addTo(sums: Map<string, Row> | undefined, row: Row, amounts: readonly string[]): void {
  const key = JSON.stringify(Object.entries(row).filter(([column]) => !amounts.includes(column)))
  const before = sums?.get(key)
  const added = Object.fromEntries(amounts.map((amount) => [amount, Number(row[amount]) + Number(before?.[amount] ?? 0)]))
  sums?.set(key, { ...row, ...added })
}
