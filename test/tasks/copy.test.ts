import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import t, { type Test } from 'tap'
import { readConfig } from '../../src/config.ts'
import { areaStream, type CopyStore, type EventStore, type Kept, type Stream } from '../../src/store/event-store.ts'
import { keysIn } from '../../src/store/keys.ts'
import { kurrentClient } from '../../src/store/kurrentdb/client.ts'
import { kurrentStore } from '../../src/store/kurrentdb.ts'
import { masterKeyFrom } from '../../src/store/master-key.ts'
import { type PostgresStore, postgresStore } from '../../src/store/postgres.ts'
import { sealedRecord } from '../../src/store/sealing.ts'
import { copyRecord, HoldsAnother, NotAsWritten, saying, verifyCopy } from '../../src/tasks/copying.ts'
import { placeCalled } from '../../src/tasks/places.ts'
import { mark, stream, toKeep } from '../store/contract.ts'
import { ask, met } from '../support/asking.ts'
import { type TestDatabase, withDatabase } from '../support/database.ts'
import { withKurrentDb } from '../support/kurrentdb.ts'
import { root } from '../support/service.ts'

async function withPostgres(t: Pick<Test, 'teardown'>): Promise<{ store: PostgresStore; database: TestDatabase }> {
  const database = await withDatabase(t)
  return { store: postgresStore(database.open('unfolding_record')), database }
}

/** Some streams, told in turns, with sealed words and without, one entry at once and several. */
async function told(store: EventStore, entries: number): Promise<Stream[]> {
  const streams: Stream[] = [areaStream('X10000101'), ...Array.from({ length: 6 }, stream)]
  const revisions = new Map<Stream, number>()
  for (let i = 0, n = 0; n < entries; i += 1) {
    const whose = streams[(i * 5) % streams.length] as Stream
    const some = Array.from({ length: 1 + (i % 3) }, (_, k) =>
      toKeep({
        clear: { v: 1, facts: { i, k, naïve: '🏡 "\\', numbers: [1e21, 0.1, -0] } },
        ...(i % 2 && { sealed: Uint8Array.of(i % 256, k, 0, 255) }),
      }),
    )
    const from = i % 10 === 0 && { from: { at: new Date().toISOString(), by: 'import' as const } }
    await store.append(whose, revisions.get(whose) ?? 0, some, {
      ...mark,
      ...(i % 4 && { writtenAt: '2026-03-01T10:00:00.000Z' }),
      ...from,
    })
    revisions.set(whose, (revisions.get(whose) ?? 0) + some.length)
    n += some.length
  }
  return streams
}

/** All of a record, but for the positions; its bytes in hexadecimal. */
async function allIn(store: EventStore): Promise<unknown[]> {
  const hex = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('hex')
  return (await store.readAll(0n, 100_000)).map(({ position: _, sealed, hash, ...entry }) => ({
    ...entry,
    sealed: hex(sealed),
    hash: hex(hash),
  }))
}

/** The rows of a record in PostgreSQL as they are stored, byte for byte. */
async function rowsIn({ open }: TestDatabase): Promise<unknown[]> {
  const { rows } = await open('owner').pool.query(`
    select position::text, stream, revision, id, type, at, body, encode(sealed, 'hex') as sealed, encode(hash, 'hex') as hash
    from record order by position`)
  return rows
}

t.test('there and back, the record is the same to the last byte', async (t) => {
  const [here, back, kurrent] = [await withPostgres(t), await withPostgres(t), await withKurrentDb(t)]
  const streams = await told(here.store, 2_300)
  const all = await allIn(here.store)

  const there = kurrent.open()
  const steps: bigint[] = []
  const copied = await copyRecord(here.store, there, ({ upTo, of }) => void steps.push((upTo * 100n) / of))
  t.same(copied, { there: 0, added: all.length })
  t.equal(steps.at(-1), 100n, 'it says how far it is')
  t.ok(steps.length > 2, 'in steps')
  t.same(await allIn(there), all, 'in the order in which it was written down')
  for (const whose of streams)
    t.same(
      (await there.read(whose)).map(({ id }) => id),
      (await here.store.read(whose)).map(({ id }) => id),
    )
  t.same(await verifyCopy(here.store, there), { entries: all.length })

  t.same(await copyRecord(there, back.store), { there: 0, added: all.length })
  t.same(await verifyCopy(there, back.store), { entries: all.length })
  t.same(await rowsIn(back.database), await rowsIn(here.database), 'row by row')

  const [whose = stream()] = streams
  const more = (await back.store.read(whose)).length
  await back.store.append(whose, more, [toKeep()], mark)
  t.same(await copyRecord(back.store, there), { there: all.length, added: 1 }, 'what came later comes after')
  t.same(await verifyCopy(back.store, there), { entries: all.length + 1 })
})

