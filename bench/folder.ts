import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { type Embedded, openEmbedded } from '../src/store/embedded.ts'

/** A data folder of a measurement's own, and the PostgreSQL that runs in it. */
export interface Folder extends Pick<Embedded, 'ownerUrl' | 'serviceUrl' | 'dataDir'> {
  /** What `select version()` would call it, in short. */
  version: string
  /** A database beside the service's, which the owner owns: where it is reached. */
  database(name: string): Promise<string>
  /** Writes out what the server still has in hand of the service's database, so that what is measured next does not pay for it. */
  settle(): Promise<void>
}

/** Those that are worked in, wherever they are. */
const inUse = new Set<string>()

/** For whoever is told to stop half-way: ends every server and removes every folder, while nothing else gets a turn. */
export function leaveAll(): void {
  for (const folder of inUse) {
    const cluster = path.join(folder, 'postgresql')
    if (existsSync(path.join(cluster, 'postmaster.pid'))) {
      const [pid] = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')
      process.kill(Number(pid), 'SIGQUIT')
    }
    for (const each of [cluster, folder]) if (existsSync(each)) rmSync(realpathSync(each), { recursive: true, maxRetries: 20 })
  }
}

/** Works in a folder, with the usual settings of PostgreSQL but these. Whatever becomes of the work, nothing is left of the folder. */
export async function inFolder<T>(work: (folder: Folder) => Promise<T>, settings: Readonly<Record<string, string>> = {}): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unfolding-bench-'))
  inUse.add(folder)
  // As root, PostgreSQL runs as another user, who has to get in.
  await chmod(folder, 0o711)
  const { clusterDir, close, ...server } = await openEmbedded(folder, { as: 'task', settings })
  const { superPassword } = JSON.parse(await readFile(path.join(server.dataDir, 'embedded.json'), 'utf8')) as { superPassword: string }
  const superUrl = `postgres://postgres:${superPassword}@127.0.0.1:${server.port}/postgres`
  try {
    const [row] = await asked(superUrl, 'show server_version')
    return await work({
      ...server,
      version: String(row?.server_version),
      async database(name) {
        await asked(superUrl, `create database ${name} owner unfolding_owner`)
        return Object.assign(new URL(server.ownerUrl), { pathname: `/${name}` }).href
      },
      async settle() {
        await asked(Object.assign(new URL(superUrl), { pathname: '/unfolding' }).href, 'vacuum analyze')
        await asked(superUrl, 'checkpoint')
      },
    })
  } finally {
    await close()
    for (const each of new Set([clusterDir, folder])) await rm(each, { recursive: true, force: true, maxRetries: 5 })
    inUse.delete(folder)
  }
}

async function asked(connectionString: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}
