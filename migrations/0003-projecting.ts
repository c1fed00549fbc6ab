import { type Kysely, sql } from 'kysely'

/** Where each read model has got to, and how one is built anew beside the one that is read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table checkpoint (
      projection text not null,
      version int not null,
      building boolean not null default false,
      position bigint not null default 0,
      passed_over text[] not null default '{}',
      stopped_at bigint,
      stopped_why text,
      constraint one_checkpoint_per_version primary key (projection, version, building)
    )`.execute(db)
  await sql`comment on column checkpoint.passed_over is 'types of entry this version did not know when it passed them'`.execute(db)
  await sql`grant select, insert, update, delete on checkpoint to unfolding_projector`.execute(db)
  await sql`grant select on checkpoint to unfolding_people, unfolding_commissioner`.execute(db)

  // A projector owns no table. These two let it build a read model anew beside the one that is read, and swap them, and nothing more.
  await sql`
    create function begin_building(of text[]) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      name text;
      given record;
    begin
      foreach name in array of loop
        if name !~ '_v[0-9]+$' then raise exception '% is not a read model', name; end if;
        execute format('drop table if exists %I', name || '_building');
        execute format('create table %I (like %I including all)', name || '_building', name);
        for given in
          select grantee, privilege_type from information_schema.role_table_grants
          where table_schema = 'public' and table_name = name and grantee like 'unfolding\_%' and grantee <> current_user
        loop
          execute format('grant %s on %I to %I', given.privilege_type, name || '_building', given.grantee);
        end loop;
      end loop;
    end $$`.execute(db)
  await sql`
    create function swap_built(of text[]) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      name text;
    begin
      foreach name in array of loop
        if name !~ '_v[0-9]+$' then raise exception '% is not a read model', name; end if;
        execute format('drop table %I', name);
        execute format('alter table %I rename to %I', name || '_building', name);
      end loop;
    end $$`.execute(db)
  await sql`revoke execute on function begin_building(text[]), swap_built(text[]) from public`.execute(db)
  await sql`grant execute on function begin_building(text[]), swap_built(text[]) to unfolding_projector`.execute(db)
}
