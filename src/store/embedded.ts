import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { BaseLogger } from 'pino'
import { type Binaries, findBinaries } from './embedded/binaries.ts'
import { type Cluster, clusterIn, dataFolder } from './embedded/cluster.ts'
import { withFileLock } from './embedded/file-lock.ts'
import { ensureRunning, stop } from './embedded/server.ts'

/** A PostgreSQL that was started for us, in a folder of ours, on this machine only. */
export interface Embedded {
  /** For migrations: who owns everything. */
  ownerUrl: string
  /** For the service: who may do nothing until it takes a role. */
  serviceUrl: string
  port: number
  /** The data folder, by its real name. */
  dataDir: string
  /** Where PostgreSQL keeps its files: in the data folder, where it can. */
  clusterDir: string
  /** Lets go of it. The last one out stops the server; where somebody else still uses it, it goes on. */
  close(): Promise<void>
}

export interface EmbeddedOptions {
  /** A folder has one service at a time, and any number of tasks beside it. */
  as: 'service' | 'task'
  log?: Pick<BaseLogger, 'info' | 'error'> | undefined
  /** Called where the server stops while it is held: whoever stands on it can do nothing more. */
  onLost?: (() => void) | undefined
  /** Settings of PostgreSQL for a server that is started now. */
  settings?: Readonly<Record<string, string>>
}

/**
 * Opens the PostgreSQL in `dataDir`: uses the server that runs there, or starts it; the first time, sets it up. The server is apart from us: it
 * goes on where we are killed, and the next one finds it. Throws a plain sentence where another service already uses the folder.
 */
export async function openEmbedded(dataDir: string, { as, log, settings, onLost }: EmbeddedOptions): Promise<Embedded> {
  const folder = await dataFolder(dataDir)
  const binaries = await findBinaries()
  const lock = path.join(folder, 'embedded.lock')
  return withFileLock(lock, async () => {
    const cluster = await clusterIn(folder, binaries, log)
    const port = await ensureRunning(cluster.folder, binaries, settings)
    const address = (user: string, password: string) => `postgres://${user}:${password}@127.0.0.1:${port}/unfolding`
    const ownerUrl = address('unfolding_owner', cluster.ownerPassword)
    const serviceUrl = address('unfolding_service', cluster.servicePassword)
    try {
      await furnish(cluster, port)
      const holder = await hold(serviceUrl, { as, dataDir, log, onLost })
      const close = async () => {
        await holder.letGo()
        await withFileLock(lock, () => stopIfLast(cluster, port, binaries))
      }
      return { ownerUrl, serviceUrl, port, dataDir: folder, clusterDir: cluster.folder, close }
    } catch (error) {
      await stopIfLast(cluster, port, binaries)
      throw error
    }
  })
}

/** The owner, the service and their database; what is there already stays. */
async function furnish(cluster: Cluster, port: number): Promise<void> {
  const client = asSuperuser(cluster, port)
  await client.connect()
  try {
    const { rows } = await client.query<{ owner: boolean; service: boolean; database: boolean }>(`
      select exists (select from pg_roles where rolname = 'unfolding_owner') as owner,
        exists (select from pg_roles where rolname = 'unfolding_service') as service,
        exists (select from pg_database where datname = 'unfolding') as database`)
    const [there] = rows
    if (!there?.owner) await client.query(`create role unfolding_owner login createrole password '${cluster.ownerPassword}'`)
    if (!there?.service) await client.query(`create role unfolding_service login noinherit password '${cluster.servicePassword}'`)
    if (!there?.database) await client.query('create database unfolding owner unfolding_owner')
  } finally {
    await client.end()
  }
}

const holderName = 'unfolding holds the server'

/** One connection that is there as long as we are: by it others see that the server is in use, and that the folder has its service. */
async function hold(
  connectionString: string,
  { as, dataDir, log, onLost }: Pick<EmbeddedOptions, 'as' | 'log' | 'onLost'> & { dataDir: string },
): Promise<{ letGo(): Promise<void> }> {
  const client = new pg.Client({ connectionString, application_name: holderName, keepAlive: true })
  let held = true
  const lost = () => {
    if (!held) return
    held = false
    log?.error('The database that was started with the service has stopped. Start the service again.')
    onLost?.()
  }
  client.on('error', lost)
  client.on('end', lost)
  await client.connect()
  const letGo = async () => {
    held = false
    await client.end().catch(() => {})
  }
  if (as === 'service' && !(await onlyService(client))) {
    await letGo()
    throw new Error(`Another Unfolding service already uses ${dataDir}. Stop it, or give this one another folder with DATA_DIR.`)
  }
  return { letGo }
}

/** Takes the place of the folder's one service. A service that was killed just now is given a moment to be gone. */
async function onlyService(client: pg.Client): Promise<boolean> {
  for (let i = 0; i < 15; i += 1) {
    const { rows } = await client.query<{ ours: boolean }>("select pg_try_advisory_lock(hashtextextended('unfolding service', 0)) as ours")
    if (rows[0]?.ours) return true
    await sleep(100)
  }
  return false
}

/** Stops the server unless somebody is connected. Connections that were closed just now are given a moment to be gone. */
async function stopIfLast(cluster: Cluster, port: number, binaries: Binaries): Promise<void> {
  const client = asSuperuser(cluster, port)
  try {
    await client.connect()
    for (let i = 0; i < 10; i += 1) {
      const { rows } = await client.query<{ name: string }>(
        "select application_name as name from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
      )
      if (rows.length === 0) return await stop(cluster.folder, binaries)
      if (rows.some(({ name }) => name === holderName)) return
      await sleep(50)
    }
  } catch {
    // It has stopped by itself: there is nothing left to stop.
  } finally {
    await client.end().catch(() => {})
  }
}

function asSuperuser({ superPassword }: Cluster, port: number): pg.Client {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password: superPassword, database: 'postgres' })
  client.on('error', () => {})
  return client
}
