import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { openDatabase } from '../../src/store/database.ts'
import { StoreUnavailable } from '../../src/store/event-store.ts'
import { type Look, looksIn } from '../../src/store/looks.ts'
import { type TestDatabase, withDatabase } from '../support/database.ts'
import { holdingLooks } from '../support/holding-looks.ts'

const sam = '00000000-0000-4000-8000-000000000001'
const at = '2026-03-01T10:00:00.120Z'

function look(more: Partial<Look> = {}): Look {
  return { person: sam, at, by: { sub: 'amira', role: 'practitioner' }, what: 'profile', why: 'area', ...more }
}

/** Looks in a database of the test's own, and how many people's each statement kept or tried to keep. */
async function withLooks(t: Test) {
  const database = await withDatabase(t)
  const { pool } = database.open('unfolding_looks')
  const statements: number[] = []
  const counted = Object.assign(Object.create(pool) as typeof pool, {
    query(asked: { name: string; text: string; values: unknown[][] }) {
      if (asked.name === 'keep-looks') statements.push(asked.values[0]?.length ?? 0)
      return pool.query(asked)
    },
  })
  return { database, statements, looks: looksIn({ pool: counted }) }
}

/** What is in the table, as its owner sees it, in the order it was kept. */
async function kept({ open }: TestDatabase): Promise<{ person: string; what: string }[]> {
  const { rows } = await open('owner').pool.query<{ person: string; what: string }>('select person, what from look order by id')
  return rows
}

async function whats(database: TestDatabase): Promise<string[]> {
  return (await kept(database)).map(({ what }) => what)
}

t.test('a look is given back as it was noted, newest first and a page at a time, and of that person alone', async (t) => {
  const { looks } = await withLooks(t)
  const restsOn = '00000000-0000-4000-8000-000000000009'
  const by = { sub: 'amira', name: 'Amira Khan', role: 'practitioner', organisation: 'X01' } as const
  await looks.note([look({ by, restsOn }), look({ person: randomUUID(), what: 'somebody else’s' })])
  await looks.note([look({ what: 'journey', at: '2026-03-01T10:00:01.000Z', by: { sub: 'sam', role: 'person' } })])
  await looks.note([look({ what: 'replay', why: 'review' })])

  const first = await looks.at(sam, { limit: 2 })
  t.match(first.looks, [{ what: 'replay' }, { what: 'journey' }])
  t.equal(first.looks.length, 2)
  t.same(first.looks[1], {
    id: first.looks[1]?.id,
    person: sam,
    at: '2026-03-01T10:00:01.000Z',
    by: { sub: 'sam', role: 'person' },
    what: 'journey',
    why: 'area',
  })
  const { next } = first
  if (next === undefined) throw new Error('there is one more')
  const second = await looks.at(sam, { limit: 2, before: next })
  t.same(second.looks, [{ id: second.looks[0]?.id, person: sam, at, by, what: 'profile', why: 'area', restsOn }])
  t.equal(second.next, undefined)
  t.same(await looks.at(randomUUID(), { limit: 2 }), { looks: [] })
  t.equal((await looks.at(sam, { limit: 3 })).next, undefined, 'a page that holds the last one says that it does')
})

