import { type Kysely, sql } from 'kysely'

/**
 * Numbers by area. The true ones are small and could give somebody away: only the projector reads them. Commissioners read what was published
 * of them, which is never changed afterwards.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table area_delta_v1 (
      area    text not null,
      measure text not null,
      dim     text not null,
      key     text not null,
      per     text not null,
      period  text not null,
      edition text not null,
      people  int not null,
      amount  numeric(14, 2) not null,
      constraint one_delta_per_cell_and_edition primary key (measure, dim, key, area, per, period, edition)
    )`.execute(db)
  await sql`comment on table area_delta_v1 is 'by how much a number changed through what was written down in a month, its edition; as known then it is the sum up to that'`.execute(
    db,
  )
  await sql`create index on area_delta_v1 (edition)`.execute(db)
  await sql`grant select, insert, update, delete on area_delta_v1 to unfolding_projector`.execute(db)

  await sql`
    create table area_published_v1 (
      area    text not null,
      measure text not null,
      dim     text not null,
      key     text not null,
      per     text not null,
      period  text not null,
      edition text not null,
      value   numeric,
      constraint published_once_an_edition primary key (area, measure, dim, key, per, period, edition)
    )`.execute(db)
  await sql`comment on table area_published_v1 is 'what commissioners read. The row of the latest edition holds; where its value is null, or there is no row, it is withheld'`.execute(
    db,
  )
  await sql`create index on area_published_v1 (measure)`.execute(db)

  await sql`
    create table edition_v1 (
      edition  text not null,
      position bigint not null,
      made_at  timestamptz(3) not null default now(),
      constraint made_once primary key (edition)
    )`.execute(db)
  await sql`comment on column edition_v1.position is 'up to where on the record everything had been counted when it was made'`.execute(db)

  for (const table of ['area_published_v1', 'edition_v1']) {
    await sql`grant select, insert on ${sql.table(table)} to unfolding_projector`.execute(db)
    await sql`grant select on ${sql.table(table)} to unfolding_commissioner`.execute(db)
  }
}
