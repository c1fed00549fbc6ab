import { type Kysely, sql } from 'kysely'

/**
 * Where on the record each month begins, as a read model has passed it. In one PostgreSQL the times on the record never go back, and the month in which an entry was
 * written down says it all; where the record is kept by many machines an entry can come after those of the next month.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table checkpoint add column editions jsonb not null default '{}'`.execute(db)
  await sql`comment on column checkpoint.editions is 'the position of the first entry of each month, {"2026-03": "29973"}: what comes after it is of that edition, whatever its time'`.execute(
    db,
  )
}
