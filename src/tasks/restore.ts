import { parseArgs } from 'node:util'
import type { Logger } from 'pino'
import { type LookedOver, lookOver } from '../backing-up/looked-over.ts'
import { NotRestored, partIn } from '../backing-up/manifest.ts'
import { recordIn, refuseFull, restore } from '../backing-up/restore.ts'
import type { Config } from '../config.ts'
import { masterKeysOf, openAsOwner } from '../open.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { keysIn } from '../store/keys.ts'
import { kurrentClient } from '../store/kurrentdb/client.ts'
import { type KurrentStore, kurrentStore } from '../store/kurrentdb.ts'
import { knownMigrations } from '../store/migrate.ts'
import { postgresStore } from '../store/postgres.ts'
import { finishRemovals } from '../store/removals.ts'
import { copyRecord, HoldsAnother } from './copying.ts'
import { progressBar } from './progress.ts'
import { start } from './start.ts'

/**
 * `npm run restore -- <folder>`: what `npm run backup` wrote, into an empty place. `--keys` is where the keys are that belong to it, or newer ones. Whose words were taken away after the keys were
 * backed up loses their keys again. With `--record-is-there` KurrentDB brought the record back by its own means, and all else is restored beside it. It ends with 0 where all is restored, 1 where something is wrong with the backup or the place and nothing was, 2 where it could not be tried, 3 where all is
 * restored and somebody has something to do, which it says.
 */
start(
  'restore',
  async (config, log) => {
    const { positionals, values } = parseArgs({
      options: { keys: { type: 'string' }, 'losing-words': { type: 'boolean' }, 'record-is-there': { type: 'boolean' } },
      allowPositionals: true,
    })
    const [folder, ...more] = positionals
    if (folder === undefined || more.length > 0) throw new Error('Say from where: npm run restore -- <the folder of a backup>')
    const recordIsThere = values['record-is-there'] ?? false
    if (recordIsThere && config.kurrentdbUrl === undefined) throw new Error('--record-is-there goes with a KURRENTDB_URL.')
    try {
      const masters = await masterKeysOf(config)
      const backup = await lookOver(
        { record: await partIn(folder, 'record'), keys: await partIn(values.keys ?? folder, 'keys') },
        { known: await knownMigrations(), onProgress: progressBar('looking', 'bytes').at },
      )
      refuseToLoseWords(backup, values['losing-words'] ?? false)
      await restoreInto(config, { masters, recordIsThere, log }, backup)
      const todo = leftToDo(backup)
      process.stdout.write([...said(backup), ...todo].map((line) => `${line}\n`).join(''))
      if (todo.length > 0) process.exitCode = 3
    } catch (error) {
      if (!(error instanceof NotRestored || error instanceof HoldsAnother)) throw error
      process.stderr.write(`${error.message}\nNothing was restored.\n`)
      process.exitCode = 1
    }
  },
  { quiet: true, failing: 2 },
)

async function restoreInto(
  config: Config,
  { masters, recordIsThere, log }: { masters: Awaited<ReturnType<typeof masterKeysOf>>; recordIsThere: boolean; log: Logger },
  backup: LookedOver,
): Promise<void> {
  const { ownerUrl, close } = await openAsOwner(config, log, 'service')
  const owner = openDatabase(ownerUrl, 'owner', { max: 1, statementTimeout: 0, name: 'unfolding restore', log })
  const elsewhere = config.kurrentdbUrl === undefined ? undefined : kurrentStore(kurrentClient(config.kurrentdbUrl), { entriesAtMost: 0 })
  try {
    await refuseFull(owner.pool)
    if (elsewhere && recordIsThere) await refuseAnother(elsewhere, backup)
    else if (elsewhere) await restoreElsewhere(elsewhere, backup)
    const bar = progressBar('restoring', 'rows')
    await restore({ owner, home: elsewhere ? 'kurrentdb' : 'postgresql', masters, onProgress: bar.at }, backup)
    await throwAwayAgain(elsewhere, owner, masters)
  } finally {
    await elsewhere?.close()
    await owner.close()
    await close()
  }
}

/** The record into KurrentDB, first: until the database has what belongs to it no service opens it. Stopped, it goes on where it was. */
async function restoreElsewhere(elsewhere: KurrentStore, backup: LookedOver): Promise<void> {
  const bar = progressBar('the record', 'positions')
  await copyRecord(recordIn(backup.record), elsewhere, ({ upTo, of }) => bar.at(Number(upTo), Number(of)))
}

/** Makes sure that the record which KurrentDB brought back by its own means is the one that all else belongs to. */
async function refuseAnother(elsewhere: KurrentStore, { record }: LookedOver): Promise<void> {
  const [first] = await elsewhere.readAll(0n, 1)
  if (first && Buffer.from(first.hash).toString('hex') === record.manifest.record.begins) return
  throw new NotRestored('--record-is-there: KurrentDB holds another record than the one that was backed up, or none.')
}

/** Throws away the keys of all words that the record says were taken away. Where it cannot be done now the service does it when it starts. */
async function throwAwayAgain(
  store: KurrentStore | undefined,
  owner: Database<unknown>,
  masters: Awaited<ReturnType<typeof masterKeysOf>>,
): Promise<void> {
  try {
    await finishRemovals({ store: store ?? postgresStore(owner), keys: keysIn(owner, ...masters) })
  } catch {
    process.stderr.write('All is restored; keys of words that were taken away since are still there, and go when the service starts.\n')
  }
}

function refuseToLoseWords({ withoutKeys, stories, keys }: LookedOver, meant: boolean): void {
  if (withoutKeys.length === 0 || meant) return
  throw new NotRestored(
    `The words of ${number(withoutKeys.length)} of ${number(stories)} stories have no key in ${keys.folder}: they began after these keys were backed up, or these are keys of another record. Name newer keys with --keys. Where there are none: --losing-words restores all else, and nobody ever reads those words.`,
  )
}

function said({ record, keys, entries, stories, forgottenSince }: LookedOver): string[] {
  const days = `the record as it was at ${record.manifest.madeAt}, its keys as they were at ${keys.manifest.madeAt}`
  const again = `${number(forgottenSince)} ${forgottenSince === 1 ? 'story was' : 'stories were'} forgotten, and had keys in this backup still: they are thrown away again.`
  return [
    `${number(entries)} entries in ${number(stories)} stories are restored: ${days}.`,
    ...(forgottenSince > 0 ? [again] : []),
    'Start the service: it makes the views. Then: npm run verify',
  ]
}

/** What is not as it should be, and nobody can mend but people. */
function leftToDo({ forgottenLater, takenAwayLater, withoutKeys }: LookedOver): string[] {
  const named = forgottenLater.slice(0, 100).map((stream) => `  ${stream}`)
  return [
    ...(forgottenLater.length > 0
      ? [
          `LEFT TO DO  stories that were forgotten after this record was backed up, which does not say so: ${number(forgottenLater.length)}. Their words are gone; a steward has to forget them again:`,
          ...named,
        ]
      : []),
    ...(takenAwayLater > 0
      ? [
          `LEFT TO DO  entries whose words were taken away after this record was backed up, which does not say so: ${number(takenAwayLater)}. They are gone; npm run verify names them: take them away again (WordsRemoved).`,
        ]
      : []),
    ...(withoutKeys.length > 0 ? [`LOST  stories whose words have no key: ${number(withoutKeys.length)}. npm run verify names them.`] : []),
  ]
}

function number(many: number): string {
  return many.toLocaleString('en-GB')
}
