import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { verifyChain } from '../../src/store/chain.ts'
import { openDatabase } from '../../src/store/database.ts'
import { Conflict, StoreUnavailable } from '../../src/store/event-store.ts'
import { type PostgresStore, postgresStore } from '../../src/store/postgres.ts'
import { chance } from '../../src/tasks/demo/chance.ts'
import { withDatabase } from '../support/database.ts'
import { mark, stream, toKeep } from './contract.ts'

// Appends that go together, and what is remembered between them. What every store must do is in `contract.ts`.

t.test('what follows at the same moment on what was asked before it is kept after it, in one chain without gaps', async (t) => {
  const database = await withDatabase(t)
  const store = postgresStore(database.open('unfolding_record'))
  const [sam, ali] = [stream(), stream()]
  const outcomes = await Promise.allSettled([
    store.append(sam, 0, [toKeep(), toKeep()], mark),
    store.append(sam, 1, [toKeep()], mark),
    store.append(ali, 0, [toKeep()], mark),
    store.append(sam, 2, [toKeep({ sealed: Uint8Array.of(1) })], mark),
    store.append(sam, 3, [toKeep()], mark),
  ])
  t.same(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
  )
  const links = await store.links(sam)
  t.equal(verifyChain(links), undefined)
  t.same(
    (await store.readAll(0n, 10)).map(({ position, stream, revision }) => [position, stream === sam ? 'sam' : 'ali', revision]),
    [
      [1n, 'sam', 1],
      [2n, 'sam', 2],
      [3n, 'ali', 1],
      [4n, 'sam', 3],
      [5n, 'sam', 4],
    ],
  )
})

t.test('two services that write by turns and at once: each is right about where the record ends, whatever it remembers', async (t) => {
  const database = await withDatabase(t)
  const services = [1, 2].map(() => postgresStore(database.open('unfolding_record'))) as [PostgresStore, PostgresStore]
  const streams = Array.from({ length: 6 }, () => stream())
  const ends = new Map(streams.map((stream) => [stream, 0]))
  const { one: pick, int } = chance('two services')
  for (let round = 0; round < 250; round += 1) {
    const [sam, store] = [pick(streams), pick(services)]
    const end = ends.get(sam) ?? 0
    // As it is, as it was some time ago, or as it is not yet.
    const expected = Math.max(0, end + pick([0, 0, 0, -1, -2, 1]))
    const entries = Array.from({ length: int(1, 3) }, () => toKeep())
    const outcome = await store.append(sam, expected, entries, mark).then(
      () => 'kept',
      ({ name }: Error) => name,
    )
    t.equal(outcome, expected === end ? 'kept' : 'Conflict', `round ${round}`)
    if (expected === end) ends.set(sam, end + entries.length)
    if (round % 5 > 0) continue
    // Both at once to the same few streams: of two that expect the same one is kept.
    const asked = Array.from({ length: 8 }, () => [pick(services), pick(streams)] as const)
    const outcomes = await Promise.allSettled(asked.map(([store, stream]) => store.append(stream, ends.get(stream) ?? 0, [toKeep()], mark)))
    const kept = asked.flatMap(([, stream], i) => (outcomes[i]?.status === 'fulfilled' ? [stream] : []))
    for (const wanted of new Set(asked.map(([, stream]) => stream))) {
      t.equal(kept.filter((stream) => stream === wanted).length, 1, `at once in round ${round}`)
      ends.set(wanted, (ends.get(wanted) ?? 0) + 1)
    }
  }
  for (const one of streams)
    t.same([verifyChain(await services[0].links(one)), (await services[1].read(one)).length], [undefined, ends.get(one)])
  const positions = (await services[0].readAll(0n, 10_000)).map(({ position }) => position)
  t.same(
    positions,
    positions.map((_, i) => BigInt(i + 1)),
    'no position is left out',
  )
})

t.test('what is remembered of a record that was brought back to an earlier day is not believed', async (t) => {
  for (const isAskedFirst of [true, false]) {
    const database = await withDatabase(t)
    const store = postgresStore(database.open('unfolding_record'))
    const [sam, ali] = [stream(), stream()]
    await store.append(sam, 0, [toKeep()], mark)
    await store.append(sam, 1, [toKeep()], mark)
    const { pool } = database.open('owner')
    await pool.query('alter table record disable trigger never_changed_or_removed')
    await pool.query('delete from record where position = 2')
    await pool.query('alter table record enable always trigger never_changed_or_removed')
    // Of the earlier day somebody else goes on, up to the same position.
    await postgresStore(database.open('unfolding_record')).append(ali, 0, [toKeep()], mark)
    if (!isAskedFirst) await store.append(ali, 1, [toKeep()], mark)
    await t.rejects(store.append(sam, 2, [toKeep()], mark), Conflict)
    await store.append(sam, 1, [toKeep()], mark)
    t.equal(verifyChain(await store.links(sam)), undefined)
  }
})

t.test('what did not come to be is not remembered: not what was asked beside it, nor what was cut off', async (t) => {
  const database = await withDatabase(t)
  const [store, other] = [postgresStore(database.open('unfolding_record')), postgresStore(database.open('unfolding_record'))]
  const [sam, ali, joan] = [stream(), stream(), stream()]
  await other.append(sam, 0, [toKeep()], mark)
  await store.append(ali, 0, [toKeep()], mark)
  const beside = await Promise.allSettled([store.append(sam, 0, [toKeep()], mark), store.append(joan, 0, [toKeep()], mark)])
  t.same(
    beside.map(({ status }) => status),
    ['rejected', 'fulfilled'],
  )

  // Nobody but the machine's keeper may end what another is doing.
  const keeper = openDatabase(database.superUrl, 'owner')
  const client = await keeper.pool.connect()
  await client.query("begin; select pg_advisory_xact_lock(hashtextextended('unfolding record', 0))")
  const cutOff = t.rejects(store.append(joan, 1, [toKeep()], mark), StoreUnavailable)
  const waiting = "select pid from pg_locks where locktype = 'advisory' and not granted"
  while ((await client.query(`select pg_terminate_backend(pid) from (${waiting}) as cut`)).rowCount === 0) await sleep(10)
  await cutOff
  await client.query('rollback')
  client.release()
  await keeper.close()
  await t.rejects(store.append(joan, 2, [toKeep()], mark), Conflict)
  await store.append(joan, 1, [toKeep()], mark)
})

t.test('an append is answered only once it is committed', async (t) => {
  const database = await withDatabase(t)
  const store = postgresStore(database.open('unfolding_record'))
  const { pool } = database.open('unfolding_record')
  for (let i = 0; i < 20; i += 1) {
    const [one] = await Promise.all(Array.from({ length: 8 }, () => store.append(stream(), 0, [toKeep()], mark)))
    const { rows } = await pool.query('select from record where position = $1', [one?.[0]?.position])
    t.equal(rows.length, 1, 'seen on another connection')
  }
})
