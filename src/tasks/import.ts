import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { withoutReleases } from '../../projections/area-release.ts'
import { openHouse } from '../open.ts'
import { importLines } from './importing.ts'
import { progressBar } from './progress.ts'
import { start } from './start.ts'

/** `npm run import -- file.jsonl`: brings entries in from elsewhere, recorded at the times they say. */
start(
  'import',
  async (config, log) => {
    const [file] = process.argv.slice(2)
    if (file === undefined) throw new Error('Say which file: npm run import -- file.jsonl')
    const size = (await stat(file).catch(() => undefined))?.size
    if (size === undefined) throw new Error(`There is no file ${file}.`)
    const house = await openHouse(config, { as: 'task', log })
    try {
      const bar = progressBar('importing', 'bytes')
      let read = 0
      const lines = parsed(file, (bytes) => (read += bytes))
      const took = await withoutReleases(house.projector, () => importLines(house, lines, () => bar.at(read, size)))
      process.stdout.write(
        `${took.entries.toLocaleString('en-GB')} entries in ${took.lines.toLocaleString('en-GB')} lines are on the record.\n`,
      )
    } finally {
      await house.close()
    }
  },
  { quiet: true },
)

async function* parsed(file: string, onRead: (bytes: number) => void): AsyncIterable<unknown> {
  let number = 0
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1
    onRead(Buffer.byteLength(line) + 1)
    if (line.trim() === '') continue
    try {
      yield JSON.parse(line)
    } catch {
      throw new Error(`Line ${number} is not JSON.`)
    }
  }
}
