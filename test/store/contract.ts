import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import { Conflict, type EventStore, type Mark, type Stream, type ToKeep } from '../../src/store/event-store.ts'

/** Opens one record, as often as asked: each time as another service would. */
export type Open = (options?: { clock?: () => Date }) => EventStore

export const mark: Mark = { by: { sub: 'amira', role: 'practitioner', organisation: 'TEAM1' } }

export function stream(): Stream {
  return `person-${randomUUID()}`
}

/** An entry to keep, of no meaning. */
export function toKeep(more: Partial<ToKeep> = {}): ToKeep {
  return { id: randomUUID(), type: 'GoalVoiced', clear: { facts: { lifeArea: 'home' } }, ...more }
}

/** What every event store must do, whatever keeps it. `fresh` gives a record with nothing in it. */
export function keepsTheRecord(t: Test, fresh: (t: Test) => Promise<Open>): void {
  t.test('what is appended is read again as it was, in order', async (t) => {
    const store = (await fresh(t))()
    const sam = stream()
    const first = toKeep({
      clear: { z: [1, 2.5, -0, 1e21], a: { text: 'naïve 🏡 \u0000 "\\', none: null } },
      sealed: Uint8Array.of(0, 255, 1),
    })
    const second = toKeep({ type: 'GoalReached' })
    const kept = await store.append(sam, 0, [first, second], { ...mark, writtenAt: '2026-03-01T10:00:00.000Z' })

    t.same(await store.read(sam), kept, 'what append gave is what is read')
    const [a, b] = kept
    t.match(a, { stream: sam, revision: 1, id: first.id, type: 'GoalVoiced', mark: { by: mark.by, writtenAt: '2026-03-01T10:00:00.000Z' } })
    t.same(a?.clear, { z: [1, 2.5, 0, 1e21], a: { text: 'naïve 🏡 \u0000 "\\', none: null } })
    t.same([...(a?.sealed ?? [])], [0, 255, 1])
    t.match(b, { stream: sam, revision: 2, id: second.id, type: 'GoalReached' })
    t.equal(b?.sealed, undefined)
    t.ok(a && b && a.position < b.position)
    t.match(a?.at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })

  t.test('a stream that is not there is empty, and so is a record with nothing in it', async (t) => {
    const store = (await fresh(t))()
    t.same(await store.read(stream()), [])
    t.equal(await store.head(), 0n)
    t.same(await store.readAll(0n, 10), [])
  })

  t.test('an append that expects another revision is a conflict, and keeps nothing', async (t) => {
    const store = (await fresh(t))()
    const sam = stream()
    await t.rejects(store.append(sam, 1, [toKeep()], mark), Conflict, 'too far ahead')
    await store.append(sam, 0, [toKeep(), toKeep()], mark)
    await t.rejects(store.append(sam, 0, [toKeep()], mark), Conflict, 'as if it were new')
    await t.rejects(store.append(sam, 1, [toKeep()], mark), Conflict, 'behind')
    t.equal((await store.read(sam)).length, 2)
    await store.append(sam, 2, [toKeep()], mark)
    t.same(
      (await store.read(sam)).map(({ revision }) => revision),
      [1, 2, 3],
    )
  })

  t.test('the same id twice in a stream is a conflict, and all of that append is kept or nothing', async (t) => {
    const store = (await fresh(t))()
    const sam = stream()
    const once = toKeep()
    await store.append(sam, 0, [once], mark)
    await t.rejects(store.append(sam, 1, [toKeep(), once], mark), Conflict, 'sent before')
    const twice = toKeep()
    await t.rejects(store.append(sam, 1, [toKeep(), twice, twice], mark), Conflict, 'twice at once')
    t.same(
      (await store.read(sam)).map(({ id }) => id),
      [once.id],
    )
    t.equal((await store.readAll(0n, 10)).length, 1)
  })

  t.test('the same id in two streams is two entries', async (t) => {
    const store = (await fresh(t))()
    const entry = toKeep()
    await store.append(stream(), 0, [entry], mark)
    await store.append(stream(), 0, [entry], mark)
    t.equal((await store.readAll(0n, 10)).length, 2)
  })

  t.test('appending nothing does nothing', async (t) => {
    const store = (await fresh(t))()
    t.same(await store.append(stream(), 0, [], mark), [])
    t.equal(await store.head(), 0n)
  })

  t.test('several streams are read at once, each in its order, one that is not there as empty', async (t) => {
    const store = (await fresh(t))()
    const [sam, lena, nobody] = [stream(), stream(), stream()]
    const [a, b, c] = [toKeep(), toKeep(), toKeep()]
    await store.append(sam, 0, [a], mark)
    await store.append(lena, 0, [b], mark)
    await store.append(sam, 1, [c], mark)
    const many = await store.readMany([lena, sam, nobody])
    t.same(
      [...many].map(([stream, kept]) => [stream, kept.map(({ id }) => id)]),
      [
        [lena, [b.id]],
        [sam, [a.id, c.id]],
        [nobody, []],
      ],
    )
    t.same(await store.readMany([]), new Map())
  })

  t.test('what came after a revision is read alone, of one stream or of several', async (t) => {
    const store = (await fresh(t))()
    const [sam, lena, nobody] = [stream(), stream(), stream()]
    const [a, b, c] = [toKeep(), toKeep(), toKeep()]
    await store.append(sam, 0, [a, b, c], mark)
    await store.append(lena, 0, [toKeep()], mark)
    const ids = (kept: readonly { id: string }[] | undefined) => kept?.map(({ id }) => id)
    t.same(ids(await store.read(sam, 0)), [a.id, b.id, c.id])
    t.same(ids(await store.read(sam, 1)), [b.id, c.id])
    t.same(await store.read(sam, 1), (await store.read(sam)).slice(1), 'as they are read with the others')
    t.same(await store.read(sam, 3), [])
    t.same(await store.read(sam, 9), [])
    t.same(await store.read(nobody, 1), [])
    const many = await store.readMany(
      [sam, lena, nobody],
      new Map([
        [sam, 2],
        [nobody, 4],
      ]),
    )
    t.same([...many.keys()], [sam, lena, nobody])
    t.same(ids(many.get(sam)), [c.id])
    t.equal(many.get(lena)?.length, 1, 'whole, where nothing was said of it')
    t.same(many.get(nobody), [])
  })

  t.test('the whole record is read page by page, in order of position', async (t) => {
    const store = (await fresh(t))()
    const ids: string[] = []
    for (let i = 0; i < 7; i += 1) {
      const entries = [toKeep(), toKeep()]
      ids.push(...entries.map(({ id }) => id))
      await store.append(stream(), 0, entries, mark)
    }
    const read: string[] = []
    let last = 0n
    for (let page = await store.readAll(last, 4); page.length > 0; page = await store.readAll(last, 4)) {
      t.ok(page.length <= 4)
      for (const { id, position } of page) {
        t.ok(position > last, 'after the one before')
        last = position
        read.push(id)
      }
    }
    t.same(read, ids)
    t.equal(await store.head(), last, 'the head is the last')
  })

  t.test('it is known whether an entry stands at a position', async (t) => {
    const store = (await fresh(t))()
    const [first, second] = await store.append(stream(), 0, [toKeep(), toKeep()], mark)
    t.equal(await store.holds(first?.position ?? 0n), true)
    t.equal(await store.holds(second?.position ?? 0n), true)
    t.equal(await store.holds((second?.position ?? 0n) + 7n), false, 'after the last')
    t.equal(await store.holds(0n), false)
  })

  t.test('the time of writing down is the clock inside the append, and never goes back when the clock does', async (t) => {
    const open = await fresh(t)
    let now = '2026-03-01T10:00:00.000Z'
    const store = open({ clock: () => new Date(now) })
    const sam = stream()
    const [first] = await store.append(sam, 0, [toKeep()], mark)
    now = '2026-03-01T09:00:00.000Z'
    const [second] = await store.append(sam, 1, [toKeep()], mark)
    now = '2026-03-01T10:00:00.001Z'
    const [third] = await store.append(sam, 2, [toKeep()], mark)
    t.same([first?.at, second?.at, third?.at], ['2026-03-01T10:00:00.000Z', '2026-03-01T10:00:00.000Z', '2026-03-01T10:00:00.001Z'])
  })

  t.test('a time brought in from elsewhere is kept and marked, and must be in order and not in the future', async (t) => {
    // After now: where the record cannot be had empty, it holds entries of now.
    const hours = (after: number) => new Date(Math.ceil(Date.now() / 1_000) * 1_000 + after * 3_600_000).toISOString()
    const [first, second, clock] = [hours(1), hours(2), hours(3)]
    const store = (await fresh(t))({ clock: () => new Date(clock) })
    const brought = (at: string): Mark => ({ ...mark, from: { at, by: 'import' } })
    const before = (at: string) => new Date(Date.parse(at) - 1).toISOString()
    const after = (at: string) => new Date(Date.parse(at) + 1).toISOString()
    const sam = stream()
    const [one] = await store.append(sam, 0, [toKeep()], brought(first.replace('Z', '+00:00')))
    t.equal(one?.at, first)
    t.equal(one?.mark.from, 'import')
    await store.append(stream(), 0, [toKeep()], brought(second))
    await t.rejects(store.append(sam, 1, [toKeep()], brought(before(first))), /order of recordedAt/, 'before its own')
    await t.rejects(store.append(stream(), 0, [toKeep()], brought(before(second))), /order of recordedAt/, 'before another’s')
    await t.rejects(store.append(stream(), 0, [toKeep()], brought(after(clock))), /in the future/)
    const [now] = await store.append(sam, 1, [toKeep()], mark)
    t.equal(now?.at, clock)
    t.equal(now?.mark.from, undefined)
    t.equal((await store.readAll(0n, 10)).length, 3, 'what was refused was not kept')
  })

  t.test('of 200 appends at once to a new stream one wins, and the others are conflicts', async (t) => {
    const open = await fresh(t)
    const [one, other] = [open(), open()]
    const sam = stream()
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, i) => (i % 2 ? one : other).append(sam, 0, [toKeep()], mark).then(() => 'won', nameOf)),
    )
    t.equal(outcomes.filter((outcome) => outcome === 'won').length, 1)
    t.equal(outcomes.filter((outcome) => outcome === 'Conflict').length, 199)
    t.equal((await one.read(sam)).length, 1)
  })

  t.test('of many at one moment each is kept or refused by itself', async (t) => {
    const store = (await fresh(t))()
    const twice = toKeep()
    const ahead = { ...mark, from: { at: '9999-01-01T00:00:00Z', by: 'import' } } as const
    const asked: [Stream, number, ToKeep[], Mark, string][] = [
      [stream(), 0, [toKeep()], mark, 'won'],
      [stream(), 1, [toKeep()], mark, 'Conflict'],
      [stream(), 0, [toKeep(), toKeep()], mark, 'won'],
      [stream(), 0, [toKeep(), twice, twice], mark, 'Conflict'],
      [stream(), 0, [toKeep()], ahead, 'Error'],
      [stream(), 0, [twice], mark, 'won'],
    ]
    const outcomes = await Promise.all(
      asked.map(([stream, expected, entries, mark]) => store.append(stream, expected, entries, mark).then(() => 'won', nameOf)),
    )
    t.same(
      outcomes,
      asked.map(([, , , , outcome]) => outcome),
    )
    for (const [stream, , entries, , outcome] of asked) t.equal((await store.read(stream)).length, outcome === 'won' ? entries.length : 0)
    t.equal((await store.readAll(0n, 10)).length, 4)
  })

  t.test('of many at once for each of the next revisions one wins each', async (t) => {
    const open = await fresh(t)
    const [one, other] = [open(), open()]
    const sam = stream()
    for (let revision = 0; revision < 5; revision += 1) {
      const outcomes = await Promise.all(
        Array.from({ length: 40 }, (_, i) => (i % 2 ? one : other).append(sam, revision, [toKeep()], mark).then(() => 'won', nameOf)),
      )
      t.equal(outcomes.filter((outcome) => outcome === 'won').length, 1)
    }
    t.same(
      (await one.read(sam)).map(({ revision }) => revision),
      [1, 2, 3, 4, 5],
    )
  })

  t.test('a reader that follows the positions never passes over what two writers append', async (t) => {
    const open = await fresh(t)
    const rounds = 120
    let writing = true
    const write = async (store: EventStore) => {
      const written: string[] = []
      for (let i = 0; i < rounds; i += 1) {
        const entries = Array.from({ length: 1 + (i % 5) }, () => toKeep())
        await store.append(stream(), 0, entries, mark)
        written.push(...entries.map(({ id }) => id))
      }
      return written
    }
    const follow = async (store: EventStore) => {
      const seen: string[] = []
      let last = 0n
      for (let finishing = false; ; ) {
        const page = await store.readAll(last, 10)
        seen.push(...page.map(({ id }) => id))
        last = page.at(-1)?.position ?? last
        if (page.length > 0) continue
        if (finishing) return seen
        finishing = !writing
      }
    }
    const following = follow(open())
    const written = (await Promise.all([write(open()), write(open())])).flat()
    writing = false
    const seen = await following
    t.equal(seen.length, 2 * (rounds / 5) * (1 + 2 + 3 + 4 + 5), 'each once')
    t.same([...seen].sort(), written.sort(), 'and all of them')
  })

  t.test('whoever watches is woken by what another service appends, until they stop', async (t) => {
    const open = await fresh(t)
    const [watching, writing] = [open(), open()]
    let woken = 0
    const stop = await watching.watch(() => {
      woken += 1
    })
    await sleep(100)
    const before = woken
    await writing.append(stream(), 0, [toKeep()], mark)
    for (let i = 0; i < 100 && woken === before; i += 1) await sleep(50)
    t.ok(woken > before, 'woken')
    await stop()
    const after = woken
    await writing.append(stream(), 0, [toKeep()], mark)
    await sleep(1_500)
    t.equal(woken, after, 'left in peace')
  })
}

function nameOf(error: Error): string {
  return error.name
}
