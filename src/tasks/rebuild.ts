import { projections } from '../../projections/index.ts'
import { makersFor } from '../keeping-up/makers.ts'
import { openHouse } from '../open.ts'
import type { Projection } from '../projecting/projection.ts'
import { rebuildTogether } from '../projecting/rebuild.ts'
import { progressBar } from './progress.ts'
import { start } from './start.ts'

/** `npm run rebuild -- all` or a name: builds read models anew from the record, all of them by reading it once. It can be stopped and goes on where it was; those that were put in place already are then begun anew. */
start(
  'rebuild',
  async (config, log) => {
    const [asked] = process.argv.slice(2)
    const names = projections.map(({ name }) => name)
    const chosen = projections.filter(({ name }) => asked === 'all' || name === asked)
    if (chosen.length === 0) throw new Error(`Say which: ${names.join(', ')}, or all.`)
    const house = await openHouse(config, { as: 'task', log })
    try {
      const bar = progressBar(String(asked).padEnd(12), 'positions')
      await rebuildTogether({ db: house.projector, record: house.record }, chosen as readonly Projection[], {
        onProgress: ({ upTo, of }) => bar.at(Number(upTo), Number(of)),
        makers: (entries) => makersFor(config, entries),
      })
      for (const { name } of chosen) process.stdout.write(`${name} was built anew.\n`)
    } finally {
      await house.close()
    }
  },
  { quiet: true },
)
