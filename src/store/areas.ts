import { type Kysely, sql } from 'kysely'
import { type Area, type AreaTree, sallowshire, treeOf } from '../domain/area.ts'
import type { AreaCode, Day } from '../domain/values.ts'

/** An area as the database has it. */
interface AreaRow {
  code: AreaCode
  name: string
  kind: string
  parent: AreaCode | null
  starts_on: Day | null
  ends_on: Day | null
  postcodes: string[]
}
export interface AreaTables {
  area: AreaRow
}

/** An area as a file has it: with the postcodes in it, in capitals and without spaces. */
export interface AreaInFull extends Area {
  postcodes?: readonly string[] | undefined
}

/** The tree of all areas there are, in order of code. */
export async function areasIn(db: Kysely<AreaTables>): Promise<AreaTree> {
  const rows = await db.selectFrom('area').select(['code', 'name', 'kind', 'parent', 'starts_on', 'ends_on']).orderBy('code').execute()
  return treeOf(
    rows.map(({ code, name, kind, parent, starts_on, ends_on }) => ({
      code,
      name,
      kind,
      ...(parent !== null && { parent }),
      ...(starts_on !== null && { from: starts_on }),
      ...(ends_on !== null && { to: ends_on }),
    })),
  )
}

/**
 * Puts areas in, all of them or none; one that is there already becomes as it is here. None is ever taken out: lives have been counted in it.
 * They must have no faults (`faultsIn`). `db` must be the owner's.
 */
export async function putAreas(db: Kysely<AreaTables>, areas: readonly AreaInFull[]): Promise<void> {
  const rows = areas.map(({ code, name, kind, parent, from, to, postcodes = [] }) => ({
    code,
    name,
    kind,
    parent,
    starts_on: from,
    ends_on: to,
    postcodes,
  }))
  await sql`
    insert into area (code, name, kind, parent, starts_on, ends_on, postcodes)
    select code, name, kind, parent, starts_on, ends_on, postcodes from jsonb_populate_recordset(null::area, ${JSON.stringify(rows)}::jsonb)
    on conflict (code) do update set name = excluded.name, kind = excluded.kind, parent = excluded.parent,
      starts_on = excluded.starts_on, ends_on = excluded.ends_on, postcodes = excluded.postcodes`.execute(db)
}

/** Puts the made-up county in where there is no area at all. `db` must be the owner's. */
export async function withDefaultAreas(db: Kysely<AreaTables>): Promise<void> {
  const any = await db.selectFrom('area').select('code').limit(1).executeTakeFirst()
  if (!any) await putAreas(db, sallowshire)
}
