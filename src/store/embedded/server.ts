import { execFile, spawn } from 'node:child_process'
import { open, readFile, readlink, realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Binaries } from './binaries.ts'

/** Settings that a server of ours always has: nobody's words in its log, not even when a statement fails. */
const always: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  log_checkpoints: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

/** Reasons not to start that pass by themselves: what is left of a server that was killed takes a moment to go, or the port was taken meanwhile. */
const passing = /still in use|already exists|could not bind|could not create any TCP/

/** Gives the port of the server on this cluster: of the one that is running, or of one started now, apart from us, so that it outlives us. */
export async function ensureRunning(folder: string, binaries: Binaries, settings: Readonly<Record<string, string>> = {}): Promise<number> {
  const until = Date.now() + 120_000
  for (;;) {
    const found = await runningIn(folder)
    if (!found) return start(folder, binaries, settings)
    if (found.ready) return found.port
    if (Date.now() > until) throw new Error(`PostgreSQL in ${folder} has been starting or stopping for two minutes.`)
    await sleep(50)
  }
}

/** Stops the server and waits until it has. */
export async function stop(folder: string, binaries: Binaries): Promise<void> {
  await pgCtl(binaries, ['stop', '-D', folder, '-m', 'fast', '-w', '-s'])
}

/** The server running on a cluster, if any. What a server that was killed left behind is made harmless. */
async function runningIn(folder: string): Promise<{ port: number; ready: boolean } | undefined> {
  const file = path.join(folder, 'postmaster.pid')
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  if (!(pid > 0)) return undefined
  if (await isServer(pid, folder)) return { port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
  await disown(file, lines)
  return undefined
}

/** Whether a process is a PostgreSQL on this folder, and not another that has been given its number since. */
async function isServer(pid: number, folder: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const link = (name: string) => readlink(`/proc/${pid}/${name}`).catch(() => '')
    return (await link('cwd')) === (await realpath(folder)) && path.basename(await link('exe')).startsWith('postgres')
  }
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return stdout.includes('postgres') && stdout.includes(folder)
}

/**
 * PostgreSQL does not start while the process that its file names is alive, whatever that process is. The number is replaced by one that no
 * process has; the rest stays, by which PostgreSQL sees whether anything of the old server still holds its memory.
 */
async function disown(file: string, lines: readonly string[]): Promise<void> {
  const nobody = 2 ** 31 - 2
  const handle = await open(file, 'r+')
  const content = Buffer.from([nobody, ...lines.slice(1)].join('\n'))
  await handle.write(content, 0, content.length, 0)
  await handle.truncate(content.length)
  await handle.close()
}

async function start(folder: string, binaries: Binaries, settings: Readonly<Record<string, string>>): Promise<number> {
  const log = path.join(folder, 'server.log')
  const until = Date.now() + 20_000
  for (;;) {
    const port = await freePort()
    const all = Object.entries({ ...always, ...settings, port: String(port) }).map(([name, value]) => `-c ${name}='${value}'`)
    const begun = await sizeOf(log)
    const { code, said } = await pgCtl(binaries, ['start', '-D', folder, '-l', log, '-w', '-t', '300', '-s', '-o', all.join(' ')])
    if (code === 0) return port
    const reason = await reasonIn(log, begun)
    if (!passing.test(reason) || Date.now() > until) throw new Error(`PostgreSQL in ${folder} did not start: ${reason || said}`)
    await sleep(200)
  }
}

async function pgCtl(binaries: Binaries, args: readonly string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(binaries.pgCtl, args, {
    ...(await binaries.user()),
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve))
  const said = await text(child.stderr)
  return { code: await ended, said: said.trim() }
}

async function sizeOf(log: string): Promise<number> {
  return (await readFile(log, 'utf8').catch(() => '')).length
}

/** What PostgreSQL said last before it gave up. */
async function reasonIn(log: string, from: number): Promise<string> {
  const said = (await readFile(log, 'utf8').catch(() => '')).slice(from)
  return said
    .split('\n')
    .filter((line) => /FATAL|PANIC|could not bind/.test(line))
    .map((line) => line.replace(/^.*?(FATAL|PANIC|LOG):\s*/, ''))
    .join(' ')
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('There is no free port.')
  return address.port
}
