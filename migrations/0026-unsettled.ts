import { type Kysely, sql } from 'kysely'

/** What waits in stories for somebody who looks after the record: disputes without an answer, and what is held back. Person-level, by ids alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table unsettled_v1 (
      person uuid not null,
      kind text not null,
      entry uuid not null,
      until date,
      constraint one_row_per_person_kind_and_entry primary key (person, kind, entry),
      constraint a_dispute_or_held_back check (kind in ('dispute', 'held-back'))
    )`.execute(db)
  await sql`comment on column unsettled_v1.until is 'the last day on which it is held back, also where that has passed; of a dispute none'`.execute(
    db,
  )
  await sql`grant select, insert, update, delete on unsettled_v1 to unfolding_projector`.execute(db)
  await sql`grant select on unsettled_v1 to unfolding_steward`.execute(db)
}
