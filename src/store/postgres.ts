import type pg from 'pg'
import { bodyOf, hashAfter, type Link, type Said } from './chain.ts'
import { type Connections, inTransaction, reaching } from './database.ts'
import { Conflict, type CopyStore, type Kept, type Mark, type Stream, type ToKeep } from './event-store.ts'
import { recordedAt } from './recorded-at.ts'
import { appended, watchAppends } from './watch.ts'

/** An event store in PostgreSQL, which can also show the bytes its hashes were taken over. */
export interface PostgresStore extends CopyStore {
  /** One stream as it is stored, for `verifyChain`. */
  links(stream: Stream): Promise<Link[]>
}

interface Row {
  position: bigint
  body: string
  sealed: Buffer | null
  hash: Buffer
}

/**
 * The record in PostgreSQL, as the role `unfolding_record`. Appends wait for one another from before they read the head until they are
 * committed, so positions become visible in the order they were given.
 */
export function postgresStore(database: Connections, { clock = () => new Date() }: { clock?: () => Date } = {}): PostgresStore {
  const { pool } = database

  async function rows(from: string, values: readonly unknown[]): Promise<Row[]> {
    const found = await reaching(() => pool.query<Row>(`select position, body, sealed, hash from ${from}`, [...values]))
    return found.rows
  }

  /** Writes while nobody else does: all of it or nothing. */
  async function alone<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    try {
      return await reaching(() => inTransaction(pool, work, beginAlone))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === uniqueViolation)
        throw new Conflict('This is in the stream already.', { cause: error })
      throw error
    }
  }

  return {
    async read(stream, after = 0) {
      return (await rows('record where stream = $1 and revision > $2 order by revision', [stream, after])).map(kept)
    },

    async readMany(streams, after) {
      const many = new Map<Stream, Kept[]>(streams.map((stream) => [stream, []]))
      if (streams.length === 0) return many
      for (const row of await rows(eachAfter, [streams, streams.map((stream) => after?.get(stream) ?? 0)])) {
        const entry = kept(row)
        many.get(entry.stream)?.push(entry)
      }
      return many
    },

    async append(stream, expected, entries, mark) {
      if (entries.length === 0) return []
      return alone((client) => appendIn(client, { stream, expected, entries, mark, clock }))
    },

    async takeOver(entries) {
      if (entries.length > 0) await alone((client) => takeOverIn(client, entries))
    },

    async readAll(after, limit) {
      return (await rows('record where position > $1 order by position limit $2', [after, limit])).map(kept)
    },

    async head() {
      const { rows } = await reaching(() => pool.query<{ head: bigint }>('select coalesce(max(position), 0) as head from record'))
      return rows[0]?.head ?? 0n
    },

    async holds(position) {
      return (await rows('record where position = $1', [position])).length > 0
    },

    watch: (wake) => watchAppends(database, wake),

    async links(stream) {
      return (await rows('record where stream = $1 order by revision', [stream])).map((row) => ({
        ...row,
        ...placeOf(row),
        sealed: row.sealed ?? undefined,
      }))
    },

    close: () => database.close(),
  }
}

/** Each stream by itself, so that each comes in its order without all of them being sorted. */
const eachAfter = `
  unnest($1::text[], $2::int[]) as asked (stream, after) cross join lateral (
    select position, body, sealed, hash from record where stream = asked.stream and revision > asked.after order by revision
  ) as later`

interface Append {
  stream: Stream
  expected: number
  entries: readonly ToKeep[]
  mark: Mark
  clock: () => Date
}

/** Begins, and waits until no other append is under way. The lock comes in a statement of its own: what is read after it is what the one before committed. */
const beginAlone = "begin isolation level read committed; select pg_advisory_xact_lock(hashtextextended('unfolding record', 0))"

const uniqueViolation = '23505'

const headAndLast = `
  select head.position, head.at, last.revision, last.hash
  from (values (1)) as one
  left join (select position, at from record order by position desc limit 1) as head on true
  left join (select revision, hash from record where stream = $1 order by revision desc limit 1) as last on true`

const insert = `
  with kept as (
    insert into record (position, stream, revision, id, type, at, body, sealed, hash)
    select * from unnest($1::bigint[], $2::text[], $3::int[], $4::uuid[], $5::text[], $6::timestamptz[], $7::text[], $8::bytea[], $9::bytea[])
  )
  select pg_notify('${appended}', '')`

async function appendIn(client: pg.ClientBase, { stream, expected, entries, mark, clock }: Append): Promise<Kept[]> {
  const { rows } = await client.query<{ position: bigint | null; at: string | null; revision: number | null; hash: Buffer | null }>({
    name: 'head-and-last',
    text: headAndLast,
    values: [stream],
  })
  const [head] = rows
  const revision = head?.revision ?? 0
  if (revision !== expected) throw new Conflict(`The stream has ${revision} entries, not ${expected}.`)

  const at = recordedAt(mark, { now: clock().toISOString(), last: head?.at ?? undefined })
  const { from, ...by } = mark
  let position = head?.position ?? 0n
  let hash: Uint8Array | undefined = head?.hash ?? undefined
  const made = entries.map(({ id, type, clear, sealed }, i) => {
    const said: Said = { stream, revision: expected + i + 1, id, type, at, clear, mark: from ? { ...by, from: from.by } : by }
    const body = bodyOf(said)
    hash = hashAfter(hash, body, sealed)
    position += 1n
    return { ...said, position, sealed, hash, body }
  })
  await put(client, made)
  return made.map(({ body, position, sealed, hash }) => kept({ position, body, sealed: sealed ?? null, hash }))
}

const headAndLasts = `
  select (select coalesce(max(position), 0) from record) as head, stream, max(revision) as revision
  from record where stream = any($1) group by stream
  union all select (select coalesce(max(position), 0) from record), null, null`

async function takeOverIn(client: pg.ClientBase, entries: readonly Kept[]): Promise<void> {
  const streams = [...new Set(entries.map(({ stream }) => stream))]
  const { rows } = await client.query<{ head: bigint; stream: Stream | null; revision: number | null }>(headAndLasts, [streams])
  const last = new Map(rows.map(({ stream, revision }) => [stream, revision ?? 0]))
  const head = rows[0]?.head ?? 0n
  for (const { stream, revision } of entries) {
    const before = last.get(stream) ?? 0
    if (revision !== before + 1) throw new Conflict(`The stream ${stream} has ${before} entries, not ${revision - 1}.`)
    last.set(stream, revision)
  }
  await put(
    client,
    entries.map((entry, i) => ({ ...entry, position: head + BigInt(i + 1), body: bodyOf(entry) })),
  )
}

/** Writes rows of the record, each in its place. */
async function put(client: pg.ClientBase, made: readonly (Omit<Kept, 'clear' | 'mark'> & { body: string })[]): Promise<void> {
  await client.query({
    name: 'append',
    text: insert,
    values: [
      made.map((one) => one.position),
      made.map((one) => one.stream),
      made.map((one) => one.revision),
      made.map((one) => one.id),
      made.map((one) => one.type),
      made.map((one) => one.at),
      made.map((one) => one.body),
      made.map((one) => one.sealed ?? null),
      made.map((one) => one.hash),
    ],
  })
}

function kept({ position, body, sealed, hash }: { position: bigint; body: string; sealed: Uint8Array | null; hash: Uint8Array }): Kept {
  return { ...(JSON.parse(body) as Said), position, hash, ...(sealed ? { sealed } : {}) }
}

function placeOf({ body }: Row): { stream: Stream; revision: number } {
  const { stream, revision } = JSON.parse(body) as Said
  return { stream, revision }
}
