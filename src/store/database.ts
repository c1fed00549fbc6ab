import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { BaseLogger } from 'pino'
import type { Room } from '../domain/entry.ts'
import { rooms } from '../domain/lists.ts'
import { StoreUnavailable } from './event-store.ts'

/** The room of the database a pool works in: a role that is taken at once on connecting. `owner` takes none: for migrations and tests alone. */
export type DatabaseRole = 'unfolding_record' | 'unfolding_projector' | 'unfolding_looks' | `unfolding_${Room}` | 'owner'

/** The connections to one room of the database. `bigint` comes as a bigint, `date` as `YYYY-MM-DD`, `timestamptz` as an instant in UTC with milliseconds. */
export interface Connections {
  pool: pg.Pool
  /** How one more connection to the same room is made. */
  connection: pg.ClientConfig
  role: DatabaseRole
  close(): Promise<void>
}

/** One room of the database, open: its connections, and queries over them. */
export interface Database<Tables = unknown> extends Connections {
  db: Kysely<Tables>
}

export interface DatabaseOptions {
  /** Connections at most. */
  max?: number
  /** What a statement may take, in milliseconds; 0 is no limit. */
  statementTimeout?: number
  /** Shown in `pg_stat_activity`. */
  name?: string
  log?: Pick<BaseLogger, 'warn'>
}

/**
 * Opens the database at `url` (`postgres://…`) for one role. Nothing is connected until it is asked something. An error on a connection that
 * nobody is using is logged, not thrown. A wrong address throws a plain sentence.
 */
export function openDatabase<Tables = unknown>(url: string, role: DatabaseRole, options: DatabaseOptions = {}): Database<Tables> {
  const { max = 10, statementTimeout = 30_000, name = `unfolding ${role.replace('unfolding_', '')}`, log } = options
  const connection = connectionTo(url, role, { statementTimeout, name })
  const pool = new pg.Pool({ ...connection, max, idleTimeoutMillis: 30_000 })
  // A connection that is lost while somebody uses it fails what they asked; that it is lost is said once more, to nobody, and must end nothing.
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('error', (error) => log?.warn({ role, error: error.message }, 'a connection to the database was lost'))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    pool,
    connection,
    role,
    async close() {
      await db.destroy()
      // Kysely ends the pool only where it was asked something through it.
      if (!pool.ended) await pool.end()
    },
  }
}

/** Opens the database once for each room: as the role that may read what that room answers from, and no more. */
export function eachRoom<T>(open: (role: `unfolding_${Room}`) => T): Readonly<Record<Room, T>> {
  return Object.fromEntries(rooms.map((room) => [room, open(`unfolding_${room}`)])) as Record<Room, T>
}

/** How much longer than the database itself whoever asked waits for it to end a statement, in milliseconds. */
const goneAfter = 5_000

function connectionTo(
  url: string,
  role: DatabaseRole,
  { statementTimeout, name }: { statementTimeout: number; name: string },
): pg.ClientConfig {
  const address = URL.parse(url)
  if (!address || !/^postgres(ql)?:$/.test(address.protocol)) {
    throw new Error('The address of the database must look like postgres://user:password@host:5432/database.')
  }
  // Options in the address would take the place of ours, and with them of the role.
  const given = address.searchParams.get('options')
  address.searchParams.delete('options')
  const ours = [given, '-c timezone=UTC', role === 'owner' ? undefined : `-c role=${role}`]
  return {
    connectionString: address.href,
    options: ours.filter(Boolean).join(' '),
    application_name: name,
    connectionTimeoutMillis: 5_000,
    statement_timeout: statementTimeout,
    // Where the database is gone without a word it ends no statement: whoever waits does, and lets go of the connection.
    ...(statementTimeout > 0 && { query_timeout: statementTimeout + goneAfter }),
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    // What writes the record sends its next statement before it has heard of the last; and only so is a connection given up on which nothing is answered any more.
    pipeline: role !== 'owner',
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  }
}

/** How values come out of the database; what is not here comes as `pg` gives it. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.INT8]: BigInt,
  [pg.types.builtins.DATE]: (text) => text,
  [pg.types.builtins.TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
}

function typeParser(oid: number, format?: 'text' | 'binary'): unknown {
  return (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format)
}

/** Error codes of the network and of PostgreSQL (by class or whole) that say it could not be reached or could not answer now. */
const outOfReach =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|ENOTFOUND|EAI_AGAIN|ENOENT|08...|53...|57P0[1-5]|57014|25P0[34]|25006|55P03|40001|40P01|58...)$/
/** What `pg` says itself, without a code. */
const lost =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/

/** Whether an error says that the database could not be reached or could not answer now, so that the same may be asked again later. */
export function unavailable(error: unknown): boolean {
  if (error instanceof StoreUnavailable) return true
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && outOfReach.test(error.code)) return true
  return lost.test(error.message)
}

/** Does `work`; where the database is out of reach, throws `StoreUnavailable` in place of what the driver said. */
export async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!unavailable(error) || error instanceof StoreUnavailable) throw error
    throw new StoreUnavailable('The database cannot be reached just now.', { cause: error })
  }
}

/** Does `work` in one transaction: all of it or nothing. `begin` may say more than that it begins. */
export function inTransaction<T>(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<T>, begin = 'begin'): Promise<T> {
  return orBack(pool, async (client) => {
    await client.query(begin)
    const done = await work(client)
    await client.query('commit')
    return done
  })
}

/** Does `work` on one connection, which begins and commits by itself; where it fails, what it began is taken back. A connection that is lost is used by nobody after. */
export async function orBack<T>(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  const lost = (error: Error) => {
    broken = error
  }
  client.on('error', lost)
  try {
    return await work(client)
  } catch (error) {
    await client.query('rollback').catch(lost)
    throw error
  } finally {
    client.off('error', lost)
    client.release(broken)
  }
}

/**
 * Makes sure that whoever the service logs in as could not change the record: neither a superuser nor the owner of it, nor able to become
 * either. Throws a plain sentence where it could.
 */
export async function refuseTooMuchPower({ pool }: Connections): Promise<void> {
  const { rows } = await reaching(() =>
    pool.query<{ login: string; power: 'superuser' | 'owner' | null; migrated: boolean }>(`
      select session_user as login, case
        when (select rolsuper from pg_roles where rolname = session_user) then 'superuser'
        when pg_has_role(session_user, (select relowner from pg_class where oid = to_regclass('public.record')), 'member') then 'owner'
      end as power, to_regclass('public.record') is not null as migrated`),
  )
  const [found] = rows
  if (found && !found.migrated) throw new Error('The database has not been made ready for this service yet: npm run migrate')
  if (!found?.power) return
  const power = found.power === 'superuser' ? 'is a superuser' : 'owns the record'
  throw new Error(
    `The service logs in to the database as ${found.login}, which ${power} and could change it. Let it log in as unfolding_service.`,
  )
}
