import { promises as fs } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { FileMigrationProvider, Migrator } from 'kysely/migration'
import { type Database, openDatabase, unavailable } from './database.ts'
import { StoreUnavailable } from './event-store.ts'

/** Where the migrations are: `migrations/` beside `src/`. */
const migrationFolder = path.join(import.meta.dirname, '..', '..', 'migrations')

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

async function pending(migrator: Migrator): Promise<string[]> {
  const all = await migrator.getMigrations()
  return all.filter(({ executedAt }) => !executedAt).map(({ name }) => name)
}

async function withMigrator<T>(ownerUrl: string, work: (migrator: Migrator, database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase(ownerUrl, 'owner', { max: 3, statementTimeout: 0, name: 'unfolding migrate' })
  const provider = new FileMigrationProvider({ fs, path, migrationFolder, import: (file) => import(pathToFileURL(file).href) })
  try {
    return await work(new Migrator({ db: database.db, provider }), database)
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
