import type { Dimension, MeasureName } from '../measures.ts'
import type { Period } from '../period.ts'
import type { Land } from './areas.ts'
import { partsOf, type total } from './keys.ts'
import { linesOf } from './lines.ts'
import { type Bounds, groundsOf, type Known, narrower } from './narrowing.ts'
import { type Spread, type Web, webOf } from './relations.ts'
import { emptyLine, type Line, type Sheet } from './sheet.ts'
import { endless, fewest, guard, guardOf, least, most, star } from './symbols.ts'

/** Among how many it is chosen what to hold back: those nearest to what was found. */
const toChoose = 64

/**
 * Holds back what would tell too much: until, of no number that stands for fewer than eight, anything between one and seven can be ruled out by whoever reads all
 * that is shown. Of what that takes more than it has to, as much is shown again as can be. Only symbols decide, and of stars whether there are eight by now.
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
  const narrows = narrower(web.relations, web.alike, web.largest)
  const held = new Set<number>()
  /** What is known by what is shown now, where nothing more has to be held back for it. */
  const settled = (told: boolean): Known | undefined => {
    const known = knownOf(web, cells, told)
    narrows.all(known)
    const some = holdSome(known, web, cells)
    for (const number of some) held.add(number)
    return some.size > 0 ? undefined : known
  }
  // Where something is known by being told alone, that would hide what is shown of it to everybody. It ends: each time something more is held back.
  let [told, untold]: (Known | undefined)[] = []
  while (!told || !untold) {
    told = settled(true)
    untold = told && settled(false)
  }
  const [withTold, without] = [told, untold]
  giveBack(held, web, cells, (more, allows) => {
    const undo = narrows.further(withTold, more, allows)
    const isAllowed = undo !== undefined && narrows.further(without, more, allows) !== undefined
    if (!isAllowed) undo?.()
    return isAllowed
  })
}

/** Shows again what was held back and need not have been, since something else was too: what is the most telling of an area first. */
function giveBack(
  held: ReadonlySet<number>,
  web: Web,
  cells: Cells,
  tryToShow: (more: readonly Bounds[], allows: (bounds: Bounds) => boolean) => boolean,
): void {
  const allows = (bounds: Bounds) => bounds.number >= web.people || !cells.isSmall(bounds.number) || !isNarrowed(bounds)
  for (const cell of inOrder([...held], cells.orderOf).reverse()) {
    if (tryToShow(shownBounds(cell, web, cells), allows)) cells.lineOf(cell).shown[cell % cells.size] = 1
  }
}

/** Whether of a number of fewer than eight not everything from one to seven is possible. */
function isNarrowed({ least, most }: Pick<Bounds, 'least' | 'most'>): boolean {
  return least > 1 || most < fewest - 1
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
  isShown(number: number): boolean
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
    isShown: (number) => lineOf(number).shown[number % size] === 1,
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
function knownOf(web: Web, cells: Cells, told: boolean): Known {
  const known: Known = {
    least: new Int32Array(web.numbers),
    most: new Int32Array(web.numbers).fill(endless),
    whyLeast: new Int32Array(web.numbers).fill(-1),
    whyMost: new Int32Array(web.numbers).fill(-1),
  }
  for (let cell = 0; cell < web.people; cell += 1) {
    if (cells.isShown(cell)) {
      for (const { number, least, most } of shownBounds(cell, web, cells)) {
        known.least[number] = least
        known.most[number] = most
      }
    } else if (told && cells.isSmall(cell)) known.most[cell] = most(star)
    else if (told) known.least[cell] = fewest
  }
  return known
}

/** Between what the people of a cell lie that is shown, and its entries. */
function shownBounds(cell: number, { entries }: Web, { size, lineOf, freshOf }: Cells): Bounds[] {
  const { symbols, levels, unit } = lineOf(cell)
  const place = cell % size
  const between = (number: number, symbol: number, slack: number): Bounds => ({
    number,
    least: Math.max(fewest, least(symbol) - slack),
    most: most(symbol) + slack,
  })
  const [symbol, row] = [symbols[place] as number, entries.get(Math.floor(cell / size))]
  const people = between(cell, symbol, freshOf(cell) & 1 ? 0 : guard)
  if (row === undefined) return [people]
  const level = levels[place] as number
  return [people, between(row * size + place, level, freshOf(cell) & 2 ? 0 : guardOf(unit, symbol, level))]
}

/** Holds back one cell for each star of which too much is known. Gives those that it held back. */
function holdSome(known: Known, web: Web, cells: Cells): Set<number> {
  const held = new Set<number>()
  const ofCell = cellBehind(web, cells.size)
  const grounds = groundsOf(known, web.relations, {
    isOpen: (number) => ofCell(number) < web.people && cells.isShown(ofCell(number)),
    enough: toChoose,
  })
  for (let number = 0; number < web.people; number += 1) {
    if (!cells.isSmall(number)) continue
    for (const side of ['least', 'most'] as const) {
      const all = { least: 0, most: endless, [side]: known[side][number] as number }
      const [chosen] = isNarrowed(all) ? inOrder(grounds.of(number, side) ?? [], (ground) => cells.orderOf(ofCell(ground.number))) : []
      if (!chosen) continue
      const cell = ofCell(chosen.number)
      cells.lineOf(cell).shown[cell % cells.size] = 0
      held.add(cell)
      grounds.settle(chosen)
    }
  }
  return held
}

/** The number of the people behind a cell, where a number says how much there is of it. */
function cellBehind({ cells, people, entries }: Web, size: number): (number: number) => number {
  const lines = [...entries.keys()]
  return (number) =>
    number < people || number >= cells ? number : (lines[Math.floor((number - people) / size)] as number) * size + (number % size)
}

function inOrder<T>(some: readonly T[], orderOf: (one: T) => readonly number[]): T[] {
  return some
    .map((one) => ({ one, order: orderOf(one) }))
    .sort((a, b) => {
      const i = a.order.findIndex((each, i) => each !== b.order[i])
      return (a.order[i] ?? 0) - (b.order[i] ?? 0)
    })
    .map(({ one }) => one)
}
