import type pg from 'pg'
import { bodyOf, hashAfter, type Said } from './chain.ts'
import { inTransaction, orBack, reaching } from './database.ts'
import { Conflict, type Kept, KeysMoved, type Mark, type Stream, type ToKeep } from './event-store.ts'
import { recordedAt } from './recorded-at.ts'

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
 *
 * Where the record ends is remembered from the append before. Positions only grow: as long as the record still ends there, nobody else wrote anything, and what comes can be written without asking first. Whether
 * it does is asked by the statement that writes; where it does not, nothing is written, and it is done again with asking.
 */
export function appending(pool: pg.Pool, clock: () => Date): (appends: readonly Append[]) => Promise<(Kept[] | Error)[]> {
  let known: Ends | undefined
  return (appends) =>
    orConflict(async () => {
      let before = known
      // Whatever goes wrong from here on, nothing is known.
      known = undefined
      if (before && isKnown(before, appends)) {
        const ahead = placed(appends, before, clock)
        if (await putWhereItEnds(pool, before, ahead.made, keysUsed(appends))) {
          known = ahead.ends
          return ahead.answers
        }
        before = undefined
      }
      const { answers, ends } = await appendAsking(pool, appends, clock, before)
      known = ends
      return answers
    })
}

/** Writes after asking where the record and the streams end, while nobody else writes. */
function appendAsking(pool: pg.Pool, appends: readonly Append[], clock: () => Date, before: Ends | undefined): Promise<Placed> {
  const streams = [...new Set(appends.map(({ stream }) => stream))]
  return orBack(pool, async (client) => {
    const [, { rows }, moved] = await inTurn(
      client.query(beginAlone),
      client.query<LastOf>({ name: 'head-and-lasts', text: headAndLasts, values: [streams] }),
      client.query<{ stream: Stream }>({ name: 'keys-moved', text: keysMoved, values: keysUsed(appends) }),
    )
    const withoutKeys = new Set(moved.rows.map(({ stream }) => stream))
    const done = placed(appends, endsIn(rows, before), clock, withoutKeys)
    await inTurn(put(client, done.made), client.query('commit'))
    return done
  })
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
  (select null as stream, position, at, null::int as revision, hash from record order by position desc limit 1)
  union all
  select asked.stream, null, null, last.revision, last.hash
  from unnest($1::text[]) as asked (stream)
  cross join lateral (select revision, hash from record where stream = asked.stream order by revision desc limit 1) as last`

type Made = Omit<Kept, 'clear' | 'mark'> & { body: string }

/** Where the record ends, and of some streams where these do: as they were all at one moment. */
interface Ends {
  position: bigint
  at: string | undefined
  hash: Uint8Array | undefined
  /** The one that was written to longest ago comes first. */
  streams: Map<Stream, { revision: number; hash: Uint8Array }>
}

/** How many streams are remembered by where they end. */
const streamsAtMost = 10_000

/** Where everything ends, as was found; what was known before still holds where nobody wrote since. */
function endsIn(lasts: readonly LastOf[], before: Ends | undefined): Ends {
  const head = lasts.find(({ stream }) => stream === null)
  const [position, at, hash] = [head?.position ?? 0n, head?.at ?? undefined, head?.hash ?? undefined]
  const isSame = before?.position === position && before.hash !== undefined && hash !== undefined && Buffer.compare(before.hash, hash) === 0
  const found = lasts.flatMap(({ stream, revision, hash }) => (stream && revision && hash ? [[stream, { revision, hash }] as const] : []))
  const streams = isSame ? before.streams : new Map()
  for (const [stream, end] of found) streams.set(stream, end)
  return { position, at, hash, streams }
}

/** Whether it is known where each of these is to stand. Of a stream that nothing is known of, one that is to begin it is taken at its word: the database refuses it where there is one. */
function isKnown({ streams }: Ends, appends: readonly Append[]): boolean {
  const ends = new Map<Stream, number>()
  return appends.every(({ stream, expected, entries }) => {
    const end = ends.get(stream) ?? streams.get(stream)?.revision ?? 0
    ends.set(stream, expected + entries.length)
    return end === expected
  })
}

interface Placed {
  made: Made[]
  answers: (Kept[] | Error)[]
  /** Where everything ends after it. */
  ends: Ends
}

/** Gives each append its place: after the last entry of the record, and of its stream, and after what was asked before it. The ends of the streams are moved on with it. */
function placed(
  appends: readonly Append[],
  { position: end, at, hash: lastHash, streams: ends }: Ends,
  clock: () => Date,
  withoutKeys: ReadonlySet<Stream> = new Set(),
): Placed {
  let position = end
  let last = at
  const made: Made[] = []
  const answers = appends.map(({ stream, expected, entries, mark }) => {
    const end = ends.get(stream)
    const revision = end?.revision ?? 0
    if (revision !== expected) return new Conflict(`The stream has ${revision} entries, not ${expected}.`)
    if (withoutKeys.has(stream) && entries.some(({ under }) => under)) return new KeysMoved('The keys at hand are not those of the story.')
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
    // The stream that was written to last stands last.
    ends.delete(stream)
    if (hash) ends.set(stream, { revision: expected + entries.length, hash })
    made.push(...its)
    return its.map(({ position, body, sealed, hash }) => kept({ position, body, sealed: sealed ?? null, hash }))
  })
  for (const oldest of ends.keys()) {
    if (ends.size <= streamsAtMost) break
    ends.delete(oldest)
  }
  return { made, answers, ends: { position, at: last, hash: made.at(-1)?.hash ?? lastHash, streams: ends } }
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

const columns = 'position, stream, revision, id, type, at, body, sealed, hash'
const rows = 'unnest($1::bigint[], $2::text[], $3::int[], $4::uuid[], $5::text[], $6::timestamptz[], $7::text[], $8::bytea[], $9::bytea[])'

const insert = `insert into record (${columns}) select * from ${rows}`

/** Of the keys that words were sealed with, those that are not there as they were. */
function used(streams: string, paths: string, wrapped: string): string {
  return `unnest(${streams}::text[], ${paths}::text[], ${wrapped}::bytea[]) as used (stream, path, wrapped)
    where not exists (select from key_node as node where node.stream = used.stream and node.path = used.path and node.wrapped = used.wrapped)`
}

const keysMoved = `select stream from ${used('$1', '$2', '$3')}`

/** The keys that words of these appends were sealed with where they were at hand, each once: streams, paths, as they are wrapped. */
function keysUsed(appends: readonly Append[]): [Stream[], string[], Uint8Array[]] {
  const streams: Stream[] = []
  const paths: string[] = []
  const wrapped: Uint8Array[] = []
  for (const { stream, entries } of appends)
    for (const under of new Set(entries.flatMap(({ under }) => under ?? []))) {
      streams.push(stream)
      paths.push(under.path)
      wrapped.push(under.wrapped)
    }
  return [streams, paths, wrapped]
}

/**
 * As `insert`, by itself, and only where the record ends at this position with this hash, and the keys are there. The lock is waited for inside the statement, which sees the record as it was before: where another append was committed meanwhile, the
 * position is taken and the database refuses it.
 */
const insertWhereItEnds = `
  with alone as materialized (select pg_advisory_xact_lock(hashtextextended('unfolding record', 0)) as taken)
  insert into record (${columns})
  select made.* from alone cross join ${rows} as made
  where ($10, $11) = (select position, hash from record order by position desc limit 1)
    and not exists (select from ${used('$12', '$13', '$14')})`

function valuesOf(made: readonly Made[]): unknown[] {
  const each = <T>(part: (one: Made) => T) => made.map(part)
  return [
    each(({ position }) => position),
    each(({ stream }) => stream),
    each(({ revision }) => revision),
    each(({ id }) => id),
    each(({ type }) => type),
    each(({ at }) => at),
    each(({ body }) => body),
    each(({ sealed }) => sealed ?? null),
    each(({ hash }) => hash),
  ]
}

/** Writes rows of the record, each in its place. */
async function put(client: pg.ClientBase, made: readonly Made[]): Promise<void> {
  if (made.length > 0) await client.query({ name: 'append', text: insert, values: valuesOf(made) })
}

/** Writes them by one statement, where the record still ends there and the keys are as they were at hand; false, and nothing is written, where it does not. */
async function putWhereItEnds(
  pool: pg.Pool,
  { position, hash }: Ends,
  made: readonly Made[],
  keys: ReturnType<typeof keysUsed>,
): Promise<boolean> {
  try {
    const values = [...valuesOf(made), position, hash, ...keys]
    const { rowCount } = await pool.query({ name: 'append-ahead', text: insertWhereItEnds, values })
    return made.length > 0 && rowCount === made.length
  } catch (error) {
    if (codeOf(error) === uniqueViolation) return false
    throw error
  }
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
    if (codeOf(error) === uniqueViolation) throw new Conflict('This is in the stream already.', { cause: error })
    throw error
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
