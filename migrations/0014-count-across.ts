import { type Kysely, sql } from 'kysely'

/**
 * Reach, moves and keys of several parts are counted too: everything on the record is counted again. What was published stays as it was; the next edition has the
 * rest. And what is asked across many keys at once is found by its period.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`truncate area_delta_v1`.execute(db)
  await sql`delete from checkpoint where projection = 'area-counts'`.execute(db)
  await sql`create index on area_published_v1 (area, period, measure, dim)`.execute(db)
}
