import { isDeepStrictEqual, parseArgs } from 'node:util'
import { copyRecord, saying, verifyCopy } from './copying.ts'
import { type Opened, openPlace, placeCalled } from './places.ts'
import { progressBar } from './progress.ts'
import { start } from './start.ts'

/**
 * `npm run copy -- --from … --to …`: the whole record from one store to another, sealed as it is; stopped, it can be started again. With `--verify` it writes nothing and
 * compares the two.
 */
start(
  'copy',
  async (config, log) => {
    const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' }, verify: { type: 'boolean' } } })
    const from = placeCalled('--from', values.from, config)
    const to = placeCalled('--to', values.to, config)
    if (isDeepStrictEqual(from, to)) throw new Error('--to: this is where the record is already.')
    const opened: Opened[] = []
    try {
      for (const place of [from, to]) opened.push(await openPlace(place, config, log))
      const [source, target] = opened as [Opened, Opened]
      const bar = progressBar(values.verify ? 'comparing' : 'copying', 'positions')
      const onProgress = ({ upTo, of }: { upTo: bigint; of: bigint }) => bar.at(Number(upTo), Number(of))
      process.stdout.write(values.verify ? await verified(source, target, onProgress) : await copied(source, target, onProgress))
    } finally {
      for (const { close } of opened.reverse()) await close()
    }
  },
  { quiet: true },
)

type OnProgress = Parameters<typeof copyRecord>[2]

async function copied(from: Opened, to: Opened, onProgress: OnProgress): Promise<string> {
  const { there, added } = await copyRecord(from.store, to.store, onProgress)
  const before = there > 0 ? `, ${number(there)} were there before` : ''
  return `${number(there + added)} entries are in ${to.where}${before}. Compare them: the same again with --verify.\n`
}

async function verified(from: Opened, to: Opened, onProgress: OnProgress): Promise<string> {
  const { entries, difference } = await verifyCopy(from.store, to.store, onProgress)
  if (difference) throw new Error(saying(difference))
  return `${number(entries)} entries, and all of them the same in ${from.where} and in ${to.where}.\n`
}

function number(entries: number): string {
  return entries.toLocaleString('en-GB')
}
