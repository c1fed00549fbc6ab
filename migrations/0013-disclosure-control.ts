import { type Kysely, sql } from 'kysely'

/**
 * Numbers by area are released so that nobody can be found by adding and subtracting them. What was published by the rule before (fewer than eight withheld, the
 * rest rounded) is taken back, since it could be narrowed down: every edition is made again, in order. Everything is counted again, with the squares of
 * amounts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`truncate area_delta_v1, area_published_v1, edition_v1`.execute(db)
  await sql`delete from checkpoint where projection = 'area-counts'`.execute(db)
  await sql`alter table area_delta_v1 add column squares numeric(20, 2) not null`.execute(db)
  await sql`comment on column area_delta_v1.squares is 'the squares of what each person has of the amount, added up: whether one of them has most of it'`.execute(
    db,
  )

  await sql`
    create table area_symbol_v1 (
      area    text not null,
      measure text not null,
      dim     text not null,
      key     text not null,
      per     text not null,
      period  text not null,
      symbol  int,
      level   int,
      shown   boolean not null,
      constraint one_symbol_per_cell primary key (measure, dim, key, area, per, period)
    )`.execute(db)
  await sql`comment on table area_symbol_v1 is 'what stands for a number from one edition to the next, shown or held back: nobody but the projector reads it. No row, or a symbol that is null: fewer than eight'`.execute(
    db,
  )
  await sql`
    create table area_line_v1 (
      measure text not null,
      dim     text not null,
      since   text not null,
      constraint one_beginning_per_dimension primary key (measure, dim)
    )`.execute(db)
  await sql`comment on table area_line_v1 is 'the first edition in which a measure is published by a dimension'`.execute(db)
  await sql`grant select, insert, update on area_symbol_v1 to unfolding_projector`.execute(db)
  await sql`grant select, insert on area_line_v1 to unfolding_projector`.execute(db)
}
