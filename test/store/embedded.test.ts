import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import t, { type Test } from 'tap'
import { type Embedded, openEmbedded } from '../../src/store/embedded.ts'

/** A folder that is not there yet; what was made of it is swept away when `t` is over. */
async function freshFolder(t: Test): Promise<{ above: string; folder: string }> {
  const above = await mkdtemp(path.join(os.tmpdir(), 'unfolding-embedded-'))
  await chmod(above, 0o755)
  const folder = path.join(above, 'data')
  t.teardown(async () => {
    const last = await openEmbedded(folder, { as: 'task' })
    await last.close()
    await rm(above, { recursive: true, force: true })
    if (!last.clusterDir.startsWith(last.dataDir)) await rm(path.dirname(last.clusterDir), { recursive: true, force: true })
  })
  return { above, folder }
}

/** What opens a data folder; whatever is still open when `t` is over is closed. */
function opening(t: Test, folder: string) {
  const opened: Embedded[] = []
  const children: ChildProcess[] = []
  t.teardown(async () => {
    for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
    for (const one of opened) await one.close()
  })
  return {
    async open(as: 'service' | 'task', log?: string[]) {
      const note = (said: string) => log?.push(said)
      const one = await openEmbedded(folder, { as, log: { info: note, error: note } as never })
      opened.push(one)
      return one
    },
    /** A process of its own, in a process group of its own, that opens the folder and waits. */
    async elsewhere(as: 'service' | 'task') {
      const module = path.join(import.meta.dirname, '..', '..', 'src', 'store', 'embedded.ts')
      const code = `
        const { openEmbedded } = await import(${JSON.stringify(module)})
        const { port } = await openEmbedded(${JSON.stringify(folder)}, { as: ${JSON.stringify(as)} })
        console.log(port)
        setInterval(() => {}, 1000)`
      const child = spawn(process.execPath, ['--input-type=module', '-e', code], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
      children.push(child)
      const line = await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => ['it ended'])])
      return { child, port: Number(String(line)) }
    },
  }
}

async function ask<T>(url: string, query: string): Promise<T[]> {
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(query)).rows as T[]
  } finally {
    await client.end()
  }
}

async function pidOf({ clusterDir }: Embedded): Promise<number> {
  return Number((await readFile(path.join(clusterDir, 'postmaster.pid'), 'utf8')).split('\n')[0])
}

function alive(port: number): Promise<boolean> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'nobody', password: 'x' })
  client.on('error', () => {})
  // Whoever is turned away for a wrong password has reached a server.
  return client.connect().then(
    () => true,
    (error) => error.code === '28P01',
  )
}

const shared = await freshFolder(t)

t.test('it is set up the first time, stopped by the last one out, and has kept everything the next time', async (t) => {
  const { folder } = shared
  const { open } = opening(t, folder)
  const first = await open('service')
  await ask(first.ownerUrl, "create table kept (said text); insert into kept values ('naïve')")
  const [about] = await ask(
    first.ownerUrl,
    "select rolsuper, rolcreaterole, rolcreatedb, getdatabaseencoding() as encoding, lower('É') as lower from pg_roles where rolname = session_user",
  )
  t.same(about, { rolsuper: false, rolcreaterole: true, rolcreatedb: false, encoding: 'UTF8', lower: 'é' })
  const [service] = await ask(first.serviceUrl, 'select rolsuper, rolcreaterole, rolinherit from pg_roles where rolname = session_user')
  t.same(service, { rolsuper: false, rolcreaterole: false, rolinherit: false })
  t.equal((await stat(path.join(folder, 'embedded.json'))).mode & 0o077, 0, 'its passwords are for nobody else to read')
  await t.rejects(ask(first.serviceUrl.replace(/:[0-9a-f]{48}@/, ':wrong@'), 'select 1'), /password authentication failed/)
  await first.close()
  t.notOk(await alive(first.port), 'stopped')

  const again = await open('service')
  t.same(await ask(again.ownerUrl, 'select said from kept'), [{ said: 'naïve' }])
})

t.test('it listens on this machine alone, by no other way than its port', async (t) => {
  const { open } = opening(t, shared.folder)
  const embedded = await open('task')
  const { superPassword } = JSON.parse(await readFile(path.join(embedded.dataDir, 'embedded.json'), 'utf8'))
  t.same(
    await ask(
      `postgres://postgres:${superPassword}@127.0.0.1:${embedded.port}/postgres`,
      "select name, setting from pg_settings where name in ('listen_addresses', 'unix_socket_directories', 'fsync', 'synchronous_commit') order by name",
    ),
    [
      { name: 'fsync', setting: 'on' },
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'synchronous_commit', setting: 'on' },
      { name: 'unix_socket_directories', setting: '' },
    ],
  )
})

t.test('nothing that somebody said gets into the log of PostgreSQL, not even when a statement fails', async (t) => {
  const { open } = opening(t, shared.folder)
  const embedded = await open('task')
  await ask(embedded.ownerUrl, "create table checked (said text check (said <> 'Planted-Word'))")
  await t.rejects(ask(embedded.ownerUrl, "insert into checked values ('Planted-Word')"), /violates check constraint/)
  const log = await readFile(path.join(embedded.clusterDir, 'server.log'), 'utf8')
  t.match(log, /violates check constraint/, 'that it failed is there')
  t.notMatch(log, /Planted/)
})

