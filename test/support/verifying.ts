import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import type { Test } from 'tap'
import { projections } from '../../projections/index.ts'
import { readConfig } from '../../src/config.ts'
import { type LaidOpen, openToVerify } from '../../src/open.ts'
import { catchUp } from '../../src/projecting/projector.ts'
import type { Db } from '../../src/projecting/writer.ts'
import { areaStream, personStream } from '../../src/store/event-store.ts'
import type { Home } from '../../src/store/home.ts'
import { keysIn } from '../../src/store/keys.ts'
import { masterKeyFrom } from '../../src/store/master-key.ts'
import type { TheRecord } from '../../src/store/record.ts'
import { finishRemovals } from '../../src/store/removals.ts'
import { verify } from '../../src/verifying/verify.ts'
import { ask, met, voiced, worksWithThem } from './asking.ts'
import { type TestDatabase, withDatabase } from './database.ts'
import { withKurrentDb } from './kurrentdb.ts'
import { amira, recordIn, storeIn, told } from './lives.ts'

const log = pino({ level: 'silent' })

/** A word that is in everything that is said here: it may come out nowhere. */
export const planted = 'Quibblewick'

/** All that somebody with rights over the database could change. */
const all = [
  ...['record', 'key_node', 'key_forgotten', 'key_sweep', 'signed_list', 'stream_head', 'checkpoint'],
  ...projections.flatMap(({ tables, version }): string[] => tables.map((table) => `${table}_v${version}`)),
]

export interface Verifiable {
  database: TestDatabase
  record: TheRecord
  /** What a task is told. */
  env: Record<string, string>
  /** Everything, open for being looked at. */
  laidOpen: LaidOpen
  /** What is said of it now, as it is told, without the lines of what is whole. */
  wrong(): Promise<string[]>
  lines(more?: { sign?: boolean; holds?: string; now?: Date }): Promise<string[]>
  /** All read models have taken all there is. */
  settled(): Promise<void>
  /** Does it as the owner of the database, whom no trigger stops; gives what is said of it then, and brings back all that was there before. */
  damaged(...statements: (string | [string, ...unknown[]])[]): Promise<string[]>
  close(): Promise<void>
}

/** A database that can be looked at; its record in PostgreSQL or in the stand-in, or where the tests are run with it. */
export async function withVerifiable(
  t: Pick<Test, 'teardown'>,
  { clock, home }: { clock?: () => Date; home?: Home } = {},
): Promise<Verifiable> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unfolding-verify-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const database = await withDatabase(t)
  if (home === 'postgresql') database.kurrentdb = undefined
  if (home === 'kurrentdb') database.kurrentdb ??= await withKurrentDb(t)
  const SEALING_KEY_FILE = path.join(folder, 'sealing.key')
  await writeFile(SEALING_KEY_FILE, Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 })
  const env = {
    DATABASE_URL: database.serviceUrl,
    SEALING_KEY_FILE,
    TOKEN_KEYS: path.join(folder, 'none.json'),
    ...(database.kurrentdb && { KURRENTDB_URL: database.kurrentdb.standIn.url }),
  }
  const record = recordIn(database, clock)
  const laidOpen = await openToVerify(readConfig(env), log)
  const owner = database.open('owner').pool
  const db = database.open<never>('unfolding_projector').db as Db
  const lines: Verifiable['lines'] = async ({ sign = false, holds, now = new Date() } = {}) =>
    (await verify(laidOpen, { sign, holds, now, onProgress: () => {} })).lines
  const wrong = async () => (await lines()).flatMap((line) => (line.startsWith('WRONG  ') ? [line.slice('WRONG  '.length)] : []))
  return {
    database,
    record,
    env,
    laidOpen,
    lines,
    wrong,
    async settled() {
      for (const projection of projections) await catchUp({ db, record, log }, projection)
    },
    async damaged(...statements) {
      await owner.query(
        all.map((table) => `drop table if exists kept_${table}; create unlogged table kept_${table} as table ${table}`).join(';'),
      )
      await triggers('disable')
      try {
        for (const each of statements) {
          const [text, ...values] = typeof each === 'string' ? [each] : each
          await owner.query(text, values)
        }
        return await wrong()
      } finally {
        await owner.query([`truncate ${all.join()}`, ...all.map((table) => `insert into ${table} table kept_${table}`)].join(';'))
        await triggers('enable always')
      }
    },
    close: laidOpen.close,
  }

  async function triggers(what: 'disable' | 'enable always'): Promise<void> {
    for (const table of ['record', 'signed_list', 'stream_head'])
      await owner.query(`alter table ${table} ${what} trigger never_changed_or_removed`)
  }
}

/** Three people and a place, told by hand. */
export interface Told {
  /** Met; two goals; the second put right; the words of the first taken away. */
  sam: string
  /** Met, a goal, forgotten. */
  lena: string
  /** Met, somebody works with them, a goal. */
  tom: string
}

/**
 * 12 entries in 4 streams, with 9 sealed boxes: 6 open, and of 3 the words were taken away. A copy of the keys from before that is in `keys_before`. (The entries of Sam are
 * the first five of the record, those of Lena the next three, then those of Tom, then the place.)
 */
export async function tellOfThree({ database, record, settled }: Verifiable): Promise<Told> {
  const [sam, lena, tom] = [randomUUID(), randomUUID(), randomUUID()]
  const without = ({ happened: _, ...entry }: ReturnType<typeof ask>) => entry
  const [first, second] = [voiced(randomUUID(), `A dog, ${planted}`), voiced(randomUUID(), `A cat, ${planted}`)]
  const corrected = ask('EntryCorrected', { entry: second.id, kind: 'slip' }, { words: { reason: planted, words: { goal: planted } } })
  const removed = ask('WordsRemoved', { entry: first.id, ground: 'too-much' }, { words: { reason: planted } })
  const { pool } = database.open('owner')
  const keepKeys = (how: string, whose: string) => pool.query(`${how} select * from key_node where stream = '${personStream(whose)}'`)
  await told(record, sam, met('X10000101', planted), first, second, without(corrected), without(removed))
  await keepKeys('create table keys_before as', sam)
  await record.removeWords(personStream(sam), new Set([2]))
  await told(record, lena, met('X10000101', planted), voiced(randomUUID(), planted))
  await keepKeys('insert into keys_before', lena)
  await told(record, lena, without(ask('StoryForgotten', { ground: 'asked-for', area: 'X10000001' })))
  await record.forget(personStream(lena))
  await told(record, tom, met('X10000102', planted), worksWithThem('amira'), voiced(randomUUID(), planted))
  const noted = ask(
    'PlaceEventNoted',
    { placeEvent: randomUUID(), kind: 'closure', pace: 'one-off' },
    { words: { what: 'It shut', whoSays: 'All' } },
  )
  await record.append(areaStream('X10000101'), 0, [noted], { by: amira })
  await finishRemovals({ store: storeIn(database), keys: keysIn(database.open('unfolding_record'), masterKeyFrom(Buffer.alloc(32, 7))) })
  await settled()
  return { sam, lena, tom }
}
