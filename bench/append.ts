import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { v7 } from 'uuid'
import type { AnyEntry } from '../src/domain/entry.ts'
import { type Connections, openDatabase } from '../src/store/database.ts'
import { type Mark, personStream } from '../src/store/event-store.ts'
import { keysIn } from '../src/store/keys.ts'
import { masterKeyFrom } from '../src/store/master-key.ts'
import { migrate } from '../src/store/migrate.ts'
import { postgresStore } from '../src/store/postgres.ts'
import { sealedRecord } from '../src/store/sealing.ts'
import { type BesideStore, emmett } from './beside.ts'
import { inFolder } from './folder.ts'
import type { Part, Rows } from './part.ts'
import { insertPlain, plainTable } from './plain.ts'
import { byTurns, times } from './rounds.ts'
import { median } from './table.ts'

/** How many appends a round has, by how many clients there are. Each client appends to a story of its own, one after another. */
const appendsOf = { 1: 300, 8: 1_200, 32: 3_200, 128: 6_400 }
type Clients = keyof typeof appendsOf

/** What the store is to reach of a plain insert, and of Emmett. */
const ofPlain: Partial<Record<Clients, number>> = { 1: 0.8, 32: 2.5, 128: 3.5 }
const ofEmmett: Partial<Record<Clients, number>> = { 32: 8 }

const mark: Mark = { by: { sub: 'amira', role: 'practitioner', organisation: 'SALLOW01' } }
const told = 'I went by myself on the bus and it was all right, mostly. '.repeat(3)
const words = { how: { text: told, quote: true } }
const sealed = Buffer.alloc(260, 5)

export const append: Part = {
  name: 'append',
  about: 'Appending one entry, beside a plain insert of one row of the same size and beside Emmett',
  run: ({ quick, say }) =>
    inFolder(
      async ({ ownerUrl, serviceUrl, database }) => {
        await migrate(ownerUrl)
        const emmettUrl = await database('emmett')
        const owner = new pg.Pool({ connectionString: ownerUrl, max: 128 })
        const forEmmett = new pg.Pool({ connectionString: emmettUrl, max: 128 })
        const forRecord = openDatabase(serviceUrl, 'unfolding_record')
        try {
          await owner.query(plainTable)
          const beside = await (await emmett()).openStore(emmettUrl, forEmmett)
          return await sideBySide(ways(owner, forRecord, beside), { quick, say })
        } finally {
          await owner.end()
          await forEmmett.end()
          await forRecord.close()
        }
      },
      { max_connections: '300' },
    ),
}

/** A way to append, and how a client of it begins. */
interface Way {
  name: string
  /** What part of the appends a round has: fewer of what takes long. */
  part: number
  begin(): Promise<() => Promise<unknown>>
}

function entry() {
  const facts = { goal: randomUUID(), says: 'nearer' }
  return { id: v7(), type: 'GoalProgressed', v: 1, happened: { from: '2026-06-01' }, saidBy: { who: 'person' }, facts }
}

function ways(owner: pg.Pool, forRecord: Connections, beside: BesideStore) {
  const store = postgresStore(forRecord)
  const record = sealedRecord(store, keysIn(forRecord, masterKeyFrom(Buffer.alloc(32, 7))))
  const body = JSON.stringify({ ...entry(), mark, stream: personStream(randomUUID()), revision: 1, at: new Date() })

  const plain: Way = {
    name: 'one row, plain',
    part: 1,
    async begin() {
      const stream = personStream(randomUUID())
      let revision = 0
      return () => insertPlain(owner, { stream, revision: ++revision, id: v7(), type: 'GoalProgressed', body, sealed })
    },
  }
  const theStore: Way = {
    name: 'the store: hash, lock, ids, revisions',
    part: 1,
    async begin() {
      const stream = personStream(randomUUID())
      let revision = 0
      return () => {
        const { id, type, ...clear } = entry()
        return store.append(stream, revision++, [{ id, type, clear, sealed }], mark)
      }
    },
  }
  const theRecord: Way = {
    name: 'the record: the store, and sealing',
    part: 1,
    async begin() {
      const stream = personStream(randomUUID())
      let revision = 0
      const append = () => record.append(stream, revision++, [{ ...entry(), words } as unknown as AnyEntry], mark)
      await append()
      return append
    },
  }
  const emmetts: Way = {
    name: 'Emmett: appendToStream, words in clear',
    part: 0.25,
    async begin() {
      const stream = personStream(randomUUID())
      let version = 0n
      const append = async () => {
        const { type, ...said } = entry()
        version = await beside.append(stream, version, { type, data: { ...said, words }, metadata: { ...mark } })
      }
      await append()
      return append
    },
  }
  return { plain, theStore, theRecord, emmetts }
}

/** How many appends a second that many clients make together. */
async function rateOf(way: Way, clients: Clients, appends: number): Promise<number> {
  const each = await Promise.all(Array.from({ length: clients }, () => way.begin()))
  let left = appends
  const began = performance.now()
  await Promise.all(
    each.map(async (append) => {
      while (left-- > 0) await append()
    }),
  )
  return (appends / (performance.now() - began)) * 1_000
}

async function sideBySide(
  { plain, theStore, theRecord, emmetts }: ReturnType<typeof ways>,
  { quick, say }: Parameters<Part['run']>[0],
): Promise<Rows> {
  const all = [plain, theStore, theRecord, emmetts]
  const often = quick ? { rounds: 3, warmUp: 1 } : { rounds: 11, warmUp: 2 }
  const rows: Rows['rows'][number][] = []
  for (const clients of [1, 8, 32, 128] as const) {
    say(`${clients} ${clients === 1 ? 'client' : 'clients'} …`)
    const appends = appendsOf[clients] / (quick ? 4 : 1)
    const rates = await byTurns(all, often, (way) => rateOf(way, clients, Math.max(clients, Math.round(appends * way.part))))
    const [ofPlainOnes = [], , , ofEmmetts = []] = rates
    for (const [i, way] of all.entries()) {
      const isStore = way === theStore
      const figures = rates[i] ?? []
      rows.push({
        clients: String(clients),
        way: way.name,
        appends: median(figures),
        'of plain': times(figures, ofPlainOnes),
        ...(isStore && ofPlain[clients] !== undefined && { 'of plain, at least': ofPlain[clients] }),
        'of Emmett': times(figures, ofEmmetts),
        ...(isStore && ofEmmett[clients] !== undefined && { 'of Emmett, at least': ofEmmett[clients] }),
      })
    }
  }
  return {
    columns: {
      clients: 'words',
      way: 'words',
      appends: 'a second',
      'of plain': 'times',
      'of plain, at least': 'times',
      'of Emmett': 'times',
      'of Emmett, at least': 'times',
    },
    rows,
  }
}
