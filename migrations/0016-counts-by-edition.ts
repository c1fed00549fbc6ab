import { type Kysely, sql } from 'kysely'

/** A release asks for what was learnt of some measures in an edition, and finds it by both: not by reading the whole edition once for each lot of measures. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // What it is called hangs on whether the counts have been built anew.
  await sql`
    do $$
    declare
      old text;
    begin
      for old in select indexname from pg_indexes where schemaname = 'public' and tablename = 'area_delta_v1' and indexdef like '%(edition)' loop
        execute format('drop index %I', old);
      end loop;
    end $$`.execute(db)
  await sql`create index on area_delta_v1 (edition, measure)`.execute(db)
}
