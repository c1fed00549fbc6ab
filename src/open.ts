import type { Logger } from 'pino'
import { type Config, ConfigWrong, isEmbedded } from './config.ts'
import type { AreaTree } from './domain/area.ts'
import type { ConnectionsInUse } from './http/metrics.ts'
import type { Rooms } from './http/needs.ts'
import type { AnyDatabase, Db } from './projecting/writer.ts'
import { type AreaTables, areasIn, withDefaultAreas } from './store/areas.ts'
import { type Connections, type DatabaseOptions, type DatabaseRole, eachRoom, openDatabase, refuseTooMuchPower } from './store/database.ts'
import { openEmbedded } from './store/embedded.ts'
import type { EventStore } from './store/event-store.ts'
import { refuseAnotherRecord, refuseOtherPositions } from './store/home.ts'
import { type Keys, keysIn } from './store/keys.ts'
import { hostsOf, kurrentClient } from './store/kurrentdb/client.ts'
import { type KurrentStore, kurrentStore } from './store/kurrentdb.ts'
import { type Looks, looksIn } from './store/looks.ts'
import { type MasterKey, masterKey, masterKeyOf } from './store/master-key.ts'
import { migrate } from './store/migrate.ts'
import { postgresStore } from './store/postgres.ts'
import type { TheRecord } from './store/record.ts'
import { remembering } from './store/remembering.ts'
import { finishRemovals } from './store/removals.ts'
import { sealedRecord } from './store/sealing.ts'
import { type SignedLists, signedListsIn } from './store/signed-lists.ts'

/** What the service and its tasks stand on, open: the record, and the database by its rooms. */
export interface House {
  record: TheRecord
  projector: Db
  /** As each room may read it. */
  rooms: Rooms
  looks: Looks
  /** Where all streams ended, signed. */
  lists: SignedLists
  areas: AreaTree
  /** How the connections to each room of the database are used just now. */
  connections: () => ConnectionsInUse[]
  /** How the service logs in to its database: for a thread that has connections of its own. */
  databaseUrl: string
  /** Where the data are, in words for people. */
  where: string
  /** Lets go of everything; of the embedded database too, which stops where nobody else uses it. */
  close(): Promise<void>
}

export interface Opening {
  as: 'service' | 'task'
  log: Logger
  clock?: () => Date
  /** Called where the embedded database stops: start again, and what was recorded is there. */
  onLost?: () => void
  /** For filling an empty record fast: what was appended last may be lost when the machine stops, never half of it. */
  lazyCommit?: boolean
}

