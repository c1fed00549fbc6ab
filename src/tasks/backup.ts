import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { backUp } from '../backing-up/back-up.ts'
import { openAsOwner } from '../open.ts'
import { openDatabase } from '../store/database.ts'
import { kurrentClient } from '../store/kurrentdb/client.ts'
import { kurrentStore } from '../store/kurrentdb.ts'
import { progressBar } from './progress.ts'
import { start } from './start.ts'

/**
 * `npm run backup -- <folder>`: everything that cannot be made again, as it is at one moment, while services serve: the record in `<folder>/record`, the keys of its words in
 * `<folder>/keys`. The master key is in neither. `docs/operations.md` says where to keep them, and for how long.
 */
start(
  'backup',
  async (config, log) => {
    const { positionals } = parseArgs({ options: {}, allowPositionals: true })
    const [folder, ...more] = positionals
    if (folder === undefined || more.length > 0) throw new Error('Say where to: npm run backup -- <a folder that is not there yet>')
    const { ownerUrl, close } = await openAsOwner(config, log)
    const owner = openDatabase(ownerUrl, 'owner', { max: 1, statementTimeout: 0, name: 'unfolding backup', log })
    const elsewhere = config.kurrentdbUrl === undefined ? undefined : kurrentStore(kurrentClient(config.kurrentdbUrl), { entriesAtMost: 0 })
    try {
      const bar = progressBar('backing up', 'rows')
      const done = await backUp({
        owner,
        elsewhere,
        folder: path.resolve(folder),
        backup: randomUUID(),
        now: new Date(),
        onProgress: bar.at,
      })
      process.stdout.write(
        `${number(done.entries)} entries are in ${path.join(folder, 'record')} (${number(done.rows.record)} rows with all that goes with them), and their keys in ${path.join(folder, 'keys')} (${number(done.rows.keys)} rows). Keep the two apart, and the keys for a short time (docs/operations.md).\n`,
      )
    } finally {
      await elsewhere?.close()
      await owner.close()
      await close()
    }
  },
  { quiet: true },
)

function number(rows: number): string {
  return rows.toLocaleString('en-GB')
}
