import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Projector } from '../projecting/projector.ts'
import type { Asked, Told } from './thread.ts'

/**
 * Keeps every view and release up to date in a thread of its own: to open stories and make something of them takes what a thread has, and whoever asks or tells
 * something meanwhile would wait for it. The thread has connections of its own, and reads the master key from where the configuration says it is; no key is handed to it.
 * Where it fails in a way that nobody foresaw, that is thrown as any other error of the service: to nobody, so that it ends.
 */
export async function keepUpApart(config: Config, log: Logger): Promise<Projector> {
  const asked: Asked = { config, level: log.level }
  const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: asked })
  let stopping = false
  const ended = new Promise<void>((resolve) => thread.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let began = false
    thread.once('exit', (code) => {
      const error = new Error(`What keeps the views up to date ended by itself, with ${code}.`)
      if (!began) reject(error)
      else if (!stopping) throw error
    })
    thread.on('message', (told: Told) => {
      if (told === 'began') {
        began = true
        resolve()
      } else sayIn(log, told.logged)
    })
    thread.on('error', (error) => {
      if (!began) return reject(error)
      throw error
    })
  })
  return {
    async stop() {
      stopping = true
      thread.postMessage('stop')
      await ended
    },
  }
}

/** A line of the thread's log, said by the log of the service. */
function sayIn(log: Logger, line: string): void {
  const { level, time: _, msg, ...fields } = JSON.parse(line) as { level: number; time: number; msg: string }
  const name = log.levels.labels[level]
  if (name !== undefined && name in log) log[name as 'info'](fields, msg)
}
