import { sql } from 'kysely'
import { type Ahead, byEntries, lookAhead } from './ahead.ts'
import { aheadOf, type Projecting, takeNext, takeTogether, writeAll } from './batch.ts'
import { BuiltByAnother, checkpointsOf, inHand, move, takeInHand } from './checkpoint.ts'
import type { Made } from './made.ts'
import { type Makers, makeFrom } from './making.ts'
import type { Projection } from './projection.ts'
import { isOf } from './stories.ts'
import { type Db, tablesOf } from './writer.ts'

/** How many entries there are, about, in the stories that are written by one transaction, where nothing else is said. */
const usualBatch = 2_000
/** How many entries there are in the stories that something is made of at once. */
const madeAtOnce = 2_000
/** How many parts each of them has to go on with. */
const aheadOfEach = 2

/** How far a rebuild has come, and how far there is to go: positions of the record, which need not be numbers of entries. */
export interface Progress {
  upTo: bigint
  of: bigint
}

/** How a rebuild goes about it. */
export interface Rebuilding {
  /** Called once it is sure that nobody else builds any of them. */
  onBegin?: (() => void) | undefined
  onProgress?: ((progress: Progress) => void) | undefined
  /** How many entries there are, about, in the stories that are written by one transaction. */
  batchSize?: number | undefined
  /** Whether only what an earlier rebuild left half-built is gone on with; what is not there any more is left alone. */
  onlyGoOn?: boolean | undefined
  /** Stops it after the batch that is in hand, and throws. It goes on from there when it is asked for again. */
  signal?: AbortSignal | undefined
  /** Gives others who make something of so many entries beside each other, where that pays; they are stopped in the end. */
  makers?: ((entries: number) => Promise<Makers | undefined>) | undefined
}

/** Builds one read model anew. */
export function rebuild(needs: Projecting, projection: Projection, how?: Rebuilding): Promise<void> {
  return rebuildTogether(needs, [projection], how)
}

/**
 * Builds read models anew beside those that are read, and swaps each at the end in one transaction: nobody ever reads one half-built. Where an earlier rebuild was stopped,
 * it goes on from there; one whose turn to be swapped had come is swapped, and begun anew where it is asked for again. Each story is read once and taken once by all of them, as it was when the building began; then what was written down since.
 */
export async function rebuildTogether(needs: Projecting, projections: readonly Projection[], how: Rebuilding = {}): Promise<void> {
  await needs.db.connection().execute(async (one) => {
    const locks = projections.map(lockOf)
    const { rows } = await sql<{ ours: boolean }>`
      select pg_try_advisory_lock(hashtextextended(lock, 0)) as ours from unnest(${locks}::text[]) as these (lock)`.execute(one)
    try {
      if (rows.some(({ ours }) => !ours)) throw new BuiltByAnother(projections)
      how.onBegin?.()
      await buildAndSwap(needs, projections, how)
    } finally {
      const held = locks.filter((_, i) => rows[i]?.ours)
      // Where the connection is lost its locks are gone with it, and what became of the rebuild is to be told.
      await sql`select pg_advisory_unlock(hashtextextended(lock, 0)) from unnest(${held}::text[]) as these (lock)`
        .execute(one)
        .catch(() => {})
    }
  })
}

/** Leaves nothing of what a rebuild of it left half-built; but where somebody is at it. */
export async function throwAway({ db }: Projecting, projection: Projection): Promise<void> {
  const { name, version } = projection
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ ours: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${lockOf(projection)}, 0)) as ours`.execute(tx)
    if (!rows[0]?.ours) return
    const { numAffectedRows } = await sql`delete from checkpoint where projection = ${name} and version = ${version} and building`.execute(
      tx,
    )
    if (numAffectedRows) await sql`select begin_building(${tablesOf(projection)}::text[])`.execute(tx)
  })
}

function lockOf({ name, version }: Projection): string {
  return `rebuild ${name} ${version}`
}

/** Of read models that nobody else builds anew as long as this one does. */
async function buildAndSwap({ db, record }: Projecting, asked: readonly Projection[], how: Rebuilding): Promise<void> {
  const { onProgress = () => {}, batchSize = usualBatch, signal } = how
  const head = await record.head()
  const telling = (upTo: bigint) => onProgress({ upTo, of: upTo > head ? upTo : head })

  const begun = await buildingAlready(db, asked)
  const projections = how.onlyGoOn ? begun.map(({ projection }) => projection) : asked
  if (projections.length === 0) return
  const anew = projections.filter((projection) => !begun.some((each) => each.projection === projection))
  if (anew.length > 0) {
    const ahead = await lookAhead(record, 0n, head, signal)
    for (const projection of anew) await begin(db, projection, head, ahead)
    await fill({ db, record }, anew, ahead, { ...how, batchSize, telling })
  }
  for (const [, those] of Map.groupBy(begun, ({ position, upTo }) => `${position} ${upTo}`)) {
    const [{ position = 0n, upTo = 0n } = {}] = those
    const ahead = await lookAhead(record, position, upTo, signal)
    await fill(
      { db, record },
      those.map(({ projection }) => projection),
      ahead,
      { ...how, batchSize, telling },
    )
  }

  for (;;) {
    signal?.throwIfAborted()
    const some = await takeTogether({ db, record }, projections, { limit: batchSize, building: true })
    if (some === 'elsewhere') throw new BuiltByAnother(projections)
    if (some === 0) break
  }
  for (const projection of projections) await swap({ db, record }, projection, batchSize)
}

/** Makes empty tables beside those that are read. */
async function begin(db: Db, projection: Projection, head: bigint, { editions }: Ahead): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select begin_building(${tablesOf(projection)}::text[])`.execute(tx)
    await sql`
      insert into checkpoint (projection, version, building, up_to, editions)
      values (${projection.name}, ${projection.version}, true, ${head}, ${JSON.stringify(editions)}::jsonb)`.execute(tx)
  })
}

