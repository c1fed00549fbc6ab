import { promises as fs } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { FileMigrationProvider, Migrator } from 'kysely/migration'
import pg from 'pg'
import t, { type Test } from 'tap'
import { openDatabase } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { type TestDatabase, withDatabase } from '../support/database.ts'
import { doneBy } from '../support/what-roles-do.ts'

/** A database as services of before the rooms had their roles left it. */
async function withDatabaseOfBefore(t: Test): Promise<TestDatabase> {
  const database = await withDatabase(t)
  const name = `${new URL(database.superUrl).pathname.slice(1)}_before`
  const elsewhere = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
  const server = new pg.Client({ connectionString: database.superUrl })
  await server.connect()
  await server.query(`create database ${name} owner unfolding_owner`)
  t.teardown(async () => {
    await server.query(`drop database ${name} with (force)`)
    await server.end()
  })
  const owner = openDatabase(elsewhere(database.ownerUrl), 'owner')
  const migrationFolder = path.join(import.meta.dirname, '..', '..', 'migrations')
  const provider = new FileMigrationProvider({ fs, path, migrationFolder, import: (file) => import(pathToFileURL(file).href) })
  const { error } = await new Migrator({ db: owner.db, provider }).migrateTo('0021-master-keys')
  if (error) throw error
  await owner.pool.query("insert into profile_v1 (person, name, revision, profile) values (gen_random_uuid(), 'Sam', 1, '{}')")
  await owner.close()
  return {
    ...database,
    ownerUrl: elsewhere(database.ownerUrl),
    serviceUrl: elsewhere(database.serviceUrl),
    superUrl: elsewhere(database.superUrl),
  }
}

t.test(
  'a database of before keeps what is in it, and its views are read in the new rooms, also those that are just being built anew',
  async (t) => {
    const database = await withDatabaseOfBefore(t)
    t.match(await doneBy(database, 'unfolding_people', ['profile_v1']), { profile_v1: 'select' }, 'all rooms about people were one')
    const projector = openDatabase(database.serviceUrl, 'unfolding_projector')
    const views = ['profile_v1', 'household_v1']
    await projector.pool.query('select begin_building($1)', [views])

    t.ok((await migrate(database.ownerUrl)).includes('0023-rooms'))
    await projector.pool.query('insert into profile_v1_building select * from profile_v1')
    for (const kind of ['', '_building']) {
      const done = async (role: string) =>
        Object.values(
          await doneBy(
            database,
            role,
            views.map((view) => `${view}${kind}`),
          ),
        )
      t.same(await done('unfolding_practitioner'), ['select', 'select'])
      t.same(await done('unfolding_reviewer'), ['select(person, area, name)', 'select'])
      t.same(await done('unfolding_steward'), ['select(person, area, name)'])
      t.same(await done('unfolding_person'), [])
      t.same(await done('unfolding_people'), [])
    }
    await projector.pool.query('select swap_built($1)', [views])
    await projector.close()
    const steward = openDatabase(database.serviceUrl, 'unfolding_steward')
    t.same((await steward.pool.query('select name from profile_v1')).rows, [{ name: 'Sam' }])
    await steward.close()
  },
)
