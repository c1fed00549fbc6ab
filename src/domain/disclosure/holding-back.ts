import type { Dimension, MeasureName } from '../measures.ts'
import type { Period } from '../period.ts'
import type { Land } from './areas.ts'
import { partsOf, type total } from './keys.ts'
import { linesOf } from './lines.ts'
import { groundsOf, type Known, narrow } from './narrowing.ts'
import { type Spread, type Web, webOf } from './relations.ts'
import { emptyLine, type Line, type Sheet } from './sheet.ts'
import { endless, fewest, guard, guardOf, least, most, star } from './symbols.ts'

/** No more often than this is it looked again; every time something more is held back, so that it ends long before. */
const looks = 1_000
/**
 * Among how many it is chosen what to hold back: at first among many, so that little is lost; the more often it was looked, the more among the nearest alone, or what
 * is far away would be held back piece by piece.
 */
const [mostToChoose, fewestToChoose] = [64, 2]

/**
 * Holds back what would tell too much: until, of no number that stands for fewer than eight, anything between one and seven can be ruled out by whoever reads all
 * that is shown. Only symbols decide, never another true number. Gives whether anything was held back.
 */
export function holdBack(sheet: Sheet, { measures, land, isIn, isNew }: Looking): void {
  const lines = linesOf(sheet, measures, (cell) => {
    const line = emptyLine(sheet, cell)
    const news = sheet.periods.map((period) => (isNew(line, period) ? 1 : 0))
    for (let place = 0; place < line.fresh.length; place += 1) line.fresh[place] = news[place % news.length] as number
    return line
  })
  const spread: Spread = { lines, land, periods: sheet.periods, isIn }
  const web = webOf(spread)
  const cells = cellsOf(spread)
  const holdsSome = (told: boolean, look: number) => {
    const known = knownOf(web, cells, told)
    narrow(known, web.relations, web.alike)
    return holdSome(known, web, cells, Math.max(fewestToChoose, mostToChoose >> look))
  }
  for (let look = 0; look < looks; look += 1) {
    // Where something is known by being told alone, that would hide what is shown of it to everybody.
    if (!holdsSome(true, look) && !holdsSome(false, look)) return
  }
}

/** Where it is looked. */
export interface Looking {
  measures: readonly MeasureName[]
  land: Land
  /** The places of the periods that are in. */
  isIn: readonly number[]
  /** Whether a period is published for the first time, of a dimension of a measure. */
  isNew: (line: Pick<Line, 'measure' | 'dim'>, period: Period) => boolean
}

/** The cells of a spread, by the number that says how many people are behind them. */
interface Cells {
  size: number
  lineOf(number: number): Line
  isSmall(number: number): boolean
  /** Whether its symbol was set in this edition, its level, or both. */
  freshOf(number: number): number
  /** What is held back first, where several would do: the smaller number goes first. */
  orderOf(number: number): readonly number[]
}

function cellsOf({ lines, land, periods }: Spread): Cells {
  const size = land.codes.length * periods.length
  const lineOf = (number: number) => lines.all[Math.floor(number / size)]?.line as Line
  const freshOf = (number: number) => lineOf(number).fresh[number % size] as number
  return {
    size,
    lineOf,
    isSmall: (number) => lineOf(number).small[number % size] === 1,
    freshOf,
    orderOf(number) {
      const { dim, symbols } = lineOf(number)
      const place = number % size
      const area = Math.floor(place / periods.length)
      return [
        freshOf(number) & 1 ? 0 : 1,
        -(land.depths[area] as number),
        -partsOf(dim as Dimension | typeof total).length,
        symbols[place] as number,
        number,
      ]
    },
  }
}

/** What is known of each number by itself, by somebody who has been told which stars are of fewer than eight people, or who has not. */
function knownOf({ numbers, cells: ofCells, entries }: Web, cells: Cells, told: boolean): Known {
  const { size, lineOf, freshOf } = cells
  const known: Known = {
    least: new Int32Array(numbers),
    most: new Int32Array(numbers).fill(endless),
    whyLeast: new Int32Array(numbers).fill(-1),
    whyMost: new Int32Array(numbers).fill(-1),
  }
  const people = ofCells - entries.size * size
  for (let number = 0; number < people; number += 1) {
    const { symbols, shown } = lineOf(number)
    const symbol = symbols[number % size] as number
    const slack = freshOf(number) & 1 ? 0 : guard
    if (shown[number % size]) {
      known.least[number] = Math.max(fewest, least(symbol) - slack)
      known.most[number] = most(symbol) + slack
    } else if (told && cells.isSmall(number)) known.most[number] = most(star)
    else if (told) known.least[number] = fewest
  }
  for (const [line, row] of entries) {
    for (let place = 0; place < size; place += 1) {
      const number = line * size + place
      const { symbols, levels, shown, unit } = lineOf(number)
      if (!shown[place]) continue
      const level = levels[place] as number
      const slack = freshOf(number) & 2 ? 0 : guardOf(unit, symbols[place] as number, level)
      known.least[row * size + place] = Math.max(fewest, least(level) - slack)
      known.most[row * size + place] = most(level) + slack
    }
  }
  return known
}

/** Holds back one cell, with what stands beside it, for each star of which too much is known. Gives whether it held back any. */
function holdSome(known: Known, web: Web, cells: Cells, enough: number): boolean {
  const held = new Set<number>()
  const people = web.cells - web.entries.size * cells.size
  const ofCell = cellBehind(web, cells.size)
  const isShown = (number: number) => number < people && cells.lineOf(number).shown[number % cells.size] === 1
  const hold = (number: number) => {
    cells.lineOf(number).shown[number % cells.size] = 0
    held.add(number)
  }
  const grounds = groundsOf(known, web.relations, { isOpen: (number) => isShown(ofCell(number)), enough })
  for (let number = 0; number < people; number += 1) {
    if (!cells.isSmall(number)) continue
    for (const side of ['least', 'most'] as const) {
      const isNarrowed = side === 'least' ? (known.least[number] as number) > 1 : (known.most[number] as number) < fewest - 1
      const chosen = isNarrowed ? first(grounds.of(number, side) ?? [], (ground) => cells.orderOf(ofCell(ground.number))) : undefined
      if (!chosen) continue
      hold(ofCell(chosen.number))
      grounds.settle(chosen)
    }
  }
  return held.size > 0
}

/** The number of the people behind a cell, where a number says how much there is of it. */
function cellBehind({ cells, entries }: Web, size: number): (number: number) => number {
  const lines = [...entries.keys()]
  const people = cells - entries.size * size
  return (number) =>
    number < people || number >= cells ? number : (lines[Math.floor((number - people) / size)] as number) * size + (number % size)
}

function first<T>(some: readonly T[], orderOf: (one: T) => readonly number[]): T | undefined {
  return some
    .map((one) => ({ one, order: orderOf(one) }))
    .sort((a, b) => {
      const i = a.order.findIndex((each, i) => each !== b.order[i])
      return (a.order[i] ?? 0) - (b.order[i] ?? 0)
    })[0]?.one
}
