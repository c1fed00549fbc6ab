import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { areaCounts } from '../../projections/area-counts.ts'
import { caseload } from '../../projections/caseload.ts'
import { projections } from '../../projections/index.ts'
import { profile } from '../../projections/profile.ts'
import { takeBatch } from '../../src/projecting/batch.ts'
import type { Projection } from '../../src/projecting/projection.ts'
import { catchUp, startProjecting } from '../../src/projecting/projector.ts'
import { rebuild } from '../../src/projecting/rebuild.ts'
import { caughtUp, standings } from '../../src/projecting/wait.ts'
import { personStream } from '../../src/store/event-store.ts'
import { ask } from '../support/asking.ts'
import { told } from '../support/lives.ts'
import { checkpointOf, countMet, dbOf, doing, type Met, namesIn, takeAll, withPeopleMet } from '../support/projecting.ts'

/** Projects until the test is over. */
async function projecting(t: Pick<Test, 'teardown'>, needs: Met, some: readonly unknown[], afterEachRound = async () => {}): Promise<void> {
  const projector = await startProjecting({ ...needs, projections: some as Projection[], afterEachRound })
  t.teardown(() => projector.stop())
}

async function isStopped({ db, record }: Met, projection: unknown): Promise<boolean> {
  const [standing] = await standings(db, [projection as Projection], record)
  return standing?.stopped !== undefined
}

async function until(so: () => Promise<boolean>, atMost = 5_000): Promise<boolean> {
  for (const end = Date.now() + atMost; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20)))
    if (await so()) return true
  return false
}

const shows = async ({ db, record }: Met, projection: unknown) => caughtUp(db, projection as Projection, await record.head())

t.test('a checkpoint moves only from where it was: who finds it elsewhere writes nothing', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben', 'Cai')
  await takeBatch(needs, areaCounts, { limit: 1 })
  const other = dbOf(needs.database, 'unfolding_projector')
  const overtaken = doing(areaCounts, () => sql`update checkpoint set position = 2`.execute(other))
  await t.rejects(takeBatch(needs, overtaken, { limit: 1 }), /moved by another/)
  t.equal(await countMet(needs.db), 1)
  t.equal((await checkpointOf(needs.db, areaCounts))?.position, 2n)
})

t.test('a projection that goes on is stopped no longer', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben')
  const failing = doing(profile, () => Promise.reject(new Error('no')))
  t.equal(await catchUp(needs, failing), false)
  t.equal(await isStopped(needs, profile), true)
  t.equal(await catchUp(needs, profile), true)
  t.equal(await isStopped(needs, profile), false)
  t.same(await namesIn(needs.people), ['Ana', 'Ben'])
})

t.test('one that fails is stopped once, and keeps neither the others nor the service from going on', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben')
  let rounds = 0
  const failing = doing(profile, () => Promise.reject(new Error('no')))
  await projecting(t, needs, [failing, caseload, areaCounts], async () => {
    rounds += 1
  })
  t.equal(await shows(needs, caseload), true)
  t.equal(await shows(needs, areaCounts), true)
  await needs.meet('Cai')
  t.equal(await shows(needs, areaCounts), true, 'also what comes later')
  t.equal(await countMet(needs.db), 3)
  t.equal(needs.logged.filter(({ msg }) => msg === 'projection stopped').length, 1, 'it is not tried again and again')
  t.equal(await until(async () => rounds > 0), true, 'what is made after each round is made')
})

t.test('one that stopped goes on once it was mended, while the service runs', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben')
  let broken = true
  const mended = doing(profile, () => (broken ? Promise.reject(new Error('no')) : undefined))
  await projecting(t, needs, [mended, caseload])
  t.equal(await until(() => isStopped(needs, profile)), true)

  broken = false
  await rebuild({ db: dbOf(needs.database, 'unfolding_projector'), record: needs.record }, profile)
  await needs.meet('Cai')
  t.equal(await shows(needs, profile), true)
  t.same(await namesIn(needs.people), ['Ana', 'Ben', 'Cai'])
})

