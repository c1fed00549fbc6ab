import type { AreaTree } from './area.ts'
import type { Cell, Count } from './counting/cells.ts'
import { type Land, landOf } from './disclosure/areas.ts'
import { counter } from './disclosure/counter.ts'
import { holdBack } from './disclosure/holding-back.ts'
import { appearsIn, isSmall, type Line, lineOn, publishedIn, type Sheet, setSymbol, sheetOf } from './disclosure/sheet.ts'
import { star } from './disclosure/symbols.ts'
import { between, covered } from './measures/between.ts'
import { type MeasureName, measureNames, measureOf } from './measures.ts'
import { type Edition, monthsLater } from './period.ts'

/** What was learnt in an edition: true numbers of the areas people count in; of what is so "now", by how much they changed in a month. */
export type Learnt = Cell & Count

/** What stands for the number of a cell: nobody but who makes releases may read it. */
export interface Kept {
  /** The people behind it, rounded; null where they are fewer than eight. */
  symbol: number | null
  /** The amount, rounded, where something else than people is counted and the people are not too few. */
  level: number | null
  shown: boolean
}

/** A cell of which something changed: what is published of it now, what was, and what stands for it. */
export interface Made extends Cell, Kept {
  value: number | null
  was: number | null
}

/** What earlier editions left: what was learnt until then, what stands for cells, and since which edition a dimension of a measure has been published. */
export interface Standing {
  last: Edition
  learnt: readonly Learnt[]
  since: ReadonlyMap<string, Edition>
  kept: readonly (Cell & Kept)[]
}

export interface Releases {
  /** Makes the next edition from what was learnt since the one before. */
  make(edition: Edition, learnt: readonly Learnt[]): Made[]
}

/** The measures by those that bear on each other: each lot is released by itself. */
export const lots: readonly (readonly MeasureName[])[] = lotsOf(measureNames)

/**
 * Releases of some measures, edition by edition: what of the true numbers is shown, so that nobody can be found in what is published, however it is added up and
 * subtracted. How, and against whom it does not protect, is in `docs/disclosure.md`.
 */
export function releases(measures: readonly MeasureName[], areas: AreaTree, standing?: Standing): Releases {
  const land = landOf(areas)
  const sheets = new Map<string, Sheet>()
  const since = new Map(standing?.since)
  const counting = counter(land, sheets)
  if (standing) counting.count(standing.learnt, monthsLater(standing.last, -1))
  for (const { symbol, level, shown, ...cell } of standing?.kept ?? []) {
    const place = counting.placeOf(cell)
    if (place === undefined) continue
    const line = lineOn(counting.sheetFor(sheetOf(cell)), cell)
    line.symbols[place] = symbol ?? star
    if (line.unit !== 'people') line.levels[place] = level ?? star
    line.shown[place] = shown ? 1 : 0
  }
  for (const { lines } of sheets.values()) {
    for (const line of lines.values()) line.small = line.small.map((_, place) => (isSmall(line, place) ? 1 : 0))
  }

  let last = standing?.last
  return {
    make(edition, learnt) {
      for (const measure of measures) {
        for (const dim of ['', ...measureOf(measure).dimensions]) {
          if (!since.has(`${measure}|${dim}`)) since.set(`${measure}|${dim}`, edition)
        }
      }
      const before = last
      const isNew = ({ measure, dim }: Pick<Line, 'measure' | 'dim'>, period: string) =>
        before === undefined || since.get(`${measure}|${dim}`) === edition || !appearsIn(period, before)
      last = edition
      const beginning = [...since.values()].includes(edition)
      const touched = counting.count(learnt, monthsLater(edition, -1))
      for (const [name, { periods }] of sheets) {
        if (before === undefined || beginning || periods.some((period) => appearsIn(period, edition) && !appearsIn(period, before)))
          touched.add(name)
      }
      return [...touched].sort().flatMap((name) => releaseSheet(sheets.get(name) as Sheet, { measures, land, edition, isNew }))
    },
  }
}

interface Releasing {
  measures: readonly MeasureName[]
  land: Land
  edition: Edition
  isNew: (line: Pick<Line, 'measure' | 'dim'>, period: string) => boolean
}

/** What an edition changes on one sheet. */
function releaseSheet(sheet: Sheet, { measures, land, edition, isNew }: Releasing): Made[] {
  const isIn = sheet.periods.flatMap((period, i) => (appearsIn(period, edition) ? [i] : []))
  const lines = [...sheet.lines.values()]
  const before = lines.map(({ symbols, levels, shown, small }) => ({
    symbols: symbols.slice(),
    levels: levels.slice(),
    shown: shown.slice(),
    small: small.slice(),
  }))
  let tellsMore = false
  for (const [i, line] of lines.entries()) {
    const news = sheet.periods.map((period) => isNew(line, period))
    for (let area = 0; area < sheet.areas; area += 1) {
      for (const period of isIn) {
        const place = area * sheet.periods.length + period
        setSymbol(line, place, news[period] as boolean)
        if (line.fresh[place] || line.small[place] !== before[i]?.small[place]) tellsMore = true
      }
    }
  }
  if (tellsMore) holdBack(sheet, { measures, land, isIn, isNew })

  return lines.flatMap((line, i) => {
    const old = { ...line, ...before[i] }
    const changed: Made[] = []
    for (let place = 0; place < line.symbols.length; place += 1) {
      const isSame =
        old.symbols[place] === line.symbols[place] && old.shown[place] === line.shown[place] && old.levels[place] === line.levels[place]
      if (!isSame)
        changed.push({
          ...cellAt(sheet, land, line, place),
          ...keptAt(line, place),
          value: publishedIn(line, place),
          was: publishedIn(old, place),
        })
    }
    return changed
  })
}

function cellAt({ periods }: Sheet, { codes }: Land, { measure, dim, key }: Line, place: number): Cell {
  const period = periods[place % periods.length] as string
  const per = period.length === 4 ? 'year' : period[5] === 'Q' ? 'quarter' : 'month'
  return { measure, dim, key, area: codes[Math.floor(place / periods.length)] as string, per, period }
}

function keptAt({ symbols, levels, shown }: Line, place: number): Kept {
  const number = (symbol: number | undefined) => (symbol === undefined || symbol === star ? null : symbol)
  return { symbol: number(symbols[place]), level: number(levels[place]), shown: shown[place] === 1 }
}

/** Measures that are named together in what holds between them are of one lot. */
function lotsOf(measures: readonly MeasureName[]): MeasureName[][] {
  return [...between, ...covered].reduce<MeasureName[][]>(
    (lots, { parts, whole }) => {
      const named = [...parts, whole].map(({ measure }) => measure)
      const together = lots.filter((lot) => lot.some((measure) => named.includes(measure)))
      return [...lots.filter((lot) => !together.includes(lot)), together.flat()]
    },
    measures.map((measure) => [measure]),
  )
}
