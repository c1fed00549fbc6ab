import { sql } from 'kysely'
import t from 'tap'
import { areaCounts } from '../../projections/area-counts.ts'
import { areaPlaces } from '../../projections/area-places.ts'
import { caseload } from '../../projections/caseload.ts'
import { household } from '../../projections/household.ts'
import { projections } from '../../projections/index.ts'
import { profile } from '../../projections/profile.ts'
import { takeBatch, takeTogether } from '../../src/projecting/batch.ts'
import type { Change, Projection } from '../../src/projecting/projection.ts'
import { rebuild, rebuildTogether } from '../../src/projecting/rebuild.ts'
import { areaStream, personStream } from '../../src/store/event-store.ts'
import { amira, told } from '../support/lives.ts'
import { checkpointOf, countMet, dbOf, doing, type Met, namesIn, takeAll, withPeopleMet } from '../support/projecting.ts'
import { entry, uuid } from '../support/spec.ts'

const all = projections as readonly Projection[]

/** The projection, and what it is given. */
function watched(projection: unknown): { projection: Projection; given: Change[] } {
  const given: Change[] = []
  const of = projection as Projection
  return {
    given,
    projection: {
      ...of,
      async take(changes, writer) {
        given.push(...changes)
        await of.take(changes, writer)
      },
    },
  }
}

/** The same, and each time that stories are read: which, and whether with their words. */
function watchedRecord({ record }: Met): { record: Met['record']; reads: { streams: number; words: boolean }[] } {
  const reads: { streams: number; words: boolean }[] = []
  return {
    reads,
    record: {
      ...record,
      readMany(streams, options) {
        reads.push({ streams: streams.length, words: options?.words ?? true })
        return record.readMany(streams, options)
      },
    },
  }
}

async function at(needs: Met, ...some: unknown[]): Promise<(bigint | undefined)[]> {
  return Promise.all(some.map(async (one) => (await checkpointOf(needs.db, one as Projection))?.position))
}

async function positions({ record }: Met): Promise<bigint[]> {
  return (await record.after(0n, 1_000)).map(({ position }) => position)
}

t.test('those that stand at one place read each story once, with its words where any of them wants those', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben')
  const { record, reads } = watchedRecord(needs)
  t.equal(await takeTogether({ db: needs.db, record }, all, { limit: 10 }), 2)
  t.equal(await takeTogether({ db: needs.db, record }, all, { limit: 10 }), 0)
  t.same(reads, [{ streams: 2, words: true }])
  t.same(await namesIn(needs.people), ['Ana', 'Ben'])
  t.equal(await countMet(needs.db), 2)

  await needs.meet('Cai')
  await takeTogether({ db: needs.db, record }, [areaCounts as Projection, household as Projection], { limit: 10 })
  t.same(reads.at(-1), { streams: 1, words: false }, 'where none wants words, no key is touched')
})

t.test('who wants no words is given none, beside those who want them: the very entries that are read without', async (t) => {
  const needs = await withPeopleMet(t)
  const person = uuid()
  const stream = personStream(person)
  const [name, goal, removed] = [uuid(), uuid(), uuid()]
  const setting = { where: 'home' as const, whatWasHappening: 'We had tea', howIFelt: 'Well' }
  await told(
    needs.record,
    person,
    entry('PersonMet', { facts: { area: 'X10000101' }, words: { name: 'Ana' } }),
    entry('GoalVoiced', { id: goal, saidBy: { who: 'person', name: 'Ana' }, setting, facts: { goal }, words: { goal: 'To swim' } }),
    entry('NameChosen', { id: name, words: { name: 'Annie' } }),
    entry('WordsRemoved', { id: removed, facts: { entry: name, ground: 'too-much' }, words: { reason: 'Asked' } }),
  )
  const placeEvent = { facts: { placeEvent: uuid(), kind: 'closure', pace: 'one-off' }, words: { what: 'It shut', whoSays: 'The council' } }
  await needs.record.append(areaStream('X10000101'), 0, [entry('PlaceEventNoted', placeEvent)], { by: amira })
  const [withWords, without, ofPlaces] = [watched(profile), watched(areaCounts), watched(areaPlaces)]
  await takeTogether(needs, [withWords.projection, without.projection, ofPlaces.projection], { limit: 10 })

  const read = async (words: boolean) => (await needs.record.readMany([stream], { words })).get(stream)
  t.same(without.given, [{ whose: person, before: [], after: await read(false) }])
  t.notMatch(JSON.stringify(without.given), /Ana|Annie|swim|tea|Well|Asked/)
  t.same(withWords.given, [{ whose: person, before: [], after: await read(true) }])
  t.match(ofPlaces.given, [{ whose: 'X10000101', after: [{ words: { what: 'It shut' } }] }], 'those of places are public')
})

t.test('those that are behind go first, up to where the next of them stands, and then all together', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben', 'Cai')
  const [first, second, third] = await positions(needs)
  await takeBatch(needs, profile as Projection, { limit: 2 })
  await takeBatch(needs, areaCounts as Projection, { limit: 1 })
  const some = [profile, caseload, areaCounts] as readonly unknown[] as readonly Projection[]
  const moves: unknown[] = [await at(needs, ...some)]
  while (Number(await takeTogether(needs, some, { limit: 100 })) > 0) moves.push(await at(needs, ...some))
  t.same(moves, [
    [second, undefined, first],
    [second, first, first],
    [second, second, second],
    [third, third, third],
  ])
  t.same(await namesIn(needs.people), ['Ana', 'Ben', 'Cai'])
  t.equal(await countMet(needs.db), 3)
})

