import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { jsonEvent } from '@kurrent/kurrentdb-client'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { projections } from '../../projections/index.ts'
import { readConfig } from '../../src/config.ts'
import { type House, openHouse } from '../../src/open.ts'
import { catchUp } from '../../src/projecting/projector.ts'
import { personStream } from '../../src/store/event-store.ts'
import { keysIn } from '../../src/store/keys.ts'
import { kurrentClient } from '../../src/store/kurrentdb/client.ts'
import { masterKeyFrom } from '../../src/store/master-key.ts'
import { rotate } from '../../src/store/rotating.ts'
import { ask, met } from '../support/asking.ts'
import { type TestDatabase, withDatabase } from '../support/database.ts'
import { type TestKurrentDb, withKurrentDb } from '../support/kurrentdb.ts'
import { amira, told } from '../support/lives.ts'
import { root } from '../support/service.ts'

const log = pino({ level: 'silent' })

/** A service's own settings, for a database and perhaps a KurrentDB. */
async function withSettings(t: Pick<Test, 'teardown'>) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unfolding-settle-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const SEALING_KEY_FILE = path.join(folder, 'sealing.key')
  await writeFile(SEALING_KEY_FILE, Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 })
  return ({ serviceUrl, ownerUrl }: TestDatabase, kurrent?: TestKurrentDb) => ({
    DATABASE_URL: serviceUrl,
    DATABASE_OWNER_URL: ownerUrl,
    SEALING_KEY_FILE,
    TOKEN_KEYS: path.join(folder, 'none.json'),
    ...(kurrent && { KURRENTDB_URL: kurrent.standIn.url }),
  })
}

type Settings = Record<string, string>

/** Opens a house as a service would, for as long as `work` takes. */
async function inHouse<T>(settings: Settings, work: (house: House) => Promise<T>): Promise<T> {
  const house = await openHouse(readConfig(settings), { as: 'task', log })
  try {
    return await work(house)
  } finally {
    await house.close()
  }
}

/** The task as a person runs it: how it ends, and what it says. */
function copy(settings: Settings, ...more: string[]): Promise<{ code: number; out: string; err: string }> {
  const { PATH = '', HOME = '' } = process.env
  return new Promise((resolve) => {
    const env = { PATH, HOME, ...settings }
    execFile(process.execPath, ['src/tasks/copy.ts', ...more], { cwd: root, env }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err: err.replace(/^(copying|comparing).*\n/gm, '') }),
    )
  })
}

/** Some people, with words, one of them with words removed; and the read models that show them. */
async function begun(settings: Settings, people = 3): Promise<string[]> {
  return inHouse(settings, async (house) => {
    const ids = Array.from({ length: people }, () => randomUUID())
    for (const person of ids) {
      const heard = ask('ConversationHeld', { where: 'home' }, { words: { heard: `of ${person}` } })
      await told(house.record, person, met(), heard, ask('WordsRemoved', { entry: heard.id, ground: 'too-much' }))
      const again = ask('ConversationHeld', { where: 'home' }, { words: { heard: `again of ${person}` } })
      await told(house.record, person, again)
      await house.record.removeWords(personStream(person), new Set([2]))
    }
    await project(house)
    return ids
  })
}

async function project(house: House): Promise<void> {
  for (const projection of projections) await catchUp({ db: house.projector, record: house.record, log }, projection)
}

/** What the read models hold, but for positions. */
async function shownIn({ open }: TestDatabase): Promise<Record<string, string[]>> {
  const { pool } = open('owner')
  const shown: Record<string, string[]> = {}
  for (const { tables, version } of projections)
    for (const table of tables) {
      const { rows } = await pool.query<{ row: string }>(`select to_jsonb(t)::text as row from ${table}_v${version} t`)
      shown[table] = rows.map(({ row }) => row.replaceAll(/"position": "?\d+"?/g, '')).sort()
    }
  return shown
}

