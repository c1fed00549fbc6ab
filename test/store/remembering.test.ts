import t, { type Test } from 'tap'
import { type EventStore, type Kept, StoreUnavailable, type Stream } from '../../src/store/event-store.ts'
import { postgresStore } from '../../src/store/postgres.ts'
import { remembering } from '../../src/store/remembering.ts'
import { withDatabase } from '../support/database.ts'
import { keepsTheRecord, mark, stream, toKeep } from './contract.ts'

keepsTheRecord(t, async (t) => {
  const database = await withDatabase(t)
  return (options) => remembering(postgresStore(database.open('unfolding_record'), options))
})

/** A store that remembers, the one it stands on, and what that was asked for: each stream read, and after which revision. */
async function withMemory(t: Test, entriesAtMost?: number) {
  const database = await withDatabase(t)
  const kept = postgresStore(database.open('unfolding_record'))
  const asked: [Stream, number][] = []
  let down = false
  const watched: EventStore = {
    ...kept,
    read(stream, after = 0) {
      asked.push([stream, after])
      return down ? Promise.reject(new StoreUnavailable('down')) : kept.read(stream, after)
    },
    readMany(streams, after) {
      asked.push(...streams.map((stream): [Stream, number] => [stream, after?.get(stream) ?? 0]))
      return kept.readMany(streams, after)
    },
  }
  /** What was asked for since this was asked the last time. */
  const askedFor = () => asked.splice(0)
  /** As many entries as that, in a new stream. */
  async function told(entries: number): Promise<Stream> {
    const one = stream()
    await kept.append(
      one,
      0,
      Array.from({ length: entries }, () => toKeep()),
      mark,
    )
    return one
  }
  /** The database as it was before an entry: what nobody can do who does not own it. */
  async function restoredBefore(stream: Stream, revision: number): Promise<void> {
    const { pool } = database.open('owner')
    await pool.query('alter table record disable trigger never_changed_or_removed')
    await pool.query('delete from record where stream = $1 and revision >= $2', [stream, revision])
    await pool.query('alter table record enable always trigger never_changed_or_removed')
  }
  const fail = (failing: boolean) => {
    down = failing
  }
  return { store: remembering(watched, { entriesAtMost }), kept, askedFor, told, restoredBefore, fail, database }
}

function revisions(story: readonly Kept[] | undefined): number[] | undefined {
  return story?.map(({ revision }) => revision)
}

t.test('of a story that was read before only the last entry and what came after it is read', async (t) => {
  const { store, kept, askedFor, told } = await withMemory(t)
  const sam = await told(3)
  const first = await store.read(sam)
  t.same(askedFor(), [[sam, 0]], 'first all of it')
  t.same(await store.read(sam), first)
  t.same(askedFor(), [[sam, 2]], 'then the third again, in case it is not the same any more')

  await kept.append(sam, 3, [toKeep(), toKeep()], mark)
  t.same(await store.read(sam), await kept.read(sam), 'what another service appended is there')
  t.same(askedFor(), [[sam, 2]])
  t.same(revisions(await store.read(sam, 3)), [4, 5], 'what came after a revision, out of what is remembered')
  t.same(askedFor(), [[sam, 4]])
})

t.test('two services that write to one person and read in between always see all there is', async (t) => {
  const { database, kept } = await withMemory(t)
  const services = [0, 1].map(() => remembering(postgresStore(database.open('unfolding_record'))))
  const sam = stream()
  let committed = 0
  let stale = 0
  let broken = 0
  let writing = true
  async function write(service: EventStore): Promise<void> {
    for (let written = 0; written < 60; ) {
      const story = await service.read(sam)
      const some = Array.from({ length: 1 + (written % 3) }, () => toKeep())
      const appended = await service.append(sam, story.length, some, mark).catch(() => [])
      written += appended.length
      committed = Math.max(committed, appended.at(-1)?.revision ?? 0)
    }
  }
  async function look(service: EventStore): Promise<void> {
    while (writing) {
      const before = committed
      const story = await service.read(sam)
      if (story.length < before) stale += 1
      if (story.some(({ revision }, i) => revision !== i + 1)) broken += 1
    }
  }
  const looking = services.flatMap((service) => [look(service), look(service)])
  await Promise.all(services.map(write))
  writing = false
  await Promise.all(looking)
  t.equal(stale, 0, 'none was without what had been written before it was read')
  t.equal(broken, 0, 'each in order, each entry once')
  t.ok(committed >= 120)
  for (const service of services) t.same(await service.read(sam), await kept.read(sam))
})

