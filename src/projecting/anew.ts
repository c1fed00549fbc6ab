import { sql } from 'kysely'
import { isKnown } from '../domain/catalogue.ts'
import { BuiltByAnother } from './checkpoint.ts'
import { inShort, outOfReach } from './failing.ts'
import type { Projection } from './projection.ts'
import type { ProjectorNeeds } from './projector.ts'
import { rebuildTogether, throwAway } from './rebuild.ts'

/** What is built anew, beside all that goes on. */
export interface Anew {
  /** Whether a read model waits for being built: one that has nothing of a long record would have to take every story many times, and everybody else behind it. */
  waitsFor(projection: Projection): boolean
  /** Looks for what is better built anew and begins to build it, but where something is being built already. Throws where the record or the database is out of reach. */
  look(): Promise<void>
  /** Resolves once nothing is being built any more; nothing is begun after `signal`. */
  done(): Promise<void>
}

interface Found {
  projection: Projection
  why: 'entries that were passed over are known now' | 'it has nothing of a long record' | 'an earlier rebuild of it was stopped'
  isEmpty: boolean
}

/**
 * Builds anew, beside everything else, read models that passed over entries of kinds that are known now, that have nothing of a long record yet, or whose rebuild was
 * stopped: what is half-built holds words, and nobody would take them away where they have to go. All of them at once; where that cannot be done, each by itself. One with which it cannot be done
 * goes on as it is, and nothing of it is left half-built. `built` is called whenever it has been tried.
 */
export function buildingAnew(needs: ProjectorNeeds, signal: AbortSignal, built: () => void): Anew {
  const { log } = needs
  const waiting = new Set<Projection>()
  /** Those with which it could not be done: they are not tried again and again. */
  const given = new Set<Projection>()
  let looking: Promise<void> | undefined
  let building: Promise<void> | undefined

  async function look(): Promise<void> {
    const found = (await betterAnew(needs)).filter(({ projection }) => !given.has(projection))
    if (signal.aborted) return
    waiting.clear()
    for (const { projection, isEmpty } of found) if (isEmpty) waiting.add(projection)
    building = build(found)
      .catch((error) => {
        if (!signal.aborted) log.warn({ ...inShort(error) }, 'building anew was broken off; it is gone on with in a while')
      })
      .finally(() => {
        building = undefined
        built()
      })
  }

  async function build(found: readonly Found[]): Promise<void> {
    const [begun, others] = [found.filter(isBegun), found.filter((each) => !isBegun(each))]
    for (const some of [begun, others]) {
      if (some.length > 1 && (await isDone(some))) continue
      for (const each of some) await isDone([each])
    }
  }

  /** Builds them. False where it could not be done: of one by itself that is said, and it is given up; but where another process builds it just now. */
  async function isDone(some: readonly Found[]): Promise<boolean> {
    const projections = some.map(({ projection }) => projection)
    const onBegin = () => {
      for (const { projection, why } of some) log.info({ projection: projection.name, why }, 'building anew')
    }
    try {
      await rebuildTogether(needs, projections, { signal, makers: needs.makers, onBegin, onlyGoOn: some.every(isBegun) })
      for (const projection of projections) waiting.delete(projection)
      return true
    } catch (error) {
      if (signal.aborted || outOfReach(error)) throw error
      const [projection] = projections
      if (projections.length === 1 && projection && !(error instanceof BuiltByAnother)) {
        log.error({ projection: projection.name, ...inShort(error) }, 'it could not be built anew')
        given.add(projection)
        waiting.delete(projection)
        await throwAway(needs, projection)
      }
      return false
    }
  }

  return {
    waitsFor: (projection) => waiting.has(projection),
    async look() {
      if (building || looking || signal.aborted) return
      looking = look().finally(() => (looking = undefined))
      await looking
    },
    async done() {
      await looking?.catch(() => {})
      await building
    },
  }
}

function isBegun({ why }: Found): boolean {
  return why === 'an earlier rebuild of it was stopped'
}

async function betterAnew({ db, record, projections, longRecord = 20_000 }: ProjectorNeeds): Promise<Found[]> {
  const { rows } = await sql<{ projection: string; version: number; building: boolean; position: bigint; passed_over: string[] }>`
    select projection, version, building, position, passed_over from checkpoint`.execute(db)
  const at = ({ name, version }: Projection, building = false) =>
    rows.find((row) => row.projection === name && row.version === version && row.building === building)
  const hasNothing = (projection: Projection) => (at(projection)?.position ?? 0n) === 0n
  const isLong = projections.some(hasNothing) && (await record.after(0n, longRecord)).length === longRecord
  const why = (projection: Projection): Found['why'] | undefined => {
    if (at(projection, true)) return 'an earlier rebuild of it was stopped'
    if (at(projection)?.passed_over.some((type) => isKnown(type))) return 'entries that were passed over are known now'
    return isLong && hasNothing(projection) ? 'it has nothing of a long record' : undefined
  }
  return projections.flatMap((projection) => {
    const because = why(projection)
    return because ? [{ projection, why: because, isEmpty: isLong && hasNothing(projection) }] : []
  })
}
