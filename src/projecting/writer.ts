import { type Kysely, sql, type Transaction } from 'kysely'
import type { Projection, Writer } from './projection.ts'

/** Any database: which tables there are is not this module's to know. */
// biome-ignore lint/suspicious/noExplicitAny: tables are named by the projections
export type AnyDatabase = any
export type Db = Kysely<AnyDatabase>
export type Tx = Transaction<AnyDatabase>

/** How many rows go to the database in one statement. */
const atOnce = 2_000

/** The tables of a projection as the database names them; `building` are those being made anew beside. */
export function tablesOf({ tables, version }: Projection, building = false): string[] {
  return tables.map((table) => tableOf(table, version, building))
}

function tableOf(table: string, version: number, building: boolean): string {
  return `${table}_v${version}${building ? '_building' : ''}`
}

/** Writes a projection's rows within a transaction. */
export function writerFor(tx: Tx, { version, of }: Projection, building: boolean): Writer<string> {
  const named = (table: string) => sql.table(tableOf(table, version, building))
  return {
    async replace(table, whose, rows) {
      const theirs = of === 'places' ? sql`area = any(${whose}::text[])` : sql`person = any(${whose}::uuid[])`
      await sql`delete from ${named(table)} where ${theirs}`.execute(tx)
      for (const some of inParts(rows)) {
        await sql`insert into ${named(table)} select * from json_populate_recordset(null::${named(table)}, ${JSON.stringify(some)}::json)`.execute(
          tx,
        )
      }
    },
    async add(table, rows, amounts) {
      const [first] = rows
      if (!first) return
      const keys = Object.keys(first).filter((column) => !amounts.includes(column))
      const refs = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)))
      const sums = amounts.map((amount) => sql`sum(${sql.ref(amount)})`)
      const added = amounts.map((amount) => sql`${sql.ref(amount)} = kept.${sql.ref(amount)} + excluded.${sql.ref(amount)}`)
      for (const some of inParts(rows)) {
        // Column by column: half the time that rows of JSON take.
        const columns = [
          ...keys.map((key) => sql`${some.map((row) => row[key])}::text[]`),
          ...amounts.map((amount) => sql`${some.map((row) => row[amount])}::numeric[]`),
        ]
        await sql`
          insert into ${named(table)} as kept (${refs(keys)}, ${refs(amounts)})
          select ${refs(keys)}, ${sql.join(sums)} from unnest(${sql.join(columns)}) as given (${refs(keys)}, ${refs(amounts)}) group by ${refs(keys)}
          on conflict (${refs(keys)}) do update set ${sql.join(added)}`.execute(tx)
      }
    },
  }
}

function* inParts<T>(all: readonly T[]): Iterable<readonly T[]> {
  for (let i = 0; i < all.length; i += atOnce) yield all.slice(i, i + atOnce)
}
