import { between, covered, keysIn, type Side } from '../measures/between.ts'
import { type Dimension, measureOf } from '../measures.ts'
import type { Period } from '../period.ts'
import type { Land } from './areas.ts'
import { areApart } from './keys.ts'
import type { Lines } from './lines.ts'
import { atLeastEach, atLeastSum, atMostSum, type Relations, sumOf, unionOf } from './narrowing.ts'
import { monthsIn } from './sheet.ts'
import { star } from './symbols.ts'

/** The lines, areas and periods whose numbers bear on each other. `isIn`: the places of the periods that are in by now. */
export interface Spread {
  lines: Lines
  land: Land
  periods: readonly Period[]
  isIn: readonly number[]
}

/**
 * Every relation between the numbers of a spread that holds of the true numbers: one that does not (somebody moved between two months of a quarter) would say of others
 * that they are nowhere, and what is true of those would be passed over. The numbers are, in this order: the people behind each cell, line by line; how much there is of it, for lines that
 * count entries; how many people a longer period has more than a shorter one that lies in it, for each such pair; and how much of an area is in none of the areas in it.
 */
export interface Web {
  relations: Relations
  numbers: number
  /** How many numbers like it each one stands for. */
  alike: Int32Array
  /** How many of the numbers are the people of a cell; and how many are of cells, people first, then entries. */
  people: number
  cells: number
  /** What counts in an area and in none of the areas in it, as who is forgotten does: taken as known to everybody, or less would be held back for the sake of others. */
  beside: readonly number[]
  /** No number is larger than this. */
  largest: number
  /** Of a line that counts entries, which line of numbers says how much. */
  entries: ReadonlyMap<number, number>
}

type Relate = (kind: number, whole: number, parts: readonly number[]) => void
/** Says that an area is the sum of those in it, and of what is beside them. */
type RelateAreas = (whole: number, parts: readonly number[]) => void

/** A breakdown of a line into others: how their people go together, and how their entries do. */
interface Breakdown {
  whole: number
  parts: readonly number[]
  people: number
  amounts: number
}

export function webOf(spread: Spread): Web {
  const { lines, land, periods, isIn } = spread
  const size = land.codes.length * periods.length
  const counting = lines.all.flatMap(({ line }, i) => (line.unit === 'entries' ? [i] : []))
  const entries = new Map(counting.map((line, i) => [line, lines.all.length + i]))
  const rows = lines.all.length + entries.size
  const cells = rows * size

  const lineOfRow = [...lines.all.keys(), ...counting]
  const grown = { kinds: [] as number[], wholes: [] as number[], starts: [] as number[], parts: [] as number[], first: [] as number[] }
  /** Stars alone tell nothing of each other, for as long as nothing is known of one of them. */
  const tells = (number: number): boolean =>
    number >= cells || lines.all[lineOfRow[Math.floor(number / size)] as number]?.line.symbols[number % size] !== star
  const spans = spansOf(spread)
  const growths = lines.all.length * land.codes.length * pairsOf(spans).length
  const beside: number[] = []
  const truthOfCell = truthOf(spread, { cells, lineOfRow, spans })
  const truth = (number: number) => beside[number - cells - growths] ?? truthOfCell(number)
  const relate: Relate = (kind, whole, parts) => {
    if (!holds(kind, truth(whole), parts.map(truth))) return
    if (tells(whole) || parts.some(tells)) grown.first.push(grown.kinds.length)
    grown.kinds.push(kind)
    grown.wholes.push(whole)
    grown.starts.push(grown.parts.length)
    for (const part of parts) grown.parts.push(part)
  }
  const relateAreas: RelateAreas = (whole, parts) => {
    const left = truth(whole) - parts.reduce((sum, part) => sum + truth(part), 0)
    relate(sumOf, whole, left > 0 ? [...parts, cells + growths + beside.push(left) - 1] : parts)
  }
  const breakdowns = breakdownsOf(lines)
  const bonds = bondsBetween(lines)
  for (let area = 0; area < land.codes.length; area += 1) {
    for (const period of isIn) {
      const place = area * periods.length + period
      const at = (row: number) => row * size + place
      for (const { whole, parts, people, amounts } of breakdowns) {
        relate(people, at(whole), parts.map(at))
        const ofEntries = entries.get(whole)
        if (ofEntries !== undefined)
          relate(
            amounts,
            at(ofEntries),
            parts.map((part) => at(entries.get(part) as number)),
          )
      }
      // How many entries there are may be told of a star by others: there are as many as people at least.
      for (const [line, row] of entries) relate(atLeastEach, at(row), [at(line)])
      for (const { kind, whole, parts } of bonds) relate(kind, at(whole), parts.map(at))
      const children = land.children[area] as readonly number[]
      if (children.length === 0) continue
      for (let row = 0; row < rows; row += 1) {
        relateAreas(
          at(row),
          children.map((child) => row * size + child * periods.length + period),
        )
      }
    }
    for (const { longer, shorter } of spans) {
      for (let row = 0; row < rows; row += 1) {
        const at = (period: number) => row * size + area * periods.length + period
        const people = isLatest(lines, row) ? atMostSum : unionOf
        relate(row < lines.all.length ? people : sumOf, at(longer), shorter.map(at))
      }
    }
  }
  relateGrowth(spread, { cells, breakdowns, spans, relate, relateAreas })
  const numbers = cells + growths + beside.length
  grown.starts.push(grown.parts.length)

  const alike = new Int32Array(numbers).fill(1)
  for (const [line, { times }] of lines.all.entries()) {
    const row = entries.get(line)
    alike.fill(times, line * size, (line + 1) * size)
    if (row !== undefined) alike.fill(times, row * size, (row + 1) * size)
    const ofLine = growths / lines.all.length
    alike.fill(times, cells + line * ofLine, cells + (line + 1) * ofLine)
  }
  return { relations: inArrays(grown), numbers, alike, people: lines.all.length * size, cells, beside, largest: largestOf(lines), entries }
}

