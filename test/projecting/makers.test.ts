import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { projections } from '../../projections/index.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { startMakers } from '../../src/keeping-up/makers.ts'
import type { Makers } from '../../src/projecting/making.ts'
import type { Projection } from '../../src/projecting/projection.ts'
import { rebuildTogether } from '../../src/projecting/rebuild.ts'
import { tablesOf } from '../../src/projecting/writer.ts'
import { areaStream } from '../../src/store/event-store.ts'
import { ask, met, voiced } from '../support/asking.ts'
import { amira, told } from '../support/lives.ts'
import { type Met, withPeopleMet } from '../support/projecting.ts'

const all = projections as readonly Projection[]

/** The configuration of a service on this database, with a master key. */
async function configOf(t: Pick<Test, 'teardown'>, { database }: Met, key = 7): Promise<Config> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unfolding-test-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const SEALING_KEY_FILE = path.join(folder, 'sealing.key')
  await writeFile(SEALING_KEY_FILE, Buffer.alloc(32, key).toString('base64'), { mode: 0o600 })
  const record = database.kurrentdb && { KURRENTDB_URL: database.kurrentdb.standIn.url }
  return readConfig({ DATABASE_URL: database.serviceUrl, SEALING_KEY_FILE, OIDC_ISSUER: 'https://sign-in.invalid', ...record })
}

const placeEvent = { placeEvent: randomUUID(), kind: 'closure', pace: 'one-off' }

/** A dozen people with something of every read model, and a place. */
async function withACounty(t: Test): Promise<Met> {
  const needs = await withPeopleMet(t)
  for (let i = 0; i < 12; i += 1) {
    const [person, goal] = [randomUUID(), randomUUID()]
    await told(
      needs.record,
      person,
      met('X10000101', `Person ${i}`),
      ask('ConversationHeld', {}, { words: { heard: `word ${i}` } }),
      voiced(goal, `goal ${i}`),
      ask('GoalProgressed', { goal, says: 'nearer' }, { saidBy: { who: 'person' } }),
    )
  }
  await needs.record.append(
    areaStream('X10000101'),
    0,
    [ask('PlaceEventNoted', placeEvent, { words: { what: 'The library moved.', whoSays: 'The notice on its door' } })],
    { by: amira },
  )
  return needs
}

/** Every row of every read model. */
async function rowsOf({ owner }: Met): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {}
  for (const table of all.flatMap((projection) => tablesOf(projection))) {
    const found = await sql<{ row: string }>`select t::text as row from ${sql.table(table)} t order by 1`.execute(owner)
    rows[table] = found.rows.map(({ row }) => row)
  }
  return rows
}

/** Makers that count what was made by them, and what was not. */
function counted(makers: Makers): Makers & { made: number; undone: number } {
  const counting = {
    ...makers,
    made: 0,
    undone: 0,
    async make(...what: Parameters<Makers['make']>) {
      const made = await makers.make(...what)
      counting[made ? 'made' : 'undone'] += 1
      return made
    },
  }
  return counting
}

t.test('what threads make for a rebuild is what it makes by itself', async (t) => {
  const needs = await withACounty(t)
  await rebuildTogether(needs, all, { batchSize: 9 })
  const alone = await rowsOf(needs)
  t.equal(alone.profile_v1?.length, 12)
  t.ok(alone.area_delta_v1?.length)
  t.equal(alone.area_place_event_v1?.length, 1)

  const makers = counted(startMakers(await configOf(t, needs), 2))
  const asked: number[] = []
  await rebuildTogether(needs, all, {
    batchSize: 9,
    async makers(entries) {
      asked.push(entries)
      return makers
    },
  })
  t.same(asked, [12 * 4 + 1], 'they are asked for by how many entries there are')
  t.match([makers.made, makers.undone], [6, 0], 'two people to a batch, with the last two the place')
  t.same(await rowsOf(needs), alone)
})

t.test('what a thread cannot make is made without it', async (t) => {
  const needs = await withACounty(t)
  await rebuildTogether(needs, all)
  const alone = await rowsOf(needs)
  const makers = counted(startMakers(await configOf(t, needs, 8), 2))
  await rebuildTogether(needs, all, { batchSize: 9, makers: async () => makers })
  t.match([makers.made, makers.undone], [0, 6], 'it has the wrong master key')
  t.same(await rowsOf(needs), alone)

  const ended = counted(startMakers(await configOf(t, needs), 1))
  await ended.stop()
  await rebuildTogether(needs, all, { batchSize: 9, makers: async () => ended })
  t.match([ended.made, ended.undone], [0, 6], 'it had ended')
  t.same(await rowsOf(needs), alone)
})
