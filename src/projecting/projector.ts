import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import { buildingAnew } from './anew.ts'
import { type Projecting, takeBatch, takeTogether } from './batch.ts'
import { inShort, outOfReach } from './failing.ts'
import type { Projection } from './projection.ts'
import type { Rebuilding } from './rebuild.ts'

/** How many entries a projection takes at once. */
const batchSize = 5_000
/** How long to wait after the record or the database was out of reach, in milliseconds. */
const pause = 1_000
/** How often it is looked for rebuilds that were stopped, in milliseconds. */
const aMinute = 60_000

/** What a running projector needs. */
export interface ProjectorNeeds extends Projecting, Pick<Rebuilding, 'makers'> {
  projections: readonly Projection[]
  log: Logger
  /** How many entries make a record long: one that has nothing of it yet is built anew, each story taken once. */
  longRecord?: number
  /** Called whenever each of them has taken what it could, beside what goes on; while it is at it, not again. */
  afterEachRound?: () => Promise<unknown>
  /** How often it is looked for rebuilds that were stopped, in milliseconds. */
  lookEvery?: number
}

/** A projector that runs until it is stopped. */
export interface Projector {
  stop(): Promise<void>
}

/**
 * Moves every read model as the record grows: those that stand at one place together, each story read once for all of them. One that fails stops at that entry,
 * loudly, and no other with it. Several services may run; for each read model one of them has it in hand, batch by batch, and another goes on when that one dies.
 * Beside it, what is better built anew is built, and what is to be made after each round is made.
 */
export async function startProjecting(needs: ProjectorNeeds): Promise<Projector> {
  const { record, log, projections, afterEachRound, lookEvery = aMinute } = needs
  const ending = new AbortController()
  const { signal } = ending
  const stopping = () => signal.aborted
  let again = true
  let wakeUp = () => {}
  let started = false
  const stopped = new Set<Projection>()
  const wake = () => {
    again = true
    wakeUp()
  }
  const unwatch = await record.watch(wake)
  const anew = buildingAnew(needs, signal, wake)
  const looking = setInterval(() => anew.goOn().catch(() => {}), lookEvery)
  const after = beside(async () => {
    try {
      if (!stopping()) await afterEachRound?.()
    } catch (error) {
      if (stopping()) return
      if (!outOfReach(error)) log.error({ ...inShort(error) }, 'what is made after each round failed')
      await sleep(pause, undefined, { signal }).catch(() => {})
      after.ask()
    }
  })

  async function follow(): Promise<void> {
    while (!stopping()) {
      if (!again) await new Promise<void>((resolve) => (wakeUp = resolve))
      again = false
      try {
        if (!started) await anew.begin()
        started = true
        await moveAll()
        after.ask()
      } catch (error) {
        if (stopping()) return
        if (!outOfReach(error)) log.error({ ...inShort(error) }, 'projecting failed')
        again = true
        await sleep(pause, undefined, { signal }).catch(() => {})
      }
    }
  }

  async function moveAll(): Promise<void> {
    const moving: Projection[] = []
    for (const projection of projections)
      if (!anew.waitsFor(projection) && (!stopped.has(projection) || (await isMended(projection)))) moving.push(projection)
    if (await catchUpTogether(needs, moving, { stopping })) return
    // One of them fails: each by itself, so that it is found out which, and at which entry. Where the database does not take one just now, the others go on all the same.
    const away = new Map<Projection, unknown>()
    for (const projection of moving) {
      if (stopping()) return
      try {
        if (!(await catchUp(needs, projection, { stopping }))) stopped.add(projection)
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
      ending.abort()
      clearInterval(looking)
      wakeUp()
      await unwatch()
      await following
      await anew.done()
      await after.done()
    },
  }
}

/** Something that is done beside everything else, and once more where it was asked for while it was at it. */
function beside(work: () => Promise<void>): { ask(): void; done(): Promise<void> } {
  let working: Promise<void> | undefined
  let asked = false
  const go = async () => {
    while (asked) {
      asked = false
      await work()
    }
    working = undefined
  }
  return {
    ask() {
      asked = true
      working ??= go()
    },
    async done() {
      await working
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
