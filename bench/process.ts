import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

/** Something that answers over HTTP, in a process of its own. */
export interface Answering {
  address: string
  /** The most memory that it ever held, in MB. */
  peak(): Promise<number>
  stop(): Promise<void>
}

/** What such a process is asked, and what it says. */
export type Asked = 'peak' | 'stop'
export type Said = { address: string } | { peak: number }

const running = new Set<ChildProcess>()

/** For whoever is told to stop half-way: ends all of them at once. */
export function endAll(): void {
  for (const child of running) child.kill('SIGKILL')
}

/** The service as it is, on a data folder; or without its projector: the write door alone. Nobody is held back for asking too often. */
export function startService(dataDir: string, { projects }: { projects: boolean }): Promise<Answering> {
  const unlimited = '1000000000'
  const env = { DATA_DIR: dataDir, PORT: '0', RATE_LIMIT: unlimited, RATE_LIMIT_SUBJECT: unlimited }
  return start('service-process.ts', env, projects ? [] : ['door'])
}

/** A bare route on a table of plain rows. */
export function startPlain(ownerUrl: string): Promise<Answering> {
  return start('plain-process.ts', { DATABASE_URL: ownerUrl }, [])
}

async function start(script: string, env: Record<string, string>, args: readonly string[]): Promise<Answering> {
  const { PATH = '', HOME = '' } = process.env
  // What it logs is written, as it would be; nobody keeps it.
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const
  const child = fork(path.join(import.meta.dirname, script), args, { env: { PATH, HOME, ...env }, stdio: [...stdio] })
  const ended = once(child, 'exit').finally(() => running.delete(child))
  running.add(child)
  const said = async (): Promise<Said> => {
    const failed = ended.then(([code, signal]) => {
      throw new Error(`${script} ended with ${code ?? signal}.`)
    })
    const [message] = await Promise.race([once(child, 'message'), failed])
    return message as Said
  }
  const first = await said()
  if (!('address' in first)) throw new Error(`${script} did not say where it listens.`)
  return {
    address: first.address,
    async peak() {
      child.send('peak' satisfies Asked)
      const answer = await said()
      if (!('peak' in answer)) throw new Error(`${script} did not say how much memory it held.`)
      return answer.peak
    },
    async stop() {
      child.send('stop' satisfies Asked)
      const [code, signal] = await ended
      if (code !== 0) throw new Error(`${script} ended with ${code ?? signal}.`)
    },
  }
}
