import { type Kysely, sql } from 'kysely'

/**
 * When somebody last looked at a person before an instant: so that a worker is shown what was written down since. It gives that one instant and nothing else of
 * any look, for whoever keeps looks alone. Held by test/store/looks.test.ts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index look_by_person_and_sub on look (person, sub, at)`.execute(db)
  await sql`
    create function last_look(whom uuid, by_whom text, at_any_of text[], earlier_than timestamptz) returns timestamptz
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
      select at from public.look
      where person = whom and sub = by_whom and what = any(at_any_of) and role <> 'person' and at < earlier_than
      order by at desc limit 1
    $$`.execute(db)
  await sql`comment on function last_look is 'when one worker last looked at one person'`.execute(db)
  await sql`revoke execute on function last_look(uuid, text, text[], timestamptz) from public`.execute(db)
  await sql`grant execute on function last_look(uuid, text, text[], timestamptz) to unfolding_looks`.execute(db)
}
