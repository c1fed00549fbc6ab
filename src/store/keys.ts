import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { type Connections, inTransaction, reaching } from './database.ts'
import { StoreUnavailable, type Stream } from './event-store.ts'
import { gathering } from './gathering.ts'
import { leafOf, wayTo, withoutLeaf } from './key-tree.ts'
import type { MasterKey } from './master-key.ts'
import { type KeysAtHand, openingKeys } from './opened-keys.ts'
import { first, noneOpens, type WrappedNode, wrappingWith } from './wrapping.ts'

/** The key of an entry's words by its revision; `undefined` where it is gone. */
export type StoryKeys = (revision: number) => Uint8Array | undefined

/** What opens people's words. Kept apart from the record, always in PostgreSQL. All methods may throw `StoreUnavailable`. */
export interface Keys {
  /** The keys of a story that begins. Where it has some already, those; where it was forgotten, none. */
  begin(stream: Stream): Promise<StoryKeys>
  /** The keys of several stories at once; a story without any has none, and none are made. */
  keysOf(streams: readonly Stream[]): Promise<ReadonlyMap<Stream, StoryKeys>>
  /** The keys of a story as they were found last, without asking; `under` says what has to be there still where they are used. */
  atHand(stream: Stream): KeysAtHand | undefined
  /** Those at hand are not what they should be. */
  letGo(stream: Stream): void
  /** Takes the key of one entry out for good. Every other entry, also one still to come, keeps its own. */
  removeLeaf(stream: Stream, revision: number): Promise<void>
  /** Throws away every key of a story for good; none is ever made for it again. */
  forget(stream: Stream): Promise<void>
  /** Throws away whatever keys there are of stories that were forgotten: where somebody brought keys back from a copy of an earlier day and nothing else with them. */
  forgetAgain(): Promise<void>
  /** Up to which position of the record the keys of words that were taken away are known to be gone. */
  sweptTo(): Promise<bigint>
  /** Remembers that they are gone up to there; never less far than it was. */
  sweepTo(position: bigint): Promise<void>
  /** Throws a plain sentence where the master keys that are held are not all of those that the keys are wrapped with. */
  check(): Promise<void>
}

/**
 * The keys in PostgreSQL, as the role `unfolding_record`, wrapped by `master`; while another takes its place, by either. Which of them wraps new keys is
 * said by the database, to all services at once.
 */
export function keysIn({ pool }: Connections, master: MasterKey, ...next: readonly MasterKey[]): Keys {
  const { wrap, unwrap } = wrappingWith(master, ...next)
  const opened = openingKeys(unwrap)
  // What many ask for at one moment is one question.
  const find = gathering<readonly Stream[], ReadonlyMap<Stream, StoryKeys>>(async (together) => {
    const streams = [...new Set(together.flat())]
    const { rows } = await pool.query<WrappedNode>({ name: 'keys-of', text: nodesOf, values: [streams] })
    const nodes = Map.groupBy(rows, ({ stream }) => stream)
    const found = new Map(streams.map((stream) => [stream, opened.of(stream, nodes.get(stream) ?? [])]))
    return together.map((asked) => new Map(asked.map((stream) => [stream, found.get(stream) ?? none])))
  })
  const keysOf: Keys['keysOf'] = (streams) => reaching(() => find(streams))

  return {
    async begin(stream) {
      await alone(pool, [stream], async (client) => {
        const root = wrap(await mastersInUse(client), { stream, path: '', key: randomBytes(32) })
        await client.query(insertRoot, [root.stream, root.path, root.wrapped, root.by])
      })
      return (await keysOf([stream])).get(stream) ?? none
    },

    keysOf,
    atHand: opened.atHand,
    letGo: opened.letGo,

    async removeLeaf(stream, revision) {
      const leaf = leafOf(revision)
      await alone(pool, [stream], async (client) => {
        const { rows } = await client.query<WrappedNode>(
          'delete from key_node where stream = $1 and path = any($2) returning stream, path, wrapped, wrapped_by as by',
          [stream, wayTo(leaf)],
        )
        const inUse = await mastersInUse(client)
        const beside = rows.flatMap((row) => [...withoutLeaf({ path: row.path, key: unwrap(row) }, leaf)])
        const wrapped = beside.map(([path, key]) => wrap(inUse, { stream, path, key }))
        await client.query(
          'insert into key_node (stream, path, wrapped, wrapped_by) select $1, * from unnest($2::text[], $3::bytea[], $4::text[])',
          [stream, wrapped.map((row) => row.path), wrapped.map((row) => row.wrapped), wrapped.map((row) => row.by)],
        )
      })
      opened.letGo(stream)
    },

    async forget(stream) {
      await alone(pool, [stream], async (client) => {
        await client.query('insert into key_forgotten (stream) values ($1) on conflict do nothing', [stream])
        await client.query('delete from key_node where stream = $1', [stream])
      })
      opened.letGo(stream)
    },

    async forgetAgain() {
      await reaching(() => pool.query('delete from key_node where stream in (select stream from key_forgotten)'))
    },

    async sweptTo() {
      const { rows } = await reaching(() => pool.query<{ position: bigint }>('select position from key_sweep'))
      return rows[0]?.position ?? 0n
    },

    async sweepTo(position) {
      await reaching(() => pool.query('update key_sweep set position = greatest(position, $1)', [position]))
    },

    check: () => reaching(() => checkMasterKeys(pool, master, ...next)),
  }
}

