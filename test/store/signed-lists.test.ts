import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { areaStream, personStream } from '../../src/store/event-store.ts'
import { masterKeyFrom } from '../../src/store/master-key.ts'
import { type SignedLists, signedListsIn } from '../../src/store/signed-lists.ts'
import { signEachDay } from '../../src/verifying/each-day.ts'
import { withDatabase } from '../support/database.ts'
import { storeIn } from '../support/lives.ts'
import { mark, toKeep } from './contract.ts'

async function withLists(t: Test) {
  const database = await withDatabase(t)
  const store = storeIn(database)
  const lists = signedListsIn(database.open('unfolding_record'), store, masterKeyFrom(Buffer.alloc(32, 7)))
  const { pool } = database.open('owner')
  const heads = async () => {
    const { rows } = await pool.query<{ stream: string; list: number; revision: number }>(
      'select stream, list, revision from stream_head order by list, stream',
    )
    return rows.map(({ stream, list, revision }) => [list, stream, revision])
  }
  return { database, store, lists, pool, heads }
}

const at = (instant: string) => new Date(instant)

t.test('a list says where all streams end, and keeps of them those that moved since the one before', async (t) => {
  const { store, lists, pool, heads } = await withLists(t)
  t.equal(await lists.make(at('2026-07-01T10:00:00Z')), undefined, 'of nothing there is none')
  const place = areaStream('X10000101')
  const [sam, lena] = [personStream('00000000-0000-4000-8000-000000000001'), personStream('00000000-0000-4000-8000-000000000002')]
  await store.append(sam, 0, [toKeep(), toKeep()], mark)
  await store.append(place, 0, [toKeep()], mark)
  const first = await lists.make(at('2026-07-01T22:59:00Z'))
  t.match(first, { number: 1, day: '2026-07-01', streams: 2, position: await store.head(), previous: null })
  await store.append(sam, 2, [toKeep()], mark)
  await store.append(lena, 0, [toKeep()], mark)
  // A quarter past midnight in London.
  const second = await lists.make(at('2026-07-01T23:15:00Z'))
  t.match(second, { number: 2, day: '2026-07-02', streams: 3 })
  t.same(await heads(), [
    [1, place, 1],
    [1, sam, 2],
    [2, sam, 3],
    [2, lena, 1],
  ])
  const third = await lists.make(at('2026-07-03T10:00:00Z'))
  t.same((await heads()).length, 4, 'where nothing happened nothing is kept but the list')
  t.same(third?.root, second?.root)

  // Worked out by the database: a line for each stream, in the order of their names.
  const ends = [
    [place, 1],
    [sam, 3],
    [lena, 1],
  ] as const
  const hashes = new Map<string, string>()
  for (const [stream, revision] of ends)
    hashes.set(stream, Buffer.from((await store.read(stream)).at(revision - 1)?.hash ?? []).toString('hex'))
  const text = ends.map(([stream, revision]) => `${stream} ${revision} ${hashes.get(stream)}\n`).join('')
  const { rows } = await pool.query<{ same: boolean }>(
    'select root = sha256(convert_to($1, $2)) as same from signed_list where number = 2',
    [text, 'UTF8'],
  )
  t.same(rows, [{ same: true }])
})

t.test('lists are added to and never changed, by whomever; of several who make one at a moment, one does', async (t) => {
  const { database, store, lists, pool } = await withLists(t)
  await store.append(personStream(randomUUID()), 0, [toKeep()], mark)
  const made = await Promise.all([1, 2, 3].map(() => lists.make(at('2026-07-01T10:00:00Z'), { on: 0 })))
  t.same(made.filter((one) => one !== undefined).length, 1)
  t.equal(await lists.make(at('2026-07-01T10:00:00Z'), { on: 0 }), undefined, 'nor later, by one who knew of none')
  for (const table of ['signed_list', 'stream_head']) {
    for (const statement of [
      `delete from ${table}`,
      `truncate ${table} cascade`,
      `update ${table} set ${table === 'signed_list' ? 'streams = 2' : 'revision = 2'}`,
    ]) {
      await t.rejects(pool.query(statement), { message: 'A signed list is never changed or removed.' }, statement)
      await t.rejects(database.open('unfolding_record').pool.query(statement), /permission denied/, statement)
    }
  }
})

t.test('where a record was copied, so that it has other positions, the next list keeps what is new in it, and no more', async (t) => {
  const { database, store, lists, heads } = await withLists(t)
  const [sam, lena] = [personStream('00000000-0000-4000-8000-000000000001'), personStream('00000000-0000-4000-8000-000000000002')]
  await store.append(sam, 0, [toKeep()], mark)
  await store.append(lena, 0, [toKeep()], mark)
  /** The same record where it was before, with positions far apart. */
  const before: Parameters<typeof signedListsIn>[1] = {
    head: async () => (await store.head()) * 1_000n,
    readAll: async (after, limit) =>
      (await store.readAll(after / 1_000n, limit)).map((kept) => ({ ...kept, position: kept.position * 1_000n })),
    holds: (position) => store.holds(position / 1_000n),
  }
  await signedListsIn(database.open('unfolding_record'), before, masterKeyFrom(Buffer.alloc(32, 7))).make(at('2026-07-01T10:00:00Z'))
  await store.append(sam, 1, [toKeep()], mark)
  await lists.make(at('2026-07-02T10:00:00Z'))
  t.same(await heads(), [
    [1, sam, 1],
    [1, lena, 1],
    [2, sam, 2],
  ])
})

t.test('a service signs once a day in London, and says so', async (t) => {
  const { store, lists } = await withLists(t)
  await store.append(personStream(randomUUID()), 0, [toKeep()], mark)
  let now = at('2026-07-01T22:00:00Z')
  const said: object[] = []
  const log = { info: (what: object) => void said.push(what), error: (what: object) => void said.push(what) }
  const days = async () => (await lists.after(0)).map(({ day }) => day)
  const until = async (many: number) => {
    for (let i = 0; i < 200 && said.length < many; i += 1) await sleep(10)
    await sleep(60)
  }
  const stop = signEachDay(lists, { clock: () => now, log: log as never, every: 10 })
  await until(1)
  t.same(await days(), ['2026-07-01'])
  now = at('2026-07-01T23:00:00Z')
  await until(2)
  t.same(await days(), ['2026-07-01', '2026-07-02'], 'midnight has passed in London')
  await stop()
  t.match(said, [{ list: 1, streams: 1 }, { list: 2 }])

  now = at('2026-07-03T12:00:00Z')
  const other: SignedLists = { ...lists, make: () => Promise.reject(new Error('a word of somebody')) }
  const stopOther = signEachDay(other, { clock: () => now, log: log as never, every: 10_000 })
  await until(3)
  await stopOther()
  t.same(said.at(-1), { error: 'Error', why: 'it is tried again' }, 'and where it cannot, it says that, and no more')
})
