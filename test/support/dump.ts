import pg from 'pg'
import type { Kept } from '../../src/store/event-store.ts'
import type { TestDatabase } from './database.ts'
import { storeIn } from './lives.ts'

/**
 * Everything that a database holds, as text, by table: also the catalogue and what PostgreSQL keeps of columns to plan queries by. Bytes are there as they are and
 * as they read in either alphabet. Where the record is kept elsewhere that is there too, as `record`.
 */
export async function dumpOf(database: TestDatabase): Promise<Map<string, string>> {
  const keeper = new pg.Client({ connectionString: database.superUrl })
  await keeper.connect()
  try {
    const { rows: tables } = await keeper.query<{ name: string }>(
      `select format('%I.%I', nspname, relname) as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
       where relkind in ('r', 'm', 'p') order by 1`,
    )
    const dump = new Map<string, string>()
    for (const { name } of tables) {
      const { rows } = await keeper.query<{ row: string }>(`select t::text as row from ${name} t`)
      dump.set(name, rows.map(({ row }) => `${row}\n${bytesIn(row)}`).join('\n'))
    }
    if (database.kurrentdb) dump.set('record', (await storeIn(database).readAll(0n, 100_000)).map(asText).join('\n'))
    return dump
  } finally {
    await keeper.end()
  }
}

/** The tables that hold a text anywhere, also in base64. */
export function holding(dump: ReadonlyMap<string, string>, text: string): string[] {
  const inBase64 = [0, 1, 2].map((shift) => Buffer.from(text.slice(shift, shift + 9)).toString('base64'))
  return [...dump].filter(([, all]) => [text, ...inBase64].some((form) => all.includes(form))).map(([table]) => table)
}

/** What bytes in a row say, which stand there in hexadecimal. */
function bytesIn(row: string): string {
  return [...row.matchAll(/\\x((?:[0-9a-f]{2})+)/g)].map(([, hex = '']) => readable(Buffer.from(hex, 'hex'))).join('\n')
}

function asText({ sealed = new Uint8Array(), hash, position, ...entry }: Kept): string {
  return [JSON.stringify(entry), String(position), ...[hash, sealed].map((bytes) => readable(Buffer.from(bytes)))].join('\n')
}

function readable(bytes: Buffer): string {
  return `${bytes.toString('latin1')}\n${bytes.toString('utf8')}`
}
