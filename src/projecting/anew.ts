import { sql } from 'kysely'
import { isKnown } from '../domain/catalogue.ts'
import { inShort, outOfReach } from './failing.ts'
import type { Projection } from './projection.ts'
import type { ProjectorNeeds } from './projector.ts'
import { BuiltByAnother, rebuild, rebuildTogether } from './rebuild.ts'

/** Why a read model is built anew. */
type Why = 'entries that were passed over are known now' | 'it has nothing of a long record' | 'an earlier rebuild of it was stopped'

/** What is built anew, beside all that goes on. */
export interface Anew {
  /** Whether a read model waits for being built: one that has nothing of a long record would have to take every story many times. */
  waitsFor(projection: Projection): boolean
  /** Looks for what is better built anew, and begins to build it. Throws where the record or the database is out of reach. */
  begin(): Promise<void>
  /** The same of what an earlier rebuild left half-built alone: it holds words, and nobody would take them away where they have to go. */
  goOn(): Promise<void>
  /** Resolves once nothing is being built any more. */
  done(): Promise<void>
}

/**
 * Builds anew, beside everything else, read models that passed over entries of kinds that are known now, that have nothing of a long record yet, or whose rebuild was
 * stopped. All of them at once; where that cannot be done, each by itself, and one with which it cannot be done goes on as it is. `built` is called when they are there.
 */
export function buildingAnew(needs: ProjectorNeeds, signal: AbortSignal, built: () => void): Anew {
  const { log } = needs
  const waiting = new Set<Projection>()
  /** Those with which it could not be done: they are not tried again and again. */
  const given = new Set<Projection>()
  let building: Promise<void> | undefined

  async function build(why: ReadonlyMap<Projection, Why>): Promise<void> {
    const projections = [...why.keys()].filter((projection) => !given.has(projection))
    if (projections.length === 0) return
    for (const projection of projections) if (why.get(projection) === 'it has nothing of a long record') waiting.add(projection)
    const how = (some: readonly Projection[]) => ({
      signal,
      makers: needs.makers,
      onBegin() {
        for (const projection of some) log.info({ projection: projection.name, why: why.get(projection) }, 'building anew')
      },
    })
    try {
      if (projections.length > 1 && (await isDone(() => rebuildTogether(needs, projections, how(projections))))) return
      for (const projection of projections) await isDone(() => rebuild(needs, projection, how([projection])), projection)
    } finally {
      waiting.clear()
      built()
    }
  }

  /** Does it. Where it fails, and not because something is out of reach, says so of that projection, and gives false. */
  async function isDone(work: () => Promise<void>, projection?: Projection): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      if (signal.aborted || outOfReach(error)) throw error
      if (!projection) return false
      if (error instanceof BuiltByAnother) return false
      given.add(projection)
      log.error({ projection: projection.name, ...inShort(error) }, 'it could not be built anew')
      return false
    }
  }

  /** What is out of reach is so for whoever moves the views, too, and said there: it is gone on with when it is looked for again. */
  function beside(why: ReadonlyMap<Projection, Why>): void {
    building ??= build(why)
      .catch(() => {})
      .finally(() => (building = undefined))
  }

  return {
    waitsFor: (projection) => waiting.has(projection),
    async begin() {
      beside(await whyAnew(needs))
    },
    async goOn() {
      if (building === undefined) beside(await whyAnew(needs, 'an earlier rebuild of it was stopped'))
    },
    async done() {
      await building
    },
  }
}

/** Which of them are better built anew, and why; where one reason is named, for that alone. */
async function whyAnew({ db, record, projections, longRecord = 20_000 }: ProjectorNeeds, alone?: Why): Promise<Map<Projection, Why>> {
  const { rows } = await sql<{ projection: string; version: number; building: boolean; position: bigint; passed_over: string[] }>`
    select projection, version, building, position, passed_over from checkpoint`.execute(db)
  const at = ({ name, version }: Projection, building = false) =>
    rows.find((row) => row.projection === name && row.version === version && row.building === building)
  const isEmpty = (projection: Projection) => (at(projection)?.position ?? 0n) === 0n
  const isLong = alone === undefined && projections.some(isEmpty) && (await record.after(0n, longRecord)).length === longRecord
  const why = (projection: Projection): Why | undefined => {
    if (at(projection, true)) return 'an earlier rebuild of it was stopped'
    if (at(projection)?.passed_over.some((type) => isKnown(type))) return 'entries that were passed over are known now'
    return isLong && isEmpty(projection) ? 'it has nothing of a long record' : undefined
  }
  const reasons = projections.flatMap((projection) => {
    const because = why(projection)
    return because && (alone ?? because) === because ? [[projection, because] as const] : []
  })
  return new Map(reasons)
}
