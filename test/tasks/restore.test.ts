import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdir, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { openDatabase } from '../../src/store/database.ts'
import { personStream } from '../../src/store/event-store.ts'
import { keysIn as keysFrom } from '../../src/store/keys.ts'
import { masterKeyFrom } from '../../src/store/master-key.ts'
import { finishRemovals } from '../../src/store/removals.ts'
import { met } from '../support/asking.ts'
import { backedUp, emptyPlace, inHouse, newFolder, run } from '../support/backing-up.ts'
import type { TestDatabase } from '../support/database.ts'
import { recordIn, storeIn, told } from '../support/lives.ts'
import { root } from '../support/service.ts'

t.test('what is restored is the same, row by row, and whole', async (t) => {
  const { backup, of } = await backedUp(t)
  const { database, settings } = await emptyPlace(t)
  t.match(await run(settings, 'restore', backup), { code: 0, err: '', out: /^12 entries in 4 stories are restored: / })
  for (const table of ['record', 'key_node', 'key_forgotten', 'master_key', 'area', 'signed_list', 'device_key', 'look']) {
    const rowsOf = async ({ open }: TestDatabase) =>
      (await open('owner').pool.query(`select t::text as row from ${table} t order by 1`)).rows
    t.same(await rowsOf(database), await rowsOf(of), table)
  }
  t.match(await run(settings, 'verify'), { code: 0, out: /words: whole\. 6 sealed boxes opened, 3 are without a key as the record says\./ })
})

t.test('damage is named, whatever of it, and nothing is restored', async (t) => {
  const { backup } = await backedUp(t)
  const { settings, tables } = await emptyPlace(t)
  const file = (name: string) => path.join(backup, name)
  const kept = new Map(
    await Promise.all(
      ['record/record.copy', 'keys/key_node.copy', 'record/manifest.json', 'keys/manifest.json'].map(
        async (name) => [name, await readFile(file(name))] as const,
      ),
    ),
  )
  const damaged = async (name: string, damage: () => Promise<unknown>, said: RegExp) => {
    await damage()
    const { code, out, err } = await run(settings, 'restore', backup)
    t.equal(code, 1)
    t.match(err, said)
    t.match(err, /\nNothing was restored\.\n$/)
    t.equal(out, '')
    t.equal(await tables(), 0)
    await writeFile(file(name), kept.get(name) ?? '')
  }
  const flipped = Buffer.from(kept.get('record/record.copy') ?? '')
  flipped[700] = (flipped[700] ?? 0) ^ 1
  await damaged(
    'record/record.copy',
    () => writeFile(file('record/record.copy'), flipped),
    /^WRONG {2}\S+record\.copy was changed: its SHA-256/,
  )
  await damaged(
    'record/record.copy',
    () => truncate(file('record/record.copy'), 900),
    /^WRONG {2}\S+record\.copy has 900 bytes, not \d+: it was changed or cut/,
  )
  await damaged('keys/key_node.copy', () => appendFile(file('keys/key_node.copy'), '\n'), /^WRONG {2}\S+key_node\.copy has \d+ bytes, not/)
  await damaged('keys/key_node.copy', () => rm(file('keys/key_node.copy')), /^WRONG {2}\S+key_node\.copy is not there/)
  await damaged(
    'record/manifest.json',
    () => rm(file('record/manifest.json')),
    /^There is no finished backup of the record in \S+: \S+ is not there\. A backup that was cut short has none\./,
  )
  await damaged('keys/manifest.json', () => rm(file('keys/manifest.json')), /^There is no finished backup of the keys in /)
  await damaged('record/manifest.json', () => truncate(file('record/manifest.json'), 300), /manifest\.json is damaged/)
  const changed = (from: string | RegExp, to: string) =>
    writeFile(file('record/manifest.json'), String(kept.get('record/manifest.json')).replace(from, to))
  await damaged('record/manifest.json', () => changed('"rows": 12', '"rows": 13'), /record\.copy has 12 rows, and the manifest says 13/)
  await damaged(
    'record/manifest.json',
    () => changed('"head": "12"', '"head": "14"'),
    /the record ends at position 12, and the manifest says 14/,
  )
  await damaged('record/manifest.json', () => changed('"format": 1', '"format": 2'), /is damaged: it is of another version of backups/)
  await damaged(
    'record/manifest.json',
    () => changed('0031-signed-lists', '0999-of-a-newer-one'),
    /was made by another version of Unfolding than this one \(0999-of-a-newer-one\)/,
  )
  await damaged(
    'record/manifest.json',
    () => changed('"table": "look"', '"table": "later"'),
    /another version of Unfolding than this one \(later\)/,
  )
  t.match(await run(settings, 'restore', backup), { code: 0 }, 'and with nothing of it, all is')
})

