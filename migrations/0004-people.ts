import { type Kysely, sql } from 'kysely'

/** What matters to a person now, their journey, and whose people are whose. Person-level: for those in reach of them alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table profile_v1 (
      person uuid primary key,
      area text,
      name text,
      revision int not null,
      profile json not null
    )`.execute(db)
  await sql`create index on profile_v1 (area)`.execute(db)
  await sql`
    create table journey_v1 (
      person uuid not null,
      revision int not null,
      first_day date not null,
      coarse smallint not null,
      type text not null,
      line json not null,
      constraint one_line_per_entry primary key (person, revision)
    )`.execute(db)
  await sql`create index on journey_v1 (person, first_day, coarse desc, revision)`.execute(db)
  await sql`
    create table caseload_v1 (
      person uuid not null,
      sub text not null,
      last_held_on date not null,
      card json not null,
      constraint one_card_per_worker primary key (person, sub)
    )`.execute(db)
  await sql`create index on caseload_v1 (sub, last_held_on)`.execute(db)
  for (const table of ['profile_v1', 'journey_v1', 'caseload_v1']) {
    await sql`grant select, insert, update, delete on ${sql.table(table)} to unfolding_projector`.execute(db)
    await sql`grant select on ${sql.table(table)} to unfolding_people`.execute(db)
  }
}
