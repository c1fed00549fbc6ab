import { areaCounts } from '../../projections/area-counts.ts'
import { makeReleases } from '../../projections/area-release.ts'
import { londonMonth } from '../domain/period.ts'
import { openHouse } from '../open.ts'
import { catchUp } from '../projecting/projector.ts'
import { caughtUp } from '../projecting/wait.ts'
import { start } from './start.ts'

/** How long to wait for a service that is counting just now, in milliseconds. */
const atMost = 60_000

/**
 * `npm run release`: makes the editions of the months that have ended and are not made yet, in order. A running service does so by itself; this is for when none
 * runs.
 */
start(
  'release',
  async (config, log) => {
    const house = await openHouse(config, { as: 'task', log })
    try {
      const { projector: db, record, areas } = house
      const counted = await catchUp({ db, record, log }, areaCounts)
      if (!(counted && (await caughtUp(db, areaCounts, await record.head(), atMost)))) {
        throw new Error(
          'Not everything on the record could be counted, so that no edition was made. /health/ready says where counting stands.',
        )
      }
      const made = await makeReleases(db, {
        areas,
        month: londonMonth(new Date().toISOString()),
        head: () => record.head(),
        made: (edition) => process.stdout.write(`The edition of ${edition} was made.\n`),
      })
      if (made.length === 0) process.stdout.write('Every edition there can be has been made.\n')
    } finally {
      await house.close()
    }
  },
  { quiet: true },
)
