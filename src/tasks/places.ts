import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { type Connections, openDatabase, refuseTooMuchPower } from '../store/database.ts'
import { openEmbedded } from '../store/embedded.ts'
import type { CopyStore } from '../store/event-store.ts'
import { hostsOf, kurrentClient } from '../store/kurrentdb/client.ts'
import { kurrentStore } from '../store/kurrentdb.ts'
import { migrate } from '../store/migrate.ts'
import { postgresStore } from '../store/postgres.ts'

/** A place where a record is or can be kept. */
export type Place = { kind: 'embedded' } | { kind: 'postgresql'; url: string } | { kind: 'kurrentdb'; url: string }

/** A record in such a place, open. */
export interface Opened {
  store: CopyStore
  /** The database that it is in, with its keys; KurrentDB holds none. */
  database?: Connections
  /** Where it is, in words for people. */
  where: string
  close(): Promise<void>
}

const asked =
  'Say `embedded` (the database in DATA_DIR), `DATABASE_URL` or `KURRENTDB_URL` (what these say), or an address: postgres://… or kurrentdb://…'

/** A place as a person names it on the command line. Throws a plain sentence where it is none. */
export function placeCalled(option: string, name: string | undefined, config: Config): Place {
  if (name === 'embedded') return { kind: 'embedded' }
  const url = name === 'DATABASE_URL' ? config.databaseUrl : name === 'KURRENTDB_URL' ? config.kurrentdbUrl : name
  if (url === undefined) throw new Error(name === undefined ? `${option}: ${asked}` : `${option}: ${name} is not set.`)
  if (/^postgres(ql)?:\/\//.test(url)) return { kind: 'postgresql', url }
  if (/^(kurrentdb|esdb)(\+discover)?:\/\//.test(url)) return { kind: 'kurrentdb', url }
  throw new Error(`${option}: ${asked}`)
}

/** Whether a place is the database that the configuration names: that of the read models and keys. */
export function isConfigured(place: Place, { databaseUrl }: Config): boolean {
  return place.kind === 'embedded' ? databaseUrl === undefined : place.kind === 'postgresql' && place.url === databaseUrl
}

/** Opens a record for copying. An embedded database is opened as its one service is, so that none writes to it meanwhile. */
export async function openPlace(place: Place, { dataDir }: Config, log: Logger): Promise<Opened> {
  if (place.kind === 'kurrentdb') {
    const store = kurrentStore(kurrentClient(place.url), { entriesAtMost: 0 })
    return { store, where: `KurrentDB at ${hostsOf(place.url)}`, close: store.close }
  }
  if (place.kind === 'postgresql') return openPostgres(place.url, `PostgreSQL at ${URL.parse(place.url)?.host}`, log)
  const embedded = await openEmbedded(dataDir, { as: 'service', log })
  try {
    await migrate(embedded.ownerUrl)
    const opened = await openPostgres(embedded.serviceUrl, `PostgreSQL in ${embedded.clusterDir}`, log)
    const close = async () => {
      await opened.close()
      await embedded.close()
    }
    return { ...opened, close }
  } catch (error) {
    await embedded.close()
    throw error
  }
}

async function openPostgres(url: string, where: string, log: Logger): Promise<Opened> {
  const database = openDatabase(url, 'unfolding_record', { log, name: 'unfolding copy' })
  try {
    await refuseTooMuchPower(database)
    return { store: postgresStore(database), database, where, close: database.close }
  } catch (error) {
    await database.close()
    throw error
  }
}
