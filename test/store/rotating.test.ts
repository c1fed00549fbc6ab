import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import t, { type Test } from 'tap'
import type { Stream } from '../../src/store/event-store.ts'
import { keysUnder } from '../../src/store/key-tree.ts'
import { type Keys, keysIn } from '../../src/store/keys.ts'
import { type MasterKey, masterKeyFrom } from '../../src/store/master-key.ts'
import { rotate } from '../../src/store/rotating.ts'
import { seal } from '../../src/store/seal.ts'
import { fingerprintOf } from '../../src/store/wrapping.ts'
import { withDatabase } from '../support/database.ts'
import { stream } from './contract.ts'

const revisions = [1, 2, 17, 70_000]

async function withStories(t: Test, { stories = 7 }: { stories?: number } = {}) {
  const database = await withDatabase(t)
  const [before, after] = [masterKeyFrom(randomBytes(32)), masterKeyFrom(randomBytes(32))]
  const room = database.open('unfolding_record')
  const { pool } = database.open('owner')
  const keys = keysIn(room, before)
  const begun = Array.from({ length: stories }, () => stream())
  for (const one of begun) await keys.begin(one)
  const wrappedBy = async () =>
    Object.fromEntries(
      (await pool.query<{ by: string; count: bigint }>('select wrapped_by as by, count(*) from key_node group by 1')).rows.map((row) => [
        row.by,
        Number(row.count),
      ]),
    )
  const masters = async () => (await pool.query<{ name: string }>('select name from master_key order by 1')).rows.map(({ name }) => name)
  return { room, pool, before, after, keys, begun, wrappedBy, masters }
}

/** What the keys of stories are, for comparing. */
async function leavesOf(keys: Keys, streams: readonly Stream[]): Promise<Record<string, (string | undefined)[]>> {
  const found = await keys.keysOf(streams)
  const hex = (key: Uint8Array | undefined) => key && Buffer.from(key).toString('hex')
  return Object.fromEntries([...found].map(([stream, keyOf]) => [stream, revisions.map((revision) => hex(keyOf(revision)))]))
}

/** Stops a rotation after so many batches of two keys. */
function stoppedAfter(batches: number) {
  let seen = 0
  return {
    atOnce: 2,
    onProgress: () => {
      seen += 1
      if (seen === batches) throw new Error('stopped')
    },
  }
}

/** Waits until somebody is held up by what a connection has locked. */
async function somebodyWaitsFor(pool: pg.Pool, client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  for (let i = 0; i < 400; i += 1) {
    const waiting = await pool.query('select from pg_stat_activity where $1 = any (pg_blocking_pids(pid))', [rows[0]?.pid])
    if (waiting.rows.length > 0) return
    await sleep(25)
  }
  throw new Error('nobody waits')
}

/** A row as a service writes it with a master key that is still in use. */
function row(master: MasterKey, of: Stream, key = randomBytes(32)): [Stream, Uint8Array] {
  return [of, seal(master, JSON.stringify([of, '']), key)]
}

t.test('another master key takes the place of the one before: every key is as it was, and opens with that one alone', async (t) => {
  const { room, before, after, keys, begun, wrappedBy, masters } = await withStories(t)
  const [sam = stream(), lena = stream()] = begun
  await keys.removeLeaf(sam, 2)
  await keys.forget(lena)
  const leaves = await leavesOf(keys, begun)
  t.equal(leaves[sam]?.[1], undefined)
  t.ok(leaves[sam]?.[0])

  t.equal(await rotate(room, { held: [before], to: after, atOnce: 10 }), 5 + 75, 'five whole stories, and one with a leaf taken out')
  t.same(await wrappedBy(), { [fingerprintOf(after)]: 80 })
  t.same(await masters(), [fingerprintOf(after)])
  const anew = keysIn(room, after)
  await anew.check()
  t.same(await leavesOf(anew, begun), leaves)
  t.equal((await anew.begin(lena))(1), undefined, 'who was forgotten stays so')
  await anew.removeLeaf(sam, 17)
  t.equal((await leavesOf(anew, [sam]))[sam]?.[2], undefined)
  t.ok((await anew.begin(stream()))(1), 'new people are wrapped by it')

  await t.rejects(keys.check(), /do not open with this master key/)
  await t.rejects(keys.keysOf([sam]), { name: 'StoreUnavailable' })
  await t.rejects(keys.begin(stream()), { name: 'StoreUnavailable', message: /took the place of this one/ })
  t.equal(await rotate(room, { held: [before], to: after }), 0, 'again there is nothing to do')

  const third = masterKeyFrom(randomBytes(32))
  await t.rejects(rotate(room, { held: [after], to: third, ...stoppedAfter(1) }), /^stopped$/)
  await keysIn(room, after, third).begin(stream())
  t.same(
    await wrappedBy(),
    { [fingerprintOf(after)]: 93, [fingerprintOf(third)]: 3 },
    'of 80 - 1 + 15 and one more two were wrapped anew; who holds both wraps new keys with the next one',
  )
  await rotate(room, { held: [after], to: third })
  t.same(await masters(), [fingerprintOf(third)])
  t.same((await leavesOf(keysIn(room, third), begun))[begun[3] ?? ''], leaves[begun[3] ?? ''], 'and so with the next')
})

