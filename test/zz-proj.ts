import { pino } from 'pino'
import { makeReleases } from '../projections/area-release.ts'
import { projections } from '../projections/index.ts'
import { readConfig } from '../src/config.ts'
import { openHouse } from '../src/open.ts'
import { rebuild } from '../src/projecting/rebuild.ts'

const log = pino({ level: 'warn' })
const house = await openHouse(readConfig({ DATA_DIR: process.argv[2] ?? '/tmp/speed-data' }), { as: 'service', log, lazyCommit: true })
for (const p of projections) {
  const t = Date.now()
  const c = process.cpuUsage()
  await rebuild({ db: house.projector, record: house.record }, p)
  const d = process.cpuUsage(c)
  console.log(p.name, Date.now() - t, 'cpu', Math.round(d.user / 1000))
}
await house.close()
