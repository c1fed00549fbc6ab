import { parseArgs } from 'node:util'
import { openToVerify } from '../open.ts'
import { verify } from '../verifying/verify.ts'
import { progressBar } from './progress.ts'
import { start } from './start.ts'

/**
 * `npm run verify`: reads the whole record, its words, the signed lists of where streams ended and every read model, and says whether all of it is whole; while services
 * serve. With `--sign` it then signs where streams end now. `--holds` is a list as it was said before, kept elsewhere. It ends with 0 where nothing is wrong, 1 where
 * something is, 2 where it could not be told. `docs/verify.md` says what to do about each fault.
 */
start(
  'verify',
  async (config, log) => {
    const { values } = parseArgs({ options: { sign: { type: 'boolean' }, holds: { type: 'string' } } })
    if (values.holds !== undefined && !/^\d+:[0-9a-f]{32}$/.test(values.holds))
      throw new Error('--holds: say a list as npm run verify said it before, such as 12:0f1e2d3c4b5a69788796a5b4c3d2e1f0')
    const open = await openToVerify(config, log)
    try {
      const bars = new Map<string, ReturnType<typeof progressBar>>()
      const onProgress = (what: string, unit: string, done: number, of: number) => {
        const bar = bars.get(what) ?? progressBar(what.padEnd(12), unit)
        bars.set(what, bar)
        bar.at(done, of)
      }
      const { lines, faults } = await verify(open, { sign: values.sign ?? false, holds: values.holds, onProgress, now: new Date() })
      process.stdout.write(lines.map((line) => `${line}\n`).join(''))
      if (faults > 0) process.exitCode = 1
    } finally {
      await open.close()
    }
  },
  { quiet: true, failing: 2 },
)
