import type { Kysely } from 'kysely'
import { sector } from '../src/domain/lists.ts'
import { partsOf } from '../src/domain/measures/dimensions.ts'
import { type Dimension, dimensions, type MeasureName } from '../src/domain/measures.ts'
import { type Edition, periodsBetween } from '../src/domain/period.ts'
import type { AcrossAsked } from './area-gaps.ts'
import { publishedIn } from './area-published.ts'
import type { ReleaseTables } from './area-release.ts'
import type { Point } from './area-trends.ts'

/** How people move between sectors, period by period. */
export interface FlowTable {
  /** The edition it is from; none where none has been made. */
  knownAt: Edition | null
  /** People who moved at all, or died with a support. */
  total: Point[]
  /** People who died with a support. */
  died: Point[]
  sectors: SectorOfFlow[]
  /** From which to which, where anything is shown; every other is withheld, or not yet in where the total is. */
  moves: { outOf: string; into: string; points: Point[] }[]
}

export interface SectorOfFlow {
  sector: string
  /** People who came to it from another. */
  into: Point[]
  /** People who left it for another, or died with a support of it. */
  outOf: Point[]
  /** People with a support that started here within 12 months of one that ended here. */
  back: Point[]
}

/** The moves of an area, from published numbers alone. */
export async function flowsIn(db: Kysely<ReleaseTables>, { area, from, to, per, knownAt }: AcrossAsked): Promise<FlowTable> {
  const periods = periodsBetween(from, to, per)
  const published = await publishedIn(db, { area, lines, periods, knownAt })
  const points = (measure: MeasureName, dim: Dimension | '', key: string): Point[] =>
    periods.map((period) => ({ period, ...published.shown(measure, dim, key, period) }))
  return {
    knownAt: published.knownAt,
    total: points('moves', '', ''),
    died: points('moves', 'into', 'died'),
    sectors: sector.map((one) => ({
      sector: one,
      into: points('moves', 'into', one),
      outOf: points('moves', 'outOf', one),
      back: points('came-back', 'sector', one),
    })),
    moves: dimensions.outOfInto.flatMap((key) => {
      const { outOf = '', into = '' } = partsOf('outOfInto', key)
      const shown = points('moves', 'outOfInto', key)
      return shown.some(({ value }) => value !== null) ? [{ outOf, into, points: shown }] : []
    }),
  }
}

const lines: readonly { measure: MeasureName; dim: Dimension | '' }[] = [
  ...(['', 'outOf', 'into', 'outOfInto'] as const).map((dim) => ({ measure: 'moves' as const, dim })),
  { measure: 'came-back', dim: 'sector' },
]
