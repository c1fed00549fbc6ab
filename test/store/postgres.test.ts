import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { type Link, verifyChain } from '../../src/store/chain.ts'
import { eachRoom, openDatabase, refuseTooMuchPower, unavailable } from '../../src/store/database.ts'
import { StoreUnavailable } from '../../src/store/event-store.ts'
import { pendingMigrations } from '../../src/store/migrate.ts'
import { postgresStore } from '../../src/store/postgres.ts'
import { type TestDatabase, withDatabase } from '../support/database.ts'
import { keepsTheRecord, mark, stream, toKeep } from './contract.ts'

keepsTheRecord(t, async (t) => {
  const database = await withDatabase(t)
  return (options) => postgresStore(database.open('unfolding_record'), options)
})

t.test('in one database the time of writing down never goes back, in whichever story', async (t) => {
  const database = await withDatabase(t)
  let now = '2026-03-01T10:00:00.000Z'
  const store = postgresStore(database.open('unfolding_record'), { clock: () => new Date(now) })
  await store.append(stream(), 0, [toKeep()], mark)
  now = '2026-03-01T09:00:00.000Z'
  const [elsewhere] = await store.append(stream(), 0, [toKeep()], mark)
  t.equal(elsewhere?.at, '2026-03-01T10:00:00.000Z')
})

/** A record of one stream of three entries, the second with sealed words. */
async function withThree(t: Test) {
  const database = await withDatabase(t)
  const store = postgresStore(database.open('unfolding_record'))
  const sam = stream()
  await store.append(sam, 0, [toKeep(), toKeep({ sealed: Uint8Array.of(7, 8, 9) })], mark)
  await store.append(sam, 2, [toKeep()], mark)
  return { database, store, sam }
}

/** Does what nobody can who has not first taken the trigger away. */
async function tamper(database: TestDatabase, statement: string, values: unknown[] = []): Promise<void> {
  const { pool } = database.open('owner')
  await pool.query('alter table record disable trigger never_changed_or_removed')
  await pool.query(statement, values)
  await pool.query('alter table record enable always trigger never_changed_or_removed')
}

t.test('the record refuses to be changed, even by its owner and by a superuser', async (t) => {
  const { database, store, sam } = await withThree(t)
  const refused = /The record is never changed or removed/
  for (const url of [database.ownerUrl, database.superUrl]) {
    const { pool, close } = openDatabase(url, 'owner')
    await t.rejects(pool.query("update record set type = 'Other'"), refused)
    await t.rejects(pool.query("update record set type = 'Other' where position = 0"), refused, 'also where nothing would be hit')
    await t.rejects(pool.query('delete from record'), refused)
    await t.rejects(pool.query('truncate record'), refused)
    await close()
  }
  const asReplica = openDatabase(database.superUrl, 'owner')
  await t.rejects(asReplica.pool.query('set session_replication_role = replica; delete from record where position = 1'), refused)
  await asReplica.close()
  t.equal((await store.read(sam)).length, 3)
})

t.test('the role of the record may add to it and read it, and nothing else', async (t) => {
  const { database } = await withThree(t)
  const { pool } = database.open('unfolding_record')
  const refused = /permission denied/
  await t.rejects(pool.query("update record set type = 'Other'"), refused)
  await t.rejects(pool.query('delete from record'), refused)
  await t.rejects(pool.query('truncate record'), refused)
  await t.rejects(pool.query('alter table record disable trigger all'), /must be owner/)
  await t.rejects(pool.query('create table mine ()'), refused)
  await t.rejects(pool.query("update key_node set path = ''"), refused)
  await t.rejects(pool.query("update key_node set stream = 'person-other'"), refused)
  await t.rejects(pool.query('delete from key_forgotten'), refused)
})

t.test('no other room can read the record or the keys, and the service none before it takes a role', async (t) => {
  const { database } = await withThree(t)
  const rooms = [
    ...Object.values(eachRoom((role) => database.open(role))),
    database.open('unfolding_projector'),
    openDatabase(database.serviceUrl, 'owner'),
  ]
  t.teardown(() => rooms.at(-1)?.close())
  for (const { pool } of rooms) {
    for (const table of ['record', 'key_node', 'key_forgotten', 'master_key'])
      await t.rejects(pool.query(`select from ${table}`), /permission denied/)
  }
})

t.test('a role cannot be swept aside by options in the address', async (t) => {
  const { database } = await withThree(t)
  const sly = openDatabase(`${database.serviceUrl}?options=-c%20role%3Dunfolding_practitioner`, 'unfolding_commissioner')
  t.teardown(() => sly.close())
  const { rows } = await sly.pool.query('select current_user as role')
  t.same(rows, [{ role: 'unfolding_commissioner' }])
})

