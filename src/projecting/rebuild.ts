import { sql } from 'kysely'
import { type Projecting, takeBatch, takeInHand, takeNext } from './batch.ts'
import type { Projection } from './projection.ts'
import { positionOf } from './wait.ts'
import { tablesOf } from './writer.ts'

/** How far a rebuild has come, and how far there is to go: positions of the record, which need not be numbers of entries. */
export interface Progress {
  upTo: bigint
  of: bigint
}

/**
 * Builds a read model anew beside the one that is read, and swaps them at the end in one transaction: nobody ever reads it half-built. Where an
 * earlier rebuild was stopped, it goes on from there.
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
    await db.transaction().execute(async (tx) => {
      await sql`select begin_building(${tablesOf(projection)}::text[])`.execute(tx)
      await sql`insert into checkpoint (projection, version, building) values (${name}, ${version}, true)`.execute(tx)
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
    await sql`update checkpoint set building = false where projection = ${name} and version = ${version} and building`.execute(tx)
  })
}
