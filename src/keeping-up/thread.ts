import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { pino } from 'pino'
import { projections } from '../../projections/index.ts'
import type { Config } from '../config.ts'
import { londonDay } from '../domain/values.ts'
import { openHouse } from '../open.ts'
import { startProjecting } from '../projecting/projector.ts'
import { releaseApart } from '../releasing/apart.ts'
import { tracingAskedFor } from '../tracing/tracing.ts'
import { makersFor } from './makers.ts'

// The thread in which views and releases are kept up to date; `apart.ts` starts it, and stops it by a message.

/** How long after a month has ended its release is made, in milliseconds. */
const anHour = 3_600_000

/** What the thread is asked. */
export interface Asked {
  config: Config
  level: string
}

/** What it says: that it began, or a line for the log. */
export type Told = 'began' | { logged: string }

const { config, level } = workerData as Asked
const port = parentPort
if (!port) throw new Error('This runs in a thread.')
const tell = (told: Told) => port.postMessage(told)
const log = pino({ level, base: null }, { write: (logged: string) => tell({ logged }) })
const traces = await tracingAskedFor(process.env, log)
const house = await openHouse(config, { as: 'task', log })
try {
  const ending = new AbortController()
  const projector = await startProjecting({
    ...(traces?.ofProjecting({ db: house.projector, record: house.record }) ?? { db: house.projector, record: house.record }),
    projections,
    log,
    makers: (entries) => makersFor(config, log, entries),
    afterEachRound: () =>
      releaseApart(house.projector, {
        url: house.databaseUrl,
        areas: house.areas,
        // As of an hour ago: what was being written at midnight is in by then.
        month: londonDay(new Date(Date.now() - anHour)).slice(0, 7),
        head: () => house.record.head(),
        made: (edition) => log.info({ edition }, 'edition made'),
        signal: ending.signal,
      }),
  })
  tell('began')
  await once(port, 'message')
  ending.abort()
  await projector.stop()
} finally {
  await house.close()
  await traces?.stop()
  port.close()
}
