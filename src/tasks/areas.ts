import { readFile } from 'node:fs/promises'
import { isEmbedded } from '../config.ts'
import { openAsOwner } from '../open.ts'
import { migrate } from '../store/migrate.ts'
import { loadAreas } from './areas-file.ts'
import { start } from './start.ts'

/** `npm run areas -- areas.csv`: loads areas from a file, all of it or nothing. Areas that are there already become as the file has them. */
start(
  'areas',
  async (config, log) => {
    const [file] = process.argv.slice(2)
    if (file === undefined) throw new Error('Say which file: npm run areas -- areas.csv')
    const bytes = await readFile(file).catch(() => undefined)
    if (bytes === undefined) throw new Error(`There is no file ${file} that can be read.`)
    const text = textOf(bytes)
    const { ownerUrl, close } = await openAsOwner(config, log)
    try {
      if (isEmbedded(config) && config.databaseOwnerUrl === undefined) await migrate(ownerUrl)
      const loaded = await loadAreas(ownerUrl, text)
      process.stdout.write(`${loaded} areas were loaded. A service that is running knows of them once it is started again.\n`)
    } finally {
      await close()
    }
  },
  { quiet: true },
)

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Error('The file is not UTF-8. Save it as CSV UTF-8. Nothing was loaded.')
  }
}
