import type pg from 'pg'

// What everybody would do first: a row an entry, put in by itself. It has no hash to work out, no revision to check and nothing to seal.

/** The table, as its owner makes it: as wide as the record, and with no index but its key. */
export const plainTable = `
  create table plain (
    position bigint generated always as identity primary key, stream text not null, revision int not null, id uuid not null, type text not null,
    at timestamptz not null, body text not null, sealed bytea, hash bytea not null
  )`

export interface PlainRow {
  stream: string
  revision: number
  id: string
  type: string
  body: string
  sealed: Uint8Array
}

const text = 'insert into plain (stream, revision, id, type, at, body, sealed, hash) values ($1, $2, $3, $4, $5, $6, $7, $8)'
const hash = Buffer.alloc(32, 1)

/** Puts one row in, by a statement that is prepared once a connection. */
export function insertPlain(pool: pg.Pool, { stream, revision, id, type, body, sealed }: PlainRow): Promise<unknown> {
  return pool.query({ name: 'plain', text, values: [stream, revision, id, type, new Date().toISOString(), body, sealed, hash] })
}
