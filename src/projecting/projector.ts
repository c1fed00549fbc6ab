import { sql } from 'kysely'
import type { Logger } from 'pino'
import { isKnown } from '../domain/catalogue.ts'
import { unavailable } from '../store/database.ts'
import { StoreUnavailable } from '../store/event-store.ts'
import { type Projecting, takeBatch, takeTogether } from './batch.ts'
import type { Projection } from './projection.ts'
import { rebuild, rebuildTogether } from './rebuild.ts'

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
 * Moves every read model as the record grows: those that stand at one place together, each story read once for all of them. One that fails stops at that entry,
 * loudly, and no other with it. Several services may run; for each read model one of them has it in hand, batch by batch, and another goes on when that one dies.
 */
export async function startProjecting(needs: ProjectorNeeds): Promise<Projector> {
  const { record, log, projections } = needs
  let stopping = false
  let again = true
  let wakeUp = () => {}
  let started = false
  const stopped = new Set<Projection>()
  const unwatch = await record.watch(() => {
    again = true
    wakeUp()
  })

  async function follow(): Promise<void> {
    while (!stopping) {
      if (!again) await new Promise<void>((resolve) => (wakeUp = resolve))
      again = false
      try {
        if (!started) await rebuildWhereBetter(needs)
        started = true
        await moveAll()
        if (!stopping) await needs.afterEachRound?.()
      } catch (error) {
        if (stopping) return
        if (!outOfReach(error)) log.error({ ...inShort(error) }, 'projecting failed')
        again = true
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
  }

  async function moveAll(): Promise<void> {
    const moving: Projection[] = []
    for (const projection of projections) if (!stopped.has(projection) || (await isMended(projection))) moving.push(projection)
    if (await catchUpTogether(needs, moving, { stopping: () => stopping })) return
    // One of them fails: each by itself, so that it is found out which, and at which entry. Where the database does not take one just now, the others go on all the same.
    const away = new Map<Projection, unknown>()
    for (const projection of moving) {
      if (stopping) return
      try {
        if (!(await catchUp(needs, projection, { stopping: () => stopping }))) stopped.add(projection)
      } catch (error) {
        away.set(projection, error)
      }
    }
    if (away.size < moving.length)
      for (const [{ name }, error] of away) log.warn({ projection: name, ...inShort(error) }, 'it cannot be moved just now')
    for (const error of away.values()) throw error
  }

  /** One that had to stop goes on once somebody has mended it: rebuilt it, say. */
  async function isMended(projection: Projection): Promise<boolean> {
    if (await isStopped(needs, projection)) return false
    stopped.delete(projection)
    return true
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

/** Takes all there is into several read models at once. False where one of them could not, or the database or the record is away. */
async function catchUpTogether(
  needs: Projecting & { log: Logger },
  projections: readonly Projection[],
  { stopping }: { stopping: () => boolean },
): Promise<boolean> {
  try {
    while (!stopping()) {
      const taken = await takeTogether(needs, projections, { limit: batchSize })
      if (taken === 0 || taken === 'elsewhere') break
      needs.log.debug({ taken }, 'taken')
    }
    return true
  } catch (error) {
    needs.log.debug({ ...inShort(error) }, 'they could not be moved together')
    return false
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
 * Read models that passed over entries of kinds that are known now are built anew; so are those that have nothing of a long record yet, which would have to take every
 * story many times. All of them at once; where that cannot be done, each by itself, and one with which it cannot be done goes on as it is.
 */
async function rebuildWhereBetter(needs: ProjectorNeeds): Promise<void> {
  const { log } = needs
  const why = await whyRebuild(needs)
  const projections = [...why.keys()]
  for (const [{ name }, because] of why) log.info({ projection: name, why: because }, 'building anew')
  if (
    projections.length > 1 &&
    (await orSay(
      () => rebuildTogether(needs, projections),
      () => {},
    ))
  )
    return
  for (const projection of projections) {
    const say = (error: unknown) => log.error({ projection: projection.name, ...inShort(error) }, 'it could not be built anew')
    await orSay(() => rebuild(needs, projection), say)
  }
}

/** Does it; where it fails, and not because something is out of reach, says so and gives false. */
async function orSay(work: () => Promise<void>, say: (error: unknown) => void): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (outOfReach(error)) throw error
    say(error)
    return false
  }
}

async function whyRebuild({ db, record, projections, longRecord = 20_000 }: ProjectorNeeds): Promise<Map<Projection, string>> {
  const { rows } = await sql<{ projection: string; version: number; position: bigint; passed_over: string[] }>`
    select projection, version, position, passed_over from checkpoint where not building`.execute(db)
  const at = ({ name, version }: Projection) => rows.find((row) => row.projection === name && row.version === version)
  const isEmpty = (projection: Projection) => (at(projection)?.position ?? 0n) === 0n
  const isLong = projections.some(isEmpty) && (await record.after(0n, longRecord)).length === longRecord
  return new Map(
    projections.flatMap((projection) => {
      if (at(projection)?.passed_over.some((type) => isKnown(type))) return [[projection, 'entries that were passed over are known now']]
      return isLong && isEmpty(projection) ? [[projection, 'it has nothing of a long record']] : []
    }),
  )
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
