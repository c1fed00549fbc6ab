import { execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { backUp } from '../../src/backing-up/back-up.ts'
import { writeRows } from '../../src/backing-up/files.ts'
import { isView } from '../../src/backing-up/tables.ts'
import { inTransaction, openDatabase } from '../../src/store/database.ts'
import { openEmbedded } from '../../src/store/embedded.ts'
import { plainly, quoted, rowsOf } from '../../src/store/rows.ts'
import { ask, met, voiced } from './asking.ts'
import { lena, mo, sam } from './versions.ts'

/**
 * `node test/support/record-version.ts <name> [<a checkout of that version>]`: runs that version's own service, has somebody write through its front door, and keeps its whole database
 * in `test/recorded/versions/<name>/`. The README there says when.
 */
const root = path.join(import.meta.dirname, '..', '..')
const [name = '', checkout = root] = process.argv.slice(2)
if (!/^[\w.-]+$/.test(name)) throw new Error('Say what it is called: node test/support/record-version.ts 0.1.0')
const into = path.join(root, 'test', 'recorded', 'versions', name)
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'unfolding-version-'))
await chmod(dataDir, 0o755)
const { PATH = '', HOME = '' } = process.env
const env = { PATH, HOME, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'info' }

const service = spawn(process.execPath, ['src/main.ts'], { cwd: checkout, env, stdio: ['ignore', 'pipe', 'inherit'] })
let address = ''
for await (const line of createInterface({ input: service.stdout })) {
  address = (JSON.parse(line) as { address?: string }).address ?? ''
  if (address) break
}
try {
  const told = await tell()
  console.log(told.join('\n'))
  await sleep(3_000)
} finally {
  service.kill('SIGTERM')
  await new Promise((resolve) => service.once('exit', resolve))
}
await keep()
await rm(dataDir, { recursive: true, maxRetries: 5 })

/** Tells of three people and a place; gives what this version did not take, since it knows no such thing yet. */
async function tell(): Promise<string[]> {
  const refused: string[] = []
  const send = async (role: string, sub: string, method: string, to: string, body?: object) => {
    const asked = ['src/tasks/token.ts', '--role', role, '--sub', sub, '--areas', 'X10000001']
    const { stdout } = await promisify(execFile)(process.execPath, asked, { cwd: checkout, env })
    const headers = { authorization: `Bearer ${stdout.trim()}`, ...(body && { 'content-type': 'application/json' }) }
    const answer = await fetch(`${address}${to}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    if (!answer.ok)
      refused.push(`${method} ${to} ${JSON.stringify(body ?? {}).slice(0, 120)}: ${answer.status} ${(await answer.text()).slice(0, 200)}`)
  }
  const write = (person: string, ...entries: object[]) =>
    send('practitioner', 'amira', 'POST', `/practitioner/people/${person}/entries`, { entries })

  await write(sam.id, { ...met('X10000101', sam.name), ...sam.met })
  for (const each of sam.told) await write(sam.id, each)
  await write(lena.id, met('X10000102', 'Lena'), voiced(randomUUID(), 'To hear the band'))

  const folder = path.join(root, 'test', 'recorded')
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'))
  const life = await Promise.all(files.map(async (file) => JSON.parse(await readFile(path.join(folder, file), 'utf8'))))
  const until = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)
  for (const { record, heldBack, ...entry } of life.sort((a, b) => a.record.revision - b.record.revision)) {
    if (record.revision > 60) continue
    // Who wrote something down cannot answer a dispute about it.
    const sub = entry.type === 'DisputeAnswered' ? 'joe' : 'amira'
    if (sub === 'joe')
      await send('practitioner', sub, 'POST', `/practitioner/people/${mo}/open`, { ground: 'they-asked-me-to', reason: 'Kerry rang' })
    const again = { ...entry, ...(heldBack && { heldBack: { ...heldBack, until } }) }
    await send('practitioner', sub, 'POST', `/practitioner/people/${mo}/entries`, { entries: [again] })
  }
  const held = life.find(({ type }) => type === 'ConcernRaised').id
  await send('steward', 'wyn', 'PUT', `/steward/people/${mo}/hold-backs/${held}`, { until, reason: 'It is still looked into' })
  await send('steward', 'wyn', 'PUT', `/steward/people/${mo}/hold-backs/${held}`, { lifted: true, reason: 'It is over' })
  await send('steward', 'wyn', 'POST', `/steward/people/${mo}/reviews`, { reviewer: 'wyn', until, why: 'What could have been sooner' })
  await send('practitioner', 'roisin', 'POST', `/practitioner/people/${mo}/open`, {
    ground: 'covering-for-a-colleague',
    reason: 'Amira is away',
  })
  await send('practitioner', 'amira', 'GET', `/practitioner/people/${mo}`)
  await send('practitioner', 'amira', 'POST', '/practitioner/device-key', {})
  await send('steward', 'wyn', 'POST', '/steward/areas/X10000101/entries', {
    entries: [
      ask(
        'PlaceEventNoted',
        { placeEvent: randomUUID(), kind: 'closure', pace: 'one-off' },
        { words: { what: 'The hall shut', whoSays: 'Sallowshire Echo' } },
      ),
    ],
  })
  await send('steward', 'wyn', 'POST', `/steward/people/${lena.id}/forget`, { ground: 'asked-for' })
  return refused
}

/** Keeps the database as it is: as a backup, and beside it what none holds, since it is made again. */
async function keep(): Promise<void> {
  await rm(into, { recursive: true, force: true })
  const embedded = await openEmbedded(dataDir, { as: 'service' })
  const owner = openDatabase(embedded.ownerUrl, 'owner', { max: 1 })
  try {
    await backUp({ owner, folder: into, backup: randomUUID(), now: new Date(), onProgress: () => {} })
    await mkdir(path.join(into, 'views'))
    await inTransaction(owner.pool, async (client) => {
      await client.query(plainly)
      const { rows } = await client.query<{ table: string; columns: string[] }>(`
        select relname as table,
          (select array_agg(attname::text order by attnum) from pg_attribute where attrelid = pg_class.oid and attnum > 0 and not attisdropped) as columns
        from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`)
      const views = rows.filter(({ table }) => isView(table) || ['checkpoint', 'record_home'].includes(table))
      for (const { table, columns } of views)
        await writeRows(
          path.join(into, 'views', `${table}.copy`),
          rowsOf(client, `select ${columns.map(quoted).join()} from ${table} order by 1, 2`),
          () => {},
        )
      await writeFile(path.join(into, 'views', 'tables.json'), `${JSON.stringify(views, undefined, 2)}\n`)
    })
  } finally {
    await owner.close()
    await embedded.close()
  }
  await copyFile(path.join(dataDir, 'sealing.key'), path.join(into, 'sealing.key'))
  // Nobody lived here: whoever has the code may read it.
  for (const entry of await readdir(into, { recursive: true, withFileTypes: true }))
    await chmod(path.join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644)
  await chmod(into, 0o755)
}
