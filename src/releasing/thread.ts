import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { makeReleases, type ReleaseTables } from '../../projections/area-release.ts'
import { type Area, treeOf } from '../domain/area.ts'
import type { Edition, Month } from '../domain/period.ts'
import { openDatabase } from '../store/database.ts'

// The thread in which releases are made; `apart.ts` starts it.

/** What the thread is asked. */
export interface Asked {
  url: string
  areas: Area[]
  month: Month
}

/** What it says: that it would know the head of the record, which is then sent to it; or which edition it made. */
export type Told = 'head?' | { made: Edition }

const { url, areas, month } = workerData as Asked
const port = parentPort
if (!port) throw new Error('This runs in a thread.')
const tell = (told: Told) => port.postMessage(told)
const database = openDatabase<ReleaseTables>(url, 'unfolding_projector', { max: 2, statementTimeout: 300_000, name: 'unfolding release' })
try {
  await makeReleases(database.db, {
    areas: treeOf(areas),
    month,
    async head() {
      tell('head?')
      const [position] = await once(port, 'message')
      return position as bigint
    },
    made: (edition) => tell({ made: edition }),
  })
} finally {
  await database.close()
  port.close()
}
