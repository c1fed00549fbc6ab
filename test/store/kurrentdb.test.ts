import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { jsonEvent, START, streamNameFilter } from '@kurrent/kurrentdb-client'
import t, { type Test } from 'tap'
import { canonical, verifyChain } from '../../src/store/chain.ts'
import { Conflict, StoreUnavailable, type ToKeep } from '../../src/store/event-store.ts'
import { hostsOf, kurrentClient } from '../../src/store/kurrentdb/client.ts'
import { type KurrentOptions, kurrentStore } from '../../src/store/kurrentdb.ts'
import { withKurrentDb } from '../support/kurrentdb.ts'
import { keepsTheRecord, mark, stream, toKeep } from './contract.ts'

/** A record on a stand-in of its own, and the client for what is not the record's to do. */
async function withStandIn(t: Pick<Test, 'teardown'>) {
  const { standIn, open } = await withKurrentDb(t)
  const client = kurrentClient(standIn.url)
  t.teardown(() => client.dispose())
  const foreign = (stream: string, type: string) =>
    client.appendToStream(stream, jsonEvent({ type, data: { some: 'thing' }, metadata: { by: 'others' } }), { streamState: 'any' })
  return { standIn, open, client, foreign }
}

t.test('on the stand-in', async (t) => keepsTheRecord(t, async (t) => (await withStandIn(t)).open))

const { KURRENTDB_URL } = process.env
// An empty server of its own that is thrown away afterwards: the record begins where it is now.
if (KURRENTDB_URL) {
  t.test('on the server at KURRENTDB_URL', async (t) =>
    keepsTheRecord(t, async (t) => {
      const open = (options?: KurrentOptions) => {
        const store = kurrentStore(kurrentClient(KURRENTDB_URL), options)
        t.teardown(store.close)
        return store
      }
      const begin = await open().head()
      return (options) => {
        const store = open(options)
        return {
          ...store,
          readAll: (after, limit) => store.readAll(after > begin ? after : begin, limit),
          head: async () => ((head) => (head > begin ? head : 0n))(await store.head()),
        }
      }
    }),
  )
}

t.test('another reader finds the entry in the data of an event, and what is ours beside it', async (t) => {
  const { open, client } = await withStandIn(t)
  const sam = stream()
  const entry = toKeep({ clear: { facts: { lifeArea: 'home' } }, sealed: Uint8Array.of(1, 2, 3) })
  const [kept] = await open().append(sam, 0, [entry], mark)
  for await (const { event } of client.readStream(sam)) {
    t.equal(event?.type, 'GoalVoiced')
    t.same(event?.data, { id: entry.id, facts: { lifeArea: 'home' } })
    t.same(event?.metadata, {
      unfolding: 1,
      at: kept?.at,
      mark,
      sealed: 'AQID',
      hash: Buffer.from(kept?.hash ?? []).toString('base64'),
    })
    const body = canonical({ stream: sam, revision: 1, id: entry.id, type: 'GoalVoiced', at: kept?.at, clear: entry.clear, mark })
    t.same(
      kept?.hash,
      createHash('sha256')
        .update(body)
        .update(Uint8Array.of(1, 2, 3))
        .digest(),
      'the hash can be worked out from it',
    )
    t.not(event?.id, entry.id, 'the id of the event is not that of the entry')
  }
})

t.test('the chain of a stream holds, and shows where an event was changed', async (t) => {
  const { open } = await withStandIn(t)
  const store = open()
  const sam = stream()
  await store.append(sam, 0, [toKeep(), toKeep({ sealed: Uint8Array.of(7) })], mark)
  await store.append(sam, 2, [toKeep()], mark)
  const links = await store.links(sam)
  t.equal(links.length, 3)
  t.equal(verifyChain(links), undefined)
  t.equal(verifyChain(links.with(1, { ...links[1], sealed: Uint8Array.of(8) } as (typeof links)[number])), 2)
})

t.test('of two services that write the same id with different words at once, one is told that it did', async (t) => {
  const { open } = await withStandIn(t)
  const services = [open(), open()]
  for (let i = 0; i < 20; i += 1) {
    const sam = stream()
    const { id } = toKeep()
    const ofEach = services.map((_, n) => toKeep({ id, sealed: Uint8Array.of(n) }))
    const outcomes = await Promise.all(
      services.map((service, n) => service.append(sam, 0, [ofEach[n] as ToKeep], mark).catch((error) => error)),
    )
    const won = outcomes.findIndex((outcome) => !(outcome instanceof Error))
    t.ok(outcomes[1 - won] instanceof Conflict, 'the other is told that somebody else did')
    t.same(
      (await open().read(sam)).map(({ sealed }) => [...(sealed ?? [])]),
      [[won]],
    )
  }
})

