import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import t from 'tap'
import { readConfig } from '../../src/config.ts'
import { openHouse } from '../../src/open.ts'
import { postgresStore } from '../../src/store/postgres.ts'
import { withDatabase } from '../support/database.ts'
import { withKurrentDb } from '../support/kurrentdb.ts'
import { mark, stream, toKeep } from './contract.ts'

t.test('a database is opened with the record that its read models and keys belong to, and with no other', async (t) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unfolding-home-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const SEALING_KEY_FILE = path.join(folder, 'sealing.key')
  await writeFile(SEALING_KEY_FILE, Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 })
  const { standIn } = await withKurrentDb(t)
  const opened = async (DATABASE_URL: string, more: Record<string, string> = {}) => {
    const config = readConfig({ DATABASE_URL, SEALING_KEY_FILE, TOKEN_KEYS: path.join(folder, 'none.json'), ...more })
    const house = await openHouse(config, { as: 'task', log: pino({ level: 'silent' }) })
    await house.close()
    return house.where
  }
  const inKurrent = { KURRENTDB_URL: standIn.url }

  const one = await withDatabase(t)
  await opened(one.serviceUrl)
  t.match(
    await opened(one.serviceUrl, inKurrent),
    /^KurrentDB at 127\.0\.0\.1:\d+, read models and keys in PostgreSQL at /,
    'nothing was kept here yet',
  )
  t.match(await opened(one.serviceUrl, inKurrent), /^KurrentDB/)
  await t.rejects(opened(one.serviceUrl), /^KURRENTDB_URL: .* belong to a record in KurrentDB/)

  const other = await withDatabase(t)
  await postgresStore(other.open('unfolding_record')).append(stream(), 0, [toKeep()], mark)
  await t.rejects(opened(other.serviceUrl, inKurrent), /^KURRENTDB_URL: this database holds a record of its own/)
  t.match(await opened(other.serviceUrl), /^PostgreSQL/)

  standIn.trouble = 'not-ready'
  await t.rejects(opened(one.serviceUrl, inKurrent), /^KurrentDB cannot be reached just now/, 'a service does not start without its record')
})