/** Throws a plain sentence where the master keys that are held are not all of those that the keys in a database are wrapped with. */
export async function checkMasterKeys(
  client: Pick<pg.ClientBase, 'query'>,
  master: MasterKey,
  ...next: readonly MasterKey[]
): Promise<void> {
  const { holds, unwrap } = wrappingWith(master, ...next)
  const { rows } = await client.query<WrappedNode | NothingWrapped>(oneOfEach)
  for (const row of rows) {
    try {
      if (row.wrapped) unwrap(row)
      else if (row.by !== first && !holds(row.by)) throw new Error(noneOpens)
    } catch (cause) {
      throw rows.length > 1 ? new Error(halfWay, { cause }) : new Error(noneOpens, { cause })
    }
  }
}

const none: StoryKeys = () => undefined

const nodesOf = 'select stream, path, wrapped, wrapped_by as by from key_node where stream = any($1) order by stream, path'

const insertRoot = `
  insert into key_node (stream, path, wrapped, wrapped_by)
  select $1, $2, $3, $4
  where not exists (select from key_node where stream = $1) and not exists (select from key_forgotten where stream = $1)`

/** A master key in use that wraps nothing. */
interface NothingWrapped {
  by: string
  wrapped: null
}

/** Of every master key in use one key that it wraps. */
const oneOfEach = `
  select name as by, stream, path, wrapped from master_key
  left join lateral (select stream, path, wrapped from key_node where wrapped_by = name limit 1) as one on true`

const halfWay =
  'Another master key is taking the place of the one before, and both are needed until it has: give both, SEALING_KEY_FILE and SEALING_KEY_FILE_NEXT, as docs/sealing.md says.'

async function mastersInUse(client: pg.ClientBase): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>('select name from master_key')
  return new Set(rows.map(({ name }) => name))
}

/** Works on the keys of some stories while nobody else does: all of it is done, or nothing. Only who replaces a master key takes several at once. */
export function alone<T>(pool: pg.Pool, streams: readonly Stream[], work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  return reaching(() =>
    inTransaction(pool, async (client) => {
      await client.query('select pg_advisory_xact_lock(hashtextextended(stream, 1)) from unnest($1::text[]) as these (stream)', [streams])
      return work(client)
    }),
  ).catch((error: unknown) => {
    if (!wrapsNothingMore(error)) throw error
    throw new StoreUnavailable('The master key was replaced by another just now.', { cause: error })
  })
}

/** Whether the database refused a key because its master key was let go of, or refused to let go of a master key that still wraps something. */
export function wrapsNothingMore(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'wrapped_by_a_master_key_in_use'
}
