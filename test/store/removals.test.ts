import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { readConfig } from '../../src/config.ts'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { openHouse } from '../../src/open.ts'
import type { Stream } from '../../src/store/event-store.ts'
import { keysIn } from '../../src/store/keys.ts'
import { masterKeyFrom } from '../../src/store/master-key.ts'
import { finishRemovals } from '../../src/store/removals.ts'
import { unseal } from '../../src/store/seal.ts'
import { sealedRecord } from '../../src/store/sealing.ts'
import { withDatabase } from '../support/database.ts'
import { storeIn } from '../support/lives.ts'
import { entry } from '../support/spec.ts'
import { mark, stream } from './contract.ts'

async function withRecord(t: Test) {
  const database = await withDatabase(t)
  const room = database.open('unfolding_record')
  const store = storeIn(database)
  const keys = keysIn(room, masterKeyFrom(Buffer.alloc(32, 7)))
  /** Puts entries on the record and does no more: as if the service had stopped right after it. */
  async function tell(stream: Stream, ...entries: AnyEntry[]): Promise<void> {
    const { length } = await store.read(stream)
    await sealedRecord(store, keys).append(stream, length, entries, mark)
  }
  /** The revisions of a story whose sealed words open with the keys there are, whatever the record says of them. */
  async function opening(stream: Stream): Promise<number[]> {
    const keyOf = (await keys.keysOf([stream])).get(stream)
    return (await store.read(stream)).flatMap(({ revision, id, sealed }) => {
      const key = keyOf?.(revision)
      if (!sealed || !key) return []
      unseal(key, JSON.stringify([stream, revision, id]), sealed)
      return [revision]
    })
  }
  return { database, store, keys, tell, opening }
}

const goal = (words: string) => entry('GoalVoiced', { words: { goal: words } })
const removed = ({ id }: AnyEntry) => entry('WordsRemoved', { facts: { entry: id, ground: 'too-much' }, words: { reason: 'Too much' } })
const withdrawn = ({ id }: AnyEntry, why: string) => entry('EntryWithdrawn', { facts: { entry: id, why }, words: { reason: 'Not hers' } })
const corrected = ({ id }: AnyEntry, words: string) =>
  entry('EntryCorrected', { facts: { entry: id, kind: 'slip' }, words: { reason: 'Misheard', words: { goal: words } } })

t.test('a removal of words that was cut short is finished: that box never opens again, and every other one does', async (t) => {
  const { store, keys, tell, opening } = await withRecord(t)
  const [sam, lena] = [stream(), stream()]
  const [a, b, c] = [goal('a'), goal('b'), goal('c')]
  await tell(sam, a, b, corrected(b, 'bee'), c, removed(b))
  await tell(lena, goal('d'))
  t.same(await opening(sam), [1, 2, 3, 4, 5], 'its key was left behind, and that of its correction')

  t.equal(await finishRemovals({ store, keys }), 1, 'in one story')
  t.same(await opening(sam), [1, 4, 5])
  t.same(await opening(lena), [1])
  await tell(sam, goal('e'))
  t.same(await opening(sam), [1, 4, 5, 6], 'what is told later has its own')
})

t.test('words told of the wrong person lose their key; of what was withdrawn for another reason they keep it', async (t) => {
  const { store, keys, tell, opening } = await withRecord(t)
  const sam = stream()
  const [a, b] = [goal('a'), goal('b')]
  await tell(sam, a, b, withdrawn(a, 'wrong-person'), withdrawn(b, 'slip'))
  await finishRemovals({ store, keys })
  t.same(await opening(sam), [2, 3, 4])
})

t.test('done again it looks only at what came since, and it can be done by two at once', async (t) => {
  const { store, keys, tell, opening } = await withRecord(t)
  const sam = stream()
  const [a, b, c] = [goal('a'), goal('b'), goal('c')]
  await tell(sam, a, b, c, removed(a))
  t.equal(await finishRemovals({ store, keys }), 1)
  t.equal(await finishRemovals({ store, keys }), 0, 'nothing has come since')
  t.equal(await keys.sweptTo(), await store.head())

  await tell(sam, removed(b), goal('d'))
  await Promise.all([finishRemovals({ store, keys }), finishRemovals({ store, keys })])
  t.same(await opening(sam), [3, 4, 5, 6])
  await keys.sweepTo(1n)
  t.equal(await keys.sweptTo(), await store.head(), 'how far it has come never goes back')
})

t.test('keys that were brought back from a copy of an earlier day lose what was removed since, once more', async (t) => {
  const { database, store, keys, tell, opening } = await withRecord(t)
  const sam = stream()
  const [a, b] = [goal('a'), goal('b')]
  await tell(sam, a, b)
  const { pool } = database.open('owner')
  await pool.query('create table copy_of_keys as table key_node')
  await pool.query('create table copy_of_sweep as table key_sweep')
  await tell(sam, removed(a))
  await finishRemovals({ store, keys })
  t.same(await opening(sam), [2, 3])

  await pool.query('delete from key_node; insert into key_node table copy_of_keys')
  await pool.query('delete from key_sweep; insert into key_sweep table copy_of_sweep')
  t.same(await opening(sam), [1, 2, 3], 'they open again')
  await finishRemovals({ store, keys })
  t.same(await opening(sam), [2, 3])
})

