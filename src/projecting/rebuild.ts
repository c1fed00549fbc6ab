import { sql } from 'kysely'
import type { TheRecord } from '../store/record.ts'
import { type Projecting, takeBatch, takeInHand, takeNext } from './batch.ts'
import { type Editions, withBegun } from './editions.ts'
import type { Projection } from './projection.ts'
import { positionOf } from './wait.ts'
import { tablesOf } from './writer.ts'

/** How many entries are passed at once where only their times are asked for. */
const passedAtOnce = 20_000

/** How far a rebuild has come, and how far there is to go: positions of the record, which need not be numbers of entries. */
export interface Progress {
  upTo: bigint
  of: bigint
}

/**
 * Builds a read model anew beside the one that is read, and swaps them at the end in one transaction: nobody ever reads it half-built. Where an
 * earlier rebuild was stopped, it goes on from there. Each story is taken once, as it was when the building began; then what was written down since.
 */
export async function rebuild(
  { db, record }: Projecting,
  projection: Projection,
  onProgress: (progress: Progress) => void = () => {},
  batchSize = 5_000,
): Promise<void> {
  const { name, version } = projection
  const head = await record.head()
  const { rows } = await sql<{ position: string }>`
    select position::text from checkpoint where projection = ${name} and version = ${version} and building`.execute(db)
  if (!rows[0]) {
    const editions = await editionsUpTo(record, head)
    await db.transaction().execute(async (tx) => {
      await sql`select begin_building(${tablesOf(projection)}::text[])`.execute(tx)
      await sql`
        insert into checkpoint (projection, version, building, up_to, editions)
        values (${name}, ${version}, true, ${head}, ${JSON.stringify(editions)}::jsonb)`.execute(tx)
    })
  }

  for (;;) {
    const some = await takeBatch({ db, record }, projection, { limit: batchSize, building: true })
    if (some === 'elsewhere') throw new Error(`${name} is being built anew by another process already`)
    if (some === 0) break
    const upTo = await positionOf(db, projection, true)
    onProgress({ upTo, of: upTo > head ? upTo : head })
  }

  await db.transaction().execute(async (tx) => {
    await takeInHand(tx, projection, false)
    await takeInHand(tx, projection, true)
    while ((await takeNext(tx, record, projection, { limit: batchSize, building: true })) > 0);
    await sql`select swap_built(${tablesOf(projection)}::text[])`.execute(tx)
    await sql`delete from checkpoint where projection = ${name} and version = ${version} and not building`.execute(tx)
    await sql`update checkpoint set building = false, up_to = null where projection = ${name} and version = ${version} and building`.execute(
      tx,
    )
  })
}

/** Where on the record each edition begins: whoever takes a story whole has to know it of all that the story holds. */
async function editionsUpTo(record: TheRecord, head: bigint): Promise<Editions> {
  let editions: Editions = {}
  let position = 0n
  while (position < head) {
    const passed = (await record.after(position, passedAtOnce)).filter((each) => each.position <= head)
    const last = passed.at(-1)
    if (!last) break
    editions = withBegun(editions, passed)
    position = last.position
  }
  return editions
}
