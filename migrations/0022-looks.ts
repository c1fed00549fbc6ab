import { type Kysely, sql } from 'kysely'

/**
 * Who looked at whom, when, at what and why. It is added to and never changed, like the record; and it is read of one person at a time, so that nobody who keeps
 * or shows looks can go through them all. Held by test/store/looks.test.ts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$
    begin
      if not exists (select from pg_roles where rolname = 'unfolding_looks') then
        create role unfolding_looks nologin;
      end if;
      if not pg_has_role('unfolding_service', 'unfolding_looks', 'member') then
        grant unfolding_looks to unfolding_service;
      end if;
    end $$`.execute(db)

  await sql`
    create table look (
      id           bigint generated always as identity,
      at           timestamptz(3) not null,
      person       uuid not null,
      sub          text not null,
      name         text,
      role         text not null,
      organisation text,
      what         text not null,
      why          text not null,
      rests_on     uuid,
      constraint one_look_per_id primary key (id),
      constraint somebody_looked check (sub <> ''),
      constraint looked_at_something check (what <> ''),
      constraint looked_for_a_reason check (why <> ''),
      constraint people_go_unnamed check (role <> 'person' or name is null)
    )`.execute(db)
  await sql`comment on table look is 'who looked at a person: kept before they were shown anything; never changed, never removed'`.execute(
    db,
  )
  await sql`comment on column look.at is 'by the clock of the service'`.execute(db)
  await sql`comment on column look.rests_on is 'the entry of the person''s story that let them look, such as an opening or a review'`.execute(
    db,
  )
  await sql`create index look_by_person on look (person, id)`.execute(db)

  await sql`
    create function refuse_to_change_a_look() returns trigger language plpgsql as $$
    begin
      raise exception 'Who looked is never changed or removed.' using errcode = 'restrict_violation';
    end $$`.execute(db)
  await sql`
    create trigger never_changed_or_removed before update or delete or truncate on look
    for each statement execute function refuse_to_change_a_look()`.execute(db)
  await sql`alter table look enable always trigger never_changed_or_removed`.execute(db)

  await sql`
    create function looks_at(whom uuid, earlier_than bigint, at_most int) returns setof look
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
      select * from public.look
      where person = whom and (earlier_than is null or id < earlier_than)
      order by id desc limit at_most
    $$`.execute(db)
  await sql`comment on function looks_at is 'looks at one person, newest first'`.execute(db)
  await sql`revoke execute on function looks_at(uuid, bigint, int) from public`.execute(db)
  await sql`grant insert on look to unfolding_looks`.execute(db)
  await sql`grant execute on function looks_at(uuid, bigint, int) to unfolding_looks`.execute(db)
}