t.test('a long record is gone through in parts; where it is stopped in between, what is left is done the next time', async (t) => {
  const { store, keys, tell, opening } = await withRecord(t)
  const [sam, lena] = [stream(), stream()]
  const [a, b] = [goal('a'), goal('b')]
  await tell(sam, a, removed(a))
  await tell(lena, ...Array.from({ length: 1_500 }, () => entry('StillSo')))
  await tell(lena, b, removed(b))
  let looked = 0
  t.equal(await finishRemovals({ store, keys }, { stopping: () => ++looked > 1 }), 1)
  t.same(await opening(sam), [2])
  t.same(await opening(lena), [1_501, 1_502], 'not yet')
  t.equal(await finishRemovals({ store, keys }), 1)
  t.same(await opening(lena), [1_502])
})

t.test('of a person who was forgotten nothing is left to remove, and nothing is made', async (t) => {
  const { store, keys, tell, opening } = await withRecord(t)
  const sam = stream()
  const a = goal('a')
  await tell(sam, a, removed(a))
  await keys.forget(sam)
  await finishRemovals({ store, keys })
  t.same(await opening(sam), [])
})

const forgotten = () => entry('StoryForgotten', { facts: { ground: 'asked-for', area: 'X10000001' } })

t.test('forgetting that was cut short is finished: not one box opens again, and nobody else’s is touched', async (t) => {
  const { database, store, keys, tell, opening } = await withRecord(t)
  const [sam, lena] = [stream(), stream()]
  await tell(sam, goal('a'), goal('b'))
  await tell(lena, goal('c'))
  await tell(sam, forgotten())
  t.same(await opening(sam), [1, 2], 'its keys were left behind')
  t.same(
    (await sealedRecord(store, keys).read(sam)).map(({ words }) => words),
    [{}, {}, {}],
    'though nothing is read with them any more',
  )

  t.equal(await finishRemovals({ store, keys }), 1)
  t.same(await opening(sam), [])
  t.same(await opening(lena), [1])
  const { pool } = database.open('owner')
  t.same((await pool.query('select from key_node where stream = $1', [sam])).rows.length, 0)
  t.same((await pool.query('select stream from key_forgotten')).rows, [{ stream: sam }])
  t.equal(await finishRemovals({ store, keys }), 0, 'once is enough')
})

t.test(
  'who was forgotten since the day a backup of the keys is from is forgotten again, as docs/information-governance.md has it',
  async (t) => {
    const { database, store, keys, tell, opening } = await withRecord(t)
    const [sam, lena, alf] = [stream(), stream(), stream()]
    const [a, b] = [goal('a'), goal('b')]
    await tell(alf, goal('x'), forgotten())
    await tell(sam, a)
    await tell(lena, a, b)
    await finishRemovals({ store, keys })
    const { pool } = database.open('owner')
    const tables = ['key_node', 'key_forgotten', 'key_sweep', 'master_key']
    for (const table of tables) await pool.query(`create table copy_of_${table} as table ${table}`)
    await tell(sam, forgotten())
    await tell(lena, removed(a))
    await finishRemovals({ store, keys })
    t.same([await opening(sam), await opening(lena)], [[], [2, 3]])

    await pool.query('truncate key_node, key_forgotten, key_sweep, master_key')
    for (const table of tables.toReversed()) await pool.query(`insert into ${table} table copy_of_${table}`)
    t.same([await opening(sam), await opening(lena)], [[1], [1, 2, 3]], 'they open again')
    await finishRemovals({ store, keys })
    t.same([await opening(sam), await opening(lena), await opening(alf)], [[], [2, 3], []])
    t.same(
      (await pool.query('select stream from key_forgotten order by stream')).rows,
      [sam, alf].sort().map((stream) => ({ stream })),
    )

    await pool.query('insert into key_node table copy_of_key_node on conflict do nothing')
    t.same(await opening(sam), [1], 'keys alone were brought back, and nothing of what was done with them')
    await finishRemovals({ store, keys })
    t.same(await opening(sam), [])
  },
)

t.test('a service that starts finishes what another left; a task does not', async (t) => {
  const { database, keys, store, tell, opening } = await withRecord(t)
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unfolding-removals-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const SEALING_KEY_FILE = path.join(folder, 'sealing.key')
  await writeFile(SEALING_KEY_FILE, Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 })
  const TOKEN_KEYS = path.join(folder, 'none.json')
  const record = database.kurrentdb && { KURRENTDB_URL: database.kurrentdb.standIn.url }
  const config = readConfig({ DATABASE_URL: database.serviceUrl, SEALING_KEY_FILE, TOKEN_KEYS, ...record })
  const log = pino({ level: 'silent' })
  const sam = stream()
  const [a, b] = [goal('a'), goal('b')]
  await tell(sam, a, b, removed(a))

  await (await openHouse(config, { as: 'task', log })).close()
  t.equal(await keys.sweptTo(), 0n)
  const house = await openHouse(config, { as: 'service', log })
  for (let i = 0; i < 200 && (await keys.sweptTo()) < (await store.head()); i += 1) await sleep(25)
  await house.close()
  t.same(await opening(sam), [2, 3])
})
