import { type Connections, reaching } from './database.ts'
import type { EventStore } from './event-store.ts'
import type { Keys } from './keys.ts'

/** What keeps a record. */
export type Home = 'postgresql' | 'kurrentdb'

/**
 * Makes sure that the read models and keys of this database belong to the record that is opened: the positions of one say nothing about another. A database that
 * has no record of its own yet takes one in KurrentDB for good; but none that was begun, where it has no keys: all its words would read as gone. Throws a plain
 * sentence where they do not belong together.
 */
export async function refuseAnotherRecord(database: Connections, asked: Home, store: Pick<EventStore, 'head'>): Promise<void> {
  const { pool } = database
  const { rows } = await reaching(() =>
    pool.query<{ home: Home | null; here: boolean; keys: boolean }>(`
      select (select home from record_home) as home, exists (select from record) as here,
        exists (select from key_node) or exists (select from key_forgotten) as keys`),
  )
  const home = rows[0]?.home ?? (rows[0]?.here || asked === 'postgresql' ? 'postgresql' : undefined)
  if (home === undefined) {
    if (!rows[0]?.keys && (await store.head()) > 0n)
      throw new Error(`KURRENTDB_URL: there is a record already, and its keys are not in this database. ${settle}`)
    await reaching(() => pool.query('insert into record_home (home) values ($1) on conflict do nothing', [asked]))
    return refuseAnotherRecord(database, asked, store)
  }
  if (home === asked) return
  throw new Error(
    asked === 'kurrentdb'
      ? `KURRENTDB_URL: this database holds a record of its own, and its read models and keys belong to that. Leave KURRENTDB_URL out, or name a database that is empty. ${settle}`
      : `KURRENTDB_URL: the read models and keys of this database belong to a record in KurrentDB. Say how that is reached. ${settle}`,
  )
}

/**
 * Makes sure that it is that record on that server: the keys remember a position at which an entry stands, and nowhere else does one stand just there. Throws a plain
 * sentence where none does.
 */
export async function refuseOtherPositions(store: Pick<EventStore, 'holds'>, keys: Pick<Keys, 'sweptTo'>): Promise<void> {
  const known = await keys.sweptTo()
  if (known === 0n || (await store.holds(known))) return
  throw new Error(
    `The read models and keys of this database were made with another record than this one, or it is a copy, or was brought back from an earlier day. ${settle}`,
  )
}

const settle = 'Where a record was copied: npm run copy -- --settle, as docs/kurrentdb.md says.'
