import { sql } from 'kysely'
import type { Projection } from '../projecting/projection.ts'
import type { Db } from '../projecting/writer.ts'
import { isOfPlace, type Stream } from '../store/event-store.ts'
import type { TheRecord } from '../store/record.ts'
import { comparingSums } from './added-up.ts'
import { storiesAt } from './as-at.ts'
import type { Faults } from './faults.ts'
import { atOneMoment, comparingRows } from './row-by-row.ts'

/** How many entries are passed, and stories taken, at once. */
const passedAtOnce = 5_000
const storiesAtOnce = 100

export interface ReadModelNeeds {
  record: TheRecord
  /** As the projector's role. It only reads, and makes tables that are gone with its connection. */
  db: Db
  onProgress(projection: string, upTo: bigint, of: bigint): void
}

/** How one read model was found. */
export interface LookedAtModel {
  projection: string
  rows: number
  /** How many entries on the record it has not taken yet. */
  behind: number
  /** Stories of which it cannot be told: their words do not open, or were taken away since the read model took them. */
  untold: number
}

/** A read model held against what the record gives: some stories at a time, then whatever it has beyond them. */
export interface Comparing {
  take(streams: readonly Stream[]): Promise<void>
  end(): Promise<{ rows: number; untold: number }>
}

/**
 * Works out of the record what a read model should hold, and compares it row by row with what it holds, as far as that has come. A service goes on meanwhile: what is read
 * of the read model at once is of one moment, and a rebuild of its own is not touched.
 */
export async function lookAtReadModel(needs: ReadModelNeeds, projection: Projection, faults: Faults): Promise<LookedAtModel> {
  const { db, record } = needs
  const { name } = projection
  return db.connection().execute(async (one) => {
    const head = await record.head()
    const at = await checkpointIn(one, projection)
    if (at > head)
      faults.found(
        'read models',
        `${name} has come to position ${at} of the record, and that ends at ${head}: its end was cut, or it is another`,
      )
    const given = { ...needs, db: one, faults, projection, stories: storiesAt(record, projection) }
    const comparing = (await isAddedUp(one, projection)) ? await comparingSums(given) : await comparingRows(given)
    for (let position = 0n; position < head; ) {
      const passed = (await record.after(position, passedAtOnce)).filter((each) => each.position <= head)
      const last = passed.at(-1)
      if (!last) break
      // Each story where it begins; what of it came after the read model is left out there.
      const begun = passed.filter(({ revision, stream }) => revision === 1 && isOfPlace(stream) === (projection.of === 'places'))
      for (let i = 0; i < begun.length; i += storiesAtOnce)
        await comparing.take(begun.slice(i, i + storiesAtOnce).map(({ stream }) => stream))
      position = last.position
      needs.onProgress(name, position, head)
    }
    const { rows, untold } = await comparing.end()
    const behind = at < head ? (await record.after(at, 1_000)).length : 0
    return { projection: name, rows, behind, untold }
  })
}

async function checkpointIn(db: Db, { name, version }: Projection): Promise<bigint> {
  const { rows } = await sql<{ position: bigint }>`
    select position from checkpoint where projection = ${name} and version = ${version} and not building`.execute(db)
  return rows[0]?.position ?? 0n
}

/** Rows of people that do not say whose they are can only have been added up. */
async function isAddedUp(db: Db, { of, tables, version }: Projection): Promise<boolean> {
  if (of === 'places') return false
  const named = tables.map((table) => ({ name: `${table}_v${version}` }))
  const { rows } = await atOneMoment(db, named, (tx) =>
    sql`
      select from pg_attribute where attrelid = any(${named.map(({ name }) => `public.${name}`)}::regclass[]) and attname = 'person' and not attisdropped`.execute(
      tx,
    ),
  )
  return rows.length === 0
}
