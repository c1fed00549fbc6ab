import { sql } from 'kysely'
import { type Projecting, takeBatch, takeInHand, takeNext } from './batch.ts'
import type { Projection } from './projection.ts'
import { tablesOf } from './writer.ts'

/** How far a rebuild has come: entries taken and in all. */
export interface Progress {
  taken: number
  of: number
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
  let taken = Number(rows[0]?.position ?? 0)
  if (!rows[0]) {
    await db.transaction().execute(async (tx) => {
      await sql`select begin_building(${tablesOf(projection)}::text[])`.execute(tx)
      await sql`insert into checkpoint (projection, version, building, up_to) values (${name}, ${version}, true, ${head})`.execute(tx)
    })
  }

  for (;;) {
    const some = await takeBatch({ db, record }, projection, { limit: batchSize, building: true })
    if (some === 'elsewhere') throw new Error(`${name} is being built anew by another process already`)
    if (some === 0) break
    taken += some
    onProgress({ taken, of: Math.max(Number(head), taken) })
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