t.test('the service is neither a superuser nor the owner, and says so where it would be', async (t) => {
  const { database } = await withThree(t)
  const { rows } = await database.open('unfolding_record').pool.query(
    `select session_user as login, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls,
       (select pg_get_userbyid(relowner) from pg_class where oid = 'record'::regclass) as owner
     from pg_roles where rolname = session_user`,
  )
  t.same(rows, [
    {
      login: 'unfolding_service',
      rolsuper: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolbypassrls: false,
      owner: 'unfolding_owner',
    },
  ])
  await refuseTooMuchPower(database.open('unfolding_record'))
  await t.rejects(refuseTooMuchPower(database.open('owner')), /unfolding_owner, which owns the record/)
  const asSuper = openDatabase(database.superUrl, 'unfolding_practitioner')
  t.teardown(() => asSuper.close())
  await t.rejects(refuseTooMuchPower(asSuper), /postgres, which is a superuser/)
})

t.test('the stored body and seal give the hash back, worked out by PostgreSQL itself', async (t) => {
  const { database, store, sam } = await withThree(t)
  const { rows } = await database.open('owner').pool.query<{ revision: number; worked_out: Buffer }>(
    `select revision, sha256(coalesce(lag(hash) over (order by revision), '') || convert_to(body, 'UTF8') || coalesce(sealed, '')) as worked_out
     from record where stream = $1 order by revision`,
    [sam],
  )
  const kept = await store.read(sam)
  t.same(
    kept.map(({ hash }) => Buffer.from(hash).toString('hex')),
    rows.map(({ worked_out }) => worked_out.toString('hex')),
  )
  t.equal(new Set(kept.map(({ hash }) => Buffer.from(hash).toString('hex'))).size, 3)
})

t.test('the body is in canonical form and says all that the columns say', async (t) => {
  const database = await withDatabase(t)
  const store = postgresStore(database.open('unfolding_record'), { clock: () => new Date('2026-03-01T10:00:00.120Z') })
  await store.append('person-1', 0, [{ id: '01990000-0000-7000-8000-000000000001', type: 'GoalVoiced', clear: { b: 1, a: 'é' } }], {
    by: { sub: 'amira', role: 'practitioner' },
  })
  const { rows } = await database.open('owner').pool.query('select position, stream, revision, id, type, at, body, sealed from record')
  t.same(rows, [
    {
      position: 1n,
      stream: 'person-1',
      revision: 1,
      id: '01990000-0000-7000-8000-000000000001',
      type: 'GoalVoiced',
      at: '2026-03-01T10:00:00.120Z',
      body: '{"at":"2026-03-01T10:00:00.120Z","clear":{"a":"é","b":1},"id":"01990000-0000-7000-8000-000000000001","mark":{"by":{"role":"practitioner","sub":"amira"}},"revision":1,"stream":"person-1","type":"GoalVoiced"}',
      sealed: null,
    },
  ])
})

t.test('a chain that nobody touched holds', async (t) => {
  const { store, sam } = await withThree(t)
  const links = await store.links(sam)
  t.equal(links.length, 3)
  t.equal(verifyChain(links), undefined)
  t.equal(verifyChain([]), undefined)
})

t.test('a byte that was changed is found, wherever it is', async (t) => {
  const changes: Record<string, string> = {
    'a word of the body': "update record set body = replace(body, 'home', 'fun') where revision = 2",
    'a space in the body': "update record set body = replace(body, ',', ', ') where revision = 2",
    'who wrote it': "update record set body = replace(body, 'amira', 'edwin') where revision = 2",
    'the sealed words': "update record set sealed = '\\x070809'::bytea || '\\x00'::bytea where revision = 2",
    'the sealed words taken away': 'update record set sealed = null where revision = 2',
    'the hash': 'update record set hash = sha256(hash) where revision = 2',
  }
  for (const [what, statement] of Object.entries(changes)) {
    const { database, store, sam } = await withThree(t)
    await tamper(database, statement)
    t.equal(verifyChain(await store.links(sam)), 2, what)
  }
})

t.test('an entry taken out, put in another place or brought from another story is found', async (t) => {
  const { database, store, sam } = await withThree(t)
  const links = await store.links(sam)
  const [first, second, third] = links as [Link, Link, Link]
  t.equal(verifyChain([first, third]), 2)
  t.equal(verifyChain([second, third]), 1)
  t.equal(verifyChain([first, third, second]), 2)
  t.equal(verifyChain(links.map((link) => ({ ...link, stream: 'person-another' }))), 1)
  await tamper(database, 'delete from record where revision = 2')
  t.equal(verifyChain(await store.links(sam)), 2)
})

