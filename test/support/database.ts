import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import type { Test } from 'tap'
import { type Database, type DatabaseOptions, type DatabaseRole, openDatabase } from '../../src/store/database.ts'
import { withFileLock } from '../../src/store/embedded/file-lock.ts'
import { type Embedded, openEmbedded } from '../../src/store/embedded.ts'
import { migrate } from '../../src/store/migrate.ts'
import { inKurrentDb, type TestKurrentDb, withKurrentDb } from './kurrentdb.ts'
import { lock, place, sweeperName } from './test-server.ts'

/** A database of a test's own: empty, and with all migrations done. */
export interface TestDatabase {
  ownerUrl: string
  serviceUrl: string
  /** For what nobody but the machine's keeper can do, such as tampering. */
  superUrl: string
  /** The stand-in that keeps the record, where the tests are run with the record in KurrentDB: `npm run test:kurrentdb`. */
  kurrentdb?: TestKurrentDb | undefined
  /** Opens one room of it, until the test is over. */
  open<Tables = unknown>(role: DatabaseRole, options?: DatabaseOptions): Database<Tables>
}

/**
 * A fresh database for as long as the test lasts, on a real PostgreSQL that all test files share: the first one starts it, and it goes by itself
 * when none has used it for two seconds (see `sweeper.ts`), however they ended. With `empty` no migration was done, and there is nothing in it.
 */
export async function withDatabase(t: Pick<Test, 'teardown'>, { empty = false }: { empty?: boolean } = {}): Promise<TestDatabase> {
  const { server, superUrl, template } = await withFileLock(lock, openServer)
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  await asSuperuser(superUrl, (client) =>
    client.query(`create database ${name} ${empty ? '' : `template ${template}`} owner unfolding_owner`),
  )

  const opened: Database[] = []
  t.teardown(async () => {
    await Promise.all(opened.map((database) => database.close().catch(() => {})))
    await asSuperuser(superUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
    await server.close()
  })
  const urls = { ownerUrl: inDatabase(server.ownerUrl, name), serviceUrl: inDatabase(server.serviceUrl, name) }
  return {
    ...urls,
    kurrentdb: inKurrentDb ? await withKurrentDb(t) : undefined,
    superUrl: inDatabase(superUrl, name),
    open<Tables>(role: DatabaseRole, options?: DatabaseOptions) {
      const database = openDatabase<Tables>(role === 'owner' ? urls.ownerUrl : urls.serviceUrl, role, options)
      opened.push(database as Database)
      return database
    },
  }
}

/** The server, a template to copy, and somebody to sweep up after us. One test process at a time does this. */
async function openServer(): Promise<{ server: Embedded; superUrl: string; template: string }> {
  const server = await openEmbedded(place, { as: 'task', settings: { fsync: 'off', full_page_writes: 'off', max_connections: '200' } })
  const { superPassword } = JSON.parse(await readFile(path.join(server.dataDir, 'embedded.json'), 'utf8')) as { superPassword: string }
  const superUrl = `postgres://postgres:${superPassword}@127.0.0.1:${server.port}/postgres`
  const template = `template_${await hashOfMigrations()}`
  await asSuperuser(superUrl, async (client) => {
    const { rows } = await client.query<{ made: boolean; swept: boolean }>(
      `select exists (select from pg_database where datname = $1) as made,
         exists (select from pg_stat_activity where application_name = $2) as swept`,
      [template, sweeperName],
    )
    if (!rows[0]?.swept) await startSweeper()
    if (rows[0]?.made) return
    await client.query('drop database if exists making with (force)')
    await client.query('create database making owner unfolding_owner')
    await migrate(inDatabase(server.ownerUrl, 'making'))
    await client.query(`alter database making rename to ${template}`)
  })
  return { server, superUrl, template }
}

async function startSweeper(): Promise<void> {
  const file = path.join(import.meta.dirname, 'sweeper.ts')
  const { PATH, TMPDIR } = process.env
  const env = { ...(PATH && { PATH }), ...(TMPDIR && { TMPDIR }) }
  const child = spawn(process.execPath, [file], { cwd: '/', env, detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
  await new Promise((resolve) => child.stdout.once('data', resolve).once('close', resolve))
  child.stdout.destroy()
  child.unref()
}

async function hashOfMigrations(): Promise<string> {
  const folder = path.join(import.meta.dirname, '..', '..', 'migrations')
  const hash = createHash('sha256')
  for (const file of (await readdir(folder)).sort()) hash.update(file).update(await readFile(path.join(folder, file)))
  return hash.digest('hex').slice(0, 16)
}

async function asSuperuser<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function inDatabase(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}
