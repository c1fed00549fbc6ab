import { sql } from 'kysely'
import type { Logger } from 'pino'
import { isKnown } from '../domain/catalogue.ts'
import { unavailable } from '../store/database.ts'
import { StoreUnavailable } from '../store/event-store.ts'
import { type Projecting, takeBatch } from './batch.ts'
import type { Projection } from './projection.ts'
import { rebuild } from './rebuild.ts'

/** How many entries a projection takes at once. */
const batchSize = 5_000
/** How long to wait after the record or the database was out of reach, in milliseconds. */
const pause = 1_000

/** What a running projector needs. */
export interface ProjectorNeeds extends Projecting {
  projections: readonly Projection[]
  log: Logger
  /** How many entries make a record long: one that has nothing of it yet is built anew, each story taken once. */
  longRecord?: number
  /** Called whenever each of them has taken what it could. */
  afterEachRound?: () => Promise<unknown>
}

/** A projector that runs until it is stopped. */
export interface Projector {
  stop(): Promise<void>
}

/**
 * Moves every read model as the record grows, each for itself: one that fails stops at that entry, loudly, and no other with it. Several
 * services may run; for each read model one of them has it in hand, batch by batch, and another goes on when that one dies.
 */
export async function startProjecting(needs: ProjectorNeeds): Promise<Projector> {
  const { record, log, projections } = needs
  let stopping = false
  let again = true
  let wakeUp = () => {}
  const stopped = new Set<Projection>()
  const unseen = new Set<Projection>(projections)
  const unwatch = await record.watch(() => {
    again = true
    wakeUp()
  })

  async function follow(): Promise<void> {
    while (!stopping) {
      if (!again) await new Promise<void>((resolve) => (wakeUp = resolve))
      again = false
      try {
        for (const projection of projections) await move(projection)
        if (!stopping) await needs.afterEachRound?.()
      } catch (error) {
        if (stopping) return
        if (!outOfReach(error)) log.error({ ...inShort(error) }, 'projecting failed')
        again = true
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
  }

  /** One that had to stop goes on once somebody has mended it: rebuilt it, say. */
  async function move(projection: Projection): Promise<void> {
    if (unseen.has(projection)) await rebuildWhereBetter(needs, projection)
    unseen.delete(projection)
    if (stopping || (stopped.has(projection) && (await isStopped(needs, projection)))) return
    const moves = await catchUp(needs, projection, { stopping: () => stopping })
    if (moves) stopped.delete(projection)
    else stopped.add(projection)
  }

  const following = follow()
  return {
    async stop() {
      stopping = true
      wakeUp()
      await unwatch()
      await following
    },
  }
}

/** Takes all there is into one read model. False where it had to be stopped at an entry. */
export async function catchUp(
  needs: Projecting & { log: Logger },
  projection: Projection,
  { stopping = () => false, atOnce = batchSize }: { stopping?: () => boolean; atOnce?: number } = {},
): Promise<boolean> {
  let limit = atOnce
  while (!stopping()) {
    try {
      const taken = await takeBatch(needs, projection, { limit })
      if (taken === 0 || taken === 'elsewhere') return true
      needs.log.debug({ projection: projection.name, taken }, 'taken')
    } catch (error) {
      if (outOfReach(error)) throw error
      if (limit === 1) {
        await stopAt(needs, projection, error)
        return false
      }
      limit = 1
    }
  }
  return true
}

async function stopAt({ db, record, log }: Projecting & { log: Logger }, { name, version }: Projection, error: unknown): Promise<void> {
  const { rows } = await sql<{ position: string }>`
    select position::text from checkpoint where projection = ${name} and version = ${version} and not building`.execute(db)
  const [next] = await record.after(BigInt(rows[0]?.position ?? 0), 1)
  const at = next?.position ?? 0n
  log.error({ projection: name, version, position: String(at), type: next?.type, ...inShort(error) }, 'projection stopped')
  await sql`
    insert into checkpoint (projection, version, stopped_at, stopped_why) values (${name}, ${version}, ${at}, ${inShort(error).error})
    on conflict (projection, version, building) do update set stopped_at = excluded.stopped_at, stopped_why = excluded.stopped_why`.execute(
    db,
  )
}

async function isStopped({ db }: Projecting, { name, version }: Projection): Promise<boolean> {
  const { rows } = await sql`
    select from checkpoint where projection = ${name} and version = ${version} and not building and stopped_at is not null`.execute(db)
  return rows.length > 0
}

/**
 * A read model that passed over entries of kinds that are known now is built anew; so is one that has nothing of a long record yet, which would have to take
 * every story many times. Where that cannot be done, it goes on as it is.
 */
async function rebuildWhereBetter(needs: ProjectorNeeds, projection: Projection): Promise<void> {
  const { name } = projection
  try {
    const why = await whyRebuild(needs, projection)
    if (why === undefined) return
    needs.log.info({ projection: name, why }, 'building anew')
    await rebuild(needs, projection)
  } catch (error) {
    if (outOfReach(error)) throw error
    needs.log.error({ projection: name, ...inShort(error) }, 'it could not be built anew')
  }
}

async function whyRebuild({ db, record, longRecord = 20_000 }: ProjectorNeeds, { name, version }: Projection): Promise<string | undefined> {
  const { rows } = await sql<{ position: string; passed_over: string[] }>`
    select position::text, passed_over from checkpoint where projection = ${name} and version = ${version} and not building`.execute(db)
  const { position = '0', passed_over: passedOver = [] } = rows[0] ?? {}
  if (passedOver.some((type) => isKnown(type))) return 'entries that were passed over are known now'
  if (BigInt(position) > 0n) return undefined
  return (await record.after(0n, longRecord)).length === longRecord ? 'it has nothing of a long record' : undefined
}

function outOfReach(error: unknown): boolean {
  return error instanceof StoreUnavailable || unavailable(error)
}

/** What may be logged of an error: its kind and where it came from, never a message that could quote somebody's words. */
function inShort(error: unknown): { error: string; where: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, where: [] }
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  return {
    error: `${error.name}${code}`,
    where: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 5),
  }
}
