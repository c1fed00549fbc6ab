import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { sql } from 'kysely'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { projections } from '../../projections/index.ts'
import { type Projecting, takeBatch } from '../../src/projecting/batch.ts'
import type { Projection, Row, Writer } from '../../src/projecting/projection.ts'
import { catchUp } from '../../src/projecting/projector.ts'
import { rebuild } from '../../src/projecting/rebuild.ts'
import { caughtUp, standings } from '../../src/projecting/wait.ts'
import { type Db, tablesOf } from '../../src/projecting/writer.ts'
import { areaStream, personStream } from '../../src/store/event-store.ts'
import { type TestDatabase, withDatabase } from '../support/database.ts'
import { type History, histories } from '../support/histories.ts'
import { amira, recordIn } from '../support/lives.ts'
import { entry, uuid } from '../support/spec.ts'

const log = pino({ level: 'silent' })

const places = ['X10000100', 'X10000101']

/** What happens to places after all else: two things, one of them taken back for two months. */
const placeEvents = ((noted = placeEvent('X10000101'), back = withdrawal(noted.entry.id)) => [
  { at: '2030-01-10T09:00:00.000Z', ...noted },
  { at: '2030-02-10T09:00:00.000Z', ...placeEvent('X10000100') },
  { at: '2030-03-10T09:00:00.000Z', ...back },
  { at: '2030-05-10T09:00:00.000Z', ...withdrawal(back.entry.id) },
])()

function placeEvent(area: string) {
  const facts = { placeEvent: uuid(), kind: 'closure', pace: 'one-off' }
  return { area, entry: entry('PlaceEventNoted', { facts, words: { what: 'The library shut', whoSays: 'The council' } }) }
}

function withdrawal(of: string) {
  return { area: 'X10000101', entry: entry('EntryWithdrawn', { facts: { entry: of, why: 'slip' }, words: { reason: 'It had not' } }) }
}

/** Several people's histories, told to one record in the order of the days they were written down, and what happened to places. */
async function withLives(
  t: Pick<Test, 'teardown'>,
  lives: readonly History[],
): Promise<{ database: TestDatabase; needs: Projecting; people: string[] }> {
  const database = await withDatabase(t)
  let now = ''
  const record = recordIn(database, () => new Date(now))
  const people = lives.map((_, i) => `00000000-0000-4000-8000-${String(i + 1).padStart(12, '0')}`)
  const told = lives.flatMap(({ entries }, i) => entries.map((each, n) => ({ ...each, person: people[i] ?? '', before: n })))
  told.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.before - b.before))
  for (const { at, entry, person, before } of told) {
    now = at
    await record.append(personStream(person), before, [entry], { by: amira })
  }
  for (const { at, area, entry } of placeEvents) {
    now = at
    await record.append(areaStream(area), (await record.read(areaStream(area))).length, [entry], { by: amira })
  }
  return { database, needs: { db: database.open<never>('unfolding_projector').db as Db, record }, people }
}

/** All that a read model holds, in an order of its own. */
async function rowsOf(db: Db, projection: Projection): Promise<string[]> {
  const all: string[] = []
  for (const table of tablesOf(projection)) {
    const { rows } = await sql<{ row: string }>`select (to_jsonb(t))::text as row from ${sql.table(table)} t`.execute(db)
    all.push(...rows.map(({ row }) => row).filter((row) => !saysNothing(JSON.parse(row))))
  }
  return all.sort()
}

/** A row of numbers that are all nought is the same as none. */
function saysNothing(row: Record<string, unknown>): boolean {
  return row.people === 0 && row.amount === 0
}

async function takeAll(needs: Projecting, projection: Projection, limit: number): Promise<void> {
  while (Number(await takeBatch(needs, projection, { limit })) > 0);
}

async function empty(db: Db, projection: Projection): Promise<void> {
  for (const table of tablesOf(projection)) await sql`delete from ${sql.table(table)}`.execute(db)
  await sql`delete from checkpoint where projection = ${projection.name}`.execute(db)
}

/** Random lives, every fourth of them forgotten in the end. */
const lives = fc.sample(histories, { numRuns: 12, seed: 20260101 }).map((life, i) => (i % 4 === 1 ? forgotten(life) : life))

function forgotten({ entries }: History): History {
  const { happened: _, ...forgetting } = entry('StoryForgotten', { facts: { ground: 'asked-for', area: 'X10000001' } })
  return { entries: [...entries, { at: entries.at(-1)?.at ?? '', by: amira, entry: forgetting }] }
}

t.test('every read model holds the same one at a time, in batches, again and rebuilt', async (t) => {
  const { needs } = await withLives(t, lives)
  for (const projection of projections) {
    await takeAll(needs, projection, 10_000)
    const atOnce = await rowsOf(needs.db, projection)
    t.ok(atOnce.length > 0, `${projection.name} holds something`)

    await takeAll(needs, projection, 10_000)
    t.same(await rowsOf(needs.db, projection), atOnce, `${projection.name} asked again`)

    await rebuild(needs, projection, { batchSize: 37 })
    t.same(await rowsOf(needs.db, projection), atOnce, `${projection.name} rebuilt`)

    for (const limit of [1, 7]) {
      await empty(needs.db, projection)
      await takeAll(needs, projection, limit)
      t.same(await rowsOf(needs.db, projection), atOnce, `${projection.name} by ${limit}`)
    }
  }
})