t.test('a backup that was cut short is none', async (t) => {
  const { of, settings } = await backedUp(t)
  const holder = await of.open('owner').pool.connect()
  await holder.query('begin; lock device_key in access exclusive mode')
  const backup = path.join(await newFolder(t), 'half')
  const { PATH = '', HOME = '' } = process.env
  const task = spawn(process.execPath, ['src/tasks/backup.ts', backup], { cwd: root, env: { PATH, HOME, ...settings }, stdio: 'ignore' })
  const begun = (): Promise<string[]> => readdir(path.join(backup, 'keys')).catch(() => [])
  while (!(await begun()).includes('key_sweep.copy')) await sleep(20)
  task.kill('SIGKILL')
  await once(task, 'exit')
  await holder.query('rollback')
  holder.release()
  t.match(await run((await emptyPlace(t)).settings, 'restore', backup), { code: 1, err: /^There is no finished backup of the record/ })
  t.match(
    await run(settings, 'backup', backup),
    { code: 1, err: /^There is something in \S+ already\. Name a folder that is not there yet\.\n$/ },
    'nor is it written over',
  )
})

t.test('all of it is of one moment, however long it takes', async (t) => {
  const { of, settings } = await backedUp(t)
  const holder = await of.open('owner').pool.connect()
  await holder.query('begin; lock look in access exclusive mode')
  const backup = path.join(await newFolder(t), 'slow')
  const running = run(settings, 'backup', backup)
  const begun = (): Promise<string[]> => readdir(path.join(backup, 'record')).catch(() => [])
  while (!(await begun()).includes('look.copy')) await sleep(20)
  const lou = '4b8f6a0e-2f34-4c6d-9a10-77c0b1f2d3e4'
  await told(recordIn({ ...of, kurrentdb: undefined }), lou, met('X10000101', 'Lou'))
  await holder.query('rollback')
  holder.release()
  t.match(await running, { code: 0, err: '' })
  for (const file of ['record/record.copy', 'keys/key_node.copy'])
    t.notOk((await readFile(path.join(backup, file), 'utf8')).includes(lou), file)
})

