import { type RawBuilder, sql } from 'kysely'
import type { Projection, Row } from '../projecting/projection.ts'
import type { Db, Tx } from '../projecting/writer.ts'
import type { Stream } from '../store/event-store.ts'
import type { TheRecord } from '../store/record.ts'
import type { Place, StoriesAt } from './as-at.ts'
import type { Faults } from './faults.ts'
import type { Comparing } from './read-models.ts'

export interface ComparingNeeds {
  db: Db
  record: Pick<TheRecord, 'readMany'>
  projection: Projection
  faults: Faults
  stories(streams: readonly Stream[], at: Place): Promise<StoriesAt>
}

/** How often a story is looked at, and how long after the first time, in milliseconds, where it cannot be told: a service may be taking it just now. */
const looksAtMost = 3
const pause = 300
/** How many owners of rows are asked for at once where there are more rows than the record accounts for. */
const ownersAtOnce = 500

/** Compares the rows of people, or of places: each one’s rows as they are at one moment, with what comes of their story as far as the read model had come at that moment. */
export function comparingRows({ db, record, projection, faults, stories }: ComparingNeeds): Comparing {
  const owner = projection.of === 'places' ? 'area' : 'person'
  const prefix = projection.of === 'places' ? 'area-' : 'person-'
  const tables = projection.tables.map((table) => ({ table, name: `${table}_v${projection.version}` }))
  const compared = new Map<string, number>()
  let shut = 0
  let moved = 0

  async function take(streams: readonly Stream[]): Promise<void> {
    let left = streams
    for (let look = 1; left.length > 0 && look <= looksAtMost; look += 1) {
      if (look > 1) await new Promise((resolve) => setTimeout(resolve, pause))
      const found = await differingIn(left)
      for (const what of found.wrong) faults.found('read models', what)
      if (look === 1) {
        shut += found.shut.length
        for (const [name, rows] of found.rows) compared.set(name, (compared.get(name) ?? 0) + rows.length)
      }
      left = found.moved.map((whose) => `${prefix}${whose}` as Stream)
    }
    moved += left.length
  }

  async function differingIn(streams: readonly Stream[]) {
    const whose = streams.map((stream) => stream.slice(prefix.length))
    const { place, rows } = await asItIs(whose)
    const { changes, moved, shut } = await stories(streams, place)
    const made = new Map<string, Row[]>(tables.map(({ table }) => [table, []]))
    const writer = {
      replace: async (table: string, _whose: readonly string[], some: readonly Row[]) => void made.get(table)?.push(...some),
      add: async () => Promise.reject(new Error(`${projection.name} adds to rows that say whose they are`)),
    }
    if (changes.length > 0) await projection.take(changes, writer)
    const wrong: string[] = []
    for (const { table, name } of tables) {
      const expected = Map.groupBy(await asStored(name, made.get(table) ?? []), ({ whose }) => whose)
      const found = Map.groupBy(rows.get(name) ?? [], ({ whose }) => whose)
      for (const each of whose) {
        if (moved.includes(each) || shut.includes(each)) continue
        const what = difference(expected.get(each) ?? [], found.get(each) ?? [])
        if (what) wrong.push(`${name}, ${owner} ${each}: ${what}`)
      }
    }
    return { wrong, moved, shut, rows }
  }

  function asItIs(whose: readonly string[]): Promise<{ place: Place; rows: Map<string, StoredRow[]> }> {
    return atOneMoment(db, tables, async (tx) => {
      const place = await placeOf(tx, projection)
      const rows = new Map<string, StoredRow[]>()
      for (const { name } of tables) {
        const theirs = owner === 'area' ? sql`area = any(${whose}::text[])` : sql`person = any(${whose}::uuid[])`
        rows.set(name, await rowsOf(tx, sql`(select * from ${sql.table(name)} where ${theirs})`))
      }
      return { place, rows }
    })
  }

  async function rowsOf(at: Db, from: RawBuilder<unknown>): Promise<StoredRow[]> {
    const { rows } = await sql<StoredRow>`select ${sql.ref(owner)}::text as whose, to_jsonb(t)::text as row from ${from} as t`.execute(at)
    return rows
  }

  /** Rows as the database would give them back: a day as a day, a number as that column has it. */
  function asStored(name: string, rows: readonly Row[]): Promise<StoredRow[]> {
    return atOneMoment(db, tables, (tx) =>
      rowsOf(tx, sql`json_populate_recordset(null::${sql.table(name)}, ${JSON.stringify(rows)}::json)`),
    )
  }

  return {
    take,
    async end() {
      let all = 0
      for (const { name } of tables) {
        const { rows } = await sql<{ count: bigint }>`select count(*) as count from ${sql.table(name)}`.execute(db)
        if (Number(rows[0]?.count ?? 0) !== (compared.get(name) ?? 0)) await lookForOthers(name)
        all += compared.get(name) ?? 0
      }
      return { rows: all, untold: shut + moved }
    },
  }

  /** Where there are more rows than were compared: those of somebody who is not on the record at all. */
  async function lookForOthers(name: string): Promise<void> {
    for (let after = ''; ; ) {
      const { rows } = await sql<{ whose: string }>`
        select distinct ${sql.ref(owner)}::text as whose from ${sql.table(name)} where ${sql.ref(owner)}::text > ${after} order by 1 limit ${ownersAtOnce}`.execute(
        db,
      )
      const last = rows.at(-1)
      if (!last) return
      after = last.whose
      const streams = rows.map(({ whose }) => `${prefix}${whose}` as Stream)
      const there = await record.readMany(streams, { words: false })
      for (const { whose } of rows)
        if (!there.get(`${prefix}${whose}`)?.length)
          faults.found('read models', `${name}, ${owner} ${whose}: there are rows, and nothing of them is on the record`)
    }
  }
}

interface StoredRow {
  whose: string
  row: string
}

/**
 * Does `work` with all that is read of these tables, and how far their read model has come, as of one moment. They are held before that moment: a rebuild could else put others in
 * their place meanwhile. It has to be short, since a rebuild waits for it.
 */
export function atOneMoment<T>(db: Db, tables: readonly { name: string }[], work: (tx: Tx) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await sql`lock table ${sql.join(tables.map(({ name }) => sql.id('public', name)))} in access share mode`.execute(tx)
      return work(tx)
    })
}

/** How far a read model has come, and where it has editions begin. */
export async function placeOf(db: Db, { name, version }: Projection): Promise<Place> {
  const { rows } = await sql<{ position: string; editions: Place['editions'] }>`
    select position::text, editions from checkpoint where projection = ${name} and version = ${version} and not building`.execute(db)
  return { position: BigInt(rows[0]?.position ?? 0), editions: rows[0]?.editions ?? {} }
}

/** In what way the rows of one differ; neither what they should be nor what they are is told. */
function difference(expected: readonly StoredRow[], found: readonly StoredRow[]): string | undefined {
  const left = found.map(({ row }) => row)
  let missing = 0
  for (const { row } of expected) {
    const i = left.indexOf(row)
    if (i < 0) missing += 1
    else left.splice(i, 1)
  }
  const changed = Math.min(missing, left.length)
  const ways = [
    [changed, 'not as the record gives it', 'not as the record gives them'],
    [missing - changed, 'missing', 'missing'],
    [left.length - changed, 'too many', 'too many'],
  ] as const
  const told = ways.flatMap(([many, one, several]) => (many === 0 ? [] : [many === 1 ? `1 row is ${one}` : `${many} rows are ${several}`]))
  return told.length > 0 ? told.join(', ') : undefined
}
