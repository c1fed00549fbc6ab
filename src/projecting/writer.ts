import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import { addedUp, between, inParts, type Made, type Sums } from './made.ts'
import type { Projection } from './projection.ts'

/** Any database: which tables there are is not this module's to know. */
// biome-ignore lint/suspicious/noExplicitAny: tables are named by the projections
export type AnyDatabase = any
export type Db = Kysely<AnyDatabase>
export type Tx = Transaction<AnyDatabase>

/** How many rows that are added go to the database in one statement. */
const addedAtOnce = 200_000

/** The tables of a projection as the database names them; `building` are those being made anew beside. */
export function tablesOf({ tables, version }: Projection, building = false): string[] {
  return tables.map((table) => tableOf(table, version, building))
}

function tableOf(table: string, version: number, building: boolean): string {
  return `${table}_v${version}${building ? '_building' : ''}`
}

/** Writes what a projection made, a part of a batch at a time. */
export interface BatchWriter {
  write(made: Made): Promise<void>
  /** Has to be called when the batch is over, or not all of it is written. */
  end(): Promise<void>
}

/** Writes a projection's rows within a transaction. What is added is added up first, and goes to the database at the end, each row once. */
export function writerFor(tx: Tx, { version, of }: Projection, building: boolean): BatchWriter {
  const named = (table: string) => sql.table(tableOf(table, version, building))
  const added = new Map<string, Sums>()
  return {
    async write(made) {
      for (const [table, sums] of made.added) added.set(table, addedUp(added.get(table), sums))
      for (const { table, whose, rows } of made.replaced) {
        const theirs = of === 'places' ? sql`area = any(${whose}::text[])` : sql`person = any(${whose}::uuid[])`
        await sql`delete from ${named(table)} where ${theirs}`.execute(tx)
        for (const some of rows)
          await sql`insert into ${named(table)} select * from json_populate_recordset(null::${named(table)}, ${some}::json)`.execute(tx)
      }
    },
    async end() {
      for (const [table, sums] of added) await addAll(tx, named(table), sums)
      added.clear()
    },
  }
}

/** In the order of the keys: so the index grows at one end after another, and not all over. Column by column: half the time that rows of JSON take. */
async function addAll(tx: Tx, table: RawBuilder<unknown>, { keys, amounts, sums }: Sums): Promise<void> {
  const refs = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)))
  const added = amounts.map((amount) => sql`${sql.ref(amount)} = kept.${sql.ref(amount)} + excluded.${sql.ref(amount)}`)
  for (const some of inParts([...sums], addedAtOnce)) {
    const named = some.map(([name]) => name.split(between))
    const columns = [
      ...keys.map((_, i) => sql`${arrayOf(named.map((each) => each[i] as string))}::text[]`),
      ...amounts.map((_, i) => sql`${`{${some.map(([, sum]) => sum[i]).join()}}`}::numeric[]`),
    ]
    await sql`
      insert into ${table} as kept (${refs(keys)}, ${refs(amounts)})
      select * from unnest(${sql.join(columns)}) as given (${refs(keys)}, ${refs(amounts)}) order by ${refs(keys)}
      on conflict (${refs(keys)}) do update set ${sql.join(added)}`.execute(tx)
  }
}

/** An array of text as PostgreSQL reads it. (`pg` looks at each text three times over.) */
function arrayOf(texts: readonly string[]): string {
  const quoted = (text: string) => (text.includes('"') || text.includes('\\') ? text.replace(/["\\]/g, '\\$&') : text)
  return `{${texts.map((text) => `"${quoted(text)}"`).join()}}`
}