t.test('where one of them throws nothing is kept of any; what another has in hand is left to it', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben')
  await takeTogether(needs, all, { limit: 1 })
  const failing = doing(household, () => Promise.reject(new Error('no')))
  const some = [profile, failing, areaCounts] as readonly unknown[] as readonly Projection[]
  await t.rejects(takeTogether(needs, some, { limit: 1 }), { message: 'no' })
  t.same(await at(needs, ...some), Array(3).fill((await positions(needs))[0]))
  t.equal(await countMet(needs.db), 1)

  let goOn = () => {}
  const inHand = new Promise<void>((begun) => {
    const slow = doing(profile, () => {
      begun()
      return new Promise<void>((resolve) => {
        goOn = resolve
      })
    })
    t.resolves(takeBatch(needs, slow as Projection, { limit: 10 }))
  })
  await inHand
  const other = { db: dbOf(needs.database, 'unfolding_projector'), record: needs.record }
  t.equal(await takeTogether(other, [profile, areaCounts] as readonly unknown[] as readonly Projection[], { limit: 10 }), 1)
  t.equal(await countMet(needs.db), 2)
  t.equal(await takeTogether(other, [profile as Projection], { limit: 10 }), 'elsewhere')
  goOn()
})

t.test('several are built anew by reading each story once, and nobody reads one of them half-built', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben', 'Cai')
  for (const projection of all) await takeAll(needs, projection)
  await sql`update profile_v1 set name = 'Wrong'`.execute(needs.owner)
  await sql`update area_delta_v1 set people = people + 5`.execute(needs.owner)
  const { record, reads } = watchedRecord(needs)
  const seen: string[][] = []
  const reading = doing(profile, async () => seen.push(await namesIn(needs.people)))
  const some = all.map((projection) => (projection.name === 'profile' ? (reading as Projection) : projection))
  await rebuildTogether({ db: needs.db, record }, some, { batchSize: 2 })
  t.same(reads, [
    { streams: 2, words: true },
    { streams: 1, words: true },
  ])
  t.same(seen, Array(2).fill(['Wrong', 'Wrong', 'Wrong']))
  t.same(await namesIn(needs.people), ['Ana', 'Ben', 'Cai'])
  t.equal(await countMet(needs.db), 3)
})

t.test('what was left half-built at different places goes on from there, each with what it has not yet', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben', 'Cai', 'Dot')
  // What was said of Ana last lies beyond the place where each of them is stopped.
  const [{ stream = '' } = {}] = await needs.record.after(0n, 1)
  await told(needs.record, stream.slice('person-'.length), entry('NameChosen', { words: { name: 'Annie' } }))
  const stopping = (projection: unknown, after: number) => {
    let left = after
    return doing(projection as Projection, async () => {
      left -= 1
      if (left < 0) throw new Error('the power went')
    })
  }
  await t.rejects(rebuild(needs, stopping(profile, 1), { batchSize: 1 }), { message: 'the power went' })
  await t.rejects(rebuild(needs, stopping(areaCounts, 3), { batchSize: 1 }), { message: 'the power went' })
  const [ofProfile, ofCounts, ofCards] = [watched(profile), watched(areaCounts), watched(caseload)]
  await needs.meet('Eve')
  await rebuildTogether(needs, [ofProfile.projection, ofCounts.projection, ofCards.projection], { batchSize: 1 })
  t.same(
    [ofProfile, ofCounts, ofCards].map(({ given }) => given.length),
    [4, 2, 5],
  )
  t.same(await namesIn(needs.people), ['Annie', 'Ben', 'Cai', 'Dot', 'Eve'])
  t.equal(await countMet(needs.db), 5)
})

t.test('where another process moved what is being built, nothing is kept of what was made of it', async (t) => {
  const needs = await withPeopleMet(t, 'Ana', 'Ben', 'Cai')
  const other = { db: dbOf(needs.database, 'unfolding_projector'), record: needs.record }
  let between = true
  const overtaken = doing(areaCounts, async () => {
    if (!between) return
    between = false
    await sql`update checkpoint set position = position + 1 where building`.execute(other.db)
  })
  await t.rejects(rebuild(needs, overtaken as Projection, { batchSize: 1 }), /moved by another/)
  await sql`update checkpoint set position = 0 where building`.execute(other.db)
  await rebuild(needs, areaCounts as Projection, { batchSize: 1 })
  t.equal(await countMet(needs.db), 3)
})

t.test('where a story has the same rows as before nothing is written; where it has others, those', async (t) => {
  const needs = await withPeopleMet(t)
  const person = uuid()
  const home = () => entry('HomeChanged', { facts: { area: 'X10000101', household: uuid() } })
  const rows = async () =>
    (await sql<{ xmin: string; household: string }>`select xmin::text, household from household_v1`.execute(needs.owner)).rows
  await told(needs.record, person, entry('PersonMet', { facts: { area: 'X10000101' }, words: { name: 'Ana' } }), home())
  await takeTogether(needs, all, { limit: 10 })
  const before = await rows()
  await told(needs.record, person, entry('NameChosen', { words: { name: 'Annie' } }))
  await takeTogether(needs, all, { limit: 10 })
  t.same(await namesIn(needs.people), ['Annie'])
  t.same(await rows(), before, 'they are the very same')
  await told(needs.record, person, home())
  await takeTogether(needs, all, { limit: 10 })
  t.equal((await rows()).length, 2)
})