t.test('words stay sealed on the way, and open in the copy with the same keys', async (t) => {
  const { store, database } = await withPostgres(t)
  const there = (await withKurrentDb(t)).open()
  const keys = keysIn(database.open('unfolding_record'), masterKeyFrom(Buffer.alloc(32, 7)))
  const record = sealedRecord(store, keys)
  const sam = stream()
  const heard = [1, 2, 3].map((n) => ask('ConversationHeld', { where: 'home' }, { words: { heard: `conversation ${n}` } }))
  await record.append(sam, 0, [met(), ...heard], mark)
  await record.removeWords(sam, new Set([3]))
  await copyRecord(store, there)
  const withoutPositions = (entries: readonly { record: { position: string } }[]) =>
    entries.map((entry) => ({ ...entry, record: { ...entry.record, position: '' } }))
  const read = await sealedRecord(there, keys).read(sam)
  t.same(withoutPositions(read), withoutPositions(await record.read(sam)))
  t.match(read, [{}, { words: { heard: 'conversation 1' } }, { record: { wordsGone: true } }, { words: { heard: 'conversation 3' } }])
})

t.test('a forgotten story is copied as it is, and nothing of it opens in the copy', async (t) => {
  const { store, database } = await withPostgres(t)
  const there = (await withKurrentDb(t)).open()
  const keys = keysIn(database.open('unfolding_record'), masterKeyFrom(Buffer.alloc(32, 7)))
  const record = sealedRecord(store, keys)
  const sam = stream()
  await record.append(sam, 0, [met(), ask('ConversationHeld', {}, { words: { heard: 'Hello' } })], mark)
  const { happened: _, ...forgotten } = ask('StoryForgotten', { ground: 'court', area: 'X10000001' })
  await record.append(sam, 2, [forgotten], mark)
  await copyRecord(store, there)
  const copy = sealedRecord(there, keys)
  const wordsIn = async () => (await copy.read(sam)).map(({ words }) => words)
  t.same(await wordsIn(), [{}, {}, {}], 'also where its keys have not gone yet')
  await record.forget(sam)
  t.same(await verifyCopy(store, there), { entries: 3 })
  t.same(await wordsIn(), [{}, {}, {}])
})

t.test('more at once than a server takes in one append is split', async (t) => {
  const { store } = await withPostgres(t)
  const there = (await withKurrentDb(t)).open()
  const sam = stream()
  await store.append(
    sam,
    0,
    Array.from({ length: 9 }, () => toKeep({ sealed: new Uint8Array(150_000) })),
    mark,
  )
  await copyRecord(store, there)
  t.same(await verifyCopy(store, there), { entries: 9 })
})

t.test('where the answer to an append is lost, it is there once', async (t) => {
  const { store } = await withPostgres(t)
  await told(store, 60)
  const { standIn, open } = await withKurrentDb(t)
  standIn.trouble = 'kept-then-gone'
  const there = open({ atMost: 500 })
  await copyRecord(store, there)
  standIn.trouble = undefined
  t.same((await verifyCopy(store, there)).difference, undefined)
})

/** The task as a person runs it: what it says, and how it ends. */
function copy(...more: string[]): { task: ChildProcess; ended: Promise<{ code: number | null; out: string; err: string }> } {
  const { PATH = '', HOME = '' } = process.env
  const task = spawn(process.execPath, ['src/tasks/copy.ts', ...more], { cwd: root, env: { PATH, HOME } })
  const said = { out: '', err: '' }
  task.stdout.on('data', (some) => (said.out += some))
  task.stderr.on('data', (some) => (said.err += some))
  return { task, ended: once(task, 'close').then(([code]) => ({ code: code as number | null, ...said })) }
}

