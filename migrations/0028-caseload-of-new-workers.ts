import { type Kysely, sql } from 'kysely'

/**
 * Who is told to work with somebody has them among their people before they ever talked. The caseload of before goes at once, since words that are removed from
 * now on would stay in it; whoever may read or write it may do the same with this one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table caseload_v2 (
      person uuid not null,
      sub text,
      last_held_on date,
      worker uuid,
      card json not null,
      constraint one_card_per_person_and_worker unique nulls not distinct (person, sub, worker),
      constraint by_a_conversation_or_as_told check ((sub is null) = (last_held_on is null) and (sub is null) <> (worker is null))
    )`.execute(db)
  await sql`create index on caseload_v2 (sub, last_held_on)`.execute(db)
  await sql`create index on caseload_v2 (worker)`.execute(db)
  await sql`
    do $$
    declare
      given record;
    begin
      for given in
        select grantee, privilege_type from information_schema.role_table_grants
        where table_schema = 'public' and table_name = 'caseload_v1' and grantee like 'unfolding\\_%' and grantee <> current_user
      loop
        execute format('grant %s on caseload_v2 to %I', given.privilege_type, given.grantee);
      end loop;
    end $$`.execute(db)
  await sql`drop table if exists caseload_v1, caseload_v1_building`.execute(db)
  await sql`delete from checkpoint where projection = 'caseload' and version = 1`.execute(db)
}
