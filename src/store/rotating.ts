import type pg from 'pg'
import { type Connections, reaching } from './database.ts'
import { alone, keysIn, wrapsNothingMore } from './keys.ts'
import type { MasterKey } from './master-key.ts'
import { fingerprintOf, type WrappedNode, wrappingWith } from './wrapping.ts'

/** What a rotation is given. */
export interface Rotation {
  /** The master keys that were in use until now. */
  held: readonly [MasterKey, ...MasterKey[]]
  /** The one that takes their place. */
  to: MasterKey
  /** How many keys are wrapped anew at once. */
  atOnce?: number
  onProgress?: (soFar: { done: number; of: number }) => void
}

/**
 * Wraps every key of every story with another master key, while services serve. Stopped at any moment, it goes on where it was: until it is done each key is
 * wrapped by one or the other, as its row says. When nothing is wrapped by the one before any more its name is taken out, and the database lets nothing be
 * wrapped by it again. Gives how many keys were wrapped anew. Throws a plain sentence, with nothing changed, where the keys do not open with those that are held,
 * where the other one is in use already, and where somebody else does this at the same moment.
 */
export async function rotate(room: Connections, { held, to, atOnce = 500, onProgress = () => {} }: Rotation): Promise<number> {
  const { pool } = room
  const name = fingerprintOf(to)
  if (fingerprintOf(held[0]) === name) throw new Error('This is the master key that is in use already. Name another to take its place.')
  return byOneAlone(pool, async () => {
    await keysIn(room, ...held, to).check()
    await reaching(() => pool.query('insert into master_key (name) values ($1) on conflict do nothing', [name]))
    const of = await countOthers(pool, name)
    let done = 0
    do {
      for (let rows = await others(pool, name, atOnce); rows.length > 0; rows = await others(pool, name, atOnce)) {
        done += await wrapAnew(pool, rows, { held, to })
        onProgress({ done, of: Math.max(of, done) })
      }
    } while (!(await letGoOfOthers(pool, name)))
    return done
  })
}

/** Keys that are not wrapped by the master key of that name yet. */
async function others(pool: pg.Pool, name: string, atMost: number): Promise<WrappedNode[]> {
  const { rows } = await reaching(() =>
    pool.query<WrappedNode>(
      `select stream, path, wrapped, wrapped_by as by from key_node
       where wrapped_by = any (array (select name from master_key where name <> $1)) limit $2`,
      [name, atMost],
    ),
  )
  return rows
}

async function countOthers(pool: pg.Pool, name: string): Promise<number> {
  const { rows } = await reaching(() => pool.query<{ count: bigint }>('select count(*) from key_node where wrapped_by <> $1', [name]))
  return Number(rows[0]?.count ?? 0)
}

/** A key that went since it was read stays gone, and one that changed is left for the next time: only what is just as it was read is replaced. */
async function wrapAnew(pool: pg.Pool, rows: readonly WrappedNode[], { held, to }: Pick<Rotation, 'held' | 'to'>): Promise<number> {
  const { unwrap } = wrappingWith(...held, to)
  const { wrap } = wrappingWith(to)
  const inUse = new Set([fingerprintOf(to)])
  const anew = rows.map((row) => wrap(inUse, { ...row, key: unwrap(row) }))
  const streams = [...new Set(rows.map(({ stream }) => stream))]
  const { rowCount } = await alone(pool, streams, (client) =>
    client.query(
      `update key_node as kept set wrapped = brought.wrapped, wrapped_by = brought.wrapped_by
       from unnest($1::text[], $2::text[], $3::bytea[], $4::bytea[], $5::text[]) as brought (stream, path, before, wrapped, wrapped_by)
       where kept.stream = brought.stream and kept.path = brought.path and kept.wrapped = brought.before`,
      [
        anew.map(({ stream }) => stream),
        anew.map(({ path }) => path),
        rows.map(({ wrapped }) => wrapped),
        anew.map(({ wrapped }) => wrapped),
        anew.map(({ by }) => by),
      ],
    ),
  )
  return rowCount ?? 0
}

/** Whether the names of all others could be taken out: not where a service wrapped something with one of them meanwhile. */
async function letGoOfOthers(pool: pg.Pool, name: string): Promise<boolean> {
  try {
    await reaching(() => pool.query('delete from master_key where name <> $1', [name]))
    return true
  } catch (error) {
    if (wrapsNothingMore(error)) return false
    throw error
  }
}

/** Does `work` while nobody else does the like in this database. */
async function byOneAlone<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const lock = "hashtextextended('unfolding rotation', 0)"
  const client = await reaching(() => pool.connect())
  try {
    const { rows } = await client.query<{ free: boolean }>(`select pg_try_advisory_lock(${lock}) as free`)
    if (!rows[0]?.free) throw new Error('The master key is being replaced already. Wait until that is done, or was stopped.')
    return await work()
  } finally {
    // Given back for whoever comes next; and closed, so that it goes whatever became of the connection.
    await client.query(`select pg_advisory_unlock(${lock})`).catch(() => {})
    client.release(true)
  }
}
