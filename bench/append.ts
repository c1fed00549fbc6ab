import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { v7 } from 'uuid'
import type { AnyEntry } from '../src/domain/entry.ts'
import { openDatabase } from '../src/store/database.ts'
import { openEmbedded } from '../src/store/embedded.ts'
import { type Mark, personStream } from '../src/store/event-store.ts'
import { keysIn } from '../src/store/keys.ts'
import { masterKeyFrom } from '../src/store/master-key.ts'
import { migrate } from '../src/store/migrate.ts'
import { postgresStore } from '../src/store/postgres.ts'
import { sealedRecord } from '../src/store/sealing.ts'
import { median, table } from './table.ts'

// `npm run bench:append`: what it costs to append one entry, beside a plain insert of one row of the same size. Every client appends to a story of its own, one after another.

const rounds = 15
const warmUp = 2
/** How many appends a round has, by how many clients there are. */
const appendsOf = { 1: 300, 8: 1_200, 32: 3_200, 128: 6_400 }
type Clients = keyof typeof appendsOf

const mark: Mark = { by: { sub: 'amira', role: 'practitioner', organisation: 'SALLOW01' } }
const told = 'I went by myself on the bus and it was all right, mostly. '.repeat(3)
const sealed = Buffer.alloc(260, 5)

function entry() {
  const facts = { goal: randomUUID(), says: 'nearer' }
  return { id: v7(), type: 'GoalProgressed', v: 1, happened: { from: '2026-06-01' }, saidBy: { who: 'person' }, facts }
}

/** A way to append, and how a client of it begins. */
interface Way {
  name: string
  begin(): Promise<() => Promise<unknown>>
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'unfolding-bench-'))
const server = await openEmbedded(folder, { as: 'task', settings: { max_connections: '300' } })
await migrate(server.ownerUrl)
const owner = new pg.Pool({ connectionString: server.ownerUrl, max: 128 })
const forRecord = openDatabase(server.serviceUrl, 'unfolding_record')
try {
  await owner.query(`
    create table plain (
      position bigint generated always as identity primary key, stream text not null, revision int not null, id uuid not null, type text not null,
      at timestamptz not null, body text not null, sealed bytea, hash bytea not null
    )`)
  console.log(table(['clients', 'way', 'a second', 'of plain'], await sideBySide()))
} finally {
  await owner.end()
  await forRecord.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
}

function ways(): Way[] {
  const store = postgresStore(forRecord)
  const record = sealedRecord(store, keysIn(forRecord, masterKeyFrom(Buffer.alloc(32, 7))))
  const plain = 'insert into plain (stream, revision, id, type, at, body, sealed, hash) values ($1, $2, $3, $4, $5, $6, $7, $8)'
  const body = JSON.stringify({ ...entry(), mark, stream: personStream(randomUUID()), revision: 1, at: new Date() })
  return [
    {
      name: 'one row, plain',
      async begin() {
        const [stream, hash] = [personStream(randomUUID()), Buffer.alloc(32, 1)]
        let revision = 0
        return () => {
          revision += 1
          const values = [stream, revision, v7(), 'GoalProgressed', new Date().toISOString(), body, sealed, hash]
          return owner.query({ name: 'plain', text: plain, values })
        }
      },
    },
    {
      name: 'the store: hash, lock, ids, revisions',
      async begin() {
        const stream = personStream(randomUUID())
        let revision = 0
        return () => {
          const { id, type, ...clear } = entry()
          return store.append(stream, revision++, [{ id, type, clear, sealed }], mark)
        }
      },
    },
    {
      name: 'the record: the store, and sealing',
      async begin() {
        const stream = personStream(randomUUID())
        let revision = 0
        const append = () => {
          const one = { ...entry(), words: { how: { text: told, quote: true } } } as unknown as AnyEntry
          return record.append(stream, revision++, [one], mark)
        }
        await append()
        return append
      },
    },
  ]
}

/** How many appends a second that many clients make together. */
async function rateOf(way: Way, clients: Clients): Promise<number> {
  const each = await Promise.all(Array.from({ length: clients }, () => way.begin()))
  let left = appendsOf[clients]
  const began = performance.now()
  await Promise.all(
    each.map(async (append) => {
      while (left-- > 0) await append()
    }),
  )
  return (appendsOf[clients] / (performance.now() - began)) * 1_000
}

/** All ways by turns, in one order and the other; each held against the plain one of its round. */
async function sideBySide(): Promise<string[][]> {
  const all = ways()
  const rows: string[][] = []
  for (const clients of [1, 8, 32, 128] as const) {
    const rates = new Map(all.map((way): [Way, number[]] => [way, []]))
    for (let round = -warmUp; round < rounds; round += 1)
      for (const way of round % 2 === 0 ? all : all.toReversed()) {
        const rate = await rateOf(way, clients)
        if (round >= 0) rates.get(way)?.push(rate)
      }
    const [plain = []] = rates.values()
    for (const [{ name }, of] of rates) {
      const ratio = median(of.map((rate, i) => rate / (plain[i] ?? Number.NaN)))
      rows.push([String(clients), name, median(of).toFixed(0), `${ratio.toFixed(2)} ×`])
    }
  }
  return rows
}