t.test('every read model equals what one look at each whole story makes of it', async (t) => {
  const { needs, people } = await withLives(t, lives)
  for (const projection of projections) {
    await takeAll(needs, projection, 11)
    const streams = (projection as Projection).of === 'places' ? places.map(areaStream) : people.map(personStream)
    const stories = await needs.record.readMany(streams, { words: projection.words })
    const made: Row[] = []
    const writer: Writer<string> = {
      replace: async (_table, _people, rows) => void made.push(...rows),
      add: async (_table, rows, amounts) => void addUp(made, rows, amounts),
    }
    for (const [stream, after] of stories) {
      await (projection as Projection).take([{ whose: stream.slice(stream.indexOf('-') + 1), before: [], after }], writer)
    }
    const stored = (await rowsOf(needs.db, projection)).map((row) => JSON.parse(row) as Row)
    const inOrder = (rows: readonly Row[]) =>
      rows
        .filter((row) => !saysNothing(row))
        .map((row) => canonicalize(JSON.parse(JSON.stringify(row))))
        .sort()
    t.same(inOrder(stored), inOrder(made), projection.name)
  }
})

/** Adds rows of numbers to those with the same keys, one at a time. */
function addUp(all: Row[], rows: readonly Row[], amounts: readonly string[]): void {
  const keyOf = (row: Row) =>
    JSON.stringify(
      Object.entries(row)
        .filter(([column]) => !amounts.includes(column))
        .sort(),
    )
  for (const row of rows) {
    const at = all.findIndex((other) => keyOf(other) === keyOf(row))
    const sum = (column: string) => Number(all[at]?.[column] ?? 0) + Number(row[column])
    const added = { ...row, ...Object.fromEntries(amounts.map((column) => [column, sum(column)])) }
    if (at === -1) all.push(added)
    else all[at] = added
  }
}

t.test('a crash within a batch leaves neither rows nor checkpoint, and the next one takes it all', async (t) => {
  const { needs } = await withLives(t, lives.slice(0, 4))
  for (const projection of projections) {
    const crashing: Projection = {
      ...projection,
      async take(changes, writer) {
        await projection.take(changes, writer)
        throw new Error('the power went')
      },
    }
    await takeBatch(needs, projection, { limit: 10 })
    const before = await rowsOf(needs.db, projection)
    await t.rejects(takeBatch(needs, crashing, { limit: 10_000 }), { message: 'the power went' })
    t.same(await rowsOf(needs.db, projection), before, `${projection.name} after the crash`)
    await takeAll(needs, projection, 10)
    const after = await rowsOf(needs.db, projection)
    await empty(needs.db, projection)
    await takeAll(needs, projection, 10_000)
    t.same(after, await rowsOf(needs.db, projection), `${projection.name} in the end`)
  }
})

t.test('two projectors at once take each entry exactly once', async (t) => {
  const { needs, database } = await withLives(t, lives.slice(0, 6))
  const other: Projecting = { ...needs, db: database.open<never>('unfolding_projector').db as Db }
  for (const projection of projections) {
    const there = (await needs.record.after(0n, 10_000)).length
    let taken = 0
    const work = async (with_: Projecting) => {
      for (;;) {
        const some = await takeBatch(with_, projection, { limit: 3 })
        if (some === 0) return
        if (some !== 'elsewhere') taken += some
      }
    }
    await Promise.all([work(needs), work(other)])
    t.equal(taken, there, projection.name)
    const together = await rowsOf(needs.db, projection)
    await empty(needs.db, projection)
    await takeAll(needs, projection, 10_000)
    t.same(together, await rowsOf(needs.db, projection), `${projection.name} is as one alone would have made it`)
  }
})

t.test('a handler that throws stops its projection at that entry, and no other', async (t) => {
  const { needs } = await withLives(t, lives.slice(0, 3))
  const [first, second] = projections
  const all = await needs.record.after(0n, 10_000)
  const bad = all[9]
  const failing: Projection = {
    ...first,
    async take(changes, writer) {
      if (changes.some(({ after }) => after.some(({ record }) => BigInt(record.position) >= (bad?.position ?? 0n)))) throw new Error('no')
      await first.take(changes as never, writer as never)
    },
  }
  t.equal(await catchUp({ ...needs, log }, failing), false)
  t.equal(await catchUp({ ...needs, log }, second as Projection), true)
  const found = await standings(needs.db, [first as Projection, second as Projection], needs.record)
  t.match(found[0], { projection: first.name, stopped: { position: String(bad?.position), why: 'Error' } })
  t.equal(found[0]?.lag, all.length - 9, 'it says how many it has not taken')
  t.match(found[1], { projection: second.name, lag: 0, stopped: undefined })
  t.equal(await caughtUp(needs.db, first as Projection, all[8]?.position ?? 0n, 0), true, 'what came before is there')
  t.equal(await caughtUp(needs.db, first as Projection, all[9]?.position ?? 0n, 0), false)
})

t.test('an entry of a kind nobody knows yet is passed over, and remembered', async (t) => {
  const { needs, people } = await withLives(t, lives.slice(0, 1))
  const stream = personStream(people[0] ?? '')
  const story = await needs.record.read(stream)
  await needs.record.append(stream, story.length, [entry('SomethingNewer', { facts: { code: 1 } })], { by: amira })
  for (const projection of projections) {
    await takeAll(needs, projection, 5)
    const { rows } = await sql<{ passed_over: string[]; position: bigint }>`
      select passed_over, position from checkpoint where projection = ${projection.name}`.execute(needs.db)
    t.same(rows, [{ passed_over: ['SomethingNewer'], position: await needs.record.head() }], projection.name)
  }
})
