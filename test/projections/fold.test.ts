import { deepStrictEqual } from 'node:assert'
import fc from 'fast-check'
import { sql } from 'kysely'
import t from 'tap'
import { journey, journeyOf, linesAsked, linesOf } from '../../projections/journey.ts'
import { profile, profileIn } from '../../projections/profile.ts'
import { retell } from '../../src/domain/retelling.ts'
import { takeBatch } from '../../src/projecting/batch.ts'
import type { Projection } from '../../src/projecting/projection.ts'
import type { AnyDatabase } from '../../src/projecting/writer.ts'
import { personStream } from '../../src/store/event-store.ts'
import { withDatabase } from '../support/database.ts'
import { asRecorded, histories, holds } from '../support/histories.ts'
import { amira, recordIn } from '../support/lives.ts'

const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

t.test('the stored profile and journey equal the fold of the whole retelling, for random histories', async (t) => {
  const database = await withDatabase(t)
  const db = database.open<AnyDatabase>('unfolding_projector').db
  let now = '2024-01-01T00:00:00.000Z'
  const record = recordIn(database, () => new Date(now))
  const lives = fc.sample(histories, { numRuns: 60, seed: 42 })
  const people = lives.map((_, i) => `00000000-0000-4000-8000-${String(i + 1).padStart(12, '0')}`)
  for (const [i, { entries }] of lives.entries()) {
    for (const [before, { at, entry }] of entries.entries()) {
      now = at
      await record.append(personStream(people[i] ?? ''), before, [entry], { by: amira })
    }
  }
  // The clock of one record never goes back, so `at` is not that of the history: the fold is taken of what the record says.
  for (const projection of [profile, journey] as Projection[])
    while (Number(await takeBatch({ db, record }, projection, { limit: 100 })) > 0);

  for (const person of people) {
    const retelling = retell(await record.read(personStream(person)))
    const { rows } = await sql<{ profile: unknown }>`select profile from profile_v1 where person = ${person}`.execute(db)
    t.same(rows[0]?.profile, plain(profileIn(retelling)), 'profile')
    for (const asked of [
      { limit: 500 },
      { limit: 3, from: '2023-10-01', to: '2024-06-30' },
      { limit: 5, types: ['GoalVoiced', 'HomeChanged'] },
    ]) {
      t.same(plain(await journeyOf(db, person, asked)), plain(linesAsked(linesOf(retelling), asked)), 'journey')
    }
  }
})

t.test('paging through a journey shows every line once, in the same order', async (t) => {
  const [life] = fc.sample(histories, { numRuns: 1, seed: 11 })
  const all = linesOf(retell(asRecorded(life ?? { entries: [] })))
  t.ok(all.length > 5, 'there is more than a page')
  const seen: number[] = []
  let after: { firstDay: string; coarse: number; revision: number } | undefined
  for (;;) {
    const page = linesAsked(all, { limit: 2, after }).slice(0, 2)
    if (page.length === 0) break
    seen.push(...page.map(({ revision }) => revision))
    after = page.at(-1)
  }
  t.same(
    seen,
    all.map(({ revision }) => revision),
  )
})

t.test('cutting the record at an instant and asking now equals asking what was known at that instant', async (t) => {
  holds(
    t,
    fc.property(histories, fc.nat(), (life, pick) => {
      const recorded = asRecorded(life)
      const knownAt = recorded[pick % recorded.length]?.record.at ?? ''
      const cut = recorded.filter(({ record }) => record.at <= knownAt)
      deepStrictEqual(profileIn(retell(recorded, { knownAt })), profileIn(retell(cut)))
    }),
    200,
  )
})

t.test('the order in which entries of different days arrive does not change what is said of life', async (t) => {
  const shape = (recorded: ReturnType<typeof asRecorded>) =>
    retell(recorded)
      .filter(({ type }) => type !== 'PersonMet')
      .map(({ id }) => id)
  holds(
    t,
    fc.property(histories, (life) => {
      const recorded = asRecorded(life)
      const days = retell(recorded).map(({ span }) => `${span.first} ${span.coarse}`)
      fc.pre(new Set(days).size === days.length)
      const backwards = recorded.toReversed().map((entry, i) => ({ ...entry, record: { ...entry.record, revision: i + 1 } }))
      deepStrictEqual(shape(backwards), shape(recorded))
    }),
    100,
  )
})
