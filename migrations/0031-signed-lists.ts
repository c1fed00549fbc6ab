import { type Kysely, sql } from 'kysely'

/**
 * Where every stream ended, day by day, signed with a key that no database holds: a hash chain shows what was changed within a stream, and this that its end was cut
 * off, that it was worked out anew, or that all of it is gone. Added to, never changed, like the record; held by test/store/signed-lists.test.ts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table signed_list (
      number    int not null,
      day       date not null,
      made_at   timestamptz(3) not null,
      position  bigint not null,
      streams   int not null,
      root      bytea not null,
      changed   bytea not null,
      previous  bytea,
      signed_by text not null,
      signature bytea not null,
      constraint one_list_per_number primary key (number),
      constraint numbers_from_one check (number >= 1),
      constraint only_the_first_follows_none check ((previous is null) = (number = 1)),
      constraint hashes_are_sha_256 check (octet_length(root) = 32 and octet_length(changed) = 32 and octet_length(previous) = 32)
    )`.execute(db)
  await sql`comment on table signed_list is 'where all streams ended on a day, signed; never changed, never removed'`.execute(db)
  await sql`comment on column signed_list.day is 'the day in London on which it was made'`.execute(db)
  await sql`comment on column signed_list.position is 'all of the record up to there is in it, and nothing of what comes after'`.execute(db)
  await sql`comment on column signed_list.root is 'SHA-256 over where every stream ended, in order of their names'`.execute(db)
  await sql`comment on column signed_list.changed is 'SHA-256 over its rows of stream_head'`.execute(db)
  await sql`comment on column signed_list.previous is 'SHA-256 over the list before it, with its signature'`.execute(db)
  await sql`comment on column signed_list.signed_by is 'the fingerprint of the master key that the signing key comes from'`.execute(db)

  await sql`
    create table stream_head (
      stream   text collate "C" not null,
      list     int not null,
      revision int not null,
      hash     bytea not null,
      constraint one_head_per_list primary key (stream, list),
      constraint of_a_list foreign key (list) references signed_list (number) deferrable initially deferred,
      constraint hash_is_sha_256 check (octet_length(hash) = 32)
    )`.execute(db)
  await sql`comment on table stream_head is 'where a stream ended when a list was made: of those alone that did not end there in the list before'`.execute(
    db,
  )
  await sql`create index stream_head_by_list on stream_head (list, stream)`.execute(db)

  await sql`
    create function refuse_to_change_a_list() returns trigger language plpgsql as $$
    begin
      raise exception 'A signed list is never changed or removed.' using errcode = 'restrict_violation';
    end $$`.execute(db)
  for (const table of ['signed_list', 'stream_head']) {
    await sql`
      create trigger never_changed_or_removed before update or delete or truncate on ${sql.table(table)}
      for each statement execute function refuse_to_change_a_list()`.execute(db)
    await sql`alter table ${sql.table(table)} enable always trigger never_changed_or_removed`.execute(db)
    await sql`grant select, insert on ${sql.table(table)} to unfolding_record`.execute(db)
  }
}