function inArrays(lists: Record<keyof Relations, readonly number[]>): Relations {
  const { kinds, wholes, starts, parts, first } = lists
  return {
    kinds: Int32Array.from(kinds),
    wholes: Int32Array.from(wholes),
    starts: Int32Array.from(starts),
    parts: Int32Array.from(parts),
    first: Int32Array.from(first),
  }
}

/** The true number of each: people, then amounts of entries, then growth. NaN where a line takes part for others. */
function truthOf(
  { lines, land, periods }: Spread,
  { cells, lineOfRow, spans }: { cells: number; lineOfRow: readonly number[]; spans: readonly Span[] },
): (number: number) => number {
  const size = land.codes.length * periods.length
  const pairs = pairsOf(spans)
  const lineAt = (i: number) => (lines.all[i]?.forOthers ? undefined : lines.all[i]?.line)
  const growth = (number: number) => {
    const { longer, shorter } = pairs[number % pairs.length] as Pair
    const [line, area] = [
      lineAt(Math.floor(number / pairs.length / land.codes.length)),
      Math.floor(number / pairs.length) % land.codes.length,
    ]
    const at = (period: number) => line?.people[area * periods.length + period] ?? Number.NaN
    return at(longer) - at(shorter)
  }
  return (number) => {
    if (number >= cells) return growth(number - cells)
    const row = Math.floor(number / size)
    const line = lineAt(lineOfRow[row] as number)
    return (row < lines.all.length ? line?.people : line?.amounts)?.[number % size] ?? Number.NaN
  }
}

/** Whether what a shorter period has may be missing in a longer one. */
function isLatest({ all }: Lines, line: number): boolean {
  const measure = all[line]?.line.measure
  return measure !== undefined && measureOf(measure).latest === true
}

function largestOf({ all }: Lines): number {
  let largest = 0
  for (const { line } of all) {
    for (const numbers of line.unit === 'entries' ? [line.people, line.amounts] : [line.people]) {
      for (const number of numbers) largest = Math.max(largest, number)
    }
  }
  return largest
}

/** Whether a relation holds of these, as far as they are known. */
function holds(kind: number, whole: number, parts: readonly number[]): boolean {
  if (whole < 0 || parts.some((part) => part < 0)) return false
  const sum = parts.reduce((sum, part) => sum + part, 0)
  if (kind & atLeastSum && whole < sum) return false
  if (kind & atMostSum && whole > sum) return false
  return !(kind & atLeastEach && parts.some((part) => whole < part))
}

/** Which lines are broken down into which. An entry has one key, a person may have several. */
function breakdownsOf({ all }: Lines): Breakdown[] {
  const breakdowns = new Map<string, Breakdown & { parts: number[] }>()
  for (const [part, { line, coarser }] of all.entries()) {
    const dim = line.dim as Dimension
    for (const whole of coarser) {
      const other = all[whole]?.line.dim as Dimension | ''
      const name = `${whole} ${dim}`
      const there = breakdowns.get(name)
      if (there) there.parts.push(part)
      else {
        const keyless = measureOf(line.measure).keyless?.includes(dim) === true
        const isApart = areApart(dim, other)
        const people = (isApart ? atLeastSum : atLeastEach) | (keyless ? 0 : atMostSum)
        breakdowns.set(name, { whole, parts: [part], people, amounts: keyless ? atLeastSum : sumOf })
      }
    }
  }
  return [...breakdowns.values()]
}

