import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import t from 'tap'
import { ask, met } from './support/asking.ts'
import { ended, environment, folder, journeyOf, root, start, tokenFor } from './support/service.ts'

async function postgresOf(dataDir: string): Promise<number> {
  const { clusterDir } = JSON.parse(await readFile(path.join(dataDir, 'embedded.json'), 'utf8')) as { clusterDir?: string }
  return Number((await readFile(path.join(clusterDir ?? path.join(dataDir, 'postgresql'), 'postmaster.pid'), 'utf8')).split('\n')[0])
}

/** Writes to one story until the service is gone; gives what was acknowledged. */
async function writeUntilGone(
  address: string,
  headers: Record<string, string>,
  person: string,
  onWritten: (count: number) => unknown,
  acknowledged: string[] = [],
): Promise<string[]> {
  for (;;) {
    const entry =
      acknowledged.length === 0
        ? met()
        : ask('ConversationHeld', { where: 'home' }, { words: { heard: `conversation ${acknowledged.length}` } })
    try {
      const answer = await fetch(`${address}/practitioner/people/${person}/entries`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ entries: [entry] }),
      })
      if (answer.status !== 201) return acknowledged
    } catch {
      return acknowledged
    }
    acknowledged.push(entry.id)
    if (onWritten(acknowledged.length) === true) return acknowledged
  }
}

for (const killed of ['the service', 'PostgreSQL', 'both'] as const) {
  t.test(`kill -9 of ${killed} under load loses no acknowledged entry`, async (t) => {
    const dataDir = await folder(t)
    const first = await start(dataDir)
    const headers = await tokenFor(dataDir)
    const postgres = await postgresOf(dataDir)
    const person = randomUUID()
    const kill = (count: number) => {
      if (count !== 40) return
      if (killed !== 'PostgreSQL') first.process.kill('SIGKILL')
      if (killed !== 'the service') process.kill(postgres, 'SIGKILL')
    }
    const acknowledged = await writeUntilGone(first.address, headers, person, kill)
    t.ok(acknowledged.length >= 40)
    await ended(first.process, killed === 'PostgreSQL' ? 'SIGTERM' : 'SIGKILL')

    const again = await start(dataDir)
    const found = new Map((await journeyOf(again.address, headers, person)).map((entry) => [entry.id, entry]))
    const lost = acknowledged.filter((id) => !found.has(id))
    t.same(lost, [], `${acknowledged.length} were acknowledged`)
    t.equal(found.get(acknowledged[39] ?? '')?.words.heard, 'conversation 39', 'and their words open')
    t.equal(await ended(again.process, 'SIGTERM'), 0)
  })
}

t.test('connections to the database that are lost under load cost an answer, not the service', async (t) => {
  const dataDir = await folder(t)
  const running = await start(dataDir)
  const headers = await tokenFor(dataDir)
  const { superPassword } = JSON.parse(await readFile(path.join(dataDir, 'embedded.json'), 'utf8')) as { superPassword: string }
  const port = (await readFile(path.join(dataDir, 'postgresql', 'postmaster.pid'), 'utf8')).split('\n')[3]
  const keeper = new pg.Client(`postgres://postgres:${superPassword}@127.0.0.1:${port}/postgres`)
  await keeper.connect()
  const stories = Array.from({ length: 6 }, () => ({ person: randomUUID(), acknowledged: [] as string[] }))
  let over = false
  const writing = stories.map(async ({ person, acknowledged }) => {
    // Whatever cost the one before its answer, the next is asked.
    while (!over) await writeUntilGone(running.address, headers, person, () => over, acknowledged)
  })
  for (let round = 0; round < 12; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    await keeper.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'unfolding%' and application_name not like '%holds%'",
    )
  }
  over = true
  await Promise.all(writing)
  await keeper.end()
  t.equal(running.process.exitCode, null, 'it is still there')
  for (const { person, acknowledged } of stories) {
    const found = new Set((await journeyOf(running.address, headers, person)).map(({ id }) => id))
    const lost = acknowledged.filter((id) => !found.has(id))
    t.same(lost, [], `${acknowledged.length} were acknowledged`)
  }
  t.equal(await ended(running.process, 'SIGTERM'), 0)
})

t.test('it stops cleanly on SIGINT and SIGTERM, and starts again on what it had', async (t) => {
  const dataDir = await folder(t)
  const person = randomUUID()
  const first = await start(dataDir)
  const headers = await tokenFor(dataDir)
  const wrote = await fetch(`${first.address}/practitioner/people/${person}/entries`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ entries: [met()] }),
  })
  const { position } = (await wrote.json()) as { position: string }
  t.equal(await ended(first.process, 'SIGINT'), 0)
  await t.rejects(async () => process.kill(await postgresOf(dataDir), 0), 'PostgreSQL went with it')

  const second = await start(dataDir)
  const seen = await fetch(`${second.address}/practitioner/people/${person}?atLeast=${position}`, { headers })
  t.equal(seen.status, 200)
  t.equal(await ended(second.process, 'SIGTERM'), 0)
})

t.test('another service on the same folder is refused in a sentence, and a wrong setting too', async (t) => {
  const dataDir = await folder(t)
  const first = await start(dataDir)
  const run = (env: Record<string, string>) =>
    promisify(execFile)(process.execPath, ['src/main.ts'], { cwd: root, env: { ...environment(dataDir), ...env } }).then(
      () => ({ code: 0, stderr: '' }),
      (error: { code: number; stderr: string }) => error,
    )
  const second = await run({})
  t.match(second, { code: 1, stderr: /^Another Unfolding service already uses .*DATA_DIR/ })
  t.match(await run({ PORT: 'three thousand' }), { code: 1, stderr: /^PORT: / })
  t.match(await run({ DATABASE_URL: 'postgres://somewhere/unfolding' }), { code: 1, stderr: /^SEALING_KEY_FILE: / })
  const { port } = new URL(first.address)
  const other = await folder(t)
  t.match(await run({ PORT: port, DATA_DIR: other }), { code: 1, stderr: /^PORT: something listens on 127\.0\.0\.1:\d+ already/ })
  t.equal(await ended(first.process, 'SIGTERM'), 0)
})
