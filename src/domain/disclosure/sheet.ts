import { type Cell, type Count, toHundredths } from '../counting/cells.ts'
import { type MeasureName, measureOf, type Unit } from '../measures.ts'
import { type Edition, lastMonthOf, type Month, type Period, periodOf, periodsBetween } from '../period.ts'
import { fewest, guard, guardOf, isMostlyOne, least, levelOf, most, star, symbolOf } from './symbols.ts'

/**
 * All cells of one measure, dimension and key, on a sheet: for each area and period, one after the other. The true numbers, and what stands for them.
 * Nobody outside reads any of it; what is published is worked out of it by `publishedIn`.
 */
export interface Line {
  measure: MeasureName
  dim: string
  key: string
  unit: Unit
  people: Int32Array
  amounts: Float64Array
  squares: Float64Array
  /** What stands for the people: a star, or a number. */
  symbols: Int32Array
  /** What stands for the amount, where something else than people is counted: a star, or a number. */
  levels: Int32Array
  /** 1 where the symbol is shown: neither a star nor held back. */
  shown: Uint8Array
  /** 1 where a star stands for fewer than eight people: it may stand for a few more by now, and who knows of which it does knows more. */
  small: Uint8Array
  /** What was set in this edition: the symbol (1), the level (2), both (3), nothing (0). */
  fresh: Uint8Array
}

/**
 * Numbers of a stretch of time that bear on each other, of some measures in all areas: those of a calendar year, with its quarters and months; of what
 * is so "now", those of a month.
 */
export interface Sheet {
  periods: readonly Period[]
  areas: number
  lines: Map<string, Line>
}

/** The sheet that a period is on. */
export function sheetOf({ measure, period }: Pick<Cell, 'measure' | 'period'>): string {
  return measureOf(measure).kind === 'now' ? period : period.slice(0, 4)
}

/** An empty sheet of that name. */
export function sheetNamed(name: string, areas: number): Sheet {
  const months = periodsBetween(`${name}-01`, `${name}-12`, 'month')
  const periods = name.length > 4 ? [name] : [...months, ...new Set(months.map((month) => periodOf(month, 'quarter'))), name]
  return { periods, areas, lines: new Map() }
}

export function lineNamed(measure: MeasureName, dim = '', key = ''): string {
  return `${measure}|${dim}|${key}`
}

/** The line of that name on a sheet; begun with nobody on it where there is none. */
export function lineOn(sheet: Sheet, { measure, dim, key }: Pick<Cell, 'measure' | 'dim' | 'key'>): Line {
  const name = lineNamed(measure, dim, key)
  const there = sheet.lines.get(name)
  if (there) return there
  const line = emptyLine(sheet, { measure, dim, key })
  sheet.lines.set(name, line)
  return line
}

/** A line with nobody on it. */
export function emptyLine(sheet: Sheet, { measure, dim, key }: Pick<Cell, 'measure' | 'dim' | 'key'>): Line {
  const size = sheet.areas * sheet.periods.length
  const { unit } = measureOf(measure)
  return {
    measure,
    dim,
    key,
    unit,
    people: new Int32Array(size),
    amounts: new Float64Array(unit === 'people' ? 0 : size),
    squares: new Float64Array(unit === 'people' ? 0 : size),
    symbols: new Int32Array(size).fill(star),
    levels: new Int32Array(unit === 'people' ? 0 : size).fill(star),
    shown: new Uint8Array(size),
    small: new Uint8Array(size).fill(1),
    fresh: new Uint8Array(size),
  }
}

/** Adds to what is counted in one place of a line. */
export function addTo(line: Line, place: number, { people, amount, squares }: Count): void {
  line.people[place] = (line.people[place] as number) + people
  if (line.unit === 'people') return
  line.amounts[place] = toHundredths((line.amounts[place] as number) + amount)
  line.squares[place] = toHundredths((line.squares[place] as number) + squares)
}

/** What is published of a cell: the number, or null where it is withheld. */
export function publishedIn(line: Line, place: number): number | null {
  if (!line.shown[place]) return null
  return (line.unit === 'people' ? line.symbols : line.levels)[place] as number
}

/** Whether a period first appears in this edition, the first of them, or has been there: with nothing said of it, it is not yet in. */
export function appearsIn(period: Period, edition: Edition): boolean {
  return lastMonthOf(period) < edition
}

/**
 * Sets what stands for a number, where what stood for it stands no longer. `isNew`: nothing stood for it before. What was shown stays shown for as long
 * as it stands, and what was held back stays so. Where one person may be most of an amount, or it comes to nought, it is held back.
 */
export function setSymbol(line: Line, place: number, isNew: boolean): void {
  const people = line.people[place] as number
  const old = line.symbols[place] as number
  const stands = !isNew && !(old !== star && symbolOf(people) === star) && people >= least(old) - guard && people <= most(old) + guard
  if (!stands) line.symbols[place] = symbolOf(people)
  const symbol = line.symbols[place] as number
  if (!stands) line.shown[place] = symbol === star ? 0 : 1
  line.small[place] = isSmall(line, place) ? 1 : 0
  line.fresh[place] = stands ? 0 : 1
  if (line.unit === 'people') return

  const amount = line.amounts[place] as number
  const level = line.levels[place] as number
  if (symbol === star) line.levels[place] = star
  else if (!stands || level === star || Math.abs(amount - level) > guardOf(line.unit, symbol, level)) {
    line.levels[place] = levelOf(line.unit, amount)
    line.fresh[place] = (line.fresh[place] as number) | 2
  }
  if (line.levels[place] === 0 || isMostlyOne(amount, line.squares[place] as number)) line.shown[place] = 0
}

/** Whether a star stands for fewer than eight people there. */
export function isSmall({ symbols, people }: Line, place: number): boolean {
  return symbols[place] === star && (people[place] as number) < fewest
}

/** The months that lie in a longer period. */
export function monthsIn(period: Period): Month[] {
  const last = lastMonthOf(period)
  const year = period.slice(0, 4)
  if (period.length === 4) return periodsBetween(`${year}-01`, last, 'month')
  return periodsBetween(`${year}-${String(Number(last.slice(5)) - 2).padStart(2, '0')}`, last, 'month')
}