interface Span {
  longer: number
  shorter: readonly number[]
}

interface Pair {
  longer: number
  shorter: number
}

/** Each longer period with each shorter one in it. */
function pairsOf(spans: readonly Span[]): Pair[] {
  return spans.flatMap(({ longer, shorter }) => shorter.map((one) => ({ longer, shorter: one })))
}

/** The longer periods that are in, and the shorter ones that make them up: of a year its quarters, and its months. */
function spansOf({ periods, isIn }: Spread): Span[] {
  return isIn.flatMap((longer) => {
    const period = periods[longer] as Period
    if (period.length === 7 && period[5] !== 'Q') return []
    const months = monthsIn(period).map((month) => periods.indexOf(month))
    const quarters = period.length === 4 ? periods.flatMap((other, i) => (other[5] === 'Q' ? [i] : [])) : []
    return [{ longer, shorter: months }, ...(quarters.length > 0 ? [{ longer, shorter: quarters }] : [])]
  })
}

/**
 * What a longer period has more than a shorter one in it is never fewer than none, and adds up over areas, and over keys as their people do.
 */
function relateGrowth(
  { lines, land, periods }: Spread,
  {
    cells,
    breakdowns,
    spans,
    relate,
    relateAreas,
  }: { cells: number; breakdowns: readonly Breakdown[]; spans: readonly Span[]; relate: Relate; relateAreas: RelateAreas },
): void {
  const pairs = pairsOf(spans)
  const areas = land.codes.length
  const growth = (line: number, area: number, pair: number) => cells + (line * areas + area) * pairs.length + pair
  const cell = (line: number, area: number, period: number) => (line * areas + area) * periods.length + period
  // It matters where the whole measure can be told one step up; elsewhere there are stars alone.
  const matters = (line: number, area: number, period: number) => {
    const whole = lines.all[lines.all[line]?.total as number]?.line
    return whole?.symbols[Math.max(area, 0) * periods.length + period] !== star
  }
  for (const [pair, { longer, shorter }] of pairs.entries()) {
    for (let area = 0; area < areas; area += 1) {
      const above = land.parents[area] as number
      for (let line = 0; line < lines.all.length; line += 1) {
        if (isLatest(lines, line) || !matters(line, above < 0 ? area : above, longer)) continue
        relate(sumOf, cell(line, area, longer), [cell(line, area, shorter), growth(line, area, pair)])
        const children = land.children[area] as readonly number[]
        if (children.length > 0 && matters(line, area, longer)) {
          relateAreas(
            growth(line, area, pair),
            children.map((child) => growth(line, child, pair)),
          )
        }
      }
      for (const { whole, parts, people } of breakdowns) {
        // Who has one key more in the longer period may have had another in the shorter one, unless keys are of different people.
        const kind = people & ~atLeastEach
        if (kind === 0 || isLatest(lines, whole) || !matters(whole, above < 0 ? area : above, longer)) continue
        relate(
          kind,
          growth(whole, area, pair),
          parts.map((part) => growth(part, area, pair)),
        )
      }
    }
  }
}

const kindOf = { within: atLeastEach, apart: atLeastSum, same: sumOf } as const

/** What holds between the people of different measures, key by key. */
function bondsBetween({ find }: Lines): { kind: number; whole: number; parts: readonly number[] }[] {
  const lineOf = ({ measure, dim, key }: Side, each: string) => find(measure, dim, dim === undefined ? '' : (key ?? each))
  const bond = (kind: number, whole: Side, parts: readonly Side[], each = '') => {
    const there = lineOf(whole, each)
    const its = parts.flatMap((part) => lineOf(part, each) ?? [])
    // A measure of which nobody is told has stars alone. They add nothing to a number; what a number is made up of must be there in full.
    const isTold = kind === atMostSum ? its.length === parts.length : its.length > 0
    return there !== undefined && isTold ? [{ kind, whole: there, parts: its }] : []
  }
  return [
    ...between.flatMap(({ parts, whole, kind }) => keysIn(whole).flatMap((key) => bond(kindOf[kind], whole, parts, key))),
    ...covered.flatMap(({ parts, whole }) => keysIn(whole).flatMap((key) => bond(atMostSum, whole, parts, key))),
  ]
}
