import { parseArgs } from 'node:util'
import { masterKeysOf, openKeys } from '../open.ts'
import { masterKey, masterKeyOf } from '../store/master-key.ts'
import { rotate } from '../store/rotating.ts'
import { progressBar } from './progress.ts'
import { start } from './start.ts'

/**
 * `npm run sealing -- rotate --to <key file>`: another master key takes the place of the one in use, while services serve; the file is made where there is none.
 * Without `--to` it is the one that the environment names as the next. Stopped, it can be started again and goes on where it was. `docs/sealing.md` has the steps.
 */
start(
  'sealing',
  async (config, log) => {
    const { positionals, values } = parseArgs({ options: { to: { type: 'string' } }, allowPositionals: true })
    const next = config.nextSealingKey
    if (positionals.join(' ') !== 'rotate' || (values.to === undefined && !next))
      throw new Error('Say what, and which key takes the place of the one in use: npm run sealing -- rotate --to <key file>')
    const held = await masterKeysOf(config)
    const to = values.to === undefined && next ? await masterKeyOf(next) : await masterKey(values.to ?? '', { create: true })
    const room = await openKeys(config, log)
    try {
      const bar = progressBar('wrapping', 'keys')
      const done = await rotate(room, { held, to, onProgress: (soFar) => bar.at(soFar.done, soFar.of) })
      process.stdout.write(
        `${done.toLocaleString('en-GB')} keys were wrapped anew, and nothing is wrapped by the master key before, nor can be. Start every service with the new one alone now (docs/sealing.md).\n`,
      )
    } finally {
      await room.close()
    }
  },
  { quiet: true },
)
