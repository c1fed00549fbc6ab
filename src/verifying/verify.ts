import { projections } from '../../projections/index.ts'
import type { LaidOpen } from '../open.ts'
import { lyingInKurrentDb, lyingInPostgres, lyingKeys } from '../store/as-it-lies.ts'
import { unavailable } from '../store/database.ts'
import { sealedRecord } from '../store/sealing.ts'
import { type SignedLists, signedListsIn } from '../store/signed-lists.ts'
import { type Check, checks, type Faults, faultsFound } from './faults.ts'
import { type LookedAtLists, lookAtLists, receiptOf } from './lists.ts'
import { type LookedAtModel, lookAtReadModel } from './read-models.ts'
import { type Looked, lookAtRecord } from './record.ts'

export interface Verifying {
  /** Whether to sign, after all was looked at, where streams end. */
  sign: boolean
  /** A list that was kept elsewhere, as it is told. */
  holds?: string | undefined
  onProgress(what: string, unit: string, done: number, of: number): void
  now: Date
}

/** What was found: lines for people, without a word of anybody, and how many faults. */
export interface Verified {
  lines: string[]
  faults: number
}

/** Looks at everything, once, while services may serve. */
export async function verify(open: LaidOpen, { sign, holds, onProgress, now }: Verifying): Promise<Verified> {
  const { room, masters, keys, store, elsewhere, projector: db } = open
  const faults = faultsFound()
  const signed = signedListsIn(room, store, ...masters)
  const lists = await lookAtLists(signed, faults, holds)
  const sweptTo = await keys.sweptTo()
  if (sweptTo > 0n && !(await store.holds(sweptTo)))
    faults.found(
      'the record',
      `no entry stands at position ${sweptTo}, which the keys remember: the end of the record was cut, or it is another record`,
    )
  const looked = await lookAtRecord(
    {
      lies: elsewhere ? lyingInKurrentDb(elsewhere) : lyingInPostgres(room),
      lists: signed,
      keysOf: (streams) => lyingKeys(room, streams, ...masters),
      sweptTo,
      signed: lists.lists,
      onProgress: (done, of) => onProgress('the record', 'entries', done, of),
    },
    faults,
  )
  const record = sealedRecord(store, keys)
  const models: LookedAtModel[] = []
  for (const projection of projections) {
    const telling = (name: string, upTo: bigint, of: bigint) => onProgress(name, 'positions', Number(upTo), Number(of))
    try {
      models.push(await lookAtReadModel({ record, db, onProgress: telling }, projection, faults))
    } catch (error) {
      if (!comesOf(error, faults)) throw error
      faults.found('read models', `${projection.name} could not be compared: there is an entry on the record that cannot be read`)
    }
  }
  const since = await entriesSince(open, lists, faults)
  const last = sign ? await signNow(signed, lists, faults, now) : []
  return { lines: [...linesOf(faults, looked, lists, models, since), ...last], faults: faults.count() }
}

/** Whether it comes of an entry that cannot be read, which was told already: nothing can be worked out of a record that has one. */
function comesOf(error: unknown, faults: Faults): boolean {
  const isOfDatabase = unavailable(error) || (error instanceof Error && 'severity' in error)
  return !isOfDatabase && faults.count('the record') > 0
}

/** How many entries no list vouches for yet; a thousand stands for all that is more. */
async function entriesSince({ store }: LaidOpen, { newest }: LookedAtLists, faults: Faults): Promise<number> {
  try {
    return newest ? (await store.readAll(newest.position, 1_000)).length : 1_000
  } catch (error) {
    if (!comesOf(error, faults)) throw error
    return 1_000
  }
}

/** Signs where streams end, but over nothing that is wrong: only that nobody vouches for the newest list may be made good by it. */
async function signNow(signed: SignedLists, { vouchedByNobody, lists }: LookedAtLists, faults: Faults, now: Date): Promise<string[]> {
  const others = faults.count('the record') + faults.count('words') + (vouchedByNobody ? 0 : faults.count('signed lists'))
  if (others > 0) return ['Nothing was signed: what is wrong is to be looked at first.']
  const list = await signed.make(now, { overAny: vouchedByNobody })
  if (!list) return ['Nothing was signed: there is no entry yet, or a service signed a list just now.']
  const over = vouchedByNobody ? ` It vouches for the ${lists.size} before it too, the newest of which no master key held had signed.` : ''
  return [`Where all streams end was signed: list ${receiptOf(list)} of ${list.day}.${over}`]
}

function linesOf(
  faults: Faults,
  looked: Looked,
  { lists, newest }: LookedAtLists,
  models: readonly LookedAtModel[],
  since: number,
): string[] {
  const told = faults.told().map((what) => `WRONG  ${what}`)
  const more = faults.count() - told.length
  const counts: Record<Check, string> = {
    'the record': `${number(looked.entries, 'entry', 'entries')} in ${number(looked.streams, 'stream')}`,
    words: `${number(looked.opened, 'sealed box', 'sealed boxes')} opened, ${number(looked.takenAway, 'is', 'are')} without a key as the record says`,
    'signed lists': newest
      ? `${number(lists.size, 'list')}, the newest ${receiptOf(newest)} of ${newest.day}; ${since >= 1_000 ? '1,000 or more entries' : number(since, 'entry', 'entries')} came since`
      : 'there is none yet: that the end of a stream was cut, or all of one taken away, cannot be told',
    'read models': models.map(said).join('; '),
  }
  const outcome = (check: Check) => (faults.count(check) === 0 ? 'whole' : number(faults.count(check), 'fault'))
  return [
    ...told,
    ...(more > 0 ? [`WRONG  … and ${more.toLocaleString('en-GB')} more`] : []),
    ...checks.map((check) => `${check}: ${outcome(check)}. ${counts[check]}.`),
  ]
}

function said({ projection, rows, behind, untold }: LookedAtModel): string {
  const late = behind === 0 ? '' : `, ${behind >= 1_000 ? '1,000 or more entries' : number(behind, 'entry', 'entries')} behind`
  const left = untold === 0 ? '' : `, of ${number(untold, 'story', 'stories')} it cannot be told`
  return `${projection} ${number(rows, 'row')}${late}${left}`
}

function number(many: number, one: string, several = `${one}s`): string {
  return `${many.toLocaleString('en-GB')} ${many === 1 ? one : several}`
}