async function keysOf({ open }: TestDatabase): Promise<unknown> {
  const { pool } = open('owner')
  const nodes = await pool.query("select stream, path, encode(wrapped, 'hex') as wrapped, wrapped_by from key_node order by 1, 2")
  const masters = await pool.query('select name from master_key order by 1')
  const forgotten = await pool.query('select stream from key_forgotten order by 1')
  return [nodes.rows, forgotten.rows, masters.rows]
}

async function one({ open }: TestDatabase, sql: string): Promise<unknown> {
  return Object.values((await open('owner').pool.query(sql)).rows[0] ?? {})[0]
}

t.test('the database that held the record belongs to the copy, there and back, and its read models are built anew', async (t) => {
  const settings = await withSettings(t)
  const [database, kurrent] = [await withDatabase(t), await withKurrentDb(t)]
  const [here, there] = [settings(database), settings(database, kurrent)]
  const [person = ''] = await begun(here)
  const [shown, keys] = [await shownIn(database), await keysOf(database)]
  t.ok(shown.profile?.length && shown.area_delta?.length, 'there is something to show')

  t.equal((await copy(there, '--from', 'DATABASE_URL', '--to', 'KURRENTDB_URL')).code, 0)
  await t.rejects(
    inHouse(there, async () => {}),
    /this database holds a record of its own.*npm run copy -- --settle/,
  )
  const settled = await copy(there, '--from', 'DATABASE_URL', '--to', 'KURRENTDB_URL', '--settle')
  t.equal(settled.code, 0, settled.err)
  t.match(
    settled.out,
    /all of them the same in .*\nThe database belongs to the record in KurrentDB at \S+ now\. Start the service with it as KURRENTDB_URL/,
  )
  t.equal(await one(database, 'select count(*) from checkpoint'), 0n, 'no read model goes on where it was in the other record')
  t.equal(await one(database, 'select count(*) from area_delta_v1'), 0n, 'nor is anything counted twice')
  t.equal(await one(database, 'select position from key_sweep'), 0n, 'removals are looked after from the beginning')
  t.same(await keysOf(database), keys, 'the keys stay where they are')
  await t.rejects(
    inHouse(here, async () => {}),
    /belong to a record in KurrentDB/,
  )
  await inHouse(there, project)
  t.same(await shownIn(database), shown, 'they show the same again')
  await inHouse(there, async ({ record }) => {
    const [, removed, , kept] = await record.read(personStream(person))
    t.equal(removed?.record.wordsGone, true)
    t.match(kept, { words: { heard: `again of ${person}` } })
    await record.append(personStream(person), 4, [ask('ConversationHeld', { where: 'home' }, { words: { heard: 'there' } })], { by: amira })
  })

  const unsettled = await copy(here, '--from', kurrent.standIn.url, '--to', 'DATABASE_URL', '--settle')
  t.match(unsettled, { code: 1, err: /is missing in the copy/ }, 'what was written since is not in it')
  t.equal(await one(database, 'select home from record_home'), 'kurrentdb', 'and nothing is settled')
  t.match((await copy(here, '--from', kurrent.standIn.url, '--to', 'DATABASE_URL')).out, /^13 entries are in .*, 12 were there before\./)
  t.match(await copy(here, '--to', 'DATABASE_URL', '--settle'), {
    code: 1,
    err: '--from: say which record it was copied from, so that they can be compared.\n',
  })
  const back = await copy(here, '--from', kurrent.standIn.url, '--to', 'DATABASE_URL', '--settle')
  t.equal(back.code, 0, back.err)
  await inHouse(here, async (house) => {
    t.equal((await house.record.read(personStream(person))).length, 5)
    await project(house)
  })
  t.equal((await shownIn(database)).profile?.length, shown.profile?.length)
})

