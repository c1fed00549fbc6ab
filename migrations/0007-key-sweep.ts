import { type Kysely, sql } from 'kysely'

/**
 * Up to where on the record it has been seen to that words which were taken away have lost their keys. It stands with the keys: where those are
 * brought back from an earlier day it comes back with them, and what was removed since is removed again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table key_sweep (
      one      boolean not null default true,
      position bigint not null,
      constraint one_sweep primary key (one),
      constraint only_one_sweep check (one)
    )`.execute(db)
  await sql`comment on table key_sweep is 'words that were taken away up to this position of the record have no key any more'`.execute(db)
  await sql`insert into key_sweep (position) values (0)`.execute(db)
  await sql`grant select, update on key_sweep to unfolding_record`.execute(db)
}
