import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import type { AnyEntry } from '../src/domain/entry.ts'
import { personStream } from '../src/store/event-store.ts'
import { kurrentClient } from '../src/store/kurrentdb/client.ts'
import { kurrentStore } from '../src/store/kurrentdb.ts'
import { ask, met } from './support/asking.ts'
import { caughtUp, ended, folder, journeyOf, root, start, tokenFor } from './support/service.ts'

/** The stand-in as a process of its own, on one file and, started again, on one port. */
async function standInOn(file: string, port = 0): Promise<{ process: ChildProcess; url: string; port: number }> {
  const standIn = spawn(process.execPath, ['test/support/kurrentdb/alone.ts', String(port), file], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const url of createInterface({ input: standIn.stdout }))
    return { process: standIn, url, port: Number(new URL(url.replace('kurrentdb:', 'http:')).port) }
  throw new Error('the stand-in did not start')
}

t.test('where KurrentDB is killed and started again under load, nothing acknowledged is lost and nothing is recorded twice', async (t) => {
  const dataDir = await folder(t)
  const file = path.join(dataDir, 'events.jsonl')
  let standIn = await standInOn(file)
  const { url, port } = standIn
  const service = await start(dataDir, { KURRENTDB_URL: url })
  const headers = await tokenFor(dataDir)
  let over = false
  let refused = 0

  /** Asks until it is answered, the same entries each time. */
  async function write(person: string, entries: AnyEntry[]): Promise<void> {
    for (;;) {
      const answer = await fetch(`${service.address}/practitioner/people/${person}/entries`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ entries }),
      })
      const { code } = (await answer.json()) as { code?: string }
      if (answer.status === 201 || answer.status === 200) return
      if (answer.status !== 503) throw new Error(`${answer.status} ${code}`)
      refused += 1
      await sleep(20)
    }
  }
  const stories = Array.from({ length: 6 }, () => ({ person: randomUUID(), acknowledged: [] as string[] }))
  const writing = stories.map(async ({ person, acknowledged }) => {
    while (!over) {
      const heard = () => ask('ConversationHeld', { where: 'home' }, { words: { heard: `conversation ${acknowledged.length}` } })
      const entries = acknowledged.length === 0 ? [met()] : [heard(), heard()]
      await write(person, entries)
      acknowledged.push(...entries.map(({ id }) => id))
    }
  })

  for (let round = 0; round < 4; round += 1) {
    await sleep(600)
    standIn.process.kill('SIGKILL')
    await once(standIn.process, 'exit')
    await sleep(round * 400)
    standIn = await standInOn(file, port)
  }
  await sleep(600)
  over = true
  await Promise.all(writing)
  t.teardown(() => standIn.process.kill('SIGKILL'))
  t.ok(refused > 0, `while it was away ${refused} were told to ask again`)
  t.equal(service.process.exitCode, null, 'the service lives')

  const store = kurrentStore(kurrentClient(url))
  t.teardown(store.close)
  for (const { person, acknowledged } of stories) {
    const kept = (await store.read(personStream(person))).map(({ id }) => id)
    t.same(kept, acknowledged, `${acknowledged.length} were acknowledged: each is there once, in the order it was told`)
    t.same(new Set((await journeyOf(service.address, headers, person)).map(({ id }) => id)), new Set(acknowledged))
  }
  await caughtUp(service.address)
  t.pass('every read model went on by itself')
  t.equal(await ended(service.process, 'SIGTERM'), 0)
})
