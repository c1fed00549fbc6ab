import { type Kysely, sql } from 'kysely'

/**
 * Each room about people has a role of its own, which may read what the answers of that room are made of and nothing else. The one they shared,
 * `unfolding_people`, may read nothing here any more; it stays, since roles are shared by all databases of a server. What a room may do is written
 * out in test/store/walls.test.ts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$
    declare
      role text;
    begin
      foreach role in array array['unfolding_practitioner', 'unfolding_reviewer', 'unfolding_person', 'unfolding_steward'] loop
        if not exists (select from pg_roles where rolname = role) then
          execute format('create role %I nologin', role);
        end if;
        if not pg_has_role('unfolding_service', role, 'member') then
          execute format('grant %I to unfolding_service', role);
        end if;
      end loop;
    end $$`.execute(db)

  // Which areas there are, and how far a view has come: nothing of anybody.
  await sql`grant select on area, checkpoint to unfolding_practitioner, unfolding_reviewer, unfolding_person, unfolding_steward`.execute(db)
  // Who looks back reads the record. Of the views they need what people are called, and with whom they may have lived. A view that is just being built
  // anew is to be read by the same once it takes its place.
  await sql`
    do $$
    declare
      kind text;
    begin
      foreach kind in array array['', '_building'] loop
        if to_regclass('profile_v1' || kind) is not null then
          execute format('grant select on %I to unfolding_practitioner', 'profile_v1' || kind);
          execute format('grant select (person, area, name) on %I to unfolding_reviewer, unfolding_steward', 'profile_v1' || kind);
        end if;
        if to_regclass('caseload_v1' || kind) is not null then
          execute format('grant select on %I to unfolding_practitioner', 'caseload_v1' || kind);
        end if;
        if to_regclass('household_v1' || kind) is not null then
          execute format('grant select on %I to unfolding_practitioner, unfolding_reviewer', 'household_v1' || kind);
        end if;
      end loop;
    end $$`.execute(db)
  await sql`revoke all on all tables in schema public from unfolding_people`.execute(db)

  // As it was, but for this: who may read some columns of a read model may read those of one that is built anew.
  await sql`
    create or replace function begin_building(of text[]) returns void
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
          select privilege_type, pg_get_userbyid(grantee) as grantee, part from (
            select (aclexplode(relacl)).*, '' as part from pg_class where oid = name::regclass
            union all
            select (aclexplode(attacl)).*, format('(%I)', attname) from pg_attribute where attrelid = name::regclass
          ) as grants
          where pg_get_userbyid(grantee) like 'unfolding\_%' and pg_get_userbyid(grantee) <> current_user
        loop
          execute format('grant %s %s on %I to %I', given.privilege_type, given.part, name || '_building', given.grantee);
        end loop;
      end loop;
    end $$`.execute(db)
}
