import { type Kysely, sql } from 'kysely'

/**
 * Which master key wraps each key, so that another can take its place while services serve. A master key is named by its fingerprint once it has taken the
 * place of one before; what was wrapped until then is wrapped by the `first`. A name is let go of when nothing is wrapped by it any more, and from then on
 * nothing can be: the database refuses it. Held by test/store/rotating.test.ts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table master_key (
      name text not null,
      constraint one_master_key_per_name primary key (name),
      constraint first_or_a_fingerprint check (name = 'first' or name ~ '^[0-9a-f]{16}$')
    )`.execute(db)
  await sql`comment on table master_key is 'what keys may be wrapped by: the name alone; the master key itself is never in a database'`.execute(
    db,
  )
  await sql`insert into master_key (name) values ('first')`.execute(db)
  await sql`grant select, insert, delete on master_key to unfolding_record`.execute(db)

  await sql`
    alter table key_node add column wrapped_by text not null default 'first'
      constraint wrapped_by_a_master_key_in_use references master_key (name)`.execute(db)
  await sql`create index key_node_by_master_key on key_node (wrapped_by)`.execute(db)
  // A key can be wrapped anew where it is; it never moves to another place.
  await sql`grant update (wrapped, wrapped_by) on key_node to unfolding_record`.execute(db)
}
