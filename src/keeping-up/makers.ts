import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Makers, ToMake } from '../projecting/making.ts'
import type { Answer, Asked, AskedToMake } from './making-thread.ts'

/** What one may hold, in MB; a part that takes more is given back undone. */
const resourceLimits = { maxOldGenerationSizeMb: 256 }
/** So many entries are worth beginning threads for. */
const worthIt = 20_000

/** Each has connections of its own, of which a database has not many. */
const atMost = 8

/**
 * For a rebuild of so many entries: a thread for each processor but two, which are left to whoever writes and to the database; undefined where there are no more, or little to make. (On two, a thread or two made a
 * rebuild 4 to 13 hundredths faster at best, and took a quarter more memory.)
 */
export async function makersFor(config: Config, log: Logger, entries: number): Promise<Makers | undefined> {
  const many = Math.min(availableParallelism() - 2, atMost)
  return entries < worthIt || many < 1 ? undefined : startMakers(config, log, many)
}

/**
 * Threads that make something of stories while what was made of others is written. Each has connections of its own, and reads the master key from where the configuration
 * says it is. Where one of them fails, whatever it had in hand is given back undone.
 */
export function startMakers(config: Config, log: Logger, many: number): Makers {
  const threads = Array.from({ length: many }, () => threadOf(config, log))
  return {
    many,
    make(what) {
      const [least] = threads.filter(({ isThere }) => isThere()).toSorted((one, other) => one.inHand() - other.inHand())
      return least?.make(what) ?? Promise.resolve(undefined)
    },
    async stop() {
      await Promise.all(threads.map((thread) => thread.stop()))
    },
  }
}

/** One of them, which takes in turn what it is asked. */
function threadOf(config: Config, log: Logger): Pick<Makers, 'make' | 'stop'> & { inHand(): number; isThere(): boolean } {
  const thread = new Worker(new URL('./making-thread.ts', import.meta.url), { workerData: { config } satisfies Asked, resourceLimits })
  const waiting = new Map<number, (made: Answer['made']) => void>()
  let last = 0
  let ended = false
  const giveUp = () => {
    ended = true
    for (const give of waiting.values()) give(undefined)
    waiting.clear()
  }
  thread.on('exit', giveUp).on('error', (error: NodeJS.ErrnoException) => {
    log.warn({ error: error.code ?? error.name }, 'a thread of a rebuild ended; what it had in hand is done without it')
    giveUp()
  })
  thread.on('message', ({ id, made }: Answer) => {
    waiting.get(id)?.(made)
    waiting.delete(id)
  })
  return {
    inHand: () => waiting.size,
    isThere: () => !ended,
    make({ streams, to, all }: ToMake) {
      if (ended) return Promise.resolve(undefined)
      last += 1
      const asked: AskedToMake = {
        id: last,
        what: { streams, to, all: all.map(({ projection: { name, version }, editions }) => ({ name, version, editions })) },
      }
      return new Promise((resolve) => {
        waiting.set(asked.id, resolve)
        thread.postMessage(asked)
      })
    },
    async stop() {
      await thread.terminate()
    },
  }
}
