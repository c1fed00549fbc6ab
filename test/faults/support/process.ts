import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../../support/service.ts'

/** What a process is told by its environment; `preload` is a module that it loads before anything else. */
export interface Told {
  settings: Readonly<Record<string, string>>
  preload?: string | undefined
}

/** The service as a process of its own. */
export interface Service {
  process: ChildProcess
  /** Where it listens, once it does; rejects where it ends before that. */
  ready: Promise<string>
  /** What it logged as a warning or worse. */
  complaints: { level: number; msg: string }[]
  /** Ends it; gives with what it ended, and where that is not 0 what it said last. */
  end(signal: NodeJS.Signals): Promise<number | string>
}

/** Those that run: none of them outlives the test that started it, however that ends. */
const running = new Set<ChildProcess>()
process.once('exit', () => running.forEach((child) => void child.kill('SIGKILL')))

/** Starts the service; what it logs is read all the time, or it would wait for somebody to. */
export function begin({ settings, preload }: Told): Service {
  const child = spawn(process.execPath, [...preloading(preload), 'src/main.ts'], {
    cwd: root,
    env: { ...outer(), LOG_LEVEL: 'info', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const ended = once(child, 'exit').finally(() => running.delete(child))
  const complaints: Service['complaints'] = []
  let said = ''
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-4_000)
  })
  const ready = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { address, level, msg, ...more } = JSON.parse(line) as { address?: string; level: number; msg: string }
      if (address) resolve(address)
      if (level >= 40) complaints.push({ level, msg, ...more })
    })
    ended.then(() => reject(new Error(`it ended before it was ready: ${said}`)))
  })
  // Whoever kills it before it is ready does not wait for it.
  ready.catch(() => {})
  return {
    process: child,
    ready,
    complaints,
    async end(signal) {
      child.kill(signal)
      await ended
      return child.exitCode === 0 ? 0 : `${child.exitCode ?? child.signalCode} ${said}`
    },
  }
}

/** Runs a task until it ends; gives how, and what it said. */
export async function run(file: string, args: readonly string[], { settings, preload }: Told): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const env = { ...outer(), ...settings }
    execFile(process.execPath, [...preloading(preload), file, ...args], { cwd: root, env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, said: `${stdout}${stderr}` })
    })
  })
}

function preloading(preload: string | undefined): string[] {
  return preload === undefined ? [] : ['--import', preload]
}

/** What Node compiled once is kept for those that are started after: half of a start is that. */
const compiled = path.join(tmpdir(), 'node-compile-cache')

function outer(): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env
  return { PATH, HOME, NODE_COMPILE_CACHE: compiled }
}