t.test('a folder has one service, and tasks beside it; the last one out stops the server', async (t) => {
  const { folder } = shared
  const { open } = opening(t, folder)
  const service = await open('service')
  await t.rejects(open('service'), {
    message: `Another Unfolding service already uses ${folder}. Stop it, or give this one another folder with DATA_DIR.`,
  })
  const task = await open('task')
  t.equal(task.port, service.port, 'a task uses the server that is running')
  await service.close()
  t.ok(await alive(task.port), 'it goes on for the task')
  const next = await open('service')
  t.equal(next.port, task.port)
  await task.close()
  t.ok(await alive(next.port), 'and for the next service')
  await next.close()
  t.notOk(await alive(next.port))
})

t.test('a service that was killed with all its process group leaves the server to the next one', async (t) => {
  const { open, elsewhere } = opening(t, shared.folder)
  const { child, port } = await elsewhere('service')
  const task = await open('task')
  await ask(task.ownerUrl, 'create table kept_by_task ()')
  await task.close()
  process.kill(-(child.pid ?? 0), 'SIGKILL')
  await once(child, 'exit')
  t.ok(await alive(port), 'the server is not in its process group')
  const next = await open('service')
  t.equal(next.port, port, 'the same server')
  t.same(await ask(next.ownerUrl, 'select * from kept_by_task'), [])
})

t.test('two that start at once set it up once', async (t) => {
  const { folder } = await freshFolder(t)
  const { open, elsewhere } = opening(t, folder)
  const [here, there] = await Promise.all([open('task'), elsewhere('service')])
  t.equal(here.port, there.port)
  const [both, one] = await Promise.all([open('task'), open('task')])
  t.equal(both.port, one.port)
})

t.test('it starts again after PostgreSQL was killed, and has all that was committed', async (t) => {
  const { open } = opening(t, shared.folder)
  const log: string[] = []
  const first = await open('service', log)
  await ask(first.ownerUrl, 'create table counted (i int); insert into counted select generate_series(1, 1000)')
  const busy = ask(first.ownerUrl, 'select pg_sleep(30)').catch(() => {})
  process.kill(await pidOf(first), 'SIGKILL')
  await busy
  for (let i = 0; i < 100 && !log.at(-1)?.includes('stopped'); i += 1) await sleep(20)
  t.match(log.slice(-1), ['The database that was started with the service has stopped. Start the service again.'])
  const again = await open('service')
  t.same(await ask(again.ownerUrl, 'select count(*)::int as n from counted'), [{ n: 1000 }])
  t.not(await pidOf(again), (await pidOf(first).catch(() => 0)) && 0)
})

t.test('it starts again where another process has been given the number of the server that was killed', async (t) => {
  const { open } = opening(t, shared.folder)
  const first = await open('task')
  const { uid, gid } = await stat(first.clusterDir)
  const stranger = spawn('sleep', ['60'], { uid, gid, cwd: '/', stdio: 'ignore' })
  t.teardown(() => stranger.kill('SIGKILL'))
  process.kill(await pidOf(first), 'SIGKILL')
  const file = path.join(first.clusterDir, 'postmaster.pid')
  await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(stranger.pid)))
  const again = await open('task')
  t.same(await ask(again.serviceUrl, 'select 1 as one'), [{ one: 1 }])
})

t.test('what is left of a setting up that was killed is swept away', async (t) => {
  const { folder } = await freshFolder(t)
  const { open } = opening(t, folder)
  await mkdir(path.join(folder, 'making-Ab12Cd', 'postgresql', 'base'), { recursive: true })
  await chmod(folder, 0o755)
  const embedded = await open('task')
  t.same(await ask(embedded.serviceUrl, 'select 1 as one'), [{ one: 1 }])
  const beside = await readdir(path.dirname(embedded.clusterDir))
  t.same(
    beside.filter((name) => name.startsWith('making-')),
    [],
  )
})

t.test('a database without its passwords is not guessed at', async (t) => {
  const { folder } = shared
  const { open } = opening(t, folder)
  const first = await open('task')
  await first.close()
  const file = path.join(folder, 'embedded.json')
  const passwords = await readFile(file)
  await rm(file)
  await t.rejects(open('task'), /holds a database, but embedded.json with its passwords is not there/)
  await writeFile(file, passwords)
  await open('task')
})

t.test('below a folder that nobody else may enter it works too; for root its files are then elsewhere, and it says where', async (t) => {
  const { above, folder } = await freshFolder(t)
  const { open } = opening(t, folder)
  await chmod(above, 0o700)
  const log: string[] = []
  const embedded = await open('service', log)
  await ask(embedded.ownerUrl, 'create table kept ()')
  const asRoot = process.getuid?.() === 0
  t.equal(embedded.clusterDir.startsWith(embedded.dataDir), !asRoot)
  t.same(
    log,
    asRoot
      ? [`PostgreSQL runs as another user than root, who cannot reach ${embedded.dataDir}: its files are in ${embedded.clusterDir}`]
      : [],
  )
  await embedded.close()
  await chmod(above, 0o755)
  const again = await open('service')
  t.equal(again.clusterDir, embedded.clusterDir, 'and stays there')
  t.same(await ask(again.ownerUrl, 'select * from kept'), [])
})
