import { type Kysely, sql } from 'kysely'

/** Where a read model is built anew each story is taken once, whole, and not again in every batch that holds an entry of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table checkpoint add column up_to bigint`.execute(db)
  await sql`comment on column checkpoint.up_to is 'of one that is being built: each story that begins at or before this position is taken whole, as it was there; what came later is taken as it came'`.execute(
    db,
  )
}
