import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { pino } from 'pino'
import t from 'tap'
import { viewsOfPeople } from '../../projections/index.ts'
import { readConfig } from '../../src/config.ts'
import { openHouse } from '../../src/open.ts'
import { catchUp } from '../../src/projecting/projector.ts'
import { personStream } from '../../src/store/event-store.ts'
import { ask, met } from '../support/asking.ts'
import { type TestDatabase, withDatabase } from '../support/database.ts'
import { recordIn, told } from '../support/lives.ts'
import { root } from '../support/service.ts'

const log = pino({ level: 'silent' })
const keyTables = ['master_key', 'key_node', 'key_forgotten', 'key_sweep']

/** What tables hold, as a backup of them does. */
async function backupOf({ open }: TestDatabase, tables: readonly string[]): Promise<Map<string, string>> {
  const { pool } = open('owner')
  const backup = new Map<string, string>()
  for (const table of tables) {
    const { rows } = await pool.query<{ rows: string }>(`select coalesce(json_agg(t), '[]')::text as rows from ${table} t`)
    backup.set(table, rows[0]?.rows ?? '[]')
  }
  return backup
}

async function bringBack({ open }: TestDatabase, ...backups: ReadonlyMap<string, string>[]): Promise<void> {
  const { pool } = open('owner')
  await pool.query(`truncate ${keyTables.join()}`)
  for (const backup of backups) {
    for (const [table, rows] of backup)
      await pool.query(`insert into ${table} select * from json_populate_recordset(null::public.${table}, $1)`, [rows])
  }
}

t.test(
  'brought back from backups, keys of an earlier day and the record of today, whoever was forgotten in between stays so',
  async (t) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'unfolding-restored-'))
    t.teardown(() => rm(folder, { recursive: true }))
    const SEALING_KEY_FILE = path.join(folder, 'sealing.key')
    await writeFile(SEALING_KEY_FILE, Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 })
    const [lost, fresh] = [await withDatabase(t), await withDatabase(t)]
    const record = recordIn({ ...lost, kurrentdb: undefined })
    const [sam, lena] = [randomUUID(), randomUUID()]
    for (const [person, name] of [
      [sam, 'Sam'],
      [lena, 'Lena'],
    ] as const)
      await told(record, person, met('X10000101', name))
    const keys = await backupOf(lost, keyTables)
    const { happened: _, ...forgotten } = ask('StoryForgotten', { ground: 'asked-for', area: 'X10000001' })
    await told(record, sam, forgotten)
    await record.forget(personStream(sam))

    await bringBack(fresh, keys, await backupOf(lost, ['record']))
    const settings = {
      DATABASE_URL: fresh.serviceUrl,
      DATABASE_OWNER_URL: fresh.ownerUrl,
      SEALING_KEY_FILE,
      TOKEN_KEYS: path.join(folder, 'none.json'),
    }
    const env = { PATH: process.env.PATH, ...settings } as never
    await promisify(execFile)(process.execPath, ['src/tasks/copy.ts', '--to', 'DATABASE_URL', '--settle'], { cwd: root, env })
    const { pool } = fresh.open('owner')
    const streams = async (table: string) =>
      (await pool.query<{ stream: string }>(`select stream from ${table}`)).rows.map(({ stream }) => stream)
    t.same((await streams('key_node')).sort(), [sam, lena].map(personStream).sort(), 'the backup has the keys of both')

    const house = await openHouse(readConfig(settings), { as: 'service', log })
    for (let i = 0; i < 400 && (await streams('key_forgotten')).length === 0; i += 1) await sleep(25)
    for (const view of viewsOfPeople) await catchUp({ db: house.projector, record: house.record, log }, view)
    t.same([await streams('key_node'), await streams('key_forgotten')], [[personStream(lena)], [personStream(sam)]])
    t.match(await house.record.read(personStream(lena)), [{ words: { name: 'Lena' } }])
    t.same((await pool.query('select name from profile_v1')).rows, [{ name: 'Lena' }])
    await house.close()
  },
)
