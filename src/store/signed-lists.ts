import { createHash } from 'node:crypto'
import type pg from 'pg'
import { type Day, type Instant, londonDay } from '../domain/values.ts'
import { type Connections, inTransaction, reaching } from './database.ts'
import type { EventStore, Stream } from './event-store.ts'
import type { MasterKey } from './master-key.ts'
import { hashOf, type SignedList, type Signing, signingWith } from './signing.ts'

/** Where a stream ends: its last revision, and the hash of that, which stands for all before it. */
export interface Head {
  stream: Stream
  revision: number
  hash: Uint8Array
}

/** Where a stream ended when a list was made. */
export interface ListedHead extends Head {
  list: number
}

/**
 * Signed lists of where every stream ends, each made on top of the one before: what the record was when it was made can be told from it by whoever holds the master
 * key, whatever somebody did in the database since. All methods may throw `StoreUnavailable`.
 */
export interface SignedLists {
  /** What is signed, and by whom. */
  signing: Signing
  /**
   * Makes the next list, of all that is on the record now; gives nothing where another service made one at this very moment, and where there is no entry yet. Throws
   * `NotOurs` where the one before is not signed with a master key that is held; `overAny` is for whoever has looked at it. With `on` it is made on top of the list of
   * that number alone.
   */
  make(at: Date, options?: { overAny?: boolean; on?: number }): Promise<SignedList | undefined>
  newest(): Promise<SignedList | undefined>
  /** All of them in order, a few at a time. */
  after(number: number): Promise<SignedList[]>
  /** Where streams ended, as the lists up to one have it, in order of the lists. */
  headsOf(streams: readonly Stream[], upTo: number): Promise<Map<Stream, ListedHead[]>>
  /** The rows of one list, as it was signed over them. */
  changedIn(number: number): Promise<Uint8Array>
  /** Where every stream ended, as the lists up to one have it. */
  rootAt(number: number): Promise<{ root: Uint8Array; streams: number }>
  /** Streams that lists up to one name, in order of their names, after one of them. */
  streams(after: string, upTo: number): Promise<Stream[]>
}

/** The list before is signed by somebody else, or was changed: nothing is put on top of it unseen. */
export class NotOurs extends Error {
  override readonly name = 'NotOurs'
}

/** How many rows are read, or written, at once. */
const atOnce = 5_000

/** The lists in PostgreSQL, as the role `unfolding_record`, of the record that `store` keeps. */
export function signedListsIn(
  { pool }: Pick<Connections, 'pool'>,
  store: Pick<EventStore, 'readAll' | 'head' | 'holds'>,
  ...masters: readonly [MasterKey, ...MasterKey[]]
): SignedLists {
  const signing = signingWith(...masters)

  async function newest(client: Pick<pg.Pool, 'query'> = pool): Promise<SignedList | undefined> {
    const { rows } = await client.query<SignedList>(`select ${columns} from signed_list order by number desc limit 1`)
    return rows[0]
  }

  /** Where the streams end that were written to after a position. */
  async function headsAfter(after: bigint, head: bigint): Promise<Head[]> {
    const heads = new Map<Stream, Head>()
    for (let position = after; position < head; ) {
      const passed = (await store.readAll(position, 1_000)).filter((kept) => kept.position <= head)
      const last = passed.at(-1)
      if (!last) break
      for (const { stream, revision, hash } of passed) heads.set(stream, { stream, revision, hash })
      position = last.position
    }
    return [...heads.values()]
  }

  return {
    signing,
    newest: () => reaching(newest),

    async make(at, { overAny = false, on } = {}) {
      const last = await reaching(newest)
      if (on !== undefined && on !== (last?.number ?? 0)) return undefined
      if (last && !overAny && signing.check(last) !== 'right')
        throw new NotOurs(
          `The newest signed list (number ${last.number}) is not signed with a master key that is held here. Nothing was signed over it: npm run verify`,
        )
      const head = await store.head()
      if (head === 0n && !last) return undefined
      // A record that was copied has other positions: then all of it is gone through once more, and what is listed already is not listed again.
      const from = last && (last.position === 0n || (await store.holds(last.position))) ? last.position : 0n
      const heads = await headsAfter(from, head)
      return reaching(() =>
        inTransaction(pool, async (client) => {
          await client.query("select pg_advisory_xact_lock(hashtextextended('unfolding signed lists', 0))")
          if ((await newest(client as never))?.number !== last?.number) return undefined
          const number = (last?.number ?? 0) + 1
          for (let i = 0; i < heads.length; i += atOnce) await client.query(insertHeads, headValues(heads.slice(i, i + atOnce), number))
          const { rows } = await client.query<{ names: string[] }>('select array_agg(name) as names from master_key')
          const list = signing.sign(new Set(rows[0]?.names ?? []), {
            number,
            day: londonDay(at),
            madeAt: at.toISOString(),
            position: head,
            ...(await rootIn(client, number)),
            changed: await changedHashIn(client, number),
            previous: last ? hashOf(last) : null,
          })
          await client.query(insertList, [
            ...[list.number, list.day, list.madeAt, list.position, list.streams],
            ...[list.root, list.changed, list.previous, list.signedBy, list.signature],
          ])
          return list
        }),
      )
    },

    async after(number) {
      const text = `select ${columns} from signed_list where number > $1 order by number limit 500`
      return (await reaching(() => pool.query<SignedList>(text, [number]))).rows
    },

    async headsOf(streams, upTo) {
      const text = 'select stream, list, revision, hash from stream_head where stream = any($1) and list <= $2 order by stream, list'
      const { rows } = await reaching(() => pool.query<ListedHead>(text, [streams, upTo]))
      return Map.groupBy(rows, ({ stream }) => stream)
    },

    changedIn: (number) => reaching(() => inTransaction(pool, (client) => changedHashIn(client, number))),
    rootAt: (number) => reaching(() => inTransaction(pool, (client) => rootIn(client, number))),

    async streams(after, upTo) {
      const text = 'select distinct stream from stream_head where stream > $1 and list <= $2 order by stream limit 500'
      const { rows } = await reaching(() => pool.query<{ stream: Stream }>(text, [after, upTo]))
      return rows.map(({ stream }) => stream)
    },
  }
}

