import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { isEmbedded } from '../config.ts'
import { Day, londonDay } from '../domain/values.ts'
import { openHouse } from '../open.ts'
import { serveUntilStopped } from '../serve.ts'
import { letBeActedFor } from './demo/acted-for.ts'
import { type Interesting, interestingPerson } from './demo/chosen.ts'
import { fill } from './demo/fill.ts'
import { madeUpLives } from './demo/made-up-lives.ts'
import { openReview } from './demo/reviewed.ts'
import { threeRooms } from './demo/three-rooms.ts'
import { start } from './start.ts'

const Asked = z.strictObject({
  people: z.coerce.number().int().min(1).max(5_000).default(400),
  years: z.coerce.number().int().min(1).max(20).default(3),
  seed: z.string().min(1).max(50).default('unfolding'),
})

/** What a folder was filled with, so that filling it can go on after it was stopped, and is not begun in somebody's own record. */
const Filled = Asked.extend({ today: Day, done: z.boolean() })
type Filled = z.infer<typeof Filled>

/** `npm run demo`: fills an empty embedded record with made-up lives and serves it; started again, it serves what is there. */
start(
  'demo',
  async (config, log) => {
    if (!isEmbedded(config)) throw new Error('The demonstration keeps to the embedded database: leave DATABASE_URL out.')
    const { values } = parseArgs({ options: { people: { type: 'string' }, years: { type: 'string' }, seed: { type: 'string' } } })
    const { data: asked, error } = Asked.safeParse(values)
    if (error) throw new Error(error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n'))

    const file = path.join(config.dataDir, 'demo.json')
    const house = await openHouse(config, { as: 'service', log, lazyCommit: true })
    let filled = await filledWith(file)
    let chosen: Interesting
    try {
      if (!filled && (await house.record.head()) > 0n) {
        throw new Error(
          `${config.dataDir} holds a record already. Give the demonstration an empty folder: DATA_DIR=./demo-data npm run demo`,
        )
      }
      filled ??= { ...asked, today: londonDay(new Date()), done: false }
      const lives = madeUpLives(filled)
      chosen = interestingPerson(lives)
      if (!filled.done) {
        await mkdir(config.dataDir, { recursive: true })
        await writeFile(file, JSON.stringify(filled))
        await fill(house, lives, chosen.person, log)
        filled = { ...filled, done: true }
        await writeFile(file, JSON.stringify(filled))
      }
      // Started again long after, the review may have ended.
      await openReview(house, chosen.person, () => new Date())
      await letBeActedFor(house, () => new Date())
    } finally {
      await house.close()
    }

    const serving = await serveUntilStopped(config, log)
    process.stdout.write(
      threeRooms({ address: serving.address, where: serving.where, dataDir: config.dataDir, today: filled.today, chosen }),
    )
  },
  { quiet: true },
)

async function filledWith(file: string): Promise<Filled | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : Filled.parse(JSON.parse(text))
}