t.test('what was kept though nobody heard the answer is answered as kept, once', async (t) => {
  for (const trouble of ['kept-then-silent', 'kept-then-gone'] as const) {
    const { standIn, open } = await withStandIn(t)
    const store = open({ atMost: 500 })
    const sam = stream()
    await store.append(sam, 0, [toKeep()], mark)
    standIn.trouble = trouble
    const entries = [toKeep(), toKeep()]
    const kept = await store.append(sam, 1, entries, mark)
    t.same(
      kept.map(({ id }) => id),
      entries.map(({ id }) => id),
      trouble,
    )
    standIn.trouble = undefined
    t.same((await open().read(sam)).slice(1), kept)
  }
})

t.test('where nobody heard the answer and somebody else has written, it is a conflict', async (t) => {
  const { standIn, open } = await withStandIn(t)
  const [one, other] = [open({ atMost: 500 }), open()]
  const sam = stream()
  await one.append(sam, 0, [toKeep()], mark)
  standIn.trouble = 'lost'
  const waiting = one.append(sam, 1, [toKeep()], mark).catch((error) => error)
  await sleep(100)
  standIn.trouble = undefined
  await other.append(sam, 1, [toKeep()], mark)
  t.ok((await waiting) instanceof Conflict)
  t.equal((await other.read(sam)).length, 2)
})

t.test('what was not kept, as far as anybody knows, can be sent again', async (t) => {
  const { standIn, open } = await withStandIn(t)
  const store = open({ atMost: 300 })
  const sam = stream()
  const entry = toKeep()
  standIn.trouble = 'lost'
  await t.rejects(store.append(sam, 0, [entry], mark), StoreUnavailable)
  standIn.trouble = undefined
  t.equal((await store.append(sam, 0, [entry], mark)).length, 1)
  t.equal((await store.read(sam)).length, 1)
})

t.test('a server that is not ready, is silent or is not there is out of reach, in time', async (t) => {
  const { standIn, open } = await withStandIn(t)
  const store = open({ atMost: 400 })
  const sam = stream()
  await store.append(sam, 0, [toKeep()], mark)
  const nowhere = kurrentStore(kurrentClient('kurrentdb://127.0.0.1:1?tls=false'), { atMost: 400 })
  t.teardown(nowhere.close)
  for (const [trouble, asked] of [
    ['not-ready', store],
    ['silent', store],
    [undefined, nowhere],
  ] as const) {
    standIn.trouble = trouble
    const began = Date.now()
    await t.rejects(asked.append(sam, 1, [toKeep()], mark), StoreUnavailable)
    await t.rejects(asked.read(sam), StoreUnavailable)
    await t.rejects(asked.readMany([sam]), StoreUnavailable)
    await t.rejects(asked.readAll(0n, 10), StoreUnavailable)
    await t.rejects(asked.head(), StoreUnavailable)
    t.ok(Date.now() - began < 6_000, `${trouble ?? 'not there'}: nobody waits for it`)
  }
  standIn.trouble = undefined
  t.equal((await store.append(sam, 1, [toKeep()], mark)).length, 1, 'it goes on when the server does')
})

t.test('streams of the server and of others are passed over', async (t) => {
  const { standIn, open, foreign } = await withStandIn(t)
  const store = open()
  const ids: string[] = []
  const add = async () => ids.push(...(await store.append(stream(), 0, [toKeep()], mark)).map(({ id }) => id))
  await foreign('$settings', '$acl')
  t.equal(await store.head(), 0n)
  for (let i = 0; i < 5; i += 1) {
    await add()
    await foreign('orders-1', 'OrderPlaced')
    await foreign(`person-${i}`, 'NotOfOurs')
    await foreign('$$person-1', '$metadata')
  }
  const read: string[] = []
  for (let last = 0n; ; ) {
    const page = await store.readAll(last, 2)
    read.push(...page.map(({ id }) => id))
    last = page.at(-1)?.position ?? last
    if (page.length < 2) break
  }
  t.same(read, ids, 'and the pages are full until there is no more')
  const before = standIn.given
  await store.readAll(0n, 100)
  t.equal(standIn.given - before, 10, 'of streams by other names the server sends nothing')
  t.equal(await store.head(), (await store.readAll(0n, 10)).at(-1)?.position)
})

t.test('a stream to which somebody else wrote, or that was cut, is not read as a story', async (t) => {
  const { open, foreign } = await withStandIn(t)
  const store = open()
  const sam = stream()
  await store.append(sam, 0, [toKeep()], mark)
  await foreign(sam, 'NotOfOurs')
  await t.rejects(store.read(sam), /does not hold the entry of revision 2/)
})