t.test('what was passed over and is known now is built anew when projecting starts, and nothing else is', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben')
  for (const projection of [profile, areaCounts]) await takeAll(needs, projection as Projection)
  await sql`update profile_v1 set name = 'Wrong'`.execute(needs.owner)
  await sql`update area_delta_v1 set people = 7 where measure = 'people-met'`.execute(needs.owner)
  await sql`update checkpoint set passed_over = '{PersonMet}' where projection = 'profile'`.execute(needs.owner)
  await sql`update checkpoint set passed_over = '{SomethingNewer}' where projection = 'area-counts'`.execute(needs.owner)
  await projecting(t, needs, [profile, areaCounts])
  await needs.meet('Cai')
  t.equal(await until(async () => (await checkpointOf(needs.db, profile))?.passed_over.length === 0), true)
  t.equal(await shows(needs, profile), true)
  t.equal(await shows(needs, areaCounts), true)
  t.same(await namesIn(needs.people), ['Ana', 'Ben', 'Cai'])
  t.equal(await countMet(needs.db), 8, 'what is still unknown is no reason: one more than the wrong seven')
})

t.test('a read model that has nothing of a long record is built anew; of a short one it takes what there is', async (t) => {
  for (const [longRecord, building] of [
    [3, 1],
    [4, 0],
  ] as const) {
    const needs = await withPeopleMet(t, 'Ana', 'Ben', 'Cai')
    const other = dbOf(needs.database, 'unfolding_projector')
    const seen: number[] = []
    const watched = doing(profile, async () => seen.push((await sql`select from checkpoint where building`.execute(other)).rows.length))
    const projector = await startProjecting({ ...needs, projections: [watched as Projection], longRecord })
    t.teardown(() => projector.stop())
    t.equal(await until(() => shows(needs, profile)), true)
    t.same([...new Set(seen)], [building], `${longRecord} entries are long`)
    t.same(await namesIn(needs.people), ['Ana', 'Ben', 'Cai'])
  }
})

t.test('one that cannot be built anew keeps neither the others nor the service from starting', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben')
  await takeAll(needs, profile)
  await takeAll(needs, caseload)
  await sql`update checkpoint set passed_over = '{PersonMet}'`.execute(needs.owner)
  await needs.meet('Cai')
  const failing = doing(profile, () => Promise.reject(new Error('no')))
  await projecting(t, needs, [failing, caseload, areaCounts])
  t.equal(await shows(needs, areaCounts), true)
  t.equal(await shows(needs, caseload), true)
  t.equal(await until(async () => (await checkpointOf(needs.db, caseload))?.passed_over.length === 0), true)
  t.same(await namesIn(needs.people), ['Ana', 'Ben'], 'what there was is still read')
})

t.test('two services that start at once take each entry once, also where something must be built anew', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben')
  for (const projection of projections) await takeAll(needs, projection as Projection)
  await sql`update checkpoint set passed_over = '{PersonMet}'`.execute(needs.owner)
  await sql`update profile_v1 set name = 'Wrong'`.execute(needs.owner)
  const other: Met = { ...needs, db: dbOf(needs.database, 'unfolding_projector') }
  await needs.meet('Cai')
  await Promise.all([projecting(t, needs, projections), projecting(t, other, projections)])
  await needs.meet('Dot')
  for (const projection of projections) t.equal(await shows(needs, projection), true, projection.name)
  t.equal(await until(async () => (await namesIn(needs.people)).join() === 'Ana,Ben,Cai,Dot'), true)
  t.equal(await countMet(needs.db), 4)
})

t.test('a view that the database does not take just now keeps no other from moving, and that is said', async (t) => {
  const needs = await withPeopleMet(t, 'Ana')
  await sql
    .raw(`
      create function too_slow() returns trigger language plpgsql as $$
        begin raise exception 'canceling statement due to statement timeout' using errcode = '57014'; end $$;
      create trigger too_slow before insert on area_delta_v1 for each row execute function too_slow()`)
    .execute(needs.owner)
  const projector = await startProjecting({ ...needs, projections })
  t.teardown(projector.stop)
  const head = await needs.record.head()
  for (const each of projections.filter(({ name }) => name !== 'area-counts'))
    t.ok(await caughtUp(needs.people, each as Projection, head), each.name)
  // It is said once every other was tried: a moment after the last of them has caught up.
  const said = () => needs.logged.find(({ projection }) => projection === 'area-counts')
  t.ok(await until(async () => said() !== undefined))
  t.match(said(), { level: 40, msg: 'it cannot be moved just now', error: 'error 57014' })
  await sql.raw('drop trigger too_slow on area_delta_v1').execute(needs.owner)
  t.ok(await caughtUp(needs.people, areaCounts as Projection, head), 'it goes on by itself')
})

