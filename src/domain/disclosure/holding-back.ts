import type { Dimension, MeasureName } from '../measures.ts'
import type { Period } from '../period.ts'
import type { Land } from './areas.ts'
import { groundsOf } from './grounds.ts'
import { partsOf, type total } from './keys.ts'
import { linesOf } from './lines.ts'
import { type Bounds, type Known, narrower } from './narrowing.ts'
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
  const knownBy = (told: boolean) => {
    const known = knownOf(web, cells, told)
    narrows.all(known)
    return known
  }
  const held = new Set<number>()
  /** Holds back until too much is known no more by what is shown. It ends: each time something more is held back. */
  const holdBackFrom = (known: Known, told: boolean) => {
    for (let some = holdSome(known, web, cells); some.size > 0; some = holdSome(known, web, cells)) {
      for (const cell of some) held.add(cell)
      narrows.without(
        known,
        [...some].flatMap((cell) => boundsOf(cell, web, cells, told)),
      )
    }
  }
  holdBackFrom(knownBy(true), true)
  // Where something is known by being told alone, that hides what is shown of it to everybody.
  holdBackFrom(knownBy(false), false)
  if (held.size === 0) return

  const [told, untold] = [knownBy(true), knownBy(false)]
  giveBack(held, web, cells, (more, allows) => {
    const undo = narrows.further(told, more, allows)
    const isAllowed = undo !== undefined && narrows.further(untold, more, allows) !== undefined
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
  const allows = (bounds: Bounds) =>
    bounds.number >= web.people || !cells.isSmall(bounds.number) || (bounds.least <= leastOpen && bounds.most >= mostOpen)
  for (const cell of inOrder([...held], cells.orderOf).reverse()) {
    const { shown } = cells.lineOf(cell)
    const place = cell % cells.size
    shown[place] = 1
    if (!tryToShow(boundsOf(cell, web, cells, true), allows)) shown[place] = 0
  }
}

/** Of a number of fewer than eight everything from one to seven is to stay possible. */
const [leastOpen, mostOpen] = [1, fewest - 1]

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
  const alone = { least: new Int32Array(web.numbers), most: new Int32Array(web.numbers).fill(endless) }
  for (let cell = 0; cell < web.people; cell += 1) {
    if (!told && !cells.isShown(cell)) continue
    for (const { number, least, most } of boundsOf(cell, web, cells, told)) {
      alone.least[number] = least
      alone.most[number] = most
    }
  }
  const firstBeside = web.numbers - web.beside.length
  alone.least.set(web.beside, firstBeside)
  alone.most.set(web.beside, firstBeside)
  const [whyLeast, whyMost] = [new Int32Array(web.numbers).fill(-1), new Int32Array(web.numbers).fill(-1)]
  return { least: alone.least.slice(), most: alone.most.slice(), whyLeast, whyMost, alone }
}

/** Between what the people of a cell lie, and its entries, by what is shown of it, or told. */
function boundsOf(cell: number, { entries }: Web, { size, lineOf, freshOf, isShown, isSmall }: Cells, told: boolean): Bounds[] {
  const { symbols, levels, unit } = lineOf(cell)
  const place = cell % size
  const row = entries.get(Math.floor(cell / size))
  const ofEntries = row === undefined ? [] : [row * size + place]
  if (!isShown(cell)) {
    const people = { number: cell, least: told && !isSmall(cell) ? fewest : 0, most: told && isSmall(cell) ? most(star) : endless }
    return [people, ...ofEntries.map((number) => ({ number, least: 0, most: endless }))]
  }
  const between = (number: number, symbol: number, slack: number): Bounds => ({
    number,
    least: Math.max(fewest, least(symbol) - slack),
    most: most(symbol) + slack,
  })
  const [symbol, level] = [symbols[place] as number, levels[place] as number]
  const people = between(cell, symbol, freshOf(cell) & 1 ? 0 : guard)
  return [people, ...ofEntries.map((number) => between(number, level, freshOf(cell) & 2 ? 0 : guardOf(unit, symbol, level)))]
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
    const [atLeast, atMost] = [(known.least[number] as number) > leastOpen, (known.most[number] as number) < mostOpen]
    if (!(atLeast || atMost) || !cells.isSmall(number)) continue
    for (const side of [...(atLeast ? (['least'] as const) : []), ...(atMost ? (['most'] as const) : [])]) {
      const [chosen] = inOrder(grounds.of(number, side) ?? [], (ground) => cells.orderOf(ofCell(ground.number)))
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