t.test('a long story, and a long record, are read in pages', async (t) => {
  const { open } = await withStandIn(t)
  const store = open()
  const sam = stream()
  for (let i = 0; i < 5; i += 1)
    await store.append(
      sam,
      i * 450,
      Array.from({ length: 450 }, () => toKeep()),
      mark,
    )
  const inOrder = Array.from({ length: 2_250 }, (_, i) => i + 1)
  t.same(
    (await open().read(sam)).map(({ revision }) => revision),
    inOrder,
  )
  t.same(
    (await open().readAll(0n, 10_000)).map(({ revision }) => revision),
    inOrder,
  )
  t.same(
    (await open().readAll(0n, 2_100)).map(({ revision }) => revision),
    inOrder.slice(0, 2_100),
  )
})

t.test('whoever watches is woken at once, and again after the server dropped them', async (t) => {
  const { standIn, open } = await withStandIn(t)
  const store = open()
  let woken = 0
  const stop = await store.watch(() => {
    woken += 1
  })
  t.teardown(stop)
  const wokenWithin = async (time: number) => {
    const before = woken
    await store.append(stream(), 0, [toKeep()], mark)
    await sleep(time)
    return woken > before
  }
  const often = async () => {
    let times = 0
    for (let i = 0; i < 8; i += 1) if (await wokenWithin(60)) times += 1
    return times
  }
  await sleep(300)
  t.equal(await often(), 8, 'not only every second')
  standIn.dropFollowers()
  await sleep(800)
  t.equal(await often(), 8, 'they follow again')
})

t.test('whoever watches looks anyway, also where nothing is told', async (t) => {
  const { standIn, open } = await withStandIn(t)
  standIn.trouble = 'silent'
  let woken = 0
  const stop = await open().watch(() => {
    woken += 1
  })
  t.teardown(stop)
  await sleep(2_500)
  t.ok(woken > 0)
})

t.test('where a node says that another leads, stories are read and written there', async (t) => {
  const [{ standIn: follower, open }, { standIn: leader, open: openLeader }] = [await withStandIn(t), await withStandIn(t)]
  follower.leader = leader
  const sam = stream()
  t.equal((await open().append(sam, 0, [toKeep()], mark)).length, 1)
  t.equal((await openLeader().read(sam)).length, 1)
  // Also where the rest is read of whichever node does not lead.
  const other = kurrentStore(kurrentClient(`${follower.url}&nodePreference=follower`))
  t.teardown(other.close)
  t.equal((await other.read(sam)).length, 1)
})

t.test('a client that is told not to throw where a revision was wrong makes no difference', async (t) => {
  const { standIn } = await withStandIn(t)
  const services = [0, 1].map(() => kurrentStore(kurrentClient(`${standIn.url}&throwOnAppendFailure=false`)))
  for (const { close } of services) t.teardown(close)
  const sam = stream()
  const outcomes = await Promise.allSettled(services.map((service) => service.append(sam, 0, [toKeep()], mark)))
  t.match(
    outcomes.filter(({ status }) => status === 'rejected'),
    [{ reason: { name: 'Conflict' } }],
  )
  t.equal((await services[0]?.read(sam))?.length, 1)
})

t.test('the stand-in gives whoever follows what there was, what comes, and how far it looked where nothing matched', async (t) => {
  const { client, foreign } = await withStandIn(t)
  await foreign('person-1', 'Before')
  const checkpoints: bigint[] = []
  const filter = streamNameFilter({
    prefixes: ['person-'],
    maxSearchWindow: 2,
    checkpointReached: async (_, { commit }) => void checkpoints.push(commit),
  })
  const subscription = client.subscribeToAll({ fromPosition: START, filter })
  const seen: (string | undefined)[] = []
  subscription.on('data', ({ event }) => seen.push(event?.type)).on('error', () => {})
  await once(subscription, 'caughtUp')
  t.same(seen, ['Before'])
  await foreign('orders-1', 'Other')
  const { position } = await foreign('orders-1', 'Other')
  await foreign('person-2', 'After')
  for (let i = 0; i < 100 && seen.length < 2; i += 1) await sleep(20)
  t.same(seen, ['Before', 'After'])
  t.same(checkpoints, [position?.commit])
  await subscription.unsubscribe()
})

t.test('more than the server takes in one append is refused by it, and kept in no part', async (t) => {
  const { open } = await withStandIn(t)
  const store = open()
  const sam = stream()
  const half = () => toKeep({ sealed: new Uint8Array(400_000) })
  await t.rejects(store.append(sam, 0, [half(), half()], mark), /Maximum Append Size/)
  t.same(await store.read(sam), [])
})

t.test('a connection string that is none is refused with a plain sentence', async (t) => {
  t.throws(() => kurrentClient('kurrentdb://127.0.0.1:port'), /^KURRENTDB_URL: it is not a connection string of KurrentDB\. /)
  t.throws(() => kurrentClient('kurrentdb://127.0.0.1?tls=maybe'), /KURRENTDB_URL: .*true or false/)
  t.equal(hostsOf('kurrentdb://admin:secret@one:2113,two:2113/?tls=false'), 'one:2113,two:2113')
  t.equal(hostsOf('esdb+discover://cluster.example'), 'cluster.example')
})
