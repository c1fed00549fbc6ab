import { isDeepStrictEqual, parseArgs } from 'node:util'
import type { Logger } from 'pino'
import { type Config, isEmbedded } from '../config.ts'
import { openAsOwner } from '../open.ts'
import { openDatabase } from '../store/database.ts'
import { copyRecord, type OnProgress, saying, verifyCopy } from './copying.ts'
import { isConfigured, type Opened, openPlace, type Place, placeCalled } from './places.ts'
import { progressBar } from './progress.ts'
import { settle } from './settling.ts'
import { start } from './start.ts'

/**
 * `npm run copy -- --from … --to …`: the whole record from one store to another, sealed as it is; stopped, it can be started again. With `--verify` it writes nothing and
 * compares the two. With `--settle` it compares them, and from then on the database of the read models and keys belongs to the copy.
 */
start(
  'copy',
  async (config, log) => {
    const text = { type: 'string' } as const
    const flag = { type: 'boolean' } as const
    const { values } = parseArgs({ options: { from: text, to: text, 'keys-from': text, verify: flag, settle: flag } })
    const to = placeCalled('--to', values.to, config)
    // A record that was brought back from a backup is a copy of none that is still there.
    const from = values.settle && values.from === undefined ? undefined : placeCalled('--from', values.from, config)
    if (isDeepStrictEqual(from, to)) throw new Error('--to: this is where the record is already.')
    const opened: Opened[] = []
    const open = async (place: Place) => {
      const one = await openPlace(place, config, log)
      opened.push(one)
      return one
    }
    try {
      const source = from && (await open(from))
      const target = await open(to)
      if (!source || values.verify || values.settle) {
        if (source) process.stdout.write(await verified(source, target))
        const keys = values['keys-from'] === undefined ? from : placeCalled('--keys-from', values['keys-from'], config)
        const elsewhere = keys && keys.kind !== 'kurrentdb' && !isConfigured(keys, config) ? keys : undefined
        const keysFrom = elsewhere && (isDeepStrictEqual(elsewhere, from) ? source : await open(elsewhere))?.database
        if (values.settle) process.stdout.write(await settled(to, { target, keysFrom, compared: source !== undefined }, config, log))
      } else process.stdout.write(await copied(source, target))
    } finally {
      for (const { close } of opened.reverse()) await close()
    }
  },
  { quiet: true },
)

async function copied(from: Opened, to: Opened): Promise<string> {
  const { there, added } = await copyRecord(from.store, to.store, barOf('copying'))
  const before = there > 0 ? `, ${number(there)} were there before` : ''
  return `${number(there + added)} entries are in ${to.where}${before}. Compare them: the same again with --verify.\n`
}

async function verified(from: Opened, to: Opened): Promise<string> {
  const { entries, difference } = await verifyCopy(from.store, to.store, barOf('comparing'))
  if (difference) throw new Error(saying(difference))
  return `${number(entries)} entries, and all of them the same in ${from.where} and in ${to.where}.\n`
}

async function settled(
  to: Place,
  { target, keysFrom, compared }: { target: Opened; keysFrom: Opened['database']; compared: boolean },
  config: Config,
  log: Logger,
): Promise<string> {
  if (to.kind !== 'kurrentdb' && !isConfigured(to, config))
    throw new Error('--to: read models and keys are in the database that holds the record. Name that one as DATABASE_URL.')
  const { ownerUrl, close } = await openAsOwner(config, log)
  const owner = openDatabase(ownerUrl, 'owner', { max: 2, statementTimeout: 0, name: 'unfolding settle' })
  try {
    await settle(owner.db, { home: to.kind === 'kurrentdb' ? 'kurrentdb' : 'postgresql', record: target.store, keysFrom, compared })
  } finally {
    await owner.close()
    await close()
  }
  const url = to.kind === 'kurrentdb' ? 'with it as KURRENTDB_URL' : 'without a KURRENTDB_URL'
  const here = isEmbedded(config) ? 'The embedded database' : 'The database'
  return `${here} belongs to the record in ${target.where} now. Start the service ${url}: it builds the read models anew.\n`
}

function barOf(what: string): OnProgress {
  const bar = progressBar(what, 'positions')
  return ({ upTo, of }) => bar.at(Number(upTo), Number(of))
}

function number(entries: number): string {
  return entries.toLocaleString('en-GB')
}
