import { type Connections, reaching } from './database.ts'

/** What keeps a record. */
export type Home = 'postgresql' | 'kurrentdb'

/**
 * Makes sure that the read models and keys of this database belong to the record that is opened: the positions of one say nothing about another. A database that
 * has no record of its own yet takes one in KurrentDB for good. Throws a plain sentence where they do not belong together.
 */
export async function refuseAnotherRecord(database: Connections, asked: Home): Promise<void> {
  const { pool } = database
  const { rows } = await reaching(() =>
    pool.query<{ home: Home | null; here: boolean }>('select (select home from record_home) as home, exists (select from record) as here'),
  )
  const home = rows[0]?.home ?? (rows[0]?.here || asked === 'postgresql' ? 'postgresql' : undefined)
  if (home === undefined) {
    await reaching(() => pool.query('insert into record_home (home) values ($1) on conflict do nothing', [asked]))
    return refuseAnotherRecord(database, asked)
  }
  if (home === asked) return
  throw new Error(
    asked === 'kurrentdb'
      ? 'KURRENTDB_URL: this database holds a record of its own, and its read models and keys belong to that. Leave KURRENTDB_URL out, or name a database that is empty.'
      : 'KURRENTDB_URL: the read models and keys of this database belong to a record in KurrentDB. Say how that is reached.',
  )
}
