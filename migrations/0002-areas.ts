import { type Kysely, sql } from 'kysely'

/** The areas that people's lives and the responsibility for them are counted by. Everybody here may read them; only the owner changes them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table area (
      code      text not null,
      name      text not null,
      kind      text not null,
      parent    text,
      starts_on date,
      ends_on   date,
      postcodes text[] not null default '{}',
      constraint one_area_per_code primary key (code),
      constraint parent_is_an_area foreign key (parent) references area (code) deferrable initially deferred,
      constraint no_area_is_its_own_parent check (parent <> code),
      constraint code_is_a_letter_and_eight_digits check (code ~ '^[A-Z][0-9]{8}$'),
      constraint ends_after_it_starts check (ends_on > starts_on)
    )`.execute(db)
  await sql`comment on column area.ends_on is 'the first day on which it is an area no longer'`.execute(db)
  await sql`comment on column area.postcodes is 'postcodes in it, in capitals and without spaces'`.execute(db)
  await sql`create index on area using gin (postcodes)`.execute(db)
  await sql`grant select on area to unfolding_record, unfolding_projector, unfolding_people, unfolding_commissioner`.execute(db)
}
