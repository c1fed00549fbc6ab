import type { Kysely } from 'kysely'
import { lifeArea, sector } from '../src/domain/lists.ts'
import { keyOf } from '../src/domain/measures/dimensions.ts'
import { type Dimension, dimensions, type MeasureName, notSaid } from '../src/domain/measures.ts'
import { type Edition, type Month, type Per, type Period, periodsBetween } from '../src/domain/period.ts'
import type { Shown } from '../src/domain/shown.ts'
import type { AreaCode } from '../src/domain/values.ts'
import { type Published, publishedIn } from './area-published.ts'
import type { ReleaseTables } from './area-release.ts'
import type { Use } from './area-support.ts'
import type { Point } from './area-trends.ts'

/** What people want and do not have: by life area and sector, and why; beside what there is of that sector. */
export interface GapTable {
  /** The edition it is from; none where none has been made. */
  knownAt: Edition | null
  total: Gap
  lifeAreas: (Gap & { lifeArea: string })[]
  sectors: (Gap & Use & { sector: string })[]
  /** Those of which anything is shown; every other is withheld, or not yet in where the total is. */
  gaps: (Gap & Why & { lifeArea: string; sector: string })[]
}

/** People with an open want at the end of the last month; and people who voiced one that was never asked for before, period by period. */
export interface Gap {
  open: Shown
  neverAsked: Point[]
}

/** What was answered, and why it had not been asked for: where that is shown. */
export interface Why {
  why: { why: string; value: number }[]
  neverAskedBecause: { neverAsked: string; points: Point[] }[]
}

/** What is asked across an area: months, and in periods of which kind. People are counted once in each of them, and are never added up. */
export interface AcrossAsked {
  area: AreaCode
  from: Month
  to: Month
  per: Per
  /** Left out: the last edition made. */
  knownAt?: Edition | undefined
}

/** The gaps of an area, from published numbers alone. */
export async function gapsIn(db: Kysely<ReleaseTables>, { area, from, to, per, knownAt }: AcrossAsked): Promise<GapTable> {
  const periods = periodsBetween(from, to, per)
  const atEnd = await publishedIn(db, { area, lines: linesAtEnd, periods: [to], knownAt })
  const during = await publishedIn(db, { area, lines: linesDuring, periods, knownAt: atEnd.knownAt ?? undefined })
  const read = reading({ atEnd, during }, { to, periods })
  return {
    knownAt: atEnd.knownAt,
    total: read.gap('', ''),
    lifeAreas: lifeArea.map((one) => ({ lifeArea: one, ...read.gap('lifeArea', one) })),
    sectors: sector.map((one) => ({ sector: one, ...read.gap('sector', one), ...read.use(one) })),
    gaps: lifeArea.flatMap((lifeArea) =>
      [...sector, notSaid].flatMap((sector) => {
        const gap = { ...read.gap('lifeAreaSector', keyOf('lifeAreaSector', { lifeArea, sector })), ...read.why(lifeArea, sector) }
        return isShown(gap) ? [{ lifeArea, sector, ...gap }] : []
      }),
    ),
  }
}

type Dim = Dimension | ''

const linesAtEnd: readonly { measure: MeasureName; dim: Dim }[] = [
  ...(['', 'lifeArea', 'sector', 'lifeAreaSector', 'lifeAreaSectorWhy'] as const).map((dim) => ({ measure: 'wants-open' as const, dim })),
  ...(['supported', 'hours-per-week', 'cost-per-week'] as const).map((measure) => ({ measure, dim: 'sector' as const })),
]
const linesDuring = (['', 'lifeArea', 'sector', 'lifeAreaSector', 'lifeAreaSectorNeverAsked'] as const).map((dim) => ({
  measure: 'wants-never-asked' as const,
  dim,
}))

function reading({ atEnd, during }: { atEnd: Published; during: Published }, { to, periods }: { to: Month; periods: readonly Period[] }) {
  const points = (dim: Dim, key: string): Point[] =>
    periods.map((period) => ({ period, ...during.shown('wants-never-asked', dim, key, period) }))
  const there = (measure: MeasureName, sector: string) => atEnd.shown(measure, 'sector', sector, to)
  return {
    gap: (dim: Dim, key: string): Gap => ({ open: atEnd.shown('wants-open', dim, key, to), neverAsked: points(dim, key) }),
    use: (sector: string): Use => ({
      people: there('supported', sector),
      hours: there('hours-per-week', sector),
      cost: there('cost-per-week', sector),
    }),
    why: (lifeArea: string, sector: string): Why => ({
      why: dimensions.why.flatMap((why) => {
        const { value } = atEnd.shown('wants-open', 'lifeAreaSectorWhy', keyOf('lifeAreaSectorWhy', { lifeArea, sector, why }), to)
        return value === null ? [] : [{ why, value }]
      }),
      neverAskedBecause: dimensions.neverAsked.flatMap((neverAsked) => {
        const key = keyOf('lifeAreaSectorNeverAsked', { lifeArea, sector, neverAsked })
        const any = during.anyShown('wants-never-asked', 'lifeAreaSectorNeverAsked', key)
        return any ? [{ neverAsked, points: points('lifeAreaSectorNeverAsked', key) }] : []
      }),
    }),
  }
}

function isShown({ open, neverAsked, why, neverAskedBecause }: Gap & Why): boolean {
  return open.value !== null || neverAsked.some(({ value }) => value !== null) || why.length > 0 || neverAskedBecause.length > 0
}
