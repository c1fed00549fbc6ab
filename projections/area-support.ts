import type { Kysely } from 'kysely'
import { sector } from '../src/domain/lists.ts'
import { keyOf } from '../src/domain/measures/dimensions.ts'
import { adultAge, type Dimension, type MeasureName } from '../src/domain/measures.ts'
import type { Edition, Month } from '../src/domain/period.ts'
import {
  type Band,
  partOf,
  type Reach,
  type Reached,
  reachOf,
  standingOf,
  type UsedAsWanted,
  usedAsWanted,
  type Verdict,
  verdictOf,
  type Wanted,
} from '../src/domain/reach.ts'
import type { Shown } from '../src/domain/shown.ts'
import type { AreaCode } from '../src/domain/values.ts'
import { latestMonth, type Published, publishedIn } from './area-published.ts'
import type { ReleaseTables } from './area-release.ts'

/** What is used, how much of it, and whom it reaches; as it stood at the end of a month. */
export interface SupportTable {
  /** The edition it is from; none where none has been made. */
  knownAt: Edition | null
  /** The month; none where none was asked for and no edition has been made. */
  at: Month | null
  /** All sectors together: each person once. */
  all: Use & Reached & Reach & { ages: (Reached & Reach & { age: Band['age'] })[] }
  sectors: SectorOfSupport[]
}

export interface Use {
  people: Shown
  hours: Shown
  cost: Shown
}

export interface SectorOfSupport extends Use, Reached, Reach {
  sector: (typeof sector)[number]
  /** Of the area's people, hours and cost. Somebody may be in several sectors, so that shares of people need not add up. */
  shares: Record<keyof Use, Shown>
  ages: Band[]
  compromises: Wanted & UsedAsWanted
  verdict: Verdict
}

export interface SupportAsked {
  area: AreaCode
  /** Left out: the last month that the edition has. */
  at?: Month | undefined
  knownAt?: Edition | undefined
}

/** Use and reach of every sector, from published numbers alone. */
export async function supportIn(db: Kysely<ReleaseTables>, { area, at, knownAt }: SupportAsked): Promise<SupportTable> {
  const month = at ?? (await latestMonth(db, knownAt))
  const published = await publishedIn(db, { area, lines, periods: month === null ? [] : [month], knownAt })
  const read = reading(published, month ?? '9999-12')

  const use = read.use('', '')
  const ages = adultAge.map((age) => ({ age, ...read.reach('adultAge', age) }))
  return {
    knownAt: published.knownAt,
    at: month,
    all: { ...use, ...read.reach('', ''), ages },
    sectors: sector.map((one): SectorOfSupport => {
      const here = read.use('sector', one)
      const bands = ages.map(({ age, reach: areaReach, ...area }): Band => {
        const band = read.reach('sectorAge', keyOf('sectorAge', { sector: one, adultAge: age }))
        return { age, ...band, areaReach, standing: standingOf(band, { ...area, reach: areaReach }) }
      })
      const wanted = read.compromises(one)
      const used = usedAsWanted(wanted)
      return {
        sector: one,
        ...here,
        shares: {
          people: partOf(here.people, use.people),
          hours: partOf(here.hours, use.hours),
          cost: partOf(here.cost, use.cost),
        },
        ...read.reach('sector', one),
        ages: bands,
        compromises: { ...wanted, ...used },
        verdict: verdictOf(one, { bands: bands.map(({ standing }) => standing), used }),
      }
    }),
  }
}

type Dim = Dimension | ''

const used: readonly MeasureName[] = ['supported', 'hours-per-week', 'cost-per-week']
const reached: readonly MeasureName[] = ['reach-supported', 'reach-heard', 'reach-moved']
const lines: readonly { measure: MeasureName; dim: Dim }[] = [
  ...used.flatMap((measure) => (['', 'sector'] as const).map((dim) => ({ measure, dim }))),
  ...reached.flatMap((measure) => (['', 'sector', 'adultAge', 'sectorAge'] as const).map((dim) => ({ measure, dim }))),
  { measure: 'compromises-open', dim: 'givenSector' },
  { measure: 'compromises-open', dim: 'wantedSector' },
  { measure: 'compromises-open', dim: 'aboutSector' },
]

function reading(published: Published, month: Month) {
  const shown = (measure: MeasureName, dim: Dim, key: string) => published.shown(measure, dim, key, month)
  return {
    use: (dim: Dim, key: string): Use => ({
      people: shown('supported', dim, key),
      hours: shown('hours-per-week', dim, key),
      cost: shown('cost-per-week', dim, key),
    }),
    reach(dim: Dim, key: string): Reached & Reach {
      const reached = {
        supported: shown('reach-supported', dim, key),
        heard: shown('reach-heard', dim, key),
        moved: shown('reach-moved', dim, key),
      }
      return { ...reached, ...reachOf(reached) }
    },
    compromises: (sector: string): Wanted => ({
      into: shown('compromises-open', 'givenSector', sector),
      away: shown('compromises-open', 'wantedSector', sector),
      about: shown('compromises-open', 'aboutSector', sector),
    }),
  }
}
