import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import type { Test } from 'tap'
import { viewsOfPeople } from '../../projections/index.ts'
import { readConfig } from '../../src/config.ts'
import { type House, openHouse } from '../../src/open.ts'
import { catchUp } from '../../src/projecting/projector.ts'
import { type TestDatabase, withDatabase } from './database.ts'
import type { TestKurrentDb } from './kurrentdb.ts'
import { root } from './service.ts'
import { type Told, tellOfThree, withVerifiable } from './verifying.ts'

const log = pino({ level: 'silent' })

export type Settings = Record<string, string>

/** How a task ended, and what it said; how far it was is left out. */
export interface Ran {
  code: number
  out: string
  err: string
}

/** A task as a person runs it. */
export function run(settings: Settings, task: string, ...more: string[]): Promise<Ran> {
  const { PATH = '', HOME = '' } = process.env
  return new Promise((resolve) => {
    execFile(process.execPath, [`src/tasks/${task}.ts`, ...more], { cwd: root, env: { PATH, HOME, ...settings } }, (error, out, err) =>
      resolve({
        code: Number(error?.code ?? 0),
        out,
        err: err.replace(/^(backing up|looking|restoring|the record|words|\S+) +[█░]+ .*\n/gm, ''),
      }),
    )
  })
}

/** A folder until the test is over. */
export async function newFolder(t: Pick<Test, 'teardown'>): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unfolding-backup-'))
  t.teardown(() => rm(folder, { recursive: true }))
  return folder
}

/** A service's settings for a database of one's own, with the master key of all tests. */
export async function settingsFor(
  t: Pick<Test, 'teardown'>,
  { serviceUrl, ownerUrl }: Pick<TestDatabase, 'serviceUrl' | 'ownerUrl'>,
  { kurrentdb, master = Buffer.alloc(32, 7) }: { kurrentdb?: TestKurrentDb | undefined; master?: Uint8Array } = {},
): Promise<Settings> {
  const folder = await newFolder(t)
  const SEALING_KEY_FILE = path.join(folder, 'sealing.key')
  await writeFile(SEALING_KEY_FILE, Buffer.from(master).toString('base64'), { mode: 0o600 })
  return {
    DATABASE_URL: serviceUrl,
    DATABASE_OWNER_URL: ownerUrl,
    SEALING_KEY_FILE,
    TOKEN_KEYS: path.join(folder, 'none.json'),
    ...(kurrentdb && { KURRENTDB_URL: kurrentdb.standIn.url }),
  }
}

/** Opens a house as a service does, has its views made, and closes it again. */
export async function inHouse<T>(settings: Settings, work: (house: House) => Promise<T>): Promise<T> {
  const house = await openHouse(readConfig(settings), { as: 'service', log })
  try {
    for (const view of viewsOfPeople) await catchUp({ db: house.projector, record: house.record, log }, view)
    return await work(house)
  } finally {
    await house.close()
  }
}

/** All files in a folder and those in it. */
export async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found.flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : []))
}

/** A backup of three people and a place, and what is needed to restore it. */
export async function backedUp(t: Test): Promise<{ backup: string; of: TestDatabase; settings: Settings; told: Told }> {
  const verifiable = await withVerifiable(t, { home: 'postgresql' })
  const told = await tellOfThree(verifiable)
  await verifiable.close()
  await verifiable.database.open('owner').pool.query('drop table keys_before')
  const settings = await settingsFor(t, verifiable.database)
  const backup = path.join(await newFolder(t), 'backup')
  t.match(await run(settings, 'backup', backup), { code: 0, err: '', out: /^12 entries are in / })
  return { backup, of: verifiable.database, settings, told }
}

/** An empty place. */
export async function emptyPlace(
  t: Test,
  more: Parameters<typeof settingsFor>[2] = {},
): Promise<{ database: TestDatabase; settings: Settings; tables(): Promise<number> }> {
  const database = await withDatabase(t, { empty: true })
  const { pool } = database.open('owner')
  return {
    database,
    settings: await settingsFor(t, database, more),
    tables: async () => (await pool.query("select from pg_class where relnamespace = 'public'::regnamespace")).rows.length,
  }
}
