import { createReadStream, readdirSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Test } from 'tap'
import { type FinishedPart, fileOf, partIn } from '../../src/backing-up/manifest.ts'
import { migrateWithin } from '../../src/store/migrate.ts'
import { plainly, putRows } from '../../src/store/rows.ts'
import { type Settings, settingsFor } from './backing-up.ts'
import { type TestDatabase, withDatabase } from './database.ts'

const folder = path.join(import.meta.dirname, '..', 'recorded', 'versions')

/** A database as a version left it. */
export interface RecordedVersion {
  name: string
  folder: string
  record: FinishedPart
  master: Uint8Array
}

/** Every version there is a recording of, the oldest first. */
export async function recordedVersions(): Promise<RecordedVersion[]> {
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  const found = await Promise.all(
    names.map(async (name) => {
      const where = path.join(folder, name)
      const master = Buffer.from(await readFile(path.join(where, 'sealing.key'), 'utf8'), 'base64')
      return { name, folder: where, record: await partIn(where, 'record'), master }
    }),
  )
  return found.sort((one, other) => one.record.manifest.migrations.length - other.record.manifest.migrations.length)
}

/** The very database that a version left: built by the migrations it had, with every row of every table, views and all; and the settings of a service on it. */
export async function asItWas(
  t: Pick<Test, 'teardown'>,
  { folder: where, record, master }: RecordedVersion,
): Promise<{ database: TestDatabase; settings: Settings }> {
  const database = await withDatabase(t, { empty: true })
  const owner = database.open('owner', { max: 1 })
  let client: pg.PoolClient | undefined
  owner.pool.on('connect', (one) => {
    client = one as pg.PoolClient
  })
  const keys = await partIn(where, 'keys')
  const views = JSON.parse(await readFile(path.join(where, 'views', 'tables.json'), 'utf8')) as { table: string; columns: string[] }[]
  await owner.db.transaction().execute(async (tx) => {
    await sql.raw(plainly).execute(tx)
    await migrateWithin(tx, record.manifest.migrations.at(-1))
    const tables = [...keys.manifest.tables, ...record.manifest.tables, ...views]
    for (const { table } of keys.manifest.tables.toReversed()) await sql`delete from ${sql.table(table)}`.execute(tx)
    for (const each of tables) {
      const files = [record.folder, keys.folder, path.join(where, 'views')].map((part) => fileOf(part, each.table))
      const there = await Promise.all(files.map((file) => stat(file).catch(() => undefined)))
      const file = files.find((_, i) => there[i])
      if (!file || !client) throw new Error(`${each.table} is not there`)
      await putRows(client, each, createReadStream(file))
    }
    if (record.manifest.tables.some(({ table }) => table === 'look'))
      await sql`select setval('look_id_seq', max(id)) from look having max(id) is not null`.execute(tx)
  })
  return { database, settings: await settingsFor(t, database, { master }) }
}
