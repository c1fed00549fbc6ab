import type pg from 'pg'
import { bodyOf, hashAfter, type Said } from './chain.ts'
import { inTransaction, orBack, reaching } from './database.ts'
import { Conflict, type Kept, type Mark, type Stream, type ToKeep } from './event-store.ts'
import { recordedAt } from './recorded-at.ts'
import { appended } from './watch.ts'

// How the record is written in PostgreSQL: by one transaction at a time, whichever service it is of.

/** What somebody asks to have appended to a stream, after so many entries. */
export interface Append {
  stream: Stream
  expected: number
  entries: readonly ToKeep[]
  mark: Mark
}

/**
 * Appends what several asked for by one transaction, in the order in which they asked: each all of it or nothing, and each refused by itself, in its place. Resolves once it is committed. Throws, and
 * nothing is kept, where the database refuses one of them: which one it does not say.
 */
export function appendTogether(pool: pg.Pool, appends: readonly Append[], clock: () => Date): Promise<(Kept[] | Error)[]> {
  const streams = [...new Set(appends.map(({ stream }) => stream))]
  return orConflict(() =>
    orBack(pool, async (client) => {
      const [, { rows }] = await inTurn(
        client.query(beginAlone),
        client.query<LastOf>({ name: 'head-and-lasts', text: headAndLasts, values: [streams] }),
      )
      const { made, answers } = placed(appends, rows, clock)
      await inTurn(put(client, made), client.query('commit'))
      return answers
    }),
  )
}

/** Puts entries of another record after all that is there, by one transaction. `Conflict` where a stream does not end before the revision that comes. */
export function takeOverAll(pool: pg.Pool, entries: readonly Kept[]): Promise<void> {
  return orConflict(() => inTransaction(pool, (client) => takeOverIn(client, entries), beginAlone))
}

/** An entry from how it is stored. */
export function kept({
  position,
  body,
  sealed,
  hash,
}: {
  position: bigint
  body: string
  sealed: Uint8Array | null
  hash: Uint8Array
}): Kept {
  return { ...(JSON.parse(body) as Said), position, hash, ...(sealed ? { sealed } : {}) }
}

/** Begins, and waits until no other append is under way. The lock comes in a statement of its own: what is read after it is what the one before committed. */
const beginAlone = "begin isolation level read committed; select pg_advisory_xact_lock(hashtextextended('unfolding record', 0))"

/** The last entry of the record, which is of no stream here; and the last one of each stream. */
interface LastOf {
  stream: Stream | null
  position: bigint | null
  at: string | null
  revision: number | null
  hash: Buffer | null
}

const headAndLasts = `
  (select null as stream, position, at, null::int as revision, null::bytea as hash from record order by position desc limit 1)
  union all
  select asked.stream, null, null, last.revision, last.hash
  from unnest($1::text[]) as asked (stream)
  cross join lateral (select revision, hash from record where stream = asked.stream order by revision desc limit 1) as last`

type Made = Omit<Kept, 'clear' | 'mark'> & { body: string }

/** Gives each append its place: after the last entry of the record, and of its stream, and after what was asked before it. */
function placed(appends: readonly Append[], lasts: readonly LastOf[], clock: () => Date): { made: Made[]; answers: (Kept[] | Error)[] } {
  const head = lasts.find(({ stream }) => stream === null)
  let position = head?.position ?? 0n
  let last = head?.at ?? undefined
  const ends = new Map(lasts.map(({ stream, revision, hash }) => [stream, { revision: revision ?? 0, hash: hash as Uint8Array }]))
  const made: Made[] = []
  const answers = appends.map(({ stream, expected, entries, mark }) => {
    const end = ends.get(stream)
    const revision = end?.revision ?? 0
    if (revision !== expected) return new Conflict(`The stream has ${revision} entries, not ${expected}.`)
    try {
      last = recordedAt(mark, { now: clock().toISOString(), last })
    } catch (error) {
      return error as Error
    }
    const at = last
    const { from, ...by } = mark
    let hash = end?.hash
    const its = entries.map(({ id, type, clear, sealed }, i): Made => {
      const said: Said = { stream, revision: expected + i + 1, id, type, at, clear, mark: from ? { ...by, from: from.by } : by }
      const body = bodyOf(said)
      hash = hashAfter(hash, body, sealed)
      position += 1n
      return { ...said, position, sealed, hash, body }
    })
    if (hash) ends.set(stream, { revision: expected + entries.length, hash })
    made.push(...its)
    return its.map(({ position, body, sealed, hash }) => kept({ position, body, sealed: sealed ?? null, hash }))
  })
  return { made, answers }
}

const revisions = `
  select (select coalesce(max(position), 0) from record) as head, stream, max(revision) as revision
  from record where stream = any($1) group by stream
  union all select (select coalesce(max(position), 0) from record), null, null`

async function takeOverIn(client: pg.ClientBase, entries: readonly Kept[]): Promise<void> {
  const streams = [...new Set(entries.map(({ stream }) => stream))]
  const { rows } = await client.query<{ head: bigint; stream: Stream | null; revision: number | null }>(revisions, [streams])
  const last = new Map(rows.map(({ stream, revision }) => [stream, revision ?? 0]))
  const head = rows[0]?.head ?? 0n
  for (const { stream, revision } of entries) {
    const before = last.get(stream) ?? 0
    if (revision !== before + 1) throw new Conflict(`The stream ${stream} has ${before} entries, not ${revision - 1}.`)
    last.set(stream, revision)
  }
  const made = entries.map((entry, i) => ({ ...entry, position: head + BigInt(i + 1), body: bodyOf(entry) }))
  await put(client, made)
}

const insert = `
  with kept as (
    insert into record (position, stream, revision, id, type, at, body, sealed, hash)
    select * from unnest($1::bigint[], $2::text[], $3::int[], $4::uuid[], $5::text[], $6::timestamptz[], $7::text[], $8::bytea[], $9::bytea[])
  )
  select pg_notify('${appended}', '')`

/** Writes rows of the record, each in its place, and says so to whoever follows it. */
async function put(client: pg.ClientBase, made: readonly Made[]): Promise<void> {
  if (made.length === 0) return
  const each = <T>(part: (one: Made) => T) => made.map(part)
  await client.query({
    name: 'append',
    text: insert,
    values: [
      each(({ position }) => position),
      each(({ stream }) => stream),
      each(({ revision }) => revision),
      each(({ id }) => id),
      each(({ type }) => type),
      each(({ at }) => at),
      each(({ body }) => body),
      each(({ sealed }) => sealed ?? null),
      each(({ hash }) => hash),
    ],
  })
}

/** Statements that are sent one behind the other, each without waiting for the answer to the one before. Throws what went wrong first, once all of them are answered. */
async function inTurn<T extends readonly Promise<unknown>[]>(...statements: T): Promise<{ [I in keyof T]: Awaited<T[I]> }> {
  await Promise.allSettled(statements)
  return Promise.all(statements) as Promise<{ [I in keyof T]: Awaited<T[I]> }>
}

const uniqueViolation = '23505'

async function orConflict<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await reaching(write)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === uniqueViolation)
      throw new Conflict('This is in the stream already.', { cause: error })
    throw error
  }
}
