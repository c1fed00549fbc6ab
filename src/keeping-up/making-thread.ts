import { parentPort, workerData } from 'node:worker_threads'
import { pino } from 'pino'
import { projections } from '../../projections/index.ts'
import type { Config } from '../config.ts'
import { openHouse } from '../open.ts'
import type { Editions } from '../projecting/editions.ts'
import type { Made } from '../projecting/made.ts'
import { makeOf, type ToMake } from '../projecting/making.ts'
import type { Projection } from '../projecting/projection.ts'

// A thread that makes something of stories for a rebuild; `makers.ts` starts it, and ends it.

/** What the thread is told once. */
export interface Asked {
  config: Config
}

/** What it is asked to make: projections by their names, since what they do cannot be handed over. */
export interface AskedToMake {
  id: number
  what: Omit<ToMake, 'all'> & { all: { name: string; version: number; editions: Editions }[] }
}

/** What was made; nothing where it could not be. */
export interface Answer {
  id: number
  made: Made[] | undefined
}

const { config } = workerData as Asked
const port = parentPort
if (!port) throw new Error('This runs in a thread.')
const opening = openHouse(config, { as: 'task', log: pino({ level: 'silent' }) })
// Whoever asks for something is told by its failing.
opening.catch(() => {})
port.on('message', async ({ id, what }: AskedToMake) => {
  const answer = (made: Answer['made']) => port.postMessage({ id, made } satisfies Answer)
  try {
    const { record } = await opening
    const all = what.all.map(({ name, version, editions }) => ({ projection: named(name, version), editions }))
    answer(await makeOf(record, { ...what, all }))
  } catch {
    answer(undefined)
  }
})

function named(name: string, version: number): Projection {
  const projection = projections.find((each) => each.name === name && each.version === version)
  if (!projection) throw new Error(`There is no ${name} ${version}.`)
  return projection as Projection
}