t.test('where the database is another too, the keys are brought there as they are', async (t) => {
  const settings = await withSettings(t)
  const [old, fresh, kurrent] = [await withDatabase(t), await withDatabase(t), await withKurrentDb(t)]
  const there = settings(fresh, kurrent)
  const [person = '', forgotten = ''] = await begun(settings(old))
  const [room, master, other] = [old.open('unfolding_record'), masterKeyFrom(Buffer.alloc(32, 7)), masterKeyFrom(Buffer.alloc(32, 8))]
  await keysIn(room, master).forget(personStream(forgotten))
  // Its name is another than that of the first now, and comes along.
  await rotate(room, { held: [master], to: other })
  await rotate(room, { held: [other], to: master })
  const from = ['--from', old.serviceUrl, '--to', 'KURRENTDB_URL']
  t.equal((await copy(there, ...from)).code, 0)

  await t.rejects(
    inHouse(there, async () => {}),
    /^KURRENTDB_URL: there is a record already, and its keys are not in this database/,
    'words would read as gone',
  )
  t.match(await copy(there, '--to', 'KURRENTDB_URL', '--settle'), {
    code: 1,
    err: '--keys-from: the keys of this record are not in this database. Say where they are.\n',
  })
  t.equal(await one(fresh, 'select count(*) from record_home'), 0n)

  const settled = await copy(there, ...from, '--settle')
  t.equal(settled.code, 0, settled.err)
  t.same(await keysOf(fresh), await keysOf(old))
  await inHouse(there, async ({ record }) => {
    t.match((await record.read(personStream(person)))[3], { words: { heard: `again of ${person}` } })
    t.match((await record.read(personStream(forgotten)))[3], { record: { wordsGone: true } })
  })
  t.equal((await copy(there, ...from, '--settle')).code, 0, 'and again, if need be')

  await keysIn(old.open('unfolding_record'), masterKeyFrom(Buffer.alloc(32, 7))).removeLeaf(personStream(person), 4)
  const before = await keysOf(fresh)
  t.match(await copy(there, ...from, '--settle'), { code: 1, err: /^This database holds keys that are not those of the record/ })
  t.same(await keysOf(fresh), before, 'nothing is mixed')
})

t.test('a copy on another server is not read by the positions of the one before', async (t) => {
  const settings = await withSettings(t)
  const [database, first, second] = [await withDatabase(t), await withKurrentDb(t), await withKurrentDb(t)]
  await begun(settings(database, first))
  // A service that starts looks after removals, and remembers how far.
  const house = await openHouse(readConfig(settings(database, first)), { as: 'service', log })
  for (let i = 0; i < 100 && (await one(database, 'select position from key_sweep')) === 0n; i += 1)
    await new Promise((resolve) => setTimeout(resolve, 50))
  await house.close()
  // Whatever else is in a server's log, positions are other ones there.
  const elsewhere = settings(database, second)
  const client = kurrentClient(second.standIn.url)
  await client.appendToStream('orders-1', jsonEvent({ type: 'OrderPlaced', data: { number: 1 } }), { streamState: 'any' })
  await client.dispose()
  const places = ['--from', first.standIn.url, '--to', second.standIn.url]
  t.equal((await copy(elsewhere, ...places)).code, 0)
  await t.rejects(
    inHouse(elsewhere, async () => {}),
    /were made with another record than this one, or it is a copy/,
  )
  await inHouse(settings(database, first), async () => {})
  const settled = await copy(elsewhere, ...places, '--settle')
  t.equal(settled.code, 0, settled.err)
  await inHouse(elsewhere, project)
  t.equal((await shownIn(database)).profile?.length, 3, 'and are read from there')
})

t.test('nothing is settled while a service uses the database', async (t) => {
  const settings = await withSettings(t)
  const [database, kurrent] = [await withDatabase(t), await withKurrentDb(t)]
  const there = settings(database, kurrent)
  await begun(settings(database))
  const places = ['--from', 'DATABASE_URL', '--to', 'KURRENTDB_URL']
  await copy(there, ...places)
  const { pool } = database.open('unfolding_projector')
  await pool.query('select 1')
  t.match(await copy(there, ...places, '--settle'), { code: 1, err: 'A service uses this database. Stop it first.\n' })
  await pool.end()
  t.match(
    await copy(there, '--from', 'KURRENTDB_URL', '--to', database.ownerUrl, '--settle'),
    { code: 1 },
    'nor in a database that is not named',
  )
})