t.test('a place with something in it, or without the master key of these words, is left as it is', async (t) => {
  const { backup, settings: served } = await backedUp(t)
  t.match(await run(served, 'restore', backup), { code: 1, err: /^There is something in this database already \(area\)/ })
  const other = await emptyPlace(t, { master: Buffer.alloc(32, 8) })
  t.match(await run(other.settings, 'restore', backup), { code: 2, err: /^The keys of people's words do not open with this master key/ })
  t.equal(await other.tables(), 0, 'all of it or nothing')
  t.match(await run(other.settings, 'restore'), { code: 2, err: /^Say from where/ })
  t.match(await run(other.settings, 'backup'), { code: 1, err: /^Say where to/ })
  t.match(await run(other.settings, 'backup', path.join(await newFolder(t), 'new')), { code: 1, err: /^There is nothing to back up/ })
})

t.test('a restore that is killed leaves nothing, and can be done again', async (t) => {
  const { backup } = await backedUp(t)
  const { database, settings, tables } = await emptyPlace(t)
  const { pool } = database.open('owner')
  const holder = await pool.connect()
  // The lock of whoever builds the tables: a restore has begun its transaction, and waits for it.
  await holder.query('select pg_advisory_lock(3853314791062309107)')
  const { PATH = '', HOME = '' } = process.env
  const task = spawn(process.execPath, ['src/tasks/restore.ts', backup], { cwd: root, env: { PATH, HOME, ...settings }, stdio: 'ignore' })
  const restoring = async (more = '') => {
    const { rowCount } = await pool.query(
      `select from pg_stat_activity where datname = current_database() and application_name = 'unfolding restore' ${more}`,
    )
    return (rowCount ?? 0) > 0
  }
  while (!(await restoring("and wait_event_type = 'Lock'"))) await sleep(20)
  task.kill('SIGKILL')
  await once(task, 'exit')
  await holder.query('select pg_advisory_unlock(3853314791062309107)')
  holder.release()
  while (await restoring()) await sleep(20)
  t.equal(await tables(), 0)
  t.match(await run(settings, 'restore', backup), { code: 0 })
  t.match(await run(settings, 'verify'), { code: 0 })
})

t.test('of two who restore into one place at once, one does it, and the other leaves it as it is', async (t) => {
  const { backup } = await backedUp(t)
  const { settings } = await emptyPlace(t)
  const both = await Promise.all([run(settings, 'restore', backup), run(settings, 'restore', backup)])
  t.same(both.map(({ code }) => code).sort(), [0, 1])
  t.match(both.find(({ code }) => code === 1)?.err, /^There is something in this database already/)
  t.match(await run(settings, 'verify'), { code: 0 })
})

t.test('whoever makes backups need own nothing: to read all is enough', async (t) => {
  const { of, settings } = await backedUp(t)
  const keeper = openDatabase(of.superUrl, 'owner', { max: 1 })
  const name = `test_backs_up_${process.pid}`
  await keeper.pool.query(`create role ${name} login password 'reads' in role pg_read_all_data`)
  const address = new URL(of.ownerUrl)
  Object.assign(address, { username: name, password: 'reads' })
  const backup = path.join(await newFolder(t), 'read')
  const { code, err } = await run({ ...settings, DATABASE_OWNER_URL: address.href }, 'backup', backup)
  await keeper.pool.query(`drop role ${name}`)
  await keeper.close()
  t.equal(code, 0, err)
  t.match(await run((await emptyPlace(t)).settings, 'restore', backup), { code: 0 })
})

t.test('a table that nobody has said anything about stops a backup', async (t) => {
  const { of, settings } = await backedUp(t)
  await of.open('owner').pool.query('create table note ()')
  t.match(await run(settings, 'backup', path.join(await newFolder(t), 'new')), {
    code: 1,
    err: /^There is a table note in the database that Unfolding knows nothing of/,
  })
})

/** Two backups: after the first, Tom's first goal and all of whoever is forgotten went, and somebody was met. */
async function twoDays(t: Test) {
  const first = await backedUp(t)
  const record = recordIn({ ...first.of, kurrentdb: undefined })
  const { tom, sam } = first.told
  const goal = (await record.read(personStream(tom))).find(({ type }) => type === 'GoalVoiced')
  const removed = { ...met(), type: 'WordsRemoved', facts: { entry: goal?.id, ground: 'too-much' }, words: { reason: 'Too much' } }
  await told(record, tom, removed as never)
  await record.removeWords(personStream(tom), new Set([3]))
  const { happened: _, ...forgotten } = { ...met(), type: 'StoryForgotten', facts: { ground: 'asked-for', area: 'X10000001' }, words: {} }
  await told(record, sam, forgotten as never)
  await record.forget(personStream(sam))
  // As a service does when it starts.
  await finishRemovals({
    store: storeIn({ ...first.of, kurrentdb: undefined }),
    keys: keysFrom(first.of.open('unfolding_record'), masterKeyFrom(Buffer.alloc(32, 7))),
  })
  const second = path.join(await newFolder(t), 'second')
  t.equal((await run(first.settings, 'backup', second)).code, 0)
  const keysIn = async ({ open }: TestDatabase, person: string) =>
    (await open('owner').pool.query<{ path: string }>('select path from key_node where stream = $1', [personStream(person)])).rows.map(
      ({ path }) => path,
    )
  return { ...first, first: first.backup, second, record, keysIn, removed, forgotten }
}

t.test('with keys of an earlier day, what was taken away since is taken away again before anybody reads', async (t) => {
  const {
    first,
    second,
    told: { sam, tom },
    keysIn,
  } = await twoDays(t)
  const { database, settings } = await emptyPlace(t)
  const restored = await run(settings, 'restore', second, '--keys', first)
  t.match(restored, { code: 0, err: '', out: /\n1 story was forgotten, and had keys in this backup still: they are thrown away again\.\n/ })
  t.same(await keysIn(database, sam), [])
  t.notOk((await keysIn(database, tom)).includes(''), 'nor is the root there that everything opens with')
  t.same((await database.open('owner').pool.query('select from key_forgotten where stream = $1', [personStream(sam)])).rowCount, 1)
  const verified = await run(settings, 'verify')
  t.equal(verified.code, 0, verified.out)
})

t.test('with a record of an earlier day, whoever was forgotten since stays unread, and is named', async (t) => {
  const {
    first,
    second,
    told: { sam, tom },
    keysIn,
    removed,
    forgotten,
  } = await twoDays(t)
  const { database, settings } = await emptyPlace(t)
  const { code, out, err } = await run(settings, 'restore', first, '--keys', path.join(second, 'keys'))
  t.equal(code, 3, err)
  t.match(
    out,
    new RegExp(
      `\\nLEFT TO DO  stories that were forgotten after this record was backed up, which does not say so: 1.*\\n  ${personStream(sam)}\\n`,
    ),
  )
  t.match(out, /\nLEFT TO DO {2}entries whose words were taken away after this record was backed up, which does not say so: 1/)
  t.same(await keysIn(database, sam), [])
  const verified = await run(settings, 'verify')
  t.equal(verified.code, 1, 'what the record does not say is a fault until it is told again')
  t.match(verified.out, /its keys were thrown away for good, and the record does not say that it is forgotten/)
  t.match(verified.out, /the key of its words is gone, and the record does not say that they were taken away/)
  await inHouse(settings, async ({ record }) => {
    t.equal((await record.read(personStream(sam))).length, 5, 'and a service starts')
    await told(record, sam, forgotten as never)
    await told(record, tom, removed as never)
  })
  const toldAgain = await run(settings, 'verify')
  t.equal(toldAgain.code, 0, toldAgain.out)
})

t.test('keys of another record are refused, and keys from before a story began', async (t) => {
  const { first, second, record, settings: served } = await twoDays(t)
  const other = await backedUp(t)
  const { settings, tables } = await emptyPlace(t)
  t.match(await run(settings, 'restore', first, '--keys', other.backup), {
    code: 1,
    err: /^The keys in \S+ are not those of the record in \S+: they belong to another\.\nNothing was restored\.\n$/,
  })
  t.match(await run(settings, 'restore', first, '--keys', path.join(first, 'record')), {
    code: 1,
    err: /holds the record of a backup, not the keys/,
  })
  const lou = '4b8f6a0e-2f34-4c6d-9a10-77c0b1f2d3e4'
  await told(record, lou, met('X10000101', 'Lou'))
  const third = path.join(await newFolder(t), 'third')
  t.equal((await run(served, 'backup', third)).code, 0)
  t.match(await run(settings, 'restore', third, '--keys', second), {
    code: 1,
    err: /^The words of 1 of 5 stories have no key in \S+: they began after these keys were backed up/,
  })
  t.equal(await tables(), 0)
  const lost = await run(settings, 'restore', third, '--keys', second, '--losing-words')
  t.match(lost, { code: 3, out: /\nLOST {2}stories whose words have no key: 1\. npm run verify names them\.\n/ })
  t.match(await run(settings, 'verify'), { code: 1, out: new RegExp(`${personStream(lou)}.*the key of its words is gone`) })
})

t.test('the two parts can be kept in places of their own', async (t) => {
  const { backup } = await backedUp(t)
  const elsewhere = await newFolder(t)
  await mkdir(path.join(elsewhere, 'safe'))
  await rename(path.join(backup, 'keys'), path.join(elsewhere, 'safe', 'monday'))
  const { settings } = await emptyPlace(t)
  t.match(await run(settings, 'restore', backup), { code: 1, err: /^There is no finished backup of the keys in |not the keys\./ })
  t.match(await run(settings, 'restore', path.join(backup, 'record'), '--keys', path.join(elsewhere, 'safe', 'monday')), { code: 0 })
})
