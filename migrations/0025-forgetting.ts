import { type Kysely, sql } from 'kysely'

/**
 * PostgreSQL keeps samples of what stands in a column, to plan queries by, and keeps them after the rows are gone: of the names that people go by it takes none, also
 * where the view is built anew. Held by test/http/forgotten.test.ts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Where a column is given its type, also the one it has, the samples that were taken of it go.
  await sql`
    do $$
    declare
      name text;
    begin
      foreach name in array array['profile_v1', 'profile_v1_building'] loop
        if to_regclass(name) is not null then
          execute format('alter table %I alter column name type text, alter column name set statistics 0', name);
        end if;
      end loop;
    end $$`.execute(db)

  // One that is built anew is sampled as little as the one it takes the place of; and read by the same, in whole or in some columns.
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
          select attname, attstattarget from pg_attribute
          where attrelid = format('public.%I', name)::regclass and attnum > 0 and not attisdropped and attstattarget >= 0
        loop
          execute format('alter table %I alter column %I set statistics %s', name || '_building', given.attname, given.attstattarget);
        end loop;
        for given in
          select privilege_type, pg_get_userbyid(grantee) as grantee, part from (
            select (aclexplode(relacl)).*, '' as part from pg_class where oid = format('public.%I', name)::regclass
            union all
            select (aclexplode(attacl)).*, format('(%I)', attname) from pg_attribute where attrelid = format('public.%I', name)::regclass
          ) as grants
          where pg_get_userbyid(grantee) like 'unfolding\_%' and pg_get_userbyid(grantee) <> current_user
        loop
          execute format('grant %s %s on %I to %I', given.privilege_type, given.part, name || '_building', given.grantee);
        end loop;
      end loop;
    end $$`.execute(db)
}
