import { sql } from 'kysely'
import { isKnown } from '../domain/catalogue.ts'
import type { Passed } from '../store/record.ts'
import { type Editions, withBegun } from './editions.ts'
import type { Projection } from './projection.ts'
import type { Tx } from './writer.ts'

/** Where a read model is on the record: all up to there is in its rows, and nothing of what comes after. */
export interface Checkpoint {
  projection: Projection
  position: bigint
  /** Kinds of entry that were passed over, since nobody knew them. */
  passedOver: readonly string[]
  editions: Editions
  /** Of one that is being built: each story that begins up to there is taken whole, as it was there. */
  upTo?: bigint | undefined
}

interface Row {
  projection: string
  version: number
  position: string
  passed_over: string[]
  editions: Editions
  up_to: bigint | null
}

/** Somebody else builds some of these read models anew just now, or did a moment ago. */
export class BuiltByAnother extends Error {
  override readonly name = 'BuiltByAnother'
  constructor(projections: readonly Projection[], how = 'being built anew by another process already') {
    super(`${projections.map(({ name }) => name).join(', ')}: ${how}`)
  }
}

/** Takes the locks of these projections for this transaction, of each that nobody else has. Gives those it has now. */
export async function inHand(tx: Tx, projections: readonly Projection[], building: boolean): Promise<Projection[]> {
  const locks = projections.map((projection) => lockOf(projection, building))
  const { rows } = await sql<{ lock: string; ours: boolean }>`
    select lock, pg_try_advisory_xact_lock(hashtextextended(lock, 0)) as ours from unnest(${locks}::text[]) as these (lock)`.execute(tx)
  const ours = new Set(rows.flatMap(({ lock, ours }) => (ours ? [lock] : [])))
  return projections.filter((projection) => ours.has(lockOf(projection, building)))
}

/** The same of one, waiting for whoever has it. */
export async function takeInHand(tx: Tx, projection: Projection, building: boolean): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${lockOf(projection, building)}, 0))`.execute(tx)
}

function lockOf({ name, version }: Projection, building: boolean): string {
  return `projection ${name} ${version}${building ? ' building' : ''}`
}

/** Where each of them is. One that has none begins at the beginning; unless it is being built: then there is nothing to write to, and it throws. */
export async function checkpointsOf(tx: Tx, projections: readonly Projection[], building: boolean): Promise<Checkpoint[]> {
  const names = projections.map(({ name }) => name)
  const read = sql<Row>`
    select projection, version, position::text, passed_over, editions, up_to from checkpoint where projection = any(${names}::text[]) and building = ${building}`
  const rowOf = (rows: readonly Row[], { name, version }: Projection) =>
    rows.find((row) => row.projection === name && row.version === version)

  let { rows } = await read.execute(tx)
  const without = projections.filter((projection) => !rowOf(rows, projection))
  if (without.length > 0 && !building) {
    for (const { name, version } of without)
      await sql`insert into checkpoint (projection, version) values (${name}, ${version}) on conflict do nothing`.execute(tx)
    rows = (await read.execute(tx)).rows
  }
  return projections.map((projection) => {
    const row = rowOf(rows, projection)
    if (!row) throw new BuiltByAnother([projection], 'not being built anew, or swapped by another process just now')
    return { projection, position: BigInt(row.position), passedOver: row.passed_over, editions: row.editions, upTo: row.up_to ?? undefined }
  })
}

/** The checkpoint once these entries, which come right after it, are passed. */
export function movedOver({ passedOver, editions, ...where }: Checkpoint, passed: readonly Passed[]): Checkpoint {
  return {
    ...where,
    position: passed.at(-1)?.position ?? where.position,
    passedOver: withUnknown(passedOver, passed),
    editions: withBegun(editions, passed),
  }
}

/** The kinds that nobody knows, with those among these entries. */
export function withUnknown(known: readonly string[], passed: readonly Pick<Passed, 'type'>[]): string[] {
  return [...new Set([...known, ...passed.map(({ type }) => type).filter((type) => !isKnown(type))])]
}

/** Moves them on from where they all were. Where one of them is not there any more it throws, and nothing of what goes with it may be kept. */
export async function move(tx: Tx, from: bigint, to: readonly Checkpoint[], building: boolean): Promise<void> {
  const rows = to.map(({ projection: { name, version }, position, passedOver, editions }) => {
    return { projection: name, version, position: String(position), passed_over: passedOver, editions }
  })
  const moved = await sql`
    update checkpoint as it
    set position = moved.position, passed_over = moved.passed_over, editions = moved.editions, stopped_at = null, stopped_why = null
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as moved (projection text, version int, position bigint, passed_over text[], editions jsonb)
    where it.projection = moved.projection and it.version = moved.version and it.building = ${building} and it.position = ${from}`.execute(
    tx,
  )
  if (moved.numAffectedRows === BigInt(to.length)) return
  throw building ? new BuiltByAnother(to.map(({ projection }) => projection)) : new Error('a checkpoint was moved by another')
}