t.test('stopped half-way every key opens with one of the two, a service needs both, and it goes on where it was', async (t) => {
  const { room, before, after, keys, begun, wrappedBy, masters } = await withStories(t)
  const leaves = await leavesOf(keys, begun)
  await t.rejects(rotate(room, { held: [before], to: after, ...stoppedAfter(2) }), /^stopped$/)
  t.same(await wrappedBy(), { first: 3, [fingerprintOf(after)]: 4 })

  const both = keysIn(room, before, after)
  await both.check()
  t.same(await leavesOf(both, begun), leaves)
  for (const one of [before, after, masterKeyFrom(randomBytes(32))])
    await t.rejects(keysIn(room, one).check(), /^Another master key is taking the place .* SEALING_KEY_FILE_NEXT/)
  await t.rejects(keysIn(room, before).keysOf(begun), { name: 'StoreUnavailable' }, 'what one misses can be asked again, and is not broken')

  const other = masterKeyFrom(randomBytes(32))
  await t.rejects(rotate(room, { held: [before], to: other }), /^Another master key is taking/, 'not by another one in between')
  t.same(await masters(), [fingerprintOf(after), 'first'].sort())
  t.equal(await rotate(room, { held: [before], to: after }), 3)
  t.same(await leavesOf(keysIn(room, after), begun), leaves)
})

t.test('stopped between the last key and the name of the master key before, it can be finished, and turned back', async (t) => {
  const { room, before, after, keys, begun, masters } = await withStories(t)
  const leaves = await leavesOf(keys, begun)
  await t.rejects(rotate(room, { held: [before], to: after, ...stoppedAfter(4) }), /^stopped$/)
  t.same(await masters(), [fingerprintOf(after), 'first'].sort())
  await keysIn(room, after).check()
  t.equal(await rotate(room, { held: [after], to: before }), 7)
  t.same(await masters(), [fingerprintOf(before)])
  await keys.check()
  t.same(await leavesOf(keys, begun), leaves)
})

t.test('a batch that fails leaves each of its keys as it was', async (t) => {
  const { room, pool, before, after, keys, begun, wrappedBy } = await withStories(t)
  const leaves = await leavesOf(keys, begun)
  await pool.query(`create function fail() returns trigger language plpgsql as $$ begin
    if new.stream = '${begun[4]}' then raise exception 'no more'; end if; return new; end $$`)
  await pool.query('create trigger fails before update on key_node for each row execute function fail()')
  await t.rejects(rotate(room, { held: [before], to: after }), /no more/)
  t.same(await wrappedBy(), { first: 7 })
  await t.rejects(keys.check(), /^Another master key is taking/, 'it has begun, if with no key yet')
  t.same(await leavesOf(keysIn(room, before, after), begun), leaves)
  await pool.query('drop trigger fails on key_node')
  t.equal(await rotate(room, { held: [before], to: after }), 7)
  t.same(await leavesOf(keysIn(room, after), begun), leaves)
})

