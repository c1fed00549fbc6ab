import type { Link, Said } from './chain.ts'
import { type Connections, reaching } from './database.ts'
import type { CopyStore, Kept, Stream } from './event-store.ts'
import { gathering } from './gathering.ts'
import { sayingAppended, watchAppends } from './watch.ts'
import { type Append, appending, kept, takeOverAll } from './writing.ts'

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
 * The record in PostgreSQL, as the role `unfolding_record`. Appends that wait at one moment are one
 * transaction (`gathering.ts`); those of other services wait for it, so positions become visible in the order they were given.
 */
export function postgresStore(database: Connections, { clock = () => new Date() }: { clock?: () => Date } = {}): PostgresStore {
  const { pool } = database

  async function rows(name: string, from: string, values: readonly unknown[]): Promise<Row[]> {
    const text = `select position, body, sealed, hash from ${from}`
    const found = await reaching(() => pool.query<Row>({ name, text, values: [...values] }))
    return found.rows
  }

  async function storiesAfter(streams: readonly Stream[], after?: ReadonlyMap<Stream, number>): Promise<Map<Stream, Kept[]>> {
    const many = new Map<Stream, Kept[]>(streams.map((stream) => [stream, []]))
    if (streams.length === 0) return many
    for (const row of await rows('stories-after', eachAfter, [streams, streams.map((stream) => after?.get(stream) ?? 0)])) {
      const entry = kept(row)
      many.get(entry.stream)?.push(entry)
    }
    return many
  }

  const write = appending(pool, clock)
  const say = sayingAppended(database)
  const readAfter = gathering<{ stream: Stream; after: number }, Kept[]>(
    async (together) => {
      const streams = [...new Set(together.map(({ stream }) => stream))]
      // Of a story that several ask for, what the one who knows least of it needs.
      const least = new Map<Stream, number>()
      for (const { stream, after } of together) least.set(stream, Math.min(after, least.get(stream) ?? after))
      const found = await storiesAfter(streams, least)
      return together.map(({ stream, after }) => (found.get(stream) ?? []).filter(({ revision }) => revision > after))
    },
    { beside: readsBeside, atMost: readsAtMost },
  )
  const append = gathering<Append, Kept[]>((together) => write(together).finally(say))

  return {
    looksAfterKeys: true,
    read: (stream, after = 0) => readAfter({ stream, after }),
    readMany: storiesAfter,

    async append(stream, expected, entries, mark) {
      return entries.length === 0 ? [] : append({ stream, expected, entries, mark })
    },

    async takeOver(entries) {
      if (entries.length > 0) await takeOverAll(pool, entries).finally(say)
    },

    async readAll(after, limit) {
      return (await rows('record-after', 'record where position > $1 order by position limit $2', [after, limit])).map(kept)
    },

    async head() {
      const { rows } = await reaching(() => pool.query<{ head: bigint }>('select coalesce(max(position), 0) as head from record'))
      return rows[0]?.head ?? 0n
    },

    async holds(position) {
      return (await rows('record-at', 'record where position = $1', [position])).length > 0
    },

    watch: (wake) => watchAppends(database, wake),

    async links(stream) {
      return (await rows('links', 'record where stream = $1 order by revision', [stream])).map((row) => ({
        ...row,
        ...placeOf(row),
        sealed: row.sealed ?? undefined,
      }))
    },

    close: () => database.close(),
  }
}

/** How many questions for stories are under way beside each other, and how many stories one asks for: a long one keeps no more than those waiting. */
const readsBeside = 3
const readsAtMost = 64

/** Each stream by itself, so that each comes in its order without all of them being sorted. */
const eachAfter = `
  unnest($1::text[], $2::int[]) as asked (stream, after) cross join lateral (
    select position, body, sealed, hash from record where stream = asked.stream and revision > asked.after order by revision
  ) as later`

function placeOf({ body }: Row): { stream: Stream; revision: number } {
  const { stream, revision } = JSON.parse(body) as Said
  return { stream, revision }
}