t.test('while one is built anew the others move, and so does what is read of it', async (t) => {
  const needs = await withPeopleMet(t, 'Ana')
  for (const projection of [profile, caseload]) await takeAll(needs, projection as Projection)
  await sql`update profile_v1 set name = 'Wrong'`.execute(needs.owner)
  await sql`update checkpoint set passed_over = '{PersonMet}' where projection = 'profile'`.execute(needs.owner)
  let held = true
  const release: (() => void)[] = []
  const slow = doing(profile, async () => {
    const building = (await sql`select from checkpoint where building`.execute(needs.owner)).rows.length > 0
    if (building && held) await new Promise<void>((resolve) => release.push(resolve))
  })
  await projecting(t, needs, [slow, caseload])
  t.equal(await until(async () => release.length === 1), true, 'it is being built')
  held = false
  await needs.meet('Ben')
  t.equal(await shows(needs, caseload), true)
  t.equal(await shows(needs, profile), true)
  t.same(await namesIn(needs.people), ['Ben', 'Wrong'])
  release[0]?.()
  t.equal(await until(async () => (await namesIn(needs.people)).join() === 'Ana,Ben'), true)
})

/** Begins to build profiles anew, and stops once there is one. */
async function buildAPart({ database, record }: Met): Promise<void> {
  const stopping = new AbortController()
  const how = { batchSize: 1, signal: stopping.signal, onProgress: () => stopping.abort() }
  await rebuild({ db: dbOf(database, 'unfolding_projector'), record }, profile, how)
}

t.test('a rebuild that was stopped is gone on with: nothing of whoever is forgotten stays in what was half-built', async (t) => {
  const needs = await withPeopleMet(t)
  const ana = await needs.meet('Ana')
  await needs.meet('Ben')
  await t.rejects(buildAPart(needs), { name: 'AbortError' })
  await told(needs.record, ana, ask('StoryForgotten', { ground: 'asked-for', area: 'X10000001' }))
  await needs.record.forget(personStream(ana))
  t.same((await sql`select name from profile_v1_building`.execute(needs.owner)).rows, [{ name: 'Ana' }])
  await projecting(t, needs, [profile])
  t.equal(await until(async () => (await checkpointOf(needs.db, profile, true)) === undefined), true)
  t.equal(await shows(needs, profile), true)
  t.same(await namesIn(needs.people), ['Ben'])
})

t.test('also where it was stopped while a service runs', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben', 'Cai')
  const projector = await startProjecting({ ...needs, projections: [profile as Projection], lookEvery: 50 })
  t.teardown(projector.stop)
  t.equal(await shows(needs, profile), true)
  await t.rejects(buildAPart(needs), { name: 'AbortError' })
  t.equal(await until(async () => (await checkpointOf(needs.db, profile, true)) === undefined), true)
  t.same(await namesIn(needs.people), ['Ana', 'Ben', 'Cai'])
})

t.test('what is made after each round keeps nothing from moving, and is made once more where there was a round meanwhile', async (t) => {
  const needs = await withPeopleMet(t, 'Ana')
  const release: (() => void)[] = []
  await projecting(t, needs, [profile], () => new Promise<void>((resolve) => release.push(resolve)))
  t.equal(await until(async () => release.length === 1), true)
  for (const name of ['Ben', 'Cai']) {
    await needs.meet(name)
    t.equal(await shows(needs, profile), true, name)
  }
  t.equal(release.length, 1, 'it is at it still')
  release[0]?.()
  t.equal(await until(async () => release.length === 2), true)
  release[1]?.()
})
