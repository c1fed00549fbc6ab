import { type Kysely, sql } from 'kysely'

/**
 * Who may do what, the record itself, and the keys of its words. Whoever runs this owns all of it; the service never does: it logs in as
 * `unfolding_service`, which may do nothing by itself, and takes one of the four other roles for each part of its work.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$
    declare
      role text;
    begin
      foreach role in array array['unfolding_record', 'unfolding_projector', 'unfolding_people', 'unfolding_commissioner'] loop
        if not exists (select from pg_roles where rolname = role) then
          execute format('create role %I nologin', role);
        end if;
      end loop;
      if not exists (select from pg_roles where rolname = 'unfolding_service') then
        create role unfolding_service login noinherit;
      end if;
      foreach role in array array['unfolding_record', 'unfolding_projector', 'unfolding_people', 'unfolding_commissioner'] loop
        if not pg_has_role('unfolding_service', role, 'member') then
          execute format('grant %I to unfolding_service', role);
        end if;
      end loop;
    end $$`.execute(db)
  await sql`revoke create on schema public from public`.execute(db)
  await sql`alter default privileges revoke execute on functions from public`.execute(db)

  await sql`
    create table record (
      position bigint not null,
      stream   text not null,
      revision int not null,
      id       uuid not null,
      type     text not null,
      at       timestamptz(3) not null,
      body     text not null,
      sealed   bytea,
      hash     bytea not null,
      constraint one_entry_per_position primary key (position),
      constraint one_entry_per_revision unique (stream, revision),
      constraint one_entry_per_id unique (stream, id),
      constraint positions_from_one check (position >= 1),
      constraint revisions_from_one check (revision >= 1),
      constraint hash_is_sha_256 check (octet_length(hash) = 32)
    )`.execute(db)
  await sql`comment on table record is 'what happened in people''s lives, as it was written down; never changed, never removed'`.execute(db)
  await sql`comment on column record.body is 'all of the entry but its words, in canonical form (RFC 8785): the bytes the hash is taken over'`.execute(
    db,
  )
  await sql`comment on column record.sealed is 'the words, sealed with a key of this entry alone'`.execute(db)
  await sql`comment on column record.hash is 'SHA-256 over the hash before it in the stream, the body and the sealed words'`.execute(db)
  // A stream is read in order of revision by the index that one_entry_per_revision makes.

  await sql`
    create function refuse_to_change_the_record() returns trigger language plpgsql as $$
    begin
      raise exception 'The record is never changed or removed. What is wrong is put right with another entry.'
        using errcode = 'restrict_violation';
    end $$`.execute(db)
  await sql`
    create trigger never_changed_or_removed before update or delete or truncate on record
    for each statement execute function refuse_to_change_the_record()`.execute(db)
  await sql`alter table record enable always trigger never_changed_or_removed`.execute(db)
  await sql`grant select, insert on record to unfolding_record`.execute(db)

  await sql`
    create table key_node (
      stream  text not null,
      path    text not null,
      wrapped bytea not null,
      constraint one_key_per_node primary key (stream, path),
      constraint path_in_the_tree check (path ~ '^[0-9a-f]{0,5}$')
    )`.execute(db)
  await sql`comment on table key_node is 'what opens the words of a story: nodes of its key tree, wrapped by the master key; where they are gone, so are the words'`.execute(
    db,
  )
  await sql`grant select, insert, delete on key_node to unfolding_record`.execute(db)

  await sql`
    create table key_forgotten (
      stream text not null,
      constraint forgotten_once primary key (stream)
    )`.execute(db)
  await sql`comment on table key_forgotten is 'stories whose keys were thrown away for good: none is ever made for them again'`.execute(db)
  await sql`grant select, insert on key_forgotten to unfolding_record`.execute(db)
}
