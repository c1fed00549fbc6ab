import { sql } from 'kysely'
import type { TheRecord } from '../store/record.ts'
import type { Projection } from './projection.ts'
import type { Db } from './writer.ts'

/** How often to look whether a view has caught up, in milliseconds. */
const every = 20

/** Waits until a read model shows the record up to `position`; false where it has not within `atMost` milliseconds. */
export async function caughtUp(db: Db, projection: Projection, position: bigint, atMost = 5_000): Promise<boolean> {
  // By a clock that nobody sets.
  const until = performance.now() + atMost
  for (;;) {
    if ((await positionOf(db, projection)) >= position) return true
    if (performance.now() >= until) return false
    await new Promise((resolve) => setTimeout(resolve, every))
  }
}

/** Up to which position of the record a read model has come. */
export async function positionOf(db: Db, { name, version }: Projection, building = false): Promise<bigint> {
  const { rows } = await sql<{ position: bigint }>`
    select position from checkpoint where projection = ${name} and version = ${version} and building = ${building}`.execute(db)
  return rows[0]?.position ?? 0n
}

/** Where a read model is: how far it has come, and whether it had to stop at an entry. */
export interface Standing {
  projection: string
  version: number
  /** Entries of the record that it has not taken yet; a thousand stands for all that is more. */
  lag: number
  stopped?: { position: string; why: string }
}

/** How many entries that were not taken yet are counted. */
const countedAtMost = 1_000

/** How all of these read models stand to the newest entry of the record. */
export async function standings(
  db: Db,
  projections: readonly Projection[],
  record: Pick<TheRecord, 'head' | 'after'>,
): Promise<Standing[]> {
  const head = await record.head()
  const { rows } = await sql<{
    projection: string
    version: number
    position: bigint
    stopped_at: bigint | null
    stopped_why: string | null
  }>`
    select projection, version, position, stopped_at, stopped_why from checkpoint where not building`.execute(db)
  // How far two positions are apart says nothing of how many entries lie between them.
  const lagAt = remembered(async (position: bigint) => (position >= head ? 0 : (await record.after(position, countedAtMost)).length))
  return Promise.all(
    projections.map(async ({ name, version }) => {
      const at = rows.find((row) => row.projection === name && row.version === version)
      return {
        projection: name,
        version,
        lag: await lagAt(at?.position ?? 0n),
        ...(at?.stopped_at != null && { stopped: { position: String(at.stopped_at), why: at.stopped_why ?? '' } }),
      }
    }),
  )
}

/** Works out each answer once. */
function remembered<K, V>(work: (key: K) => V): (key: K) => V {
  const answers = new Map<K, V>()
  return (key) => {
    const answer = answers.get(key) ?? work(key)
    answers.set(key, answer)
    return answer
  }
}

/** The read models that are being built anew: up to where they have come, and have to come. */
export async function building(db: Db): Promise<{ projection: string; position: bigint; upTo: bigint }[]> {
  const { rows } = await sql<{ projection: string; position: bigint; up_to: bigint | null }>`
    select projection, position, up_to from checkpoint where building`.execute(db)
  return rows.map(({ projection, position, up_to: upTo }) => ({ projection, position, upTo: upTo ?? position }))
}
