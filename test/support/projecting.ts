import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Logger, pino } from 'pino'
import type { Test } from 'tap'
import type { Projecting } from '../../src/projecting/batch.ts'
import { takeBatch } from '../../src/projecting/batch.ts'
import type { Projection } from '../../src/projecting/projection.ts'
import type { Db } from '../../src/projecting/writer.ts'
import type { TheRecord } from '../../src/store/record.ts'
import { ask, met } from './asking.ts'
import { type TestDatabase, withDatabase } from './database.ts'
import { recordIn, told } from './lives.ts'

/** A record of people met in Quayside in June 2026, and what a projector needs to read it. */
export interface Met extends Projecting {
  record: TheRecord
  database: TestDatabase
  /** As those who read what is written of people. */
  people: Db
  /** As the owner, for spoiling what was written. */
  owner: Db
  log: Logger
  /** What was logged, in order. */
  logged: Record<string, unknown>[]
  /** Somebody more is met: one entry. */
  meet(name: string): Promise<string>
}

export async function withPeopleMet(t: Pick<Test, 'teardown'>, ...names: string[]): Promise<Met> {
  const database = await withDatabase(t)
  const record = recordIn(database, () => new Date('2026-06-15T09:00:00Z'))
  const logged: Record<string, unknown>[] = []
  const meet = async (name: string) => {
    const person = randomUUID()
    await told(record, person, met('X10000101', name))
    return person
  }
  for (const name of names) await meet(name)
  return {
    database,
    record,
    db: dbOf(database, 'unfolding_projector'),
    people: dbOf(database, 'unfolding_practitioner'),
    owner: dbOf(database, 'owner'),
    log: pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) }),
    logged,
    meet,
  }
}

/** One more connection to a room. */
export function dbOf(database: TestDatabase, role: Parameters<TestDatabase['open']>[0]): Db {
  return database.open<never>(role).db as Db
}

/** An entry of a kind that nobody knows yet. */
export function newer(type: string) {
  return ask(type, { code: 1 })
}

/** The names of everybody in the profiles, as one reads them in this role. */
export async function namesIn(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from profile_v1 order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/** How many people were met in Quayside in June 2026, as the area counts have it. */
export async function countMet(db: Db): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select coalesce(sum(people), 0)::int as people from area_delta_v1
    where measure = 'people-met' and dim = '' and area = 'X10000101' and period = '2026-06'`.execute(db)
  return rows[0]?.people ?? 0
}

/** Where a projection is, and what it passed over; undefined where it has not begun. */
export async function checkpointOf(
  db: Db,
  { name }: Projection,
  building = false,
): Promise<{ position: bigint; passed_over: string[] } | undefined> {
  const { rows } = await sql<{ position: bigint; passed_over: string[] }>`
    select position, passed_over from checkpoint where projection = ${name} and building = ${building}`.execute(db)
  return rows[0]
}

export async function takeAll(needs: Projecting, projection: Projection, limit = 10_000): Promise<void> {
  while (Number(await takeBatch(needs, projection, { limit })) > 0);
}

/** The projection with something done before each batch that it takes. */
export function doing<Table extends string>(projection: Projection<Table>, first: () => Promise<unknown> | undefined): Projection<Table> {
  return {
    ...projection,
    async take(changes, writer) {
      await first()
      await projection.take(changes, writer)
    },
  }
}
