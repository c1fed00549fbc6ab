import { promises as fs } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Kysely, sql, type Transaction } from 'kysely'
import { FileMigrationProvider, Migrator } from 'kysely/migration'
import type pg from 'pg'
import { type Database, openDatabase, unavailable } from './database.ts'
import { StoreUnavailable } from './event-store.ts'

/** Where the migrations are: `migrations/` beside `src/`. */
const migrationFolder = path.join(import.meta.dirname, '..', '..', 'migrations')

const provider = new FileMigrationProvider({ fs, path, migrationFolder, import: (file) => import(pathToFileURL(file).href) })

function migratorOf(db: Kysely<unknown>): Migrator {
  return new Migrator({ db, provider })
}

/**
 * Brings the database up to what this version of the service needs, as its owner. Several may ask at once: one does it, the others wait. Gives
 * the names of what was done; throws a plain sentence where it could not be done, and then nothing was changed.
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  return withMigrator(ownerUrl, async (migrator, { db }) =>
    db.connection().execute(async (one) => {
      await sql`select pg_advisory_lock(hashtextextended('unfolding migrations', 0))`.execute(one)
      try {
        // Where a newer service has been here already there is nothing to do, and what it did is no error.
        if ((await pending(migrator)).length === 0) return []
        const { error, results = [] } = await migrator.migrateToLatest()
        const failed = results.find(({ status }) => status === 'Error')
        if (error) throw plainly(error, failed?.migrationName)
        return results.filter(({ status }) => status === 'Success').map(({ migrationName }) => migrationName)
      } finally {
        await sql`select pg_advisory_unlock(hashtextextended('unfolding migrations', 0))`.execute(one)
      }
    }),
  )
}

/** The names of migrations that the database has not had yet. */
export async function pendingMigrations(ownerUrl: string): Promise<string[]> {
  return withMigrator(ownerUrl, pending)
}

/** The names of all migrations that this version knows, in their order. */
export async function knownMigrations(): Promise<string[]> {
  return Object.keys(await provider.getMigrations()).sort()
}

/** The names of the migrations that a database has had, in their order; none where it was never made ready for a service. */
export async function migrationsIn(client: Pick<pg.ClientBase, 'query'>): Promise<string[]> {
  const { rows } = await client.query<{ there: boolean }>("select to_regclass('public.kysely_migration') is not null as there")
  if (!rows[0]?.there) return []
  return (await client.query<{ name: string }>('select name from kysely_migration order by name')).rows.map(({ name }) => name)
}

/** Whoever else brings the database up to date, or restores into it, waits until this transaction is over. */
export async function migratingAlone(tx: Transaction<unknown>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('unfolding migrations', 0))`.execute(tx)
}

/** Has an empty database built as it was after one migration, or as it is now, as a part of something larger, so that all of it comes to be or nothing. Asked `migratingAlone`. */
export async function migrateWithin(tx: Transaction<unknown>, upTo?: string): Promise<void> {
  const migrator = migratorOf(tx)
  const { error, results = [] } = upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo)
  if (error) throw plainly(error, results.find(({ status }) => status === 'Error')?.migrationName)
}

async function pending(migrator: Migrator): Promise<string[]> {
  const all = await migrator.getMigrations()
  return all.filter(({ executedAt }) => !executedAt).map(({ name }) => name)
}

async function withMigrator<T>(ownerUrl: string, work: (migrator: Migrator, database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase(ownerUrl, 'owner', { max: 3, statementTimeout: 0, name: 'unfolding migrate' })
  try {
    return await work(migratorOf(database.db), database)
  } catch (error) {
    if (unavailable(error)) throw new StoreUnavailable('The database cannot be reached to bring it up to date.', { cause: error })
    throw error
  } finally {
    await database.close()
  }
}

function plainly(error: unknown, migration: string | undefined): Error {
  if (unavailable(error)) return new StoreUnavailable('The database cannot be reached to bring it up to date.', { cause: error })
  const why = error instanceof Error ? error.message : String(error)
  const what = migration
    ? `The database could not be brought up to date: ${migration} failed`
    : 'The database could not be brought up to date'
  return new Error(`${what}: ${why}`, { cause: error })
}