t.test('services go on meanwhile: who begins, loses words or is forgotten, with either key, is as it should be', async (t) => {
  const { room, before, after, keys, begun, wrappedBy } = await withStories(t, { stories: 120 })
  const leaves = await leavesOf(keys, begun)
  const told = keysIn(room, before, after)
  let rotating = true
  const made: Stream[] = []
  const busy = async (service: Keys, at: number) => {
    for (let i = at; rotating; i += 2) {
      const [loses, forgotten, fresh] = [begun[i % 40], begun[40 + (i % 40)], stream()]
      // A service that was not told of the next key is refused what that one wraps already, and loses nothing.
      const refused = (error: Error) => {
        if (error.name !== 'StoreUnavailable') throw error
        return undefined
      }
      if (loses) await service.removeLeaf(loses, 17).catch(refused)
      if (forgotten) await service.forget(forgotten)
      const one = await service.begin(fresh).catch(refused)
      if (one) made.push(fresh)
      if (one) leaves[fresh] = revisions.map((revision) => Buffer.from(one(revision) ?? []).toString('hex'))
    }
  }
  const services = [busy(keys, 0), busy(told, 1)]
  const done = await rotate(room, { held: [before], to: after, atOnce: 7 }).finally(() => {
    rotating = false
  })
  await Promise.all(services)
  t.ok(done > 40 && made.length > 4, `${done} keys were wrapped anew, ${made.length} stories begun`)
  t.same(Object.keys(await wrappedBy()), [fingerprintOf(after)])

  const anew = keysIn(room, after)
  for (const one of begun.slice(0, 40)) await anew.removeLeaf(one, 17)
  for (const one of begun.slice(40, 80)) await anew.forget(one)
  const found = await leavesOf(anew, [...begun, ...made])
  for (const one of begun.slice(0, 40)) t.same(found[one], leaves[one]?.with(2, undefined))
  for (const one of begun.slice(40, 80)) t.same(found[one], [undefined, undefined, undefined, undefined])
  for (const one of [...begun.slice(80), ...made]) t.same(found[one], leaves[one])
})

t.test('a key that changes or goes after it was read for wrapping anew is not put back', async (t) => {
  const { room, pool, before, after, begun } = await withStories(t, { stories: 3 })
  const [sam = stream(), lena = stream(), mo = stream()] = begun
  const client = await pool.connect()
  await client.query('begin')
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [sam])
  const rotating = rotate(room, { held: [before], to: after })
  await somebodyWaitsFor(pool, client)
  const another = Buffer.alloc(32, 9)
  await client.query('update key_node set wrapped = $2 where stream = $1', row(before, sam, another))
  await client.query('delete from key_node where stream = $1', [lena])
  await client.query('commit')
  client.release()
  t.equal(await rotating, 2, 'one as it was read, and the one that changed the next time')
  const found = await keysIn(room, after).keysOf(begun)
  t.same(found.get(sam)?.(1), keysUnder(new Map([['', another]]))(1))
  t.equal(found.get(lena)?.(1), undefined)
  t.ok(found.get(mo)?.(1))
})

t.test('what is begun with the key before at the last moment is wrapped anew too', async (t) => {
  const { room, pool, before, after, wrappedBy } = await withStories(t)
  const late = stream()
  const client = await pool.connect()
  await client.query('begin')
  await client.query("insert into key_node (stream, path, wrapped) values ($1, '', $2)", row(before, late))
  const rotating = rotate(room, { held: [before], to: after })
  await somebodyWaitsFor(pool, client)
  t.same(await wrappedBy(), { [fingerprintOf(after)]: 7 })
  await client.query('commit')
  client.release()
  t.equal(await rotating, 8)
  t.ok((await leavesOf(keysIn(room, after), [late]))[late]?.[0])
})

t.test('nothing can be wrapped by a master key that is being let go of', async (t) => {
  const { room, pool, before, after, keys, masters } = await withStories(t, { stories: 0 })
  await pool.query('insert into master_key (name) values ($1)', [fingerprintOf(after)])
  const client = await pool.connect()
  await client.query('begin')
  await client.query("delete from master_key where name = 'first'")
  const beginning = keys.begin(stream())
  const ended = t.rejects(beginning, { name: 'StoreUnavailable', message: /replaced by another just now/ })
  await somebodyWaitsFor(pool, client)
  await client.query('commit')
  client.release()
  await ended
  t.same(await masters(), [fingerprintOf(after)])
  t.ok((await keysIn(room, before, after).begin(stream()))(1))
})

t.test('it is refused, with nothing changed, where the keys would not open, for the key in use, and to two at once', async (t) => {
  const { room, pool, before, after, begun, wrappedBy, masters } = await withStories(t)
  const stranger = masterKeyFrom(randomBytes(32))
  await t.rejects(rotate(room, { held: [stranger], to: after }), /do not open with this master key/)
  await t.rejects(rotate(room, { held: [before], to: before }), /in use already/)
  t.same(await masters(), ['first'])
  t.same(await wrappedBy(), { first: begun.length })

  const client = await pool.connect()
  await client.query('begin')
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [begun[0]])
  const one = rotate(room, { held: [before], to: after })
  await somebodyWaitsFor(pool, client)
  await t.rejects(rotate(room, { held: [before, after], to: stranger }), /is being replaced already/)
  await client.query('commit')
  client.release()
  await one
  t.same(await masters(), [fingerprintOf(after)])
})