const columns = `number, day, made_at as "madeAt", position, streams, root, changed, previous, signed_by as "signedBy", signature`

const insertList = `
  insert into signed_list (number, day, made_at, position, streams, root, changed, previous, signed_by, signature)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`

const insertHeads = `
  insert into stream_head (stream, list, revision, hash)
  select made.stream, $1, made.revision, made.hash from unnest($2::text[], $3::int[], $4::bytea[]) as made (stream, revision, hash)
  where not exists (
    select from (select revision, hash from stream_head where stream = made.stream order by list desc limit 1) as last
    where last.revision = made.revision and last.hash = made.hash)`

function headValues(heads: readonly Head[], number: number): unknown[] {
  return [number, heads.map(({ stream }) => stream), heads.map(({ revision }) => revision), heads.map(({ hash }) => hash)]
}

/** SHA-256 over where streams ended, a line each, and how many those are. */
async function hashOfHeads(
  client: Pick<pg.ClientBase, 'query'>,
  text: string,
  number: number,
): Promise<{ root: Uint8Array; streams: number }> {
  const hash = createHash('sha256')
  let streams = 0
  for (let after = ''; ; ) {
    const { rows } = await client.query<Omit<Head, 'hash'> & { hash: Buffer }>(text, [after, number, atOnce])
    const last = rows.at(-1)
    if (!last) return { root: hash.digest(), streams }
    for (const { stream, revision, hash: head } of rows) hash.update(`${stream} ${revision} ${head.toString('hex')}\n`)
    streams += rows.length
    after = last.stream
  }
}

function rootIn(client: Pick<pg.ClientBase, 'query'>, number: number): Promise<{ root: Uint8Array; streams: number }> {
  return hashOfHeads(
    client,
    'select distinct on (stream) stream, revision, hash from stream_head where stream > $1 and list <= $2 order by stream, list desc limit $3',
    number,
  )
}

async function changedHashIn(client: Pick<pg.ClientBase, 'query'>, number: number): Promise<Uint8Array> {
  const text = 'select stream, revision, hash from stream_head where stream > $1 and list = $2 order by stream limit $3'
  return (await hashOfHeads(client, text, number)).root
}

/** Whether a list is of an earlier day in London than an instant. */
export function isOfEarlierDay({ madeAt }: { madeAt: Instant; day: Day }, now: Date): boolean {
  return londonDay(madeAt) < londonDay(now)
}
