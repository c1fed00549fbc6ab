import t from 'tap'
import { isView, kept, leftOut, parts } from '../../src/backing-up/tables.ts'
import { withDatabase } from '../support/database.ts'

t.test('everything in the database is backed up, or it is said why not', async (t) => {
  const { pool } = (await withDatabase(t)).open('owner')
  const { rows } = await pool.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind not in ('i', 'I') order by 1",
  )
  t.same(
    [...parts.flatMap((part) => kept[part]), ...Object.keys(leftOut)].sort(),
    rows.map(({ name }) => name),
    'a new table has its place in src/backing-up/tables.ts',
  )
})

t.test('what rests on other rows comes after them', async (t) => {
  const { pool } = (await withDatabase(t)).open('owner')
  const { rows } = await pool.query<{ from: string; to: string }>(
    `select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint where contype = 'f' and conrelid <> confrelid`,
  )
  t.ok(rows.length > 0)
  for (const { from, to } of rows) {
    const order = parts.map((part) => kept[part]).find((tables) => tables.includes(from)) ?? []
    t.ok(order.indexOf(to) >= 0 && order.indexOf(to) < order.indexOf(from), `${from} after ${to}, in the same part`)
  }
})

t.test('keys and record are in different parts, and a view in neither', async (t) => {
  t.same(
    kept.record.filter((table) => /key/.test(table)),
    [],
  )
  t.same(
    kept.keys.filter((table) => !/key/.test(table)),
    [],
  )
  t.ok(['profile_v1', 'journey_v1', 'profile_v1_building'].every(isView))
  t.notOk(['record', 'area_published_v1', 'kysely_migration'].some(isView))
})