/** Takes the stories that lie ahead, each whole, in the order in which they begin. What is made of some is made while what was made of those before is written. */
async function fill(
  { db, record }: Projecting,
  projections: readonly Projection[],
  { from, to, begun, unknown }: Ahead,
  { batchSize, telling, signal, makers }: Rebuilding & { batchSize: number; telling: (upTo: bigint) => void },
): Promise<void> {
  if (from >= to) return
  const wanted = begun.filter(({ stream }) => projections.some((projection) => isOf(projection, stream)))
  const batches = byEntries(wanted, batchSize).map((batch) => ({ batch, parts: byEntries(batch, madeAtOnce) }))
  const all = await db.transaction().execute((tx) => checkpointsOf(tx, projections, true))
  const others = await makers?.(wanted.reduce((all, { entries }) => all + entries, 0))
  // Whoever waits for them when it is to be stopped is told at once.
  const stopOthers = () => void others?.stop()
  signal?.addEventListener('abort', stopOthers)
  let isOver = false
  const making = aheadOf(
    batches.flatMap(({ parts }) => parts),
    async (part) => {
      const what = { streams: part.map(({ stream }) => stream), to, all }
      const made = await others?.make(what)
      if (made) return made
      if (isOver || signal?.aborted) throw new Error('Nobody waits for it any more.')
      return makeFrom(record, what)
    },
    others ? others.many * aheadOfEach : 1,
  )
  try {
    let position = from
    for (const { batch, parts } of batches) {
      const made: (readonly Made[])[] = []
      for (const _ of parts) {
        signal?.throwIfAborted()
        made.push((await making.next()).value as readonly Made[])
      }
      const reached = batch === batches.at(-1)?.batch ? to : (batch.at(-1)?.at ?? to)
      signal?.throwIfAborted()
      await write(db, projections, made, { position, reached, to, unknown })
      position = reached
      telling(position)
    }
  } finally {
    isOver = true
    signal?.removeEventListener('abort', stopOthers)
    await others?.stop()
  }
}

/** Writes a batch, and moves the checkpoints with it. */
async function write(
  db: Db,
  projections: readonly Projection[],
  made: readonly (readonly Made[])[],
  { position, reached, to, unknown }: { position: bigint; reached: bigint; to: bigint; unknown: readonly string[] },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if ((await inHand(tx, projections, true)).length < projections.length) throw new BuiltByAnother(projections)
    const checkpoints = await checkpointsOf(tx, projections, true)
    if (checkpoints.some(({ upTo }) => upTo !== to)) throw new BuiltByAnother(projections)
    await writeAll(tx, made, projections, true)
    const moved = checkpoints.map((each) => ({ ...each, position: reached, passedOver: [...new Set([...each.passedOver, ...unknown])] }))
    await move(tx, position, moved, true)
  })
}

/** Takes what was written down to the last moment, and puts what was built in the place of what is read. */
async function swap({ db, record }: Projecting, projection: Projection, batchSize: number): Promise<void> {
  const { name, version } = projection
  await db.transaction().execute(async (tx) => {
    await takeInHand(tx, projection, false)
    await takeInHand(tx, projection, true)
    while ((await takeNext(tx, record, [projection], { limit: batchSize, building: true })) > 0);
    await sql`select swap_built(${tablesOf(projection)}::text[])`.execute(tx)
    await sql`delete from checkpoint where projection = ${name} and version = ${version} and not building`.execute(tx)
    await sql`update checkpoint set building = false, up_to = null where projection = ${name} and version = ${version} and building`.execute(
      tx,
    )
  })
}

/** Those that are being built already, and where that was left. */
async function buildingAlready(
  db: Db,
  projections: readonly Projection[],
): Promise<{ projection: Projection; position: bigint; upTo: bigint }[]> {
  const { rows } = await sql<{ projection: string; version: number; position: bigint; up_to: bigint | null }>`
    select projection, version, position, up_to from checkpoint where building`.execute(db)
  return projections.flatMap((projection) => {
    const row = rows.find(({ projection: name, version }) => name === projection.name && version === projection.version)
    return row ? [{ projection, position: row.position, upTo: row.up_to ?? 0n }] : []
  })
}