/** Opens the database that the configuration names, or the embedded one, which is started and brought up to date for it. */
export async function openHouse(config: Config, { as, log, clock, onLost, lazyCommit = false }: Opening): Promise<House> {
  const at = await databaseFor(config, { as, log, ...(onLost && { onLost }) })
  const closing: (() => Promise<void>)[] = [at.close]
  const close = async () => {
    for (const each of closing.reverse()) await each()
  }
  try {
    const url = lazyCommit ? `${at.serviceUrl}?options=${encodeURIComponent('-c synchronous_commit=off')}` : at.serviceUrl
    const opened: Connections[] = []
    const open = (role: DatabaseRole, more: DatabaseOptions & { url?: string } = {}) => {
      const database = openDatabase<AnyDatabase>(more.url ?? url, role, { log, ...more })
      closing.push(database.close)
      opened.push(database)
      return database
    }
    // What somebody asks over HTTP is answered within a while: no statement of theirs goes on long after.
    const statementTimeout = as === 'service' ? 10_000 : 30_000
    const forRecord = open('unfolding_record', { statementTimeout })
    const projector = open('unfolding_projector', { statementTimeout: 300_000 })
    const rooms = eachRoom((role) => open(role, { max: 5, statementTimeout }).db)
    // Whoever is answered after a look was kept relies on it: it is never committed lazily, and nobody waits long for it.
    const looks = open('unfolding_looks', { url: at.serviceUrl, max: 3, statementTimeout: 5_000 })
    await refuseTooMuchPower(forRecord)
    const store = storeFor(config, forRecord, clock)
    closing.push(store.close)
    await refuseAnotherRecord(forRecord, config.kurrentdbUrl === undefined ? 'postgresql' : 'kurrentdb', store)
    const empty = (await store.head()) === 0n
    // Where there is a record already, a key made now would open none of it.
    if (isEmbedded(config) && empty && 'file' in config.sealingKey) await masterKey(config.sealingKey.file, { create: true })
    const masters = await masterKeysOf(config)
    const keys = keysIn(forRecord, ...masters)
    await keys.check()
    await refuseOtherPositions(store, keys)
    if (as === 'service') closing.push(finishingRemovals(store, keys, log))
    return {
      record: sealedRecord(store, keys),
      projector: projector.db,
      rooms,
      looks: looksIn(looks),
      lists: signedListsIn(forRecord, store, ...masters),
      areas: await areasIn(forRecord.db),
      databaseUrl: url,
      connections: () => opened.map(inUse),
      where:
        config.kurrentdbUrl === undefined ? at.where : `KurrentDB at ${hostsOf(config.kurrentdbUrl)}, read models and keys in ${at.where}`,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

function inUse({ role, pool }: Connections): ConnectionsInUse {
  return { room: role.replace('unfolding_', ''), open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }
}

/** The master key, and where another takes its place that one after it. */
export async function masterKeysOf({ sealingKey, nextSealingKey }: Config): Promise<[MasterKey, ...MasterKey[]]> {
  return [await masterKeyOf(sealingKey), ...(nextSealingKey ? [await masterKeyOf(nextSealingKey)] : [])]
}

/** What is looked at by whoever finds out whether all is whole: nothing of it is taken for true, and so nothing is refused but what belongs to another record. */
export interface LaidOpen {
  room: Connections
  masters: [MasterKey, ...MasterKey[]]
  keys: Keys
  store: EventStore
  /** Where KurrentDB keeps the record. */
  elsewhere?: KurrentStore
  projector: Db
  close(): Promise<void>
}

/** Opens everything for being looked at; what it holds may be damaged. */
export async function openToVerify(config: Config, log: Logger): Promise<LaidOpen> {
  const at = await databaseFor(config, { as: 'task', log })
  const closing: (() => Promise<void>)[] = [at.close]
  const close = async () => {
    for (const each of closing.reverse()) await each()
  }
  try {
    const options = { log, statementTimeout: 0, name: 'unfolding verify' }
    const room = openDatabase(at.serviceUrl, 'unfolding_record', options)
    const projector = openDatabase<AnyDatabase>(at.serviceUrl, 'unfolding_projector', { ...options, max: 2 })
    closing.push(room.close, projector.close)
    await refuseTooMuchPower(room)
    const elsewhere = config.kurrentdbUrl === undefined ? undefined : kurrentStore(kurrentClient(config.kurrentdbUrl), { entriesAtMost: 0 })
    const store = elsewhere ?? postgresStore(room)
    if (elsewhere) closing.push(elsewhere.close)
    await refuseAnotherRecord(room, elsewhere ? 'kurrentdb' : 'postgresql', store)
    const masters = await masterKeysOf(config)
    return { room, masters, keys: keysIn(room, ...masters), store, ...(elsewhere && { elsewhere }), projector: projector.db, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Opens the room of the keys alone, for whoever works on nothing else. */
export async function openKeys(config: Config, log: Logger): Promise<Connections> {
  const at = await databaseFor(config, { as: 'task', log })
  const room = openDatabase(at.serviceUrl, 'unfolding_record', { log, name: 'unfolding sealing' })
  const close = async () => {
    await room.close()
    await at.close()
  }
  try {
    await refuseTooMuchPower(room)
    return { ...room, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** What keeps the record: KurrentDB where the configuration says how it is reached, else the database that keeps all else. */
function storeFor({ kurrentdbUrl }: Config, forRecord: Connections, clock: (() => Date) | undefined): EventStore {
  if (kurrentdbUrl !== undefined) return kurrentStore(kurrentClient(kurrentdbUrl), { clock })
  return remembering(postgresStore(forRecord, clock && { clock }))
}

/**
 * Finishes removals of words that were cut short, beside everything else: the words read as absent already, and a long record takes a while. Gives what
 * stops it.
 */
function finishingRemovals(store: EventStore, keys: Keys, log: Logger): () => Promise<void> {
  let stopping = false
  const finished = finishRemovals({ store, keys }, { stopping: () => stopping }).then(
    (stories) => stories > 0 && log.info({ stories }, 'removals of words are finished'),
    ({ name }: Error) => log.error({ error: name }, 'removals of words could not be finished: they are tried again at the next start'),
  )
  return async () => {
    stopping = true
    await finished
  }
}

/** Where the owner of the database is reached, for the tasks that need it; embedded, the database is started for them. As `service` none serves meanwhile. */
export async function openAsOwner(
  config: Config,
  log: Logger,
  as: Opening['as'] = 'task',
): Promise<{ ownerUrl: string; where: string; close(): Promise<void> }> {
  if (config.databaseOwnerUrl !== undefined)
    return { ownerUrl: config.databaseOwnerUrl, where: `PostgreSQL at ${URL.parse(config.databaseOwnerUrl)?.host}`, close: async () => {} }
  if (!isEmbedded(config)) throw new ConfigWrong('DATABASE_OWNER_URL: say how the owner of the database is reached.')
  const embedded = await openEmbedded(config.dataDir, { as, log })
  return { ...embedded, where: embedded.clusterDir }
}

async function databaseFor(
  { databaseUrl, dataDir }: Config,
  { as, log, onLost }: Opening,
): Promise<{ serviceUrl: string; where: string; close(): Promise<void> }> {
  if (databaseUrl !== undefined)
    return { serviceUrl: databaseUrl, where: `PostgreSQL at ${new URL(databaseUrl).host}`, close: async () => {} }
  const embedded = await openEmbedded(dataDir, { as, log, onLost })
  try {
    await migrate(embedded.ownerUrl)
    await furnishAreas(embedded.ownerUrl)
    return { serviceUrl: embedded.serviceUrl, where: `PostgreSQL started for it in ${embedded.clusterDir}`, close: embedded.close }
  } catch (error) {
    await embedded.close()
    throw error
  }
}

async function furnishAreas(ownerUrl: string): Promise<void> {
  const owner = openDatabase<AreaTables>(ownerUrl, 'owner', { max: 1 })
  await withDefaultAreas(owner.db).finally(owner.close)
}
