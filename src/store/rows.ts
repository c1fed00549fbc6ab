import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from, to } from 'pg-copy-streams'

/** One connection, in a transaction of whoever holds it. */
export type Client = pg.ClientBase

// Rows as PostgreSQL itself writes and reads them (`COPY`, text format): a line each, tabs between columns.

/** How values are written, whatever the server or the user is set to: so that rows read the same anywhere. */
export const plainly =
  'set local datestyle to iso; set local timezone to utc; set local bytea_output to hex; set local client_encoding to utf8; set local extra_float_digits to 1; set local intervalstyle to postgres'

/** Of `pg_class`: what an extension of PostgreSQL keeps for itself is nothing of ours. */
export const notOfAnExtension =
  "not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')"

/** The rows that a query gives, as they come: no more are read than are taken. */
export function rowsOf(client: Client, query: string): Readable & { rowCount: number } {
  return client.query(to(`copy (${query}) to stdout`))
}

/** Puts rows into a table as they come; gives how many. */
export async function putRows(
  client: Client,
  { table, columns }: { table: string; columns: readonly string[] },
  rows: AsyncIterable<Uint8Array> | Readable,
): Promise<number> {
  const into = client.query(from(`copy ${quoted(table)} (${columns.map(quoted).join()}) from stdin`))
  await pipeline(rows instanceof Readable ? rows : Readable.from(rows), into)
  return into.rowCount
}

/** A name as a part of a statement. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

const escapes: Readonly<Record<string, string>> = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't', '\v': 'v', '\\': '\\' }
const meant = Object.fromEntries(Object.entries(escapes).map(([char, letter]) => [letter, char]))

/** A row as a line, without its end. */
export function lineOf(values: readonly (string | null)[]): string {
  return values.map((value) => (value === null ? '\\N' : value.replace(/[\b\f\n\r\t\v\\]/g, (char) => `\\${escapes[char]}`))).join('\t')
}

/** The values of a line. */
export function valuesIn(line: string): (string | null)[] {
  return line.split('\t').map((text) => (text === '\\N' ? null : text.replace(/\\(.)/gs, (_, char: string) => meant[char] ?? char)))
}

/** Bytes as they stand in a row. */
export function hex(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes).toString('hex')}`
}

/** Bytes from how they stand in a row. */
export function bytesIn(text: string): Uint8Array {
  return Buffer.from(text.slice(2), 'hex')
}
