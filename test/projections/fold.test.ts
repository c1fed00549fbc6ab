import { deepStrictEqual } from 'node:assert'
import fc from 'fast-check'
import { sql } from 'kysely'
import t from 'tap'
import { profile, profileIn } from '../../projections/profile.ts'
import { cells } from '../../src/domain/counting/cells.ts'
import { contributions } from '../../src/domain/counting.ts'
import type { AnyEntry, Recorded } from '../../src/domain/entry.ts'
import { lineOf } from '../../src/domain/journey.ts'
import { putsRight } from '../../src/domain/putting-right.ts'
import { type Cut, type Line, retell, retellAll } from '../../src/domain/retelling.ts'
import { daysAfter, londonDay } from '../../src/domain/values.ts'
import { takeBatch } from '../../src/projecting/batch.ts'
import type { Projection } from '../../src/projecting/projection.ts'
import type { AnyDatabase } from '../../src/projecting/writer.ts'
import { personStream } from '../../src/store/event-store.ts'
import { withDatabase } from '../support/database.ts'
import { asRecorded, histories, holds } from '../support/histories.ts'
import { amira, recordIn } from '../support/lives.ts'

// What holds for every story, whoever tells it: late, out of order, imprecisely, put right and disputed.

const cases = 1_000
const plain = (value: unknown) => JSON.parse(JSON.stringify(value))
const personOf = (i: number) => `00000000-0000-4000-8000-${String(i + 1).padStart(12, '0')}`

/** All that is made of a story: the profile, the journey and what counts. */
function allOf(recorded: readonly Recorded<AnyEntry>[], cut: Cut = {}) {
  const retelling = retell(recorded, cut)
  return {
    profile: profileIn(retelling),
    journey: retellAll(recorded, cut).map((line) => lineOf(line, line.standing)),
    counts: cells(contributions(retelling)),
  }
}

/** A day and an instant somewhere in and around a story; sometimes the very instant at which something was written down. */
const cuts = fc.record({
  day: fc.integer({ min: -400, max: 900 }).map((days) => daysAfter('2024-01-10', days)),
  late: fc.integer({ min: -40, max: 900 }),
  exactly: fc.boolean(),
  pick: fc.nat(),
})
function knownAtIn(
  recorded: readonly Recorded<AnyEntry>[],
  { late, exactly, pick }: { late: number; exactly: boolean; pick: number },
): string {
  const at = recorded[pick % recorded.length]?.record.at ?? ''
  return exactly ? at : `${daysAfter('2024-01-10', late)}T10:00:00.000Z`
}

t.test('the stored profile equals the fold of the whole retelling', async (t) => {
  const database = await withDatabase(t)
  const db = database.open<AnyDatabase>('unfolding_projector').db
  let now = Date.parse('2024-01-01T00:00:00Z')
  const record = recordIn(database, () => new Date(now))
  const lives = fc.sample(histories, { numRuns: cases })
  // Each story is written down in three parts, some weeks apart; the clock of one record never goes back.
  for (const part of [0, 1, 2]) {
    for (const [i, { entries }] of lives.entries()) {
      now += 3_600_000
      const stream = personStream(personOf(i))
      const [from, to] = [Math.ceil((entries.length * part) / 3), Math.ceil((entries.length * (part + 1)) / 3)]
      const anew = entries.slice(from, to).map(({ entry }) => entry)
      await record.append(stream, from, anew, { by: amira })
    }
  }
  while (Number(await takeBatch({ db, record }, profile as Projection, { limit: 500 })) > 0);

  const { rows } = await sql<{
    person: string
    profile: unknown
    revision: number
  }>`select person, profile, revision from profile_v1`.execute(db)
  const stored = new Map(rows.map((row) => [row.person, row]))
  t.equal(stored.size, cases)
  const different: string[] = []
  for (const [i, { entries }] of lives.entries()) {
    const person = personOf(i)
    try {
      deepStrictEqual(stored.get(person)?.profile, plain(profileIn(retell(await record.read(personStream(person))))))
      deepStrictEqual(stored.get(person)?.revision, entries.length)
    } catch (error) {
      different.push(`${JSON.stringify(entries)}: ${error}`)
    }
  }
  t.same(different, [])
})

t.test('a retelling never shows what was recorded after the instant it is asked for, nor what began after the day', async (t) => {
  holds(
    t,
    fc.property(histories, cuts, (life, cut) => {
      const recorded = asRecorded(life)
      const knownAt = knownAtIn(recorded, cut)
      const later = recorded.filter(({ record }) => record.at > knownAt)
      const shown = allOf(recorded, { asAt: cut.day, knownAt })
      // Whatever a later entry says, or says anew, is something that nobody could have said then: it is marked, and must not be found.
      const marked = recorded.map((entry) =>
        later.includes(entry) ? { ...entry, facts: marking(entry.facts), words: marking(entry.words) } : entry,
      )
      deepStrictEqual(allOf(marked, { asAt: cut.day, knownAt }), shown)
      const text = JSON.stringify(shown)
      return (
        later.every(({ id }) => !text.includes(id)) &&
        retell(recorded, { asAt: cut.day, knownAt }).every(
          ({ span, record, writtenOn }) => span.first <= cut.day && record.at <= knownAt && writtenOn <= londonDay(knownAt),
        )
      )
    }),
    cases,
  )
})

/** The same, with every text in it something else. */
function marking<T extends object>(said: T): T {
  return Object.fromEntries(
    Object.entries(said).map(([name, value]) => [name, name === 'entry' || typeof value !== 'string' ? value : `later ${value}`]),
  ) as T
}

t.test('cutting the record at an instant and asking now equals asking what was known at that instant', async (t) => {
  holds(
    t,
    fc.property(histories, cuts, fc.boolean(), (life, cut, anyDay) => {
      const recorded = asRecorded(life)
      const knownAt = knownAtIn(recorded, cut)
      const asAt = anyDay ? undefined : cut.day
      deepStrictEqual(
        allOf(recorded, { asAt, knownAt }),
        allOf(
          recorded.filter(({ record }) => record.at <= knownAt),
          { asAt },
        ),
      )
    }),
    cases,
  )
})

t.test('the order in which entries of different places in life arrive changes neither profile nor counts', async (t) => {
  holds(
    t,
    fc.property(histories, fc.array(fc.nat(), { minLength: 61, maxLength: 61 }), (life, weights) => {
      const recorded = asRecorded(life)
      const [met, ...told] = recorded.filter((entry) => !putsRight(entry))
      const shuffled = shuffledButForTies(told, retellAll(recorded), weights)
      const again = [...(met ? [met] : []), ...shuffled, ...recorded.filter(putsRight)]
      const arrived = again.map((entry, i) => ({ ...entry, record: { ...entry.record, revision: i + 1 } }))
      deepStrictEqual(profileIn(retell(arrived)), profileIn(retell(recorded)))
      deepStrictEqual(cells(contributions(retell(arrived))), cells(contributions(retell(recorded))))
    }),
    cases,
  )
})

/** In any order, but that entries with the same place in life keep the order they have. */
function shuffledButForTies(told: readonly Recorded<AnyEntry>[], lines: readonly Line[], weights: readonly number[]): Recorded<AnyEntry>[] {
  const place = new Map(lines.map(({ id, span }) => [id, `${span.first} ${span.coarse}`]))
  const queues = Map.groupBy(told, ({ id }) => place.get(id))
  const order = told.map((entry, i) => ({ entry, weight: weights[i] ?? 0 })).sort((a, b) => a.weight - b.weight)
  return order.flatMap(({ entry }) => queues.get(place.get(entry.id))?.shift() ?? [])
}
