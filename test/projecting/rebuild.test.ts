import { sql } from 'kysely'
import t from 'tap'
import { areaCounts } from '../../projections/area-counts.ts'
import { profile } from '../../projections/profile.ts'
import { takeBatch } from '../../src/projecting/batch.ts'
import type { Projection } from '../../src/projecting/projection.ts'
import { type Progress, rebuild, rebuildTogether } from '../../src/projecting/rebuild.ts'
import type { Db } from '../../src/projecting/writer.ts'
import { ask } from '../support/asking.ts'
import { told } from '../support/lives.ts'
import { checkpointOf, countMet, dbOf, doing, type Met, namesIn, newer, takeAll, withPeopleMet } from '../support/projecting.ts'

/** The positions of what is on the record. */
async function positions({ record }: Met): Promise<bigint[]> {
  return (await record.after(0n, 1_000)).map(({ position }) => position)
}

/** Makes the profiles wrong, with one too many, and the counts five too high. */
async function spoil(owner: Db): Promise<void> {
  await sql`update profile_v1 set name = 'Wrong'`.execute(owner)
  await sql`insert into profile_v1 select gen_random_uuid(), area, 'Nobody', revision, profile from profile_v1 limit 1`.execute(owner)
  await sql`update area_delta_v1 set people = people + 5`.execute(owner)
}

t.test('a rebuild replaces what was there, however wrong it was, and can be done again', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben', 'Cai')
  await takeAll(needs, profile)
  await takeAll(needs, areaCounts)
  for (const time of ['once', 'twice']) {
    await spoil(needs.owner)
    await rebuild(needs, profile)
    await rebuild(needs, areaCounts)
    t.same(await namesIn(needs.people), ['Ana', 'Ben', 'Cai'], time)
    t.equal(await countMet(needs.db), 3, time)
  }
})

t.test('readers see what was there until everything is built', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben', 'Cai')
  await takeAll(needs, profile)
  await spoil(needs.owner)
  const seen: string[][] = []
  const reading = doing(profile, async () => seen.push(await namesIn(needs.people)))
  await rebuild(needs, reading, { batchSize: 1 })
  const before = ['Nobody', 'Wrong', 'Wrong', 'Wrong']
  t.same(seen, [before, before, before])
  t.same(await namesIn(needs.people), ['Ana', 'Ben', 'Cai'])
})

t.test('a rebuild that was stopped half-way goes on from there', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben', 'Cai', 'Dot', 'Eve', 'Fay')
  let batches = 0
  const crashing = doing(areaCounts, async () => {
    batches += 1
    if (batches === 3) throw new Error('the power went')
  })
  const first: Progress[] = []
  await t.rejects(rebuild(needs, crashing, { onProgress: (progress) => first.push(progress), batchSize: 2 }), { message: 'the power went' })
  const [, second, , fourth, , sixth] = await positions(needs)
  t.same(first, [
    { upTo: second, of: sixth },
    { upTo: fourth, of: sixth },
  ])
  t.equal((await checkpointOf(needs.db, areaCounts, true))?.position, fourth)

  batches = 10
  const then: Progress[] = []
  await rebuild(needs, crashing, { onProgress: (progress) => then.push(progress), batchSize: 2 })
  t.same(then, [{ upTo: sixth, of: sixth }])
  t.equal(batches, 11, 'two entries were left, and one batch took them')
  t.equal(await countMet(needs.db), 6)
  t.equal(await checkpointOf(needs.db, areaCounts, true), undefined, 'nothing is left of the building')
})

t.test('what is written down while a rebuild runs is in it, up to the last moment', async (t) => {
  const needs = await withPeopleMet(t, 'Ana')
  let between = true
  let atTheEnd = true
  const record = {
    ...needs.record,
    async after(position: bigint, limit: number) {
      const found = await needs.record.after(position, limit)
      if (found.length === 0 && atTheEnd) {
        atTheEnd = false
        await needs.meet('Cai')
      }
      return found
    },
  }
  const meeting = doing(profile, async () => {
    if (between) await needs.meet('Ben')
    between = false
  })
  await rebuild({ db: needs.db, record }, meeting, { batchSize: 1 })
  t.same(await namesIn(needs.people), ['Ana', 'Ben', 'Cai'])
  t.equal((await checkpointOf(needs.db, profile))?.position, (await positions(needs))[2])
})

t.test(
  'however many batches the entries of a story lie in, it is taken once; and once more where something was written to it meanwhile',
  async (t) => {
    const needs = await withPeopleMet(t, 'Ana', 'Ben')
    const [ana = '', ben = ''] = (await needs.record.after(0n, 2)).map(({ stream }) => stream.slice('person-'.length))
    const chooses = (person: string, name: string) => told(needs.record, person, ask('NameChosen', {}, { words: { name } }))
    for (let i = 1; i <= 3; i += 1) for (const person of [ana, ben]) await chooses(person, `name ${i}`)
    const taken: string[] = []
    const counting: Projection<'profile'> = {
      ...profile,
      async take(changes, writer) {
        if (taken.length === 0) await chooses(ben, 'Benny')
        taken.push(...changes.map(({ whose, before, after }) => `${whose === ana ? 'Ana' : 'Ben'} ${before.length} ${after.length}`))
        await profile.take(changes, writer)
      },
    }
    await rebuild(needs, counting, { batchSize: 1 })
    t.same(taken, ['Ana 0 4', 'Ben 0 4', 'Ben 4 5'])
    t.same(await namesIn(needs.people), ['Benny', 'name 3'])
  },
)

