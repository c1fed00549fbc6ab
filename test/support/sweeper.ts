// Stops the server of the tests and sweeps its files away when no test has used it for two seconds, however the tests ended.
import { readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { withFileLock } from '../../src/store/embedded/file-lock.ts'
import { openEmbedded } from '../../src/store/embedded.ts'
import { lock, place, sweeperName } from './test-server.ts'

const server = await openEmbedded(place, { as: 'task' })
const { superPassword: password } = JSON.parse(await readFile(path.join(place, 'embedded.json'), 'utf8')) as { superPassword: string }
const client = new pg.Client({
  host: '127.0.0.1',
  port: server.port,
  user: 'postgres',
  password,
  database: 'postgres',
  application_name: sweeperName,
})
client.on('error', () => process.exit(1))
await client.connect()
process.stdout.write('sweeping\n')

/** Connections besides the two of ours. */
async function used(): Promise<boolean> {
  const { rows } = await client.query("select from pg_stat_activity where backend_type = 'client backend' offset 2 limit 1")
  return rows.length > 0
}

async function sweep(): Promise<boolean> {
  if (await used()) return false
  await client.end()
  await server.close()
  if (await stat(path.join(server.clusterDir, 'postmaster.pid')).catch(() => undefined)) return true
  if (!server.clusterDir.startsWith(server.dataDir)) await rm(path.dirname(server.clusterDir), { recursive: true, force: true })
  await rm(place, { recursive: true, force: true })
  return true
}

for (let idle = 0, swept = false; !swept; ) {
  await sleep(250)
  idle = (await used()) ? 0 : idle + 250
  if (idle >= 2_000) swept = await withFileLock(lock, sweep)
}
process.exit()
