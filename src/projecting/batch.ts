import { sql } from 'kysely'
import { isKnown } from '../domain/catalogue.ts'
import type { Stream } from '../store/event-store.ts'
import type { Passed, TheRecord } from '../store/record.ts'
import { type Editions, inEditions, withBegun } from './editions.ts'
import type { Change, Projection } from './projection.ts'
import { type Db, type Tx, writerFor } from './writer.ts'

/** What a projector stands on. */
export interface Projecting {
  /** As the role that may write read models. */
  db: Db
  record: TheRecord
}

/** How a batch went: how many entries were taken, or that another service has this projection in hand. */
export type Taken = number | 'elsewhere'

/** How many stories are in hand at once where each is taken whole. */
const storiesAtOnce = 500

/** A checkpoint, as it stands. */
interface Checkpoint {
  position: string
  passed_over: string[]
  editions: Editions
  /** Of one that is being built anew: each story that begins at or before this is taken whole, as it was here. */
  up_to: string | null
}

/**
 * Takes the next entries of the record into one read model: its rows and its checkpoint move in one transaction, so that each entry is taken
 * exactly once, whatever else runs.
 */
export async function takeBatch(
  { db, record }: Projecting,
  projection: Projection,
  { limit, building = false }: { limit: number; building?: boolean },
): Promise<Taken> {
  return db.transaction().execute(async (tx) => {
    if (!(await inHand(tx, projection, building))) return 'elsewhere'
    return takeNext(tx, record, projection, { limit, building })
  })
}

/** As `takeBatch`, within a transaction that holds the lock already. */
export async function takeNext(
  tx: Tx,
  record: TheRecord,
  projection: Projection,
  { limit, building }: { limit: number; building: boolean },
): Promise<number> {
  const checkpoint = await checkpointOf(tx, projection, building)
  const old = BigInt(checkpoint.position)
  const upTo = BigInt(checkpoint.up_to ?? 0)
  const isAnew = old < upTo
  const passed = (await record.after(old, limit)).filter(({ position }) => !isAnew || position <= upTo)
  const last = passed.at(-1)
  if (!last) return 0

  const editions = withBegun(checkpoint.editions, passed)
  const writer = writerFor(tx, projection, building)
  if (isAnew) {
    // Each story once, where it begins, whichever batches its entries lie in.
    const begun = streamsOf(
      projection,
      passed.filter(({ revision }) => revision === 1),
    )
    for (let i = 0; i < begun.length; i += storiesAtOnce) {
      await projection.take(
        await changesOf(record, begun.slice(i, i + storiesAtOnce), { from: 0n, to: upTo, projection, editions }),
        writer,
      )
    }
  } else {
    const streams = streamsOf(projection, passed)
    await projection.take(await changesOf(record, streams, { from: old, to: last.position, projection, editions }), writer)
  }

  const unknown = passed.map(({ type }) => type).filter((type) => !isKnown(type))
  const passedOver = [...new Set([...checkpoint.passed_over, ...unknown])]
  const moved = await sql`
    update checkpoint set position = ${last.position}, passed_over = ${passedOver}::text[], editions = ${JSON.stringify(editions)}::jsonb, stopped_at = null, stopped_why = null
    where projection = ${projection.name} and version = ${projection.version} and building = ${building} and position = ${old}`.execute(tx)
  if (moved.numAffectedRows !== 1n) throw new Error(`the checkpoint of ${projection.name} was moved by another`)
  return passed.length
}

/** Takes the lock of a projection for this transaction, if nobody else has it. */
async function inHand(tx: Tx, projection: Projection, building: boolean): Promise<boolean> {
  const { rows } = await sql<{
    ours: boolean
  }>`select pg_try_advisory_xact_lock(hashtextextended(${lockOf(projection, building)}, 0)) as ours`.execute(tx)
  return rows[0]?.ours === true
}

/** The same, waiting for whoever has it. */
export async function takeInHand(tx: Tx, projection: Projection, building: boolean): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${lockOf(projection, building)}, 0))`.execute(tx)
}

function lockOf({ name, version }: Projection, building: boolean): string {
  return `projection ${name} ${version}${building ? ' building' : ''}`
}

async function checkpointOf(tx: Tx, { name, version }: Projection, building: boolean): Promise<Checkpoint> {
  // One that is being built has had its checkpoint since its tables were made; without those there is nothing to write to.
  if (!building) await sql`insert into checkpoint (projection, version) values (${name}, ${version}) on conflict do nothing`.execute(tx)
  const { rows } = await sql<Checkpoint>`
    select position::text, passed_over, editions, up_to::text from checkpoint
    where projection = ${name} and version = ${version} and building = ${building}`.execute(tx)
  if (!rows[0]) throw new Error(`${name} is not being built anew, or was swapped by another process just now`)
  return rows[0]
}

/** The stories that these entries are of, of those a projection is made of. */
function streamsOf({ of }: Projection, passed: readonly Passed[]): Stream[] {
  const prefix = of === 'places' ? 'area-' : 'person-'
  return [...new Set(passed.map(({ stream }) => stream))].filter((stream) => stream.startsWith(prefix))
}

/** Each story as the projection had it at `from`, and as it has it at `to`. Entries of kinds nobody knows are in it: a retelling passes over them. */
async function changesOf(
  record: TheRecord,
  streams: readonly Stream[],
  { from, to, projection: { words }, editions }: { from: bigint; to: bigint; projection: Projection; editions: Editions },
): Promise<Change[]> {
  const stories = await record.readMany(streams, { words })
  return [...stories].map(([stream, story]) => {
    const passed = story.filter((entry) => BigInt(entry.record.position) <= to)
    const after = inEditions(passed, editions)
    return { whose: stream.slice(stream.indexOf('-') + 1), before: after.filter((entry) => BigInt(entry.record.position) <= from), after }
  })
}
