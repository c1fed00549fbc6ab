import { openAsOwner } from '../open.ts'
import { migrate } from '../store/migrate.ts'
import { start } from './start.ts'

/** `npm run migrate`: brings the database up to what this version needs, as its owner. */
start(
  'migrate',
  async (config, log) => {
    const { ownerUrl, close } = await openAsOwner(config, log)
    try {
      const done = await migrate(ownerUrl)
      process.stdout.write(done.length === 0 ? 'The database is up to date.\n' : done.map((name) => `${name}\n`).join(''))
    } finally {
      await close()
    }
  },
  { quiet: true },
)
