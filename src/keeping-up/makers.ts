import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Config } from '../config.ts'
import type { Makers, ToMake } from '../projecting/making.ts'
import type { Answer, Asked, AskedToMake } from './making-thread.ts'

/** What one may hold, in MB; a part that takes more is given back undone. */
const resourceLimits = { maxOldGenerationSizeMb: 256 }
/** So many entries are worth beginning threads for. */
const worthIt = 20_000

/** For a rebuild of so many entries: a thread for each processor but one, which is left to whoever writes; undefined where there is one alone, or little to make. */
export async function makersFor(config: Config, entries: number): Promise<Makers | undefined> {
  const many = availableParallelism() - 1
  return entries < worthIt || many < 1 ? undefined : startMakers(config, many)
}

/**
 * Threads that make something of stories while what was made of others is written. Each has connections of its own, and reads the master key from where the configuration
 * says it is. Where one of them fails, whatever it had in hand is given back undone.
 */
export function startMakers(config: Config, many: number): Makers {
  const threads = Array.from({ length: many }, () => threadOf(config))
  return {
    many,
    make(what) {
      const [least] = threads.toSorted((one, other) => one.inHand() - other.inHand())
      return least?.make(what) ?? Promise.resolve(undefined)
    },
    async stop() {
      await Promise.all(threads.map((thread) => thread.stop()))
    },
  }
}

/** One of them, which takes in turn what it is asked. */
function threadOf(config: Config): Pick<Makers, 'make' | 'stop'> & { inHand(): number } {
  const asked: Asked = { config }
  const thread = new Worker(new URL('./making-thread.ts', import.meta.url), { workerData: asked, resourceLimits })
  const waiting = new Map<number, (made: Answer['made']) => void>()
  let last = 0
  let ended = false
  const giveUp = () => {
    ended = true
    for (const give of waiting.values()) give(undefined)
    waiting.clear()
  }
  // An error is told by whoever does the work that is given back.
  thread.on('error', giveUp).on('exit', giveUp)
  thread.on('message', ({ id, made }: Answer) => {
    waiting.get(id)?.(made)
    waiting.delete(id)
  })
  return {
    inHand: () => waiting.size,
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
