import { type Kysely, sql } from 'kysely'

/** What happened to places, in public words, so that it can be shown beside their trends. About no person. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table area_place_event_v1 (
      area        text not null,
      entry       uuid not null,
      place_event uuid not null,
      kind        text not null,
      pace        text not null,
      happened    json not null,
      first_day   date not null,
      last_day    date not null,
      what        text not null,
      who_says    text not null,
      stands_from text not null,
      stands_to   text,
      constraint one_row_per_time_it_stands primary key (area, entry, stands_from),
      constraint days_in_order check (first_day <= last_day),
      constraint editions_in_order check (stands_from < stands_to)
    )`.execute(db)
  await sql`comment on column area_place_event_v1.stands_from is 'the first edition that has it: of the month it was noted in'`.execute(db)
  await sql`comment on column area_place_event_v1.stands_to is 'the first edition that has it no longer, since it was withdrawn'`.execute(
    db,
  )
  await sql`grant select, insert, update, delete on area_place_event_v1 to unfolding_projector`.execute(db)
  await sql`grant select on area_place_event_v1 to unfolding_commissioner`.execute(db)
}
