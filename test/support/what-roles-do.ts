import type pg from 'pg'
import { openDatabase } from '../../src/store/database.ts'
import type { TestDatabase } from './database.ts'

/** What may be done with each table, such as `select insert`; of some columns alone, `select(person, name)`. A table with which nothing may be done is left out. */
export type Does = Record<string, string>

/** A role, and the catalogue to look things up in. */
interface Trying {
  role: pg.ClientBase
  catalogue: pg.ClientBase
}

/** What a role is let do with these tables and sequences, by trying every statement there is, for each column by itself; all of it is undone. */
export async function doneBy(database: TestDatabase, role: string, tables: readonly string[]): Promise<Does> {
  return trying(database, role, async (trying) => {
    const does: Does = {}
    for (const table of tables) {
      const done = await doneWith(trying, table)
      if (done !== '') does[table] = done
    }
    return does
  })
}

/** Which of these functions a role is let call. */
export async function calledBy(database: TestDatabase, role: string, functions: readonly string[]): Promise<string[]> {
  return trying(database, role, async ({ role, catalogue }) => {
    const { rows } = await catalogue.query<{ name: string; nulls: string }>(
      `select proname as name, coalesce((select string_agg(format('null::%s', format_type(type, null)), ', ') from unnest(proargtypes) as type), '') as nulls
       from pg_proc where proname = any($1) and pronamespace = 'public'::regnamespace order by array_position($1, proname::text)`,
      [functions],
    )
    const called: string[] = []
    for (const { name, nulls } of rows) if (await isLet(role, `select ${name}(${nulls})`)) called.push(name)
    return called
  })
}

async function trying<T>({ superUrl }: TestDatabase, role: string, work: (trying: Trying) => Promise<T>): Promise<T> {
  // The superuser takes the role, so that those too are looked at which the service is not in.
  const rooms = [openDatabase(superUrl, role as 'unfolding_looks', { max: 1 }), openDatabase(superUrl, 'owner', { max: 1 })] as const
  const [client, catalogue] = [await rooms[0].pool.connect(), await rooms[1].pool.connect()]
  try {
    await client.query('begin')
    return await work({ role: client, catalogue })
  } finally {
    await client.query('rollback')
    for (const each of [client, catalogue]) each.release()
    for (const each of rooms) await each.close()
  }
}

async function doneWith({ role, catalogue }: Trying, table: string): Promise<string> {
  const { rows } = await catalogue.query<{ kind: string; columns: string[] }>(
    `select relkind as kind, array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped order by attnum) as columns
     from pg_class c where oid = $1::regclass`,
    [table],
  )
  const { kind, columns = [] } = rows[0] ?? {}
  if (kind === 'S')
    return those(role, { select: `select from ${table}`, usage: `select nextval('${table}')`, update: `select setval('${table}', 1)` })
  const done = [
    await ofColumns(role, columns, 'select', (column) => `select "${column}" from ${table}`),
    await ofColumns(role, columns, 'insert', (column) => `insert into ${table} ("${column}") values (default)`),
    await ofColumns(role, columns, 'update', (column) => `update ${table} set "${column}" = default`),
    await those(role, { delete: `delete from ${table}`, truncate: `truncate ${table}`, trigger: triggerOn(table) }),
  ]
  return done.filter((each) => each !== '').join(' ')
}

function triggerOn(table: string): string {
  return `create trigger mine before update on ${table} for each row execute function suppress_redundant_updates_trigger()`
}

async function ofColumns(role: pg.ClientBase, columns: readonly string[], what: string, by: (column: string) => string): Promise<string> {
  const done: string[] = []
  for (const column of columns) if (await isLet(role, by(column))) done.push(column)
  if (done.length === 0) return ''
  return done.length === columns.length ? what : `${what}(${done.join(', ')})`
}

async function those(role: pg.ClientBase, ways: Record<string, string>): Promise<string> {
  const done: string[] = []
  for (const [what, statement] of Object.entries(ways)) if (await isLet(role, statement)) done.push(what)
  return done.join(' ')
}

/** Whether a statement is let through: it may still fail for what it says. */
async function isLet(role: pg.ClientBase, statement: string): Promise<boolean> {
  await role.query('savepoint before')
  try {
    await role.query(statement)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === '42501')
  } finally {
    await role.query('rollback to before')
  }
}