t.test('a watcher is woken at once, and again after its connection was lost', async (t) => {
  const { database, store } = await withThree(t)
  let woken = 0
  const stop = await store.watch(() => {
    woken += 1
  })
  t.teardown(stop)
  const { pool } = database.open('owner')
  const listeners = async () =>
    (await pool.query("select pid from pg_stat_activity where application_name = 'unfolding watch' and datname = current_database()")).rows

  for (let i = 0; i < 3; i += 1) t.ok((await untilWoken()) < 400, 'sooner than by looking every second, three times in a row')

  const [before] = await listeners()
  const asSuper = openDatabase(database.superUrl, 'owner')
  await asSuper.pool.query('select pg_terminate_backend($1)', [before.pid])
  await asSuper.close()
  for (let i = 0; i < 100 && ((await listeners())[0]?.pid ?? before.pid) === before.pid; i += 1) await sleep(50)
  t.not((await listeners())[0]?.pid ?? before.pid, before.pid, 'connected anew')
  for (let i = 0; i < 3; i += 1) t.ok((await untilWoken()) < 400)

  async function untilWoken(): Promise<number> {
    await sleep(50)
    const began = Date.now()
    const before = woken
    await store.append(stream(), 0, [toKeep()], mark)
    while (woken === before && Date.now() - began < 5_000) await sleep(5)
    return Date.now() - began
  }
})

t.test('a store out of reach says so in place of what the driver said', async (t) => {
  const nowhere = postgresStore(openDatabase('postgres://nobody:x@127.0.0.1:1/nothing', 'unfolding_record'))
  t.teardown(() => nowhere.close())
  await t.rejects(nowhere.read(stream()), StoreUnavailable)
  await t.rejects(nowhere.append(stream(), 0, [toKeep()], mark), StoreUnavailable)
  await t.rejects(nowhere.readAll(0n, 1), StoreUnavailable)
  await t.rejects(nowhere.head(), StoreUnavailable)
  const stop = await nowhere.watch(() => {})
  await stop()
})

t.test('connections that the server ends are not the end of the service: nothing is half recorded', async (t) => {
  const { database, sam } = await withThree(t)
  const lost: unknown[] = []
  const room = database.open('unfolding_record', { log: { warn: (...said: unknown[]) => lost.push(said) } as never })
  const store = postgresStore(room)
  await store.head()
  const asSuper = openDatabase(database.superUrl, 'owner')
  await asSuper.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'unfolding_service' and datname = current_database()",
  )
  for (let i = 0; i < 100 && lost.length === 0; i += 1) await sleep(20)
  t.ok(lost.length > 0, 'it was logged')
  t.equal((await store.append(sam, 3, [toKeep()], mark)).length, 1, 'and the next append has a new connection')

  // In the middle of an append, waiting for another.
  await asSuper.pool.query("begin; select pg_advisory_lock(hashtextextended('unfolding record', 0))")
  const waiting = store.append(sam, 4, [toKeep()], mark)
  const failed = t.rejects(waiting, StoreUnavailable)
  await sleep(200)
  await asSuper.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'unfolding_service' and datname = current_database()",
  )
  await failed
  await asSuper.close()
  t.equal((await store.read(sam)).length, 4)
})

t.test('errors of the network and of a server that stops are told from mistakes', async (t) => {
  const coded = (code: string) => Object.assign(new Error('x'), { code })
  for (const code of ['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '08006', '53300', '57014', '25006'])
    t.ok(unavailable(coded(code)), code)
  for (const code of ['23505', '42P01', '42501', '28P01', '22P02']) t.notOk(unavailable(coded(code)), code)
  t.ok(unavailable(new Error('Connection terminated unexpectedly')))
  t.ok(unavailable(new Error('timeout exceeded when trying to connect')))
  t.notOk(unavailable(new Error('something else')))
  t.notOk(unavailable('ECONNREFUSED'))
})

t.test('an address that is none is refused with a sentence', async (t) => {
  t.throws(() => openDatabase('localhost:5432/unfolding', 'unfolding_record'), /must look like postgres:/)
  t.throws(() => openDatabase('', 'unfolding_record'), /must look like postgres:/)
})

t.test('a database that has had all migrations has none to come', async (t) => {
  const database = await withDatabase(t)
  t.same(await pendingMigrations(database.ownerUrl), [])
})

t.test('days come as days, instants in UTC with milliseconds, large numbers whole', async (t) => {
  const database = await withDatabase(t)
  const { rows } = await database
    .open('unfolding_practitioner')
    .pool.query("select date '2026-03-29' as day, timestamptz '2026-06-01 10:00:00.5+01' as at, 9007199254740993 as large")
  t.same(rows, [{ day: '2026-03-29', at: '2026-06-01T09:00:00.500Z', large: 9007199254740993n }])
})
