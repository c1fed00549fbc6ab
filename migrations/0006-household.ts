import { type Kysely, sql } from 'kysely'

/** Who was ever told to live in which household, so that those who live together are found. Person-level: for those in reach of them alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table household_v1 (
      person uuid not null,
      household uuid not null,
      constraint one_row_per_person_and_household primary key (person, household)
    )`.execute(db)
  await sql`comment on table household_v1 is 'also what was put right since: it finds whom to read, and the record says who lived there, and when'`.execute(
    db,
  )
  await sql`create index on household_v1 (household)`.execute(db)
  await sql`grant select, insert, update, delete on household_v1 to unfolding_projector`.execute(db)
  await sql`grant select on household_v1 to unfolding_people`.execute(db)
}
