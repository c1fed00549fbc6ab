import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { Projection, Row, Writer } from './projection.ts'

/** Any database: which tables there are is not this module's to know. */
// biome-ignore lint/suspicious/noExplicitAny: tables are named by the projections
export type AnyDatabase = any
export type Db = Kysely<AnyDatabase>
export type Tx = Transaction<AnyDatabase>

/** How many rows go to the database in one statement. */
const atOnce = 2_000
/** The same of rows that are added. */
const addedAtOnce = 200_000

/** The tables of a projection as the database names them; `building` are those being made anew beside. */
export function tablesOf({ tables, version }: Projection, building = false): string[] {
  return tables.map((table) => tableOf(table, version, building))
}

function tableOf(table: string, version: number, building: boolean): string {
  return `${table}_v${version}${building ? '_building' : ''}`
}

/** A writer, and what has to be called when the batch is over, or not all of it is written. */
export interface BatchWriter extends Writer<string> {
  end(): Promise<void>
}

/** Writes a projection's rows within a transaction. What is added is added up first, and goes to the database at the end, each row once. */
export function writerFor(tx: Tx, { version, of }: Projection, building: boolean): BatchWriter {
  const named = (table: string) => sql.table(tableOf(table, version, building))
  const sums = new Map<string, Sums>()
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
      const of = sums.get(table) ?? sumsOf(first, amounts)
      sums.set(table, of)
      for (const row of rows) of.add(row)
    },
    async end() {
      for (const [table, of] of sums) await addAll(tx, named(table), of)
      sums.clear()
    },
  }
}

/** Numbers added up by the columns of text that say what they are numbers of. */
interface Sums {
  keys: readonly string[]
  amounts: readonly string[]
  add(row: Row): void
  /** The columns of so many rows at once, each combination of keys in one of them alone. */
  parts(): Iterable<{ keys: readonly string[][]; amounts: readonly number[][] }>
}

/** Stands between the keys of a row; no text in PostgreSQL can hold it. */
const between = '\0'

function sumsOf(first: Row, amounts: readonly string[]): Sums {
  const keys = Object.keys(first).filter((column) => !amounts.includes(column))
  const sums = new Map<string, number[]>()
  return {
    keys,
    amounts,
    add(row) {
      let name = ''
      for (const key of keys) name += row[key] + between
      const sum = sums.get(name)
      if (!sum)
        sums.set(
          name,
          amounts.map((amount) => Number(row[amount])),
        )
      else for (const [i, amount] of amounts.entries()) sum[i] = (sum[i] as number) + Number(row[amount])
    },
    *parts() {
      for (const some of inParts([...sums], addedAtOnce)) {
        const named = some.map(([name]) => name.split(between))
        yield {
          keys: keys.map((_, i) => named.map((each) => each[i] as string)),
          amounts: amounts.map((_, i) => some.map(([, sum]) => sum[i] as number)),
        }
      }
    },
  }
}

/** In the order of the keys: so the index grows at one end after another, and not all over. Column by column: half the time that rows of JSON take. */
async function addAll(tx: Tx, table: RawBuilder<unknown>, { keys, amounts, parts }: Sums): Promise<void> {
  const refs = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)))
  const added = amounts.map((amount) => sql`${sql.ref(amount)} = kept.${sql.ref(amount)} + excluded.${sql.ref(amount)}`)
  for (const some of parts()) {
    const columns = [
      ...some.keys.map((column) => sql`${arrayOf(column)}::text[]`),
      ...some.amounts.map((column) => sql`${`{${column.join()}}`}::numeric[]`),
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

function* inParts<T>(all: readonly T[], many = atOnce): Iterable<readonly T[]> {
  for (let i = 0; i < all.length; i += many) yield all.slice(i, i + many)
}