t.test('after a rebuild the same may read and write as before, and the projector goes on from where it is', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben')
  await takeAll(needs, profile)
  await takeAll(needs, areaCounts)
  await rebuild(needs, profile)
  await rebuild(needs, areaCounts)
  t.equal((await checkpointOf(needs.db, areaCounts))?.position, (await positions(needs))[1])

  await needs.meet('Cai')
  await takeAll(needs, profile)
  await takeAll(needs, areaCounts)
  t.same(await namesIn(needs.people), ['Ana', 'Ben', 'Cai'])
  t.equal(await countMet(needs.db), 3, 'nobody is counted twice')
  const commissioner = dbOf(needs.database, 'unfolding_commissioner')
  await t.rejects(namesIn(commissioner), /permission denied/)
  await t.rejects(countMet(commissioner), /permission denied/)
  await t.rejects(sql`delete from profile_v1`.execute(needs.people), /permission denied/)
})

t.test('a rebuild of what was never built gives it, and the projector has nothing left to take', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben')
  await rebuild(needs, areaCounts)
  await takeAll(needs, areaCounts)
  t.equal(await countMet(needs.db), 2)
})

t.test('a swap that fails leaves rows and checkpoint as they were, and can be made later', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben')
  await takeAll(needs, profile)
  await needs.meet('Cai')
  await sql`create function broken() returns trigger language plpgsql as $$ begin raise exception 'the disk is full'; end $$`.execute(
    needs.owner,
  )
  await sql`create trigger broken before delete on checkpoint for each row execute function broken()`.execute(needs.owner)
  await t.rejects(rebuild(needs, profile), /the disk is full/)
  t.same(await namesIn(needs.people), ['Ana', 'Ben'])
  t.equal((await checkpointOf(needs.db, profile))?.position, (await positions(needs))[1])

  await sql`drop trigger broken on checkpoint`.execute(needs.owner)
  await rebuild(needs, profile)
  t.same(await namesIn(needs.people), ['Ana', 'Ben', 'Cai'])
})

t.test('one process at a time builds a read model anew', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben')
  let goOn = () => {}
  const building = new Promise<void>((begun) => {
    const slow = doing(profile, () => {
      begun()
      return new Promise<void>((resolve) => {
        goOn = resolve
      })
    })
    t.resolves(rebuild(needs, slow), 'the first of them ends well')
  })
  await building
  await t.rejects(
    rebuild({ db: dbOf(needs.database, 'unfolding_projector'), record: needs.record }, profile),
    /being built anew by another/,
  )
  goOn()
})

t.test('what was passed over is remembered over batches; a rebuild that knows it forgets it', async (t) => {
  const needs = await withPeopleMet(t, 'Ana')
  const ben = await needs.meet('Ben')
  await told(needs.record, ben, newer('SomethingNewer'), newer('SomethingElse'), newer('SomethingNewer'))
  await needs.meet('Cai')
  await takeAll(needs, profile, 1)
  t.same((await checkpointOf(needs.db, profile))?.passed_over, ['SomethingNewer', 'SomethingElse'])

  await sql`update checkpoint set passed_over = '{PersonMet,SomethingNewer}'`.execute(needs.db)
  await rebuild(needs, profile, { batchSize: 1 })
  t.same((await checkpointOf(needs.db, profile))?.passed_over, ['SomethingNewer', 'SomethingElse'], 'PersonMet is known')
})

t.test('nothing is built where no rebuild is under way, and nothing is left behind', async (t) => {
  const needs = await withPeopleMet(t, 'Ana')
  await takeAll(needs, profile)
  await t.rejects(takeBatch(needs, profile, { limit: 10, building: true }), { message: /not being built anew/ })
  await rebuild(needs, profile)
  t.same(await namesIn(needs.people), ['Ana'])
})

t.test('nobody else builds a view anew from when one began to look over the record until it is swapped', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben', 'Cai')
  const [looking, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slowly: Met['record'] = {
    ...needs.record,
    async after(...asked) {
      looking.resolve()
      await goOn.promise
      return needs.record.after(...asked)
    },
  }
  const first = rebuildTogether({ ...needs, record: slowly }, [profile, areaCounts] as readonly Projection[])
  await looking.promise
  await t.rejects(rebuild(needs, areaCounts as Projection), /area-counts: being built anew by another process already/)
  goOn.resolve()
  await first
  await rebuild(needs, areaCounts as Projection)
  t.same(await countMet(needs.owner), 3)
})