t.test('killed in the middle and started again it goes on, and nothing is there twice', async (t) => {
  const { store, database } = await withPostgres(t)
  const { standIn, open } = await withKurrentDb(t)
  await told(store, 6_000)
  const places = ['--from', database.serviceUrl, '--to', standIn.url]
  const first = copy(...places)
  for await (const line of createInterface({ input: first.task.stderr as NodeJS.ReadableStream })) if (/copying/.test(line)) break
  first.task.kill('SIGKILL')
  t.equal((await first.ended).code, null)
  const there = open()
  const begun = (await there.readAll(0n, 100_000)).length
  const all = await allIn(store)
  t.ok(begun > 0 && begun < all.length, `it was killed at ${begun} of ${all.length}`)

  const verified = await copy(...places, '--verify').ended
  t.equal(verified.code, 1, 'half a copy is none')
  t.match(verified.err, /They are not the same: entry \S+ \(GoalVoiced, revision \d+ of (person|area)-\S+\) is missing in the copy\.\n$/)

  const again = await copy(...places).ended
  t.equal(again.code, 0, again.err)
  t.match(again.out, `entries are in KurrentDB at 127.0.0.1:${standIn.port}, ${begun.toLocaleString('en-GB')} were there before.`)
  t.same(await allIn(there), all)
  const whole = await copy(...places, '--verify').ended
  t.equal(whole.code, 0, whole.err)
  t.match(whole.out, `${all.length.toLocaleString('en-GB')} entries, and all of them the same in PostgreSQL at`)
})

/** A copy in PostgreSQL that its keeper can tamper with. */
async function withCopy(
  t: Pick<Test, 'teardown'>,
): Promise<{ store: PostgresStore; copied: CopyStore; entry: Kept; tamper(sql: string): Promise<unknown> }> {
  const [{ store }, target] = [await withPostgres(t), await withPostgres(t)]
  await told(store, 40)
  await copyRecord(store, target.store)
  const entry = (await store.readAll(20n, 1))[0] as Kept
  const { pool } = target.database.open('owner')
  await pool.query('alter table record disable trigger never_changed_or_removed')
  return { store, copied: target.store, entry, tamper: (sql) => pool.query(sql, sql.includes('$1') ? [entry.position] : []) }
}

t.test('an entry that was changed in the copy is found, whatever of it was', async (t) => {
  const changes: [string, string[]][] = [
    [`body = replace(body, '"i":', '"j":')`, ['clear']],
    [`body = replace(body, '"sub":"amira"', '"sub":"omar"')`, ['mark']],
    [`body = regexp_replace(body, '"at":"20', '"at":"19')`, ['at']],
    [`body = replace(body, 'GoalVoiced', 'GoalReached')`, ['type']],
    [`body = regexp_replace(body, '"id":"........', '"id":"00000000')`, ['id']],
    [`sealed = '\\x07'`, ['sealed']],
    [`hash = sha256('')`, ['hash']],
  ]
  for (const [change, parts] of changes) {
    const { store, copied, entry, tamper } = await withCopy(t)
    await tamper(`update record set ${change} where position = $1`)
    const { difference } = await verifyCopy(store, copied)
    t.match(difference, { what: 'changed', in: parts, entry: { id: entry.id } }, change)
    t.match(
      difference && saying(difference),
      `entry ${entry.id} (GoalVoiced, revision ${entry.revision} of ${entry.stream}) is another in the copy`,
    )
    await t.rejects(copyRecord(store, copied), HoldsAnother, 'and nothing is copied on top of it')
  }
})

t.test('an entry that is missing, was added or was moved in the copy is found', async (t) => {
  const missing = await withCopy(t)
  await missing.tamper('delete from record where position = $1')
  t.match((await verifyCopy(missing.store, missing.copied)).difference, { what: 'missing', entry: { id: missing.entry.id } })

  const added = await withCopy(t)
  const [more] = await added.copied.append(stream(), 0, [toKeep()], mark)
  t.match((await verifyCopy(added.store, added.copied)).difference, { what: 'added', entry: { id: more?.id } }, 'at the end')
  await added.tamper('update record set position = position + 1000 where position > 20')
  await added.tamper('update record set position = 500 where position = (select max(position) from record)')
  t.match((await verifyCopy(added.store, added.copied)).difference, { what: 'added', entry: { id: more?.id } }, 'and between others')

  const moved = await withCopy(t)
  await moved.tamper('update record set position = 1000 where position = $1')
  t.match((await verifyCopy(moved.store, moved.copied)).difference, { what: 'moved', entry: { id: moved.entry.id } })

  const { store, copied } = await withCopy(t)
  t.same((await verifyCopy(store, copied)).difference, undefined, 'and where nothing was done, nothing is')
})