t.test('the last look of one worker at one person: at what was asked for, before an instant, and nothing else of it', async (t) => {
  const { database, looks } = await withLooks(t)
  const day = (n: number) => `2026-03-0${n}T10:00:00.120Z`
  await looks.note([
    look({ at: day(1) }),
    look({ at: day(4), what: 'my people' }),
    look({ at: day(3), what: 'journey' }),
    look({ at: day(5), by: { sub: 'joe', role: 'practitioner' } }),
    look({ at: day(5), by: { sub: 'amira', role: 'person' } }),
    look({ at: day(5), person: randomUUID() }),
    look({ at: day(6), what: 'journey' }),
  ])
  const last = (before: string, what = ['profile', 'journey'], sub = 'amira') => looks.lastOf(sam, { sub, what, before })
  t.equal(await last(day(6)), day(3), 'by when it was, and not at that instant itself')
  t.equal(await last(day(7)), day(6))
  t.equal(await last(day(7), ['profile']), day(1))
  t.equal(await last(day(1)), undefined)
  t.equal(await last(day(7), [], 'amira'), undefined)
  t.equal(await last(day(7), ['profile'], 'nobody'), undefined)
  const { pool } = database.open('owner')
  await pool.query(
    "insert into look (at, person, sub, role, what, why) select now() - n * interval '1 minute', gen_random_uuid(), 'amira', 'practitioner', 'profile', 'area' from generate_series(1, 5000) n",
  )
  await pool.query('analyze look')
  const asked = `select at from look where person = '${sam}' and sub = 'amira' and what = any('{profile}') and role <> 'person' and at < now() order by at desc limit 1`
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain ${asked}`)
  t.match(rows.map((row) => row['QUERY PLAN']).join('\n'), 'look_by_person_and_sub', 'it is found by an index')
})

t.test('looks that wait at one moment are kept by one statement, in the order they came; one that comes alone goes at once', async (t) => {
  const { database, statements, looks } = await withLooks(t)
  await looks.note([look({ what: 'alone' })])
  await looks.note([])
  t.same(statements, [1])

  const several = looks.note([look({ what: '1' }), look({ person: randomUUID(), what: '2' })])
  await setImmediate()
  t.same(statements, [1, 2], 'whoever has nobody before them does not wait for others')
  const more = Array.from({ length: 24 }, (_, i) => looks.note([look({ what: String(i + 3) })]))
  await setImmediate()
  const yetMore = Array.from({ length: 24 }, (_, i) => looks.note([look({ what: String(i + 27) })]))
  await Promise.all([several, ...more, ...yetMore])
  t.same(statements, [1, 2, 48])
  t.same(await whats(database), ['alone', ...Array.from({ length: 50 }, (_, i) => String(i + 1))])
})

t.test('nobody is told that a look is kept before it is', async (t) => {
  const { database, looks } = await withLooks(t)
  const hold = await holdingLooks(database)
  let told = 0
  const noted = [looks.note([look()]).then(() => told++), looks.note([look()]).then(() => told++)]
  await hold.waitedFor()
  t.equal(told, 0)
  await hold.letGo()
  await Promise.all(noted)
  t.equal((await kept(database)).length, 2)
})

t.test('what fails is told to those who were in it; whoever waited meanwhile is kept', async (t) => {
  const { database, statements, looks } = await withLooks(t)
  const hold = await holdingLooks(database)
  const first = t.rejects(looks.note([look({ what: 'lost' })]), StoreUnavailable)
  await setImmediate()
  const next = [looks.note([look({ what: 'next' })]), looks.note([look({ what: 'and next' })])]
  await hold.waitedFor()
  await hold.loseWhoWaits()
  await first
  await hold.waitedFor()
  await hold.letGo()
  await Promise.all(next)
  t.same(statements, [1, 2])
  t.same(await whats(database), ['next', 'and next'])
})

t.test('where the database is out of reach those who were in it are told so at once, and not tried one by one', async (t) => {
  const { database, statements, looks } = await withLooks(t)
  const hold = await holdingLooks(database)
  const lost = Array.from({ length: 3 }, () => t.rejects(looks.note([look()]), StoreUnavailable))
  await hold.loseWhoWaits()
  await Promise.all(lost)
  await hold.letGo()
  t.same(statements, [3])
  t.same(await whats(database), [])
})

t.test('one that cannot be kept as it is takes no other with it, and is not told about in words', async (t) => {
  const { database, statements, looks } = await withLooks(t)
  const good = looks.note([look({ what: 'good' })])
  const bad = t.rejects(looks.note([look({ what: 'beside it' }), look({ why: '' })]), {
    name: 'StoreUnavailable',
    message: 'A look could not be kept (23514).',
  })
  const alsoGood = looks.note([look({ what: 'also good' })])
  await Promise.all([good, bad, alsoGood])
  t.same(statements, [4, 1, 2, 1])
  t.same(await whats(database), ['good', 'also good'])
})

t.test('a person who looks at their own story goes unnamed there', async (t) => {
  const { looks } = await withLooks(t)
  await t.rejects(looks.note([look({ by: { sub: 'sam', name: 'Sam', role: 'person' } })]), /could not be kept/)
})

t.test('who looked is never changed or removed, not by the owner and not by a superuser', async (t) => {
  const { database, looks } = await withLooks(t)
  await looks.note([look()])
  const refused = /Who looked is never changed or removed/
  for (const url of [database.ownerUrl, database.superUrl]) {
    const { pool, close } = openDatabase(url, 'owner')
    await t.rejects(pool.query("update look set sub = 'other'"), refused)
    await t.rejects(pool.query("update look set sub = 'other' where id = 0"), refused, 'also where nothing would be hit')
    await t.rejects(pool.query('delete from look'), refused)
    await t.rejects(pool.query('truncate look'), refused)
    await close()
  }
  const asReplica = openDatabase(database.superUrl, 'owner')
  await t.rejects(asReplica.pool.query('set session_replication_role = replica; delete from look'), refused)
  await asReplica.close()
  t.equal((await kept(database)).length, 1)
})

t.test('every role of the service is refused it too, and whoever keeps looks can go through none', async (t) => {
  const { database, looks } = await withLooks(t)
  await looks.note([look()])
  const { rows } = await database
    .open('owner')
    .pool.query<{ rolname: string }>("select rolname from pg_roles where rolname like 'unfolding\\_%' and rolname <> 'unfolding_owner'")
  t.ok(rows.length >= 5, 'the roles are found')
  for (const { rolname } of rows) {
    const { pool, close } = openDatabase(database.superUrl, rolname as 'unfolding_looks', { max: 1 })
    for (const statement of ["update look set sub = 'other'", 'delete from look', 'truncate look', 'drop table look'])
      await t.rejects(pool.query(statement), /permission denied|must be owner/, `${rolname}: ${statement}`)
    await close()
  }
  await t.rejects(database.open('unfolding_looks').pool.query('select from look'), /permission denied/)
})
