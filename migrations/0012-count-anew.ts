import { type Kysely, sql } from 'kysely'

/** More is counted than before: everything on the record is counted again. What was published stays as it was; the next edition has the rest. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`truncate area_delta_v1`.execute(db)
  await sql`delete from checkpoint where projection = 'area-counts'`.execute(db)
}
