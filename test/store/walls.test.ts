import t from 'tap'
import { openDatabase } from '../../src/store/database.ts'
import { type TestDatabase, withDatabase } from '../support/database.ts'
import { calledBy, type Does, doneBy } from '../support/what-roles-do.ts'

/** Every table there is. A new one has no place here until somebody has said below who may do what with it. */
const tables = [
  'area',
  'area_delta_v1',
  'area_line_v1',
  'area_place_event_v1',
  'area_published_v1',
  'area_symbol_v1',
  'caseload_v2',
  'checkpoint',
  'device_key',
  'edition_v1',
  'household_v1',
  'key_forgotten',
  'key_node',
  'key_sweep',
  'kysely_migration',
  'kysely_migration_lock',
  'look',
  'look_id_seq',
  'master_key',
  'profile_v1',
  'record',
  'record_home',
  'signed_list',
  'stream_head',
  'unsettled_v1',
]

const all = 'select insert update delete'

/** What each role may do with each table; with every other nothing. Of some columns alone where they stand beside it. */
const may: Record<string, Does> = {
  unfolding_record: {
    record: 'select insert',
    key_node: 'select insert update(wrapped, wrapped_by) delete',
    key_forgotten: 'select insert',
    key_sweep: 'select update',
    master_key: 'select insert delete',
    record_home: 'select insert',
    signed_list: 'select insert',
    stream_head: 'select insert',
    area: 'select',
  },
  unfolding_projector: {
    profile_v1: all,
    caseload_v2: all,
    household_v1: all,
    unsettled_v1: all,
    area_delta_v1: all,
    area_place_event_v1: all,
    area_published_v1: 'select insert',
    area_symbol_v1: 'select insert update',
    area_line_v1: 'select insert',
    edition_v1: 'select insert',
    checkpoint: all,
    area: 'select',
  },
  unfolding_looks: { look: 'insert' },
  unfolding_practitioner: {
    profile_v1: 'select',
    caseload_v2: 'select',
    household_v1: 'select',
    device_key: 'select insert',
    checkpoint: 'select',
    area: 'select',
  },
  unfolding_reviewer: { profile_v1: 'select(person, area, name)', household_v1: 'select', checkpoint: 'select', area: 'select' },
  unfolding_steward: { profile_v1: 'select(person, area, name)', unsettled_v1: 'select', checkpoint: 'select', area: 'select' },
  unfolding_person: { checkpoint: 'select', area: 'select' },
  unfolding_commissioner: {
    area_published_v1: 'select',
    area_place_event_v1: 'select',
    edition_v1: 'select',
    checkpoint: 'select',
    area: 'select',
  },
  // What the service logs in as before it takes a role, and a role of before.
  unfolding_service: {},
  unfolding_people: {},
}

/** Every function there is, and the one role that may call it. Those that triggers call are called by nobody. */
const mayCall: Record<string, string | undefined> = {
  begin_building: 'unfolding_projector',
  swap_built: 'unfolding_projector',
  looks_at: 'unfolding_looks',
  last_look: 'unfolding_looks',
  refuse_to_change_a_list: undefined,
  refuse_to_change_a_look: undefined,
  refuse_to_change_the_record: undefined,
}

const roles = Object.keys(may)

async function found(database: TestDatabase, query: string): Promise<string[]> {
  const { rows } = await database.open('owner').pool.query<{ found: string }>(query)
  return rows.map(({ found }) => found)
}

const relations =
  "select relname as found from pg_class where relnamespace = 'public'::regnamespace and relkind not in ('i', 'I') order by 1"

/** Every role that was given something in this database. */
const granted = `
  select distinct pg_get_userbyid(refobjid)::text as found from pg_shdepend
  where dbid = (select oid from pg_database where datname = current_database()) and refclassid = 'pg_authid'::regclass and deptype = 'a' order by 1`

t.test('every table, function and role has its place here', async (t) => {
  const database = await withDatabase(t)
  t.same(await found(database, relations), tables)
  t.same(
    await found(database, "select proname as found from pg_proc where pronamespace = 'public'::regnamespace order by 1"),
    Object.keys(mayCall).sort(),
  )
  t.same(await found(database, "select nspname as found from pg_namespace where nspname !~ '^(pg_|information_schema$)'"), ['public'])
  t.same(await found(database, granted), roles.filter((role) => Object.keys(may[role] ?? {}).length > 0).sort())
})

for (const role of roles)
  t.test(`${role} may do what is written here, and is refused everything else`, async (t) => {
    const database = await withDatabase(t)
    t.same(await doneBy(database, role, tables), may[role])
    const functions = Object.keys(mayCall)
    t.same(
      await calledBy(database, role, functions),
      functions.filter((name) => mayCall[name] === role),
    )
  })

t.test('nobody makes, changes or takes away a table, also not one of their own or one that hides another', async (t) => {
  const database = await withDatabase(t)
  for (const role of roles) {
    const { pool, close } = openDatabase(database.superUrl, role as 'unfolding_looks', { max: 1 })
    for (const [statement, refused] of [
      ['create table mine ()', /permission denied/],
      ["create function now() returns int language sql as 'select 1'", /permission denied/],
      ['create schema mine', /permission denied/],
      ['alter table look disable trigger all', /must be owner/],
      ['drop table look', /must be owner/],
      ['create role mine', /permission denied/],
      ['set session_replication_role = replica', /permission denied/],
    ] as const)
      await t.rejects(pool.query(statement), refused, `${role}: ${statement}`)
    await close()
  }
})

// Of whoever logs in PostgreSQL asks again at every `set role`: what the service logs in as is in all of these roles, so a connection that could be
// made to say `set role` could take another. What holds there is that no room lets anybody's words be a statement: they are only ever values. The
// walls are for what a room's own code asks by mistake, and the roles open nothing into one another by themselves.
t.test('no role is in another, and none can log in or give itself more', async (t) => {
  const database = await withDatabase(t)
  const { pool } = database.open('owner')
  const ours = roles.filter((role) => role !== 'unfolding_service')
  const { rows: within } = await pool.query(
    `select pg_get_userbyid(roleid) as role, pg_get_userbyid(member) as member from pg_auth_members
     where pg_get_userbyid(member) = any($1) or (pg_get_userbyid(roleid) = any($1) and pg_get_userbyid(member) not in ('unfolding_service', 'unfolding_owner'))`,
    [ours],
  )
  t.same(within, [])
  const { rows: strong } = await pool.query(
    `select rolname from pg_roles where rolname = any($1)
     and (rolcanlogin or rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)`,
    [ours],
  )
  t.same(strong, [])
})

t.test('a read model that is built anew stands behind the same walls, while it is built and once it is read', async (t) => {
  const database = await withDatabase(t)
  const views = tables.filter((table) => /_v\d+$/.test(table))
  const projector = database.open('unfolding_projector').pool
  await projector.query('select begin_building($1)', [views])
  const building = (does: Does | undefined) =>
    Object.fromEntries(Object.entries(does ?? {}).map(([table, what]) => [`${table}_building`, what]))
  for (const role of roles) {
    const expected = Object.fromEntries(Object.entries(building(may[role])).filter(([table]) => /_v\d+_building$/.test(table)))
    t.same(
      await doneBy(
        database,
        role,
        views.map((table) => `${table}_building`),
      ),
      expected,
      role,
    )
  }
  await projector.query('select swap_built($1)', [views])
  t.same(await found(database, relations), tables)
  for (const role of roles) t.same(await doneBy(database, role, tables), may[role], role)
})
