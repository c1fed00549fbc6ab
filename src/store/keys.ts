import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { type Connections, inTransaction, reaching } from './database.ts'
import type { Stream } from './event-store.ts'
import { keysUnder, leafOf, type Path, wayTo, withoutLeaf } from './key-tree.ts'
import type { MasterKey } from './master-key.ts'
import { seal, unseal } from './seal.ts'

/** The key of an entry's words by its revision; `undefined` where it is gone. */
export type StoryKeys = (revision: number) => Uint8Array | undefined

/** What opens people's words. Kept apart from the record, always in PostgreSQL. All methods may throw `StoreUnavailable`. */
export interface Keys {
  /** The keys of a story that begins. Where it has some already, those; where it was forgotten, none. */
  begin(stream: Stream): Promise<StoryKeys>
  /** The keys of several stories at once; a story without any has none, and none are made. */
  keysOf(streams: readonly Stream[]): Promise<ReadonlyMap<Stream, StoryKeys>>
  /** Takes the key of one entry out for good. Every other entry, also one still to come, keeps its own. */
  removeLeaf(stream: Stream, revision: number): Promise<void>
  /** Throws away every key of a story for good; none is ever made for it again. */
  forget(stream: Stream): Promise<void>
  /** Up to which position of the record the keys of words that were taken away are known to be gone. */
  sweptTo(): Promise<bigint>
  /** Remembers that they are gone up to there; never less far than it was. */
  sweepTo(position: bigint): Promise<void>
  /** Throws a plain sentence where the master key is not the one that the keys were wrapped with. */
  check(): Promise<void>
}

interface Row {
  stream: Stream
  path: Path
  wrapped: Uint8Array
}

/** The keys in PostgreSQL, as the role `unfolding_record`, wrapped by `master`. */
export function keysIn({ pool }: Connections, master: MasterKey): Keys {
  const keysOf: Keys['keysOf'] = async (streams) => {
    const { rows } = await reaching(() => pool.query<Row>('select stream, path, wrapped from key_node where stream = any($1)', [streams]))
    const nodes = new Map(streams.map((stream) => [stream, new Map<Path, Uint8Array>()]))
    for (const row of rows) nodes.get(row.stream)?.set(row.path, unwrap(master, row))
    return new Map([...nodes].map(([stream, under]) => [stream, keysUnder(under)]))
  }

  return {
    async begin(stream) {
      const root = wrap(master, { stream, path: '', key: randomBytes(32) })
      await alone(pool, stream, (client) => client.query(insertRoot, [root.stream, root.path, root.wrapped]))
      return (await keysOf([stream])).get(stream) ?? none
    },

    keysOf,

    async removeLeaf(stream, revision) {
      const leaf = leafOf(revision)
      await alone(pool, stream, async (client) => {
        const { rows } = await client.query<Row>(
          'delete from key_node where stream = $1 and path = any($2) returning stream, path, wrapped',
          [stream, wayTo(leaf)],
        )
        const beside = rows.flatMap((row) => [...withoutLeaf({ path: row.path, key: unwrap(master, row) }, leaf)])
        const wrapped = beside.map(([path, key]) => wrap(master, { stream, path, key }))
        await client.query('insert into key_node (stream, path, wrapped) select $1, * from unnest($2::text[], $3::bytea[])', [
          stream,
          wrapped.map((row) => row.path),
          wrapped.map((row) => row.wrapped),
        ])
      })
    },

    async forget(stream) {
      await alone(pool, stream, async (client) => {
        await client.query('insert into key_forgotten (stream) values ($1) on conflict do nothing', [stream])
        await client.query('delete from key_node where stream = $1', [stream])
      })
    },

    async sweptTo() {
      const { rows } = await reaching(() => pool.query<{ position: bigint }>('select position from key_sweep'))
      return rows[0]?.position ?? 0n
    },

    async sweepTo(position) {
      await reaching(() => pool.query('update key_sweep set position = greatest(position, $1)', [position]))
    },

    async check() {
      const { rows } = await reaching(() => pool.query<Row>('select stream, path, wrapped from key_node limit 1'))
      for (const row of rows) unwrap(master, row)
    },
  }
}

const none: StoryKeys = () => undefined

const insertRoot = `
  insert into key_node (stream, path, wrapped)
  select $1, $2, $3
  where not exists (select from key_node where stream = $1) and not exists (select from key_forgotten where stream = $1)`

/** Works on the keys of one story while nobody else does: all of it is done, or nothing. */
function alone<T>(pool: pg.Pool, stream: Stream, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  return reaching(() =>
    inTransaction(pool, async (client) => {
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [stream])
      return work(client)
    }),
  )
}

function wrap(master: MasterKey, { stream, path, key }: { stream: Stream; path: Path; key: Uint8Array }): Row {
  return { stream, path, wrapped: seal(master, labelOf(stream, path), key) }
}

function unwrap(master: MasterKey, { stream, path, wrapped }: Row): Uint8Array {
  try {
    return unseal(master, labelOf(stream, path), wrapped)
  } catch (cause) {
    throw new Error("The keys of people's words do not open with this master key. Is it the key file they were made with?", { cause })
  }
}

/** Binds a key to its place. (Of text JSON has but one form: the canonical one.) */
function labelOf(stream: Stream, path: Path): string {
  return JSON.stringify([stream, path])
}
