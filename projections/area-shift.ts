import type { Kysely } from 'kysely'
import type { MeasureName } from '../src/domain/measures.ts'
import type { Edition, Month } from '../src/domain/period.ts'
import { reachOf } from '../src/domain/reach.ts'
import { type SectorShown, type Shift, shiftOf } from '../src/domain/shift.ts'
import { latestMonth, publishedIn } from './area-published.ts'
import type { ReleaseTables } from './area-release.ts'
import type { SupportAsked } from './area-support.ts'

/** What if a share of what one sector costs were spent on another, as it stood at the end of a month. */
export interface ShiftTable extends Shift {
  knownAt: Edition | null
  at: Month | null
}

/** Worked out from published numbers alone, anew each time it is asked. */
export async function shiftIn(
  db: Kysely<ReleaseTables>,
  { area, at, knownAt, from, to, percent }: SupportAsked & { from: string; to: string; percent: number },
): Promise<ShiftTable> {
  const month = at ?? (await latestMonth(db, knownAt))
  const lines = measures.map((measure) => ({ measure, dim: 'sector' as const }))
  const published = await publishedIn(db, { area, lines, periods: month === null ? [] : [month], knownAt })
  const sectorOf = (sector: string): SectorShown => {
    const shown = (measure: MeasureName) => published.shown(measure, 'sector', sector, month ?? '9999-12')
    const reached = { supported: shown('reach-supported'), heard: shown('reach-heard'), moved: shown('reach-moved') }
    return {
      sector,
      people: shown('supported'),
      hours: shown('hours-per-week'),
      cost: shown('cost-per-week'),
      open: shown('wants-open'),
      ...reachOf(reached),
    }
  }
  return { knownAt: published.knownAt, at: month, ...shiftOf({ from: sectorOf(from), to: sectorOf(to), percent }) }
}

const measures: readonly MeasureName[] = [
  'supported',
  'hours-per-week',
  'cost-per-week',
  'reach-supported',
  'reach-heard',
  'reach-moved',
  'wants-open',
]
