import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Test } from 'tap'
import { type Embedded, openEmbedded } from '../../../src/store/embedded.ts'
import { migrate } from '../../../src/store/migrate.ts'
import { type Between, between } from './proxy.ts'

/** A PostgreSQL that nobody else uses, always reached at one address, and started again as whoever watches over a server does. */
export interface OwnPostgres {
  ownerUrl: string
  serviceUrl: string
  proxy: Between
  /** `kill -9` of the process that all of it is under. */
  kill(): Promise<void>
  isRunning(): Promise<boolean>
  /** Starts it, unless it runs; throws where it does not come up. */
  start(): Promise<void>
}

/** Sets one up, with all migrations, in a folder of its own below `above`. It commits as one does that has something to lose. */
export async function withOwnPostgres(
  t: Pick<Test, 'teardown'>,
  { above = tmpdir(), settings = {} }: { above?: string; settings?: Record<string, string> } = {},
): Promise<OwnPostgres> {
  const folder = await mkdtemp(path.join(above, 'unfolding-own-'))
  await chmod(folder, 0o755)
  const open = () => openEmbedded(folder, { as: 'task', settings })
  let server: Embedded = await open()
  const proxy = await between(t, server.port)
  t.teardown(async () => {
    // The last one out stops it: it is started once more where it is not there.
    await server.close()
    await (await open()).close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  await migrate(server.ownerUrl)
  const pid = async () => Number((await readFile(path.join(server.clusterDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0])
  const isRunning = async () => {
    const it = await pid()
    const exe = await readFile(`/proc/${it}/comm`, 'utf8').catch(() => '')
    return it > 0 && exe.startsWith('postgres')
  }
  return {
    ownerUrl: proxy.through(server.ownerUrl),
    serviceUrl: proxy.through(server.serviceUrl),
    proxy,
    async kill() {
      process.kill(await pid(), 'SIGKILL')
    },
    isRunning,
    async start() {
      await server.close()
      server = await open()
      proxy.to = server.port
    },
  }
}