t.test('no more entries are remembered than that: the story read longest ago goes first', async (t) => {
  const { store, askedFor, told } = await withMemory(t, 6)
  const [sam, lena, idris] = [await told(3), await told(3), await told(2)]
  for (const each of [sam, lena, sam, idris]) await store.read(each)
  askedFor()
  for (const each of [sam, idris, lena]) await store.read(each)
  t.same(
    askedFor(),
    [
      [sam, 2],
      [idris, 1],
      [lena, 0],
    ],
    'Lena was read before Sam was read again',
  )
})

t.test('a story that is longer than all that may be remembered is read, and puts nothing else out', async (t) => {
  const { store, kept, askedFor, told } = await withMemory(t, 6)
  const [sam, long] = [await told(6), await told(7)]
  await store.read(sam)
  t.same(revisions(await store.read(long)), [1, 2, 3, 4, 5, 6, 7])
  askedFor()
  await store.read(long)
  await store.read(sam)
  t.same(askedFor(), [
    [long, 0],
    [sam, 5],
  ])

  await kept.append(sam, 6, [toKeep()], mark)
  t.equal((await store.read(sam)).length, 7, 'one that has grown too long')
  t.equal((await store.read(sam)).length, 7)
  t.same(askedFor(), [
    [sam, 5],
    [sam, 0],
  ])
})

t.test('where nothing may be remembered, nothing is', async (t) => {
  const { store, askedFor, told } = await withMemory(t, 0)
  const sam = await told(2)
  await store.read(sam)
  await store.read(sam)
  t.same(askedFor(), [
    [sam, 0],
    [sam, 0],
  ])
})

t.test('a database that was brought back to an earlier day under a running service is seen as it is', async (t) => {
  const { store, kept, told, restoredBefore, askedFor } = await withMemory(t)
  const sam = await told(3)
  await store.read(sam)
  await restoredBefore(sam, 3)
  t.same(revisions(await store.read(sam)), [1, 2], 'what is gone is gone')

  const [other] = await kept.append(sam, 2, [toKeep()], mark)
  t.equal((await store.read(sam))[2]?.id, other?.id)
  await restoredBefore(sam, 3)
  const [another] = await kept.append(sam, 2, [toKeep(), toKeep()], mark)
  t.equal((await store.read(sam))[2]?.id, another?.id, 'something else in the same place')
  t.same((await store.readMany([sam])).get(sam), await kept.read(sam))

  await restoredBefore(sam, 2)
  t.same(revisions((await store.readMany([sam])).get(sam)), [1], 'seen by who reads several, too')
  await restoredBefore(sam, 1)
  t.same(await store.read(sam), [], 'nobody was met yet')
  askedFor()
  await store.read(sam)
  t.same(askedFor(), [[sam, 0]], 'and nothing of them is remembered')
})

t.test('a read that fails changes nothing of what is remembered', async (t) => {
  const { store, askedFor, told, fail } = await withMemory(t)
  const sam = await told(3)
  await store.read(sam)
  fail(true)
  await t.rejects(store.read(sam), StoreUnavailable)
  fail(false)
  askedFor()
  t.same(revisions(await store.read(sam)), [1, 2, 3])
  t.same(askedFor(), [[sam, 2]])
})

t.test('several stories are answered from what is remembered, and do not put it out', async (t) => {
  const { store, kept, askedFor, told } = await withMemory(t, 6)
  const [sam, lena, idris] = [await told(3), await told(4), await told(5)]
  await store.read(sam)
  await kept.append(sam, 3, [toKeep()], mark)
  askedFor()
  const many = await store.readMany([idris, sam, lena])
  t.same(askedFor(), [
    [idris, 0],
    [sam, 2],
    [lena, 0],
  ])
  t.same([...many], [...(await kept.readMany([idris, sam, lena]))])
  await store.read(sam)
  await store.read(lena)
  t.same(askedFor(), [
    [sam, 2],
    [lena, 0],
  ])
})

t.test('nobody changes what others read', async (t) => {
  const { store, kept, told } = await withMemory(t)
  const sam = await told(2)
  for (const story of [await store.read(sam), await store.read(sam)]) {
    const [met] = story as [Kept, Kept]
    t.throws(() => Object.assign(met, { type: 'Other' }), TypeError)
    t.throws(() => Object.assign((met.clear as { facts: object }).facts, { lifeArea: 'money' }), TypeError)
    t.throws(() => Object.assign(met.mark.by, { sub: 'edwin' }), TypeError)
    t.throws(() => (story as Kept[]).reverse(), TypeError)
  }
  t.same(await store.read(sam), await kept.read(sam))
})
