import { type Kysely, sql, type Transaction } from 'kysely'
import { projections } from '../../projections/index.ts'
import type { Connections } from '../store/database.ts'
import type { EventStore } from '../store/event-store.ts'
import type { Home } from '../store/home.ts'

/** How many keys go to the database in one statement. */
const atOnce = 5_000

/** What is known of the record that a database is to belong to. */
export interface Settling {
  home: Home
  record: Pick<EventStore, 'readAll'>
  /** Where the keys are, as the role `unfolding_record`; left out, they are here. */
  keysFrom?: Connections | undefined
  /** Whether it was compared with the record it was copied from, so that it may be of another kind than the one before. */
  compared: boolean
}

/**
 * Lets a database belong to a record that was copied, or brought back: brings the keys here where they are elsewhere, empties the read models, whose positions are of
 * the record before, and has removals of words looked after from the beginning. What was published stays. `db` is the owner's. All of it or nothing; throws a plain
 * sentence where it cannot be done.
 */
export async function settle(db: Kysely<unknown>, { home, record, keysFrom, compared }: Settling): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await refuseWhileServed(tx)
    const { rows } = await sql<{ home: Home | null; here: boolean }>`
      select (select home from record_home) as home, exists (select from record) as here`.execute(tx)
    const before = rows[0]?.home ?? (rows[0]?.here ? 'postgresql' : undefined)
    if (!compared && before !== undefined && before !== home)
      throw new Error('--from: say which record it was copied from, so that they can be compared.')
    if (keysFrom) await bringKeys(tx, keysFrom)
    await refuseWithoutKeys(tx, record)
    await sql`
      insert into record_home (home) values (${home}) on conflict (one) do update set home = excluded.home`.execute(tx)
    await emptyReadModels(tx)
    await sql`update key_sweep set position = 0`.execute(tx)
  })
}

/** A service that runs would go on with what it knows. */
async function refuseWhileServed(tx: Transaction<unknown>): Promise<void> {
  const { rows } = await sql`
    select from pg_stat_activity
    where datname = current_database() and application_name in ('unfolding projector', 'unfolding people', 'unfolding record') limit 1`.execute(
    tx,
  )
  if (rows.length > 0) throw new Error('A service uses this database. Stop it first.')
}

/** All versions of every read model, also those of services before this one; and where each of them was. */
async function emptyReadModels(tx: Transaction<unknown>): Promise<void> {
  const named = `^(${projections.flatMap(({ tables }): readonly string[] => tables).join('|')})_v[0-9]+$`
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename ~ ${named}`.execute(tx)
  if (rows.length > 0) await sql`truncate ${sql.join(rows.map(({ name }) => sql.table(name)))}`.execute(tx)
  await sql`delete from checkpoint`.execute(tx)
}

/**
 * Brings all keys here, wrapped as they are, and the names of what wraps them: the master key must be the same. Where there are keys here that are not those, nothing is done: a key that was thrown away
 * there must not come back from here.
 */
async function bringKeys(tx: Transaction<unknown>, from: Connections): Promise<void> {
  const masters = (await from.pool.query<{ name: string }>('select name from master_key')).rows.map(({ name }) => name)
  await sql`insert into master_key (name) select * from unnest(${masters}::text[]) on conflict do nothing`.execute(tx)
  let last = { stream: '', path: '' }
  for (;;) {
    const { rows } = await from.pool.query<{ stream: string; path: string; wrapped: Buffer; by: string }>(
      'select stream, path, wrapped, wrapped_by as by from key_node where (stream, path) > ($1, $2) order by stream, path limit $3',
      [last.stream, last.path, atOnce],
    )
    if (rows.length === 0) break
    last = rows.at(-1) ?? last
    const keys = sql`unnest(${rows.map(({ stream }) => stream)}::text[], ${rows.map(({ path }) => path)}::text[], ${rows.map(({ wrapped }) => wrapped)}::bytea[], ${rows.map(({ by }) => by)}::text[])`
    await sql`insert into key_node (stream, path, wrapped, wrapped_by) select * from ${keys} on conflict do nothing`.execute(tx)
    const others = await sql`
      select from ${keys} as brought (stream, path, wrapped, wrapped_by) join key_node as here using (stream, path) where here.wrapped <> brought.wrapped limit 1`.execute(
      tx,
    )
    if (others.rows.length > 0) throw otherKeys()
  }
  const forgotten = await from.pool.query<{ stream: string }>('select stream from key_forgotten')
  await sql`
    insert into key_forgotten (stream) select * from unnest(${forgotten.rows.map(({ stream }) => stream)}::text[]) on conflict do nothing`.execute(
    tx,
  )
  const count = 'select (select count(*) from key_node) as nodes, (select count(*) from key_forgotten) as forgotten'
  const there = (await from.pool.query<{ nodes: bigint; forgotten: bigint }>(count)).rows[0]
  const here = (await sql<{ nodes: bigint; forgotten: bigint }>`${sql.raw(count)}`.execute(tx)).rows[0]
  if (here?.nodes !== there?.nodes || here?.forgotten !== there?.forgotten) throw otherKeys()
  await sql`delete from master_key where name <> all (${masters}::text[])`.execute(tx)
}

function otherKeys(): Error {
  return new Error('This database holds keys that are not those of the record. Name one that has none.')
}

/** Without its keys a record is opened all the same, and nobody's words are ever read again. */
async function refuseWithoutKeys(tx: Transaction<unknown>, record: Pick<EventStore, 'readAll'>): Promise<void> {
  const { rows } = await sql<{ none: boolean }>`
    select not exists (select from key_node) and not exists (select from key_forgotten) as none`.execute(tx)
  if (!rows[0]?.none) return
  for (let last = 0n; ; ) {
    const page = await record.readAll(last, atOnce)
    if (page.length === 0) return
    if (page.some(({ sealed }) => sealed))
      throw new Error('--keys-from: the keys of this record are not in this database. Say where they are.')
    last = page.at(-1)?.position ?? last
  }
}
