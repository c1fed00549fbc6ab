import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import t from 'tap'
import { areaCounts } from '../../projections/area-counts.ts'
import { inEditions, withBegun } from '../../src/projecting/editions.ts'
import { rebuild } from '../../src/projecting/rebuild.ts'
import type { Db } from '../../src/projecting/writer.ts'
import { keysIn } from '../../src/store/keys.ts'
import { masterKeyFrom } from '../../src/store/master-key.ts'
import { sealedRecord } from '../../src/store/sealing.ts'
import { met } from '../support/asking.ts'
import { withDatabase } from '../support/database.ts'
import { withKurrentDb } from '../support/kurrentdb.ts'
import { told } from '../support/lives.ts'
import { dbOf, takeAll } from '../support/projecting.ts'
import { entry } from '../support/spec.ts'

const at = (position: bigint, at: string) => ({ position, at })

t.test('an edition begins with the first entry of its month, and is not left for an earlier one', async (t) => {
  const first = withBegun({}, [at(10n, '2026-02-27T10:00:00.000Z'), at(20n, '2026-02-28T10:00:00.000Z')])
  t.same(first, { '2026-02': '10' })
  const then = withBegun(first, [
    at(35n, '2026-03-01T00:00:00.000Z'),
    at(41n, '2026-02-28T23:59:00.000Z'),
    at(42n, '2026-04-30T23:00:00.000Z'),
    at(90n, '2026-04-30T22:59:59.000Z'),
  ])
  t.same(then, { '2026-02': '10', '2026-03': '35', '2026-05': '42' }, 'by the clocks of London')
  t.same(withBegun(then, []), then)
})

t.test('an entry is of the edition it came in, where its own time says an earlier one', async (t) => {
  const recorded = (position: number, at: string) => ({
    ...entry('PersonMet'),
    record: { position: String(position), revision: 1, at, by: { sub: 'amira', role: 'practitioner' } },
  })
  const story = [
    recorded(5, '2026-01-02T10:00:00.000Z'),
    recorded(12, '2026-02-28T10:00:00.000Z'),
    recorded(1_000, '2026-02-28T10:00:00.000Z'),
  ]
  t.same(
    inEditions(story, { '2026-02': '10', '2026-03': '999' }).map(({ record }) => record.edition),
    [undefined, undefined, '2026-03'],
  )
})

t.test('what a service whose clock is behind writes counts in the month the record is in, also when it is counted anew', async (t) => {
  const database = await withDatabase(t)
  const { open } = await withKurrentDb(t)
  const keys = keysIn(database.open('unfolding_record'), masterKeyFrom(Buffer.alloc(32, 7)))
  const service = (now: string) => sealedRecord(open({ clock: () => new Date(now) }), keys)
  const [ahead, behind] = [service('2026-03-01T00:05:00.000Z'), service('2026-02-28T23:55:00.000Z')]
  const meet = (record: typeof ahead) => told(record, randomUUID(), { ...met(), happened: { from: '2026-02-01' } })
  const needs = { db: dbOf(database, 'unfolding_projector') as Db, record: ahead }
  await meet(behind)
  await meet(ahead)
  await takeAll(needs, areaCounts)
  await meet(behind)
  await takeAll(needs, areaCounts)

  const metIn = async () =>
    (
      await sql<{ edition: string; people: number }>`
        select edition, sum(people)::int as people from area_delta_v1
        where measure = 'people-met' and dim = '' and per = 'month' and area = 'X10000101' group by edition order by edition`.execute(
        needs.db,
      )
    ).rows
  const expected = [
    { edition: '2026-02', people: 1 },
    { edition: '2026-03', people: 2 },
  ]
  t.same(await metIn(), expected)
  for (const batch of [1, 100]) {
    await rebuild(needs, areaCounts, { batchSize: batch })
    t.same(await metIn(), expected, `anew, ${batch} at a time`)
  }
})