t.test('sealed words that were changed in KurrentDB are found', async (t) => {
  const { store } = await withPostgres(t)
  const { standIn, open } = await withKurrentDb(t)
  await told(store, 40)
  await copyRecord(store, open())
  t.ok(standIn.spoil(3) > 0)
  t.match((await verifyCopy(store, open())).difference, { what: 'changed', in: ['sealed'], entry: { revision: 3 } })
})

t.test('nothing is written where another record is, or more than the record to copy', async (t) => {
  const [one, other, empty, ahead] = [await withPostgres(t), await withPostgres(t), await withPostgres(t), await withPostgres(t)]
  await told(one.store, 20)
  await told(other.store, 10)
  const before = await allIn(other.store)
  await t.rejects(copyRecord(one.store, other.store), {
    name: 'HoldsAnother',
    message: /^There is another record in the place to copy to: where entry .* should be, it holds entry .*\. Nothing was written to it\.$/,
  })
  t.same(await allIn(other.store), before)
  await t.rejects(copyRecord(empty.store, other.store), /^There is more in the place to copy to than in the record to copy/)

  await copyRecord(one.store, ahead.store)
  await ahead.store.append(stream(), 0, [toKeep()], mark)
  await t.rejects(copyRecord(one.store, ahead.store), /^There is more in the place to copy to/, 'it was written to since')
  const task = await copy('--from', one.database.serviceUrl, '--to', other.database.serviceUrl).ended
  t.equal(task.code, 1)
  t.match(task.err, /^There is another record in the place to copy to: .*\n$/)
})

t.test('where somebody writes to the copy while it is made, it stops', async (t) => {
  const [{ store }, target] = [await withPostgres(t), await withPostgres(t)]
  const [sam = stream()] = await told(store, 20)
  const there: CopyStore = {
    ...target.store,
    async takeOver(entries) {
      await target.store.append(sam, 0, [toKeep()], mark)
      await target.store.takeOver(entries)
    },
  }
  await t.rejects(copyRecord(store, there), { name: 'Conflict' })
  t.equal((await allIn(target.store)).length, 1)

  const { standIn, open } = await withKurrentDb(t)
  const all = await store.readAll(0n, 100)
  await open().append(sam, 0, [toKeep()], mark)
  // The latter is told not to throw where a revision was wrong.
  for (const url of [standIn.url, `${standIn.url}&throwOnAppendFailure=false`]) {
    const kurrent = kurrentStore(kurrentClient(url))
    t.teardown(kurrent.close)
    await t.rejects(kurrent.takeOver(all.filter((entry) => entry.stream === sam)), { name: 'Conflict' })
  }
  t.equal((await allIn(open())).length, 1)
})

t.test('a record that is not as it was written is not copied', async (t) => {
  const { copied, tamper } = await withCopy(t)
  await tamper(`update record set body = replace(body, '"i":', '"j":') where position = $1`)
  const target = await withPostgres(t)
  await t.rejects(copyRecord(copied, target.store), NotAsWritten)
  await t.rejects(verifyCopy(copied, copied), NotAsWritten, 'nor does it pass for the same as itself')
})

t.test('a place is named in the environment or by its address; what is none is refused in a sentence', async (t) => {
  const config = readConfig({ KURRENTDB_URL: 'esdb://events:2113' })
  t.same(placeCalled('--to', 'KURRENTDB_URL', config), { kind: 'kurrentdb', url: 'esdb://events:2113' })
  t.same(placeCalled('--to', 'embedded', config), { kind: 'embedded' })
  t.same(placeCalled('--to', 'postgres://db/unfolding', config), { kind: 'postgresql', url: 'postgres://db/unfolding' })
  t.throws(() => placeCalled('--from', 'DATABASE_URL', config), /^--from: DATABASE_URL is not set\.$/)
  t.throws(() => placeCalled('--from', undefined, config), /^--from: Say `embedded`/)
  t.throws(() => placeCalled('--to', 'mysql://db', config), /^--to: Say `embedded`/)
  const same = await copy('--from', 'embedded', '--to', 'embedded').ended
  t.match(same, { code: 1, err: '--to: this is where the record is already.\n' })
})
