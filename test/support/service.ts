import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import type { Test } from 'tap'
import { inKurrentDb, withKurrentDb } from './kurrentdb.ts'

/** The folder of the whole project. */
export const root = path.join(import.meta.dirname, '..', '..')

/** The service, as a process. */
export interface Running {
  process: ChildProcess
  address: string
}

/** The service as `npm start` runs it, in a data folder of its own. */
export async function start(dataDir: string, more: Record<string, string> = {}): Promise<Running> {
  const env = { ...environment(dataDir), ...more }
  const service = spawn(process.execPath, ['src/main.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  for await (const line of createInterface({ input: service.stdout })) {
    said.push(line)
    const { address } = JSON.parse(line) as { address?: string }
    if (address) return { process: service, address }
  }
  throw new Error(`it did not start: ${said.join('\n')}`)
}

/** Where the records of services are kept, by their data folders, where that is in KurrentDB. */
const records = new Map<string, string>()

/** What is said to a service, or to a task beside it. */
export function environment(dataDir: string): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env
  const record = records.get(dataDir)
  const env = { PATH, HOME, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'info', RATE_LIMIT: '100000', RATE_LIMIT_SUBJECT: '100000' }
  return record === undefined ? env : { ...env, KURRENTDB_URL: record }
}

/** Sends it a signal, and waits until it has ended; gives how. */
export async function ended(service: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  service.kill(signal)
  if (service.exitCode === null && service.signalCode === null) await once(service, 'exit')
  return service.exitCode
}

/** What a practitioner of the whole county asks with; more may be said of them. */
export async function tokenFor(dataDir: string, ...more: string[]): Promise<Record<string, string>> {
  const asked = ['src/tasks/token.ts', '--role', 'practitioner', '--areas', 'X10000001', ...more]
  const { stdout } = await promisify(execFile)(process.execPath, asked, { cwd: root, env: environment(dataDir) })
  return { authorization: `Bearer ${stdout.trim()}`, 'content-type': 'application/json' }
}

/** A data folder until the test is over; where the tests are run with the record in KurrentDB, with a stand-in of its own. */
export async function folder(t: Pick<Test, 'teardown'>): Promise<string> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'unfolding-serve-'))
  // As root, PostgreSQL runs as another user, who has to get in.
  await chmod(dataDir, 0o755)
  if (inKurrentDb) records.set(dataDir, (await withKurrentDb(t)).standIn.url)
  t.teardown(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }))
  return dataDir
}

/** Writes down of a person, through the practitioner's room. */
export async function writeOf(address: string, headers: Record<string, string>, person: string, ...entries: object[]): Promise<void> {
  const url = `${address}/practitioner/people/${person}/entries`
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ entries }) })
  if (answer.status !== 201) throw new Error(await answer.text())
}

/** Everything a story tells, once the views show it. */
export async function journeyOf(
  address: string,
  headers: Record<string, string>,
  person: string,
): Promise<{ id: string; words: { heard?: string } }[]> {
  const entries: { id: string; words: { heard?: string } }[] = []
  let cursor = ''
  await caughtUp(address)
  for (;;) {
    const answer = await fetch(`${address}/practitioner/people/${person}/journey?limit=200${cursor}`, { headers })
    const page = (await answer.json()) as { entries: typeof entries; next?: string }
    entries.push(...page.entries)
    if (!page.next) return entries
    cursor = `&cursor=${page.next}`
  }
}

/** Waits until every view shows all that is on the record. */
export async function caughtUp(address: string): Promise<void> {
  for (;;) {
    const { projections } = (await (await fetch(`${address}/health/ready`)).json()) as { projections?: { lag: number }[] }
    if (projections?.every(({ lag }) => lag === 0)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
