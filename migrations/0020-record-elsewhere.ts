import { type Kysely, sql } from 'kysely'

/**
 * What a record that is kept elsewhere needs here. Where it is kept, so that nobody reads one record by the checkpoints of another. And where on it each month
 * begins, as a read model has passed it: in one PostgreSQL the times on the record never go back, and the month in which an entry was written down says it
 * all; where many machines keep it, an entry can come after those of the next month.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table record_home (
      one  boolean not null default true,
      home text not null,
      constraint one_home primary key (one),
      constraint only_one_home check (one),
      constraint known_home check (home in ('postgresql', 'kurrentdb'))
    )`.execute(db)
  await sql`comment on table record_home is 'where the record is kept that the read models and keys of this database belong to; no row: here'`.execute(
    db,
  )
  await sql`grant select, insert on record_home to unfolding_record`.execute(db)

  await sql`alter table checkpoint add column editions jsonb not null default '{}'`.execute(db)
  await sql`comment on column checkpoint.editions is 'the position of the first entry of each month, {"2026-03": "29973"}: what comes after it is of that edition, whatever its time'`.execute(
    db,
  )
}
