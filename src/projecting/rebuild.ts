import { sql } from 'kysely'
import type { Stream } from '../store/event-store.ts'
import type { TheRecord } from '../store/record.ts'
import { aheadOf, type Projecting, takeAll, takeNext, takeTogether } from './batch.ts'
import { checkpointsOf, inHand, move, takeInHand, withUnknown } from './checkpoint.ts'
import { type Editions, withBegun } from './editions.ts'
import type { Projection } from './projection.ts'
import { isOf, readStories } from './stories.ts'
import { type Db, tablesOf } from './writer.ts'

/** How many entries are passed at once where only their places are asked for. */
const passedAtOnce = 5_000
/** How many entries there are in the stories that are read at once. */
const readAtOnce = 4_000

/** How far a rebuild has come, and how far there is to go: positions of the record, which need not be numbers of entries. */
export interface Progress {
  upTo: bigint
  of: bigint
}

/** Builds one read model anew. */
export function rebuild(
  needs: Projecting,
  projection: Projection,
  onProgress?: (progress: Progress) => void,
  batchSize?: number,
): Promise<void> {
  return rebuildTogether(needs, [projection], onProgress, batchSize)
}

/**
 * Builds read models anew beside those that are read, and swaps each at the end in one transaction: nobody ever reads one half-built. Where an earlier rebuild was stopped,
 * it goes on from there; one whose turn to be swapped had come is swapped, and begun anew where it is asked for again. Each story is read once and taken once by all of them, as it was when the building began; then what was written down since. `batchSize` is
 * how many entries there are, about, in the stories that are taken by one transaction.
 */
export async function rebuildTogether(
  needs: Projecting,
  projections: readonly Projection[],
  onProgress: (progress: Progress) => void = () => {},
  batchSize = 10_000,
): Promise<void> {
  await needs.db.connection().execute(async (one) => {
    const locks = projections.map(({ name, version }) => `rebuild ${name} ${version}`)
    const { rows } = await sql<{ ours: boolean }>`
      select pg_try_advisory_lock(hashtextextended(lock, 0)) as ours from unnest(${locks}::text[]) as these (lock)`.execute(one)
    try {
      if (rows.some(({ ours }) => !ours)) throw builtByAnother(projections)
      await buildAndSwap(needs, projections, onProgress, batchSize)
    } finally {
      const held = locks.filter((_, i) => rows[i]?.ours)
      await sql`select pg_advisory_unlock(hashtextextended(lock, 0)) from unnest(${held}::text[]) as these (lock)`.execute(one)
    }
  })
}

/** Of read models that nobody else builds anew as long as this one does. */
async function buildAndSwap(
  { db, record }: Projecting,
  projections: readonly Projection[],
  onProgress: (progress: Progress) => void,
  batchSize: number,
): Promise<void> {
  const head = await record.head()
  const telling = (upTo: bigint) => onProgress({ upTo, of: upTo > head ? upTo : head })

  const begun = await buildingAlready(db, projections)
  const anew = projections.filter((projection) => !begun.some((each) => each.projection === projection))
  if (anew.length > 0) {
    const ahead = await lookAhead(record, 0n, head)
    for (const projection of anew) await begin(db, projection, head, ahead)
    await fill({ db, record }, anew, ahead, { batchSize, telling })
  }
  for (const [, those] of Map.groupBy(begun, ({ position, upTo }) => `${position} ${upTo}`)) {
    const [{ position = 0n, upTo = 0n } = {}] = those
    const ahead = await lookAhead(record, position, upTo)
    await fill(
      { db, record },
      those.map(({ projection }) => projection),
      ahead,
      { batchSize, telling },
    )
  }

  for (;;) {
    const some = await takeTogether({ db, record }, projections, { limit: batchSize, building: true })
    if (some === 'elsewhere') throw builtByAnother(projections)
    if (some === 0) break
  }
  for (const projection of projections) await swap({ db, record }, projection, batchSize)
}

/** What lies ahead of a rebuild: the stories that begin between two places, with the place each begins at and how many entries it has up to the second. */
interface Ahead {
  from: bigint
  to: bigint
  begun: { stream: Stream; at: bigint; entries: number }[]
  unknown: string[]
  /** Where each edition begins: whoever takes a story whole has to know it of all that the story holds. */
  editions: Editions
}

async function lookAhead(record: TheRecord, from: bigint, to: bigint): Promise<Ahead> {
  const begun = new Map<Stream, { stream: Stream; at: bigint; entries: number }>()
  let unknown: string[] = []
  let editions: Editions = {}
  let position = from
  while (position < to) {
    const passed = (await record.after(position, passedAtOnce)).filter((each) => each.position <= to)
    const last = passed.at(-1)
    if (!last) break
    for (const { stream, revision, position } of passed) {
      if (revision === 1) begun.set(stream, { stream, at: position, entries: 0 })
      const story = begun.get(stream)
      if (story) story.entries += 1
    }
    unknown = withUnknown(unknown, passed)
    editions = withBegun(editions, passed)
    position = last.position
  }
  return { from, to, begun: [...begun.values()], unknown, editions }
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

/** Takes the stories that lie ahead, each whole, in the order in which they begin. */
async function fill(
  { db, record }: Projecting,
  projections: readonly Projection[],
  { from, to, begun, unknown }: Ahead,
  { batchSize, telling }: { batchSize: number; telling: (upTo: bigint) => void },
): Promise<void> {
  if (from >= to) return
  const wanted = begun.filter(({ stream }) => projections.some((projection) => isOf(projection, stream)))
  const read = (part: typeof wanted) => {
    const streams = part.map(({ stream }) => stream)
    return readStories(record, streams, { from: 0n, to, projections })
  }
  let position = from
  const batches = inParts(wanted, batchSize)
  for (const batch of batches) {
    const reached = batch === batches.at(-1) ? to : (batch.at(-1)?.at ?? to)
    await db.transaction().execute(async (tx) => {
      if ((await inHand(tx, projections, true)).length < projections.length) throw builtByAnother(projections)
      const checkpoints = await checkpointsOf(tx, projections, true)
      await takeAll(tx, aheadOf(inParts(batch, readAtOnce), read), checkpoints, true)
      const moved = checkpoints.map((each) => ({ ...each, position: reached, passedOver: [...new Set([...each.passedOver, ...unknown])] }))
      await move(tx, position, moved, true)
    })
    position = reached
    telling(position)
  }
}

/** Stories in order, so many together that they have about so many entries; none where there are none. */
function inParts<S extends { entries: number }>(stories: readonly S[], entries: number): S[][] {
  const parts: S[][] = [[]]
  let room = entries
  for (const story of stories) {
    if (room < story.entries && parts.at(-1)?.length) {
      parts.push([])
      room = entries
    }
    parts.at(-1)?.push(story)
    room -= story.entries
  }
  return parts
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

function builtByAnother(projections: readonly Projection[]): Error {
  return new Error(`${projections.map(({ name }) => name).join(', ')}: being built anew by another process already`)
}
