import { type Kysely, sql } from 'kysely'

/** A journey is read from the record itself, on both clocks alike: the stored one, which knew only one of them, goes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop table journey_v1`.execute(db)
  await sql`delete from checkpoint where projection = 'journey'`.execute(db)
}
