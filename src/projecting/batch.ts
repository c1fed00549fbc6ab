import type { Stream } from '../store/event-store.ts'
import type { Passed, TheRecord } from '../store/record.ts'
import { type Checkpoint, checkpointsOf, inHand, move, movedOver } from './checkpoint.ts'
import { type Made, madeTogether } from './made.ts'
import type { Projection } from './projection.ts'
import { isOf, readStories } from './stories.ts'
import { type Db, type Tx, writerFor } from './writer.ts'

/** What a projector stands on. */
export interface Projecting {
  /** As the role that may write read models. */
  db: Db
  record: TheRecord
}

/** How a batch went: how many entries were taken, or that another service has them all in hand. */
export type Taken = number | 'elsewhere'

/** How many stories are in hand at once. */
const storiesAtOnce = 100

export interface Batch {
  limit: number
  building?: boolean
}

/** Takes the next entries of the record into one read model. */
export function takeBatch(needs: Projecting, projection: Projection, batch: Batch): Promise<Taken> {
  return takeTogether(needs, [projection], batch)
}

/**
 * Takes the next entries of the record into read models: their rows and their checkpoints move in one transaction, so that each entry is taken exactly once, whatever else
 * runs. Those that stand at one place take the same entries, and each story is read once for all of them; those that are behind go first, up to where the next of
 * them stands, and from there on together. Where one of them throws, nothing is kept of any.
 *
 * It is committed for good, not lazily: where words were taken away it is answered that no view shows them any more once the checkpoints have passed that, and a machine
 * that stopped right after must not bring them back.
 */
export async function takeTogether({ db, record }: Projecting, projections: readonly Projection[], batch: Batch): Promise<Taken> {
  return db.transaction().execute(async (tx) => {
    const ours = await inHand(tx, projections, batch.building ?? false)
    return ours.length === 0 ? 'elsewhere' : takeNext(tx, record, ours, batch)
  })
}

/** As `takeTogether`, within a transaction that holds their locks already. */
export async function takeNext(
  tx: Tx,
  record: TheRecord,
  projections: readonly Projection[],
  { limit, building = false }: Batch,
): Promise<number> {
  const { position: from, those, upTo } = furthestBehind(await checkpointsOf(tx, projections, building))
  const passed = (await record.after(from, limit)).filter(({ position }) => upTo === undefined || position <= upTo)
  const last = passed.at(-1)
  if (!last) return 0

  const moved = those.map((checkpoint) => movedOver(checkpoint, passed))
  const streams = streamsOf(passed, those)
  const parts = Array.from({ length: Math.ceil(streams.length / storiesAtOnce) }, (_, i) =>
    streams.slice(i * storiesAtOnce, (i + 1) * storiesAtOnce),
  )
  const read = { from, to: last.position, projections: those.map(({ projection }) => projection) }
  const made = aheadOf(parts, async (part) => madeTogether(await readStories(record, part, read), moved))
  await writeAll(tx, made, read.projections, building)
  await move(tx, from, moved, building)
  return passed.length
}

/**
 * Writes what each of these projections made of one part after another, all by one transaction. They do so side by side: while the database writes for one, the next is at
 * work.
 */
export async function writeAll(
  tx: Tx,
  all: AsyncIterable<readonly Made[]> | Iterable<readonly Made[]>,
  projections: readonly Projection[],
  building: boolean,
): Promise<void> {
  const writers = projections.map((projection) => writerFor(tx, projection, building))
  for await (const made of all) await sideBySide(writers, (writer, i) => writer.write(made[i] as Made))
  await sideBySide(writers, (writer) => writer.end())
}

/** Does it for each of them. Where one fails, the others are done too before it throws: a transaction can only be taken back by whoever is alone with it. */
async function sideBySide<T>(all: readonly T[], work: (one: T, i: number) => Promise<void>): Promise<void> {
  const working = all.map(work)
  await Promise.allSettled(working)
  await Promise.all(working)
}

/** What `make` gives of each, in order. So many are being made at once, also while one that was made is in hand. */
export async function* aheadOf<A, R>(all: readonly A[], make: (one: A) => Promise<R>, atOnce = 1): AsyncGenerator<R, void, void> {
  const begun: Promise<R>[] = []
  let next = 0
  const begin = () => {
    for (; next < all.length && begun.length < atOnce; next += 1) {
      const making = make(all[next] as A)
      // Who asks for it is told; where nobody does any more, nobody has to be.
      making.catch(() => {})
      begun.push(making)
    }
  }
  begin()
  for (let one = begun.shift(); one; one = begun.shift()) {
    const made = await one
    begin()
    yield made
  }
}

/** Those that are at the earliest place, and where the next of the others stands. */
function furthestBehind(all: readonly Checkpoint[]): { position: bigint; those: Checkpoint[]; upTo: bigint | undefined } {
  const places = [...new Set(all.map(({ position }) => position))].sort((a, b) => (a < b ? -1 : 1))
  const [position = 0n, upTo] = places
  return { position, those: all.filter((each) => each.position === position), upTo }
}

/** The stories that these entries are of, of those that any of the projections is made of. */
function streamsOf(passed: readonly Passed[], those: readonly Checkpoint[]): Stream[] {
  return [...new Set(passed.map(({ stream }) => stream))].filter((stream) => those.some(({ projection }) => isOf(projection, stream)))
}
