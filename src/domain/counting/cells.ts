import type { Contributions } from '../counting.ts'
import type { AgeBand, MeasureName } from '../measures.ts'
import { lastMonthOf, monthNumbered, monthOf, numberOf, type Per, type Period, per, periodOf } from '../period.ts'
import type { AreaCode } from '../values.ts'
import { type Line, lineOf, linesByAge, linesOf } from './lines.ts'
import type { Flow, Holding, Saying } from './told.ts'

/** Where something is counted. `dim` and `key` are '' in the total. */
export interface Cell {
  area: AreaCode
  measure: MeasureName
  dim: string
  key: string
  per: Per
  period: Period
}

/** How many people are behind a cell and, where it counts something else than people, how much of it there is. */
export interface Count {
  people: number
  amount: number
  /** The sum of the squares of each person's amount: whether one of them is most of it can be told from that. */
  squares: number
}

/**
 * Cells by their name. What happened is there for months, quarters and years. What was so is there by month alone, as what was added in that
 * month (+1 where it began to be so, −1 where it was no longer): how it stood at the end of a month is the sum up to it.
 */
export type Cells = Map<string, Count>

/** A cell in one word, so that cells can be looked up and compared. */
export function nameOf({ measure, dim, key, area, per, period }: Cell): string {
  return `${lineOf(measure, dim, key)}${placeOf(area, per, period)}`
}

/** The cell of that name. */
export function cellNamed(name: string): Cell {
  const [measure, dim, key, area, per, period] = name.split('|')
  return { measure, dim, key, area, per, period } as Cell
}

function placeOf(area: AreaCode, per: Per, period: Period): string {
  return `|${area}|${per}|${period}`
}

/** Amounts as they are added up: to the hundredth, so that sums come out the same in whichever order. */
export function toHundredths(amount: number): number {
  return Math.round(amount * 100) / 100
}

/**
 * The cells of one person, who counts in the area that is responsible for them on the last day of a period, and is as old in all of it as they
 * become in the year it ends in.
 */
export function cells({ responsible, birthYear, flows, sayings, holdings }: Contributions): Cells {
  const cells: Cells = new Map()
  const homes = responsible.map(({ from, area }) => ({ from: numberOf(from), area }))
  const ages = agesOf(birthYear)
  for (const each of per) {
    for (const flow of sayings.length > 0 ? [...flows, ...latest(sayings, each)] : flows) {
      const period = periodOf(monthOf(flow.day), each)
      const last = numberOf(lastMonthOf(period))
      const area = areaIn(last, homes)
      if (area !== undefined) happenedIn(cells, placeOf(area, each, period), flow, ageIn(last, ages))
    }
  }
  for (const [lines, stretches] of alike(stretchesByLine(holdings, ages))) {
    for (const { area, month, count } of changes(stretches, homes)) {
      const place = placeOf(area, 'month', monthNumbered(month))
      for (const line of lines) cells.set(line + place, count)
    }
  }
  return cells
}

const once: Count = { people: 1, amount: 0, squares: 0 }

/** However often it happened, it is one person; entries, where those are counted, are added up. */
function happenedIn(cells: Cells, place: string, { measure, keys, amount }: Flow, age: AgeBand): void {
  const happened = (line: Line) => {
    const name = line + place
    cells.set(name, amount === undefined ? once : oneWith((cells.get(name)?.amount ?? 0) + amount))
  }
  linesOf(measure, keys).forEach(happened)
  linesByAge(measure, keys, age).forEach(happened)
}

/** Adds to a cell. One that comes to nought goes. */
export function addTo(cells: Cells, name: string, count: Count): void {
  const sum = plus(cells.get(name) ?? nobody, count)
  if (isNobody(sum)) cells.delete(name)
  else cells.set(name, sum)
}

export const nobody: Count = { people: 0, amount: 0, squares: 0 }

export function isNobody({ people, amount, squares }: Count): boolean {
  return people === 0 && amount === 0 && squares === 0
}

/** One person with so much. */
function oneWith(amount: number): Count {
  return { people: 1, amount, squares: toHundredths(amount * amount) }
}

function plus(a: Count, b: Count): Count {
  return {
    people: a.people + b.people,
    amount: toHundredths(a.amount + b.amount),
    squares: toHundredths(a.squares + b.squares),
  }
}

export function minus(a: Count, b: Count): Count {
  return {
    people: a.people - b.people,
    amount: toHundredths(a.amount - b.amount),
    squares: toHundredths(a.squares - b.squares),
  }
}

/** A stretch of months by their numbers: from the first at whose end it was so, to the first at whose end it was not. */
interface Stretch {
  from: number
  to: number
}

interface Home {
  from: number
  area: AreaCode
}

function areaIn(month: number, homes: readonly Home[]): AreaCode | undefined {
  return homes.findLast(({ from }) => from <= month)?.area
}

function agesOf(birthYear: number | undefined): (Stretch & { age: AgeBand })[] {
  if (birthYear === undefined) return [{ age: 'not-known', from: -Infinity, to: Infinity }]
  const [grown, old] = [(birthYear + 18) * 12, (birthYear + 65) * 12]
  return [
    { age: 'under-18', from: -Infinity, to: grown },
    { age: '18-64', from: grown, to: old },
    { age: '65+', from: old, to: Infinity },
  ]
}

function ageIn(month: number, ages: readonly (Stretch & { age: AgeBand })[]): AgeBand {
  return ages.find(({ to }) => month < to)?.age ?? 'not-known'
}

/** Of all that was said of each thing in each period the one that counts: the latest of the person's own, else the latest of anybody's. */
function latest(sayings: readonly Saying[], per: Per): Flow[] {
  const latest = new Map<string, Saying>()
  for (const saying of sayings) {
    const thing = `${periodOf(monthOf(saying.day), per)}|${saying.of}`
    if (saying.own || !latest.get(thing)?.own) latest.set(thing, saying)
  }
  return [...latest.values()].flatMap(({ measure, keys, day }) => (measure ? [{ measure, keys, day }] : []))
}

/** A stretch, and how much there was of it. */
type Amounting = Stretch & { amount: number }

/** What was so, by measure, dimension and key. */
function stretchesByLine(holdings: readonly Holding[], ages: readonly (Stretch & { age: AgeBand })[]): Map<Line, Amounting[]> {
  const byLine = new Map<Line, Amounting[]>()
  const put = (lines: readonly Line[], stretch: Amounting) => {
    for (const line of lines) {
      const there = byLine.get(line)
      if (there) there.push(stretch)
      else byLine.set(line, [stretch])
    }
  }
  for (const { measure, keys, from, to, amount = 0, apart } of holdings) {
    const stretch = { from: numberOf(from), to: to === undefined ? Infinity : numberOf(to), amount }
    if (stretch.from >= stretch.to) continue
    put(linesOf(measure, keys, apart), stretch)
    if (apart) continue
    for (const band of ages) {
      if (band.from <= stretch.from && stretch.to <= band.to) put(linesByAge(measure, keys, band.age), stretch)
      else if (stretch.from < band.to && band.from < stretch.to) {
        const aged = { from: Math.max(stretch.from, band.from), to: Math.min(stretch.to, band.to), amount }
        put(linesByAge(measure, keys, band.age), aged)
      }
    }
  }
  return byLine
}

/** Lines of the very same stretches, together: somebody's total is mostly what they are in one sector and at one age. */
function alike(byLine: ReadonlyMap<Line, Amounting[]>): [Line[], Amounting[]][] {
  const alike: [Line[], Amounting[]][] = []
  for (const [line, stretches] of byLine) {
    const there = alike.find(([, others]) => others.length === stretches.length && others.every((each, i) => each === stretches[i]))
    if (there) there[0].push(line)
    else alike.push([[line], stretches])
  }
  return alike
}

interface Change {
  area: AreaCode
  month: number
  count: Count
}

/** Where, when and by how much something changes: the person once, however many stretches there are at a time; amounts added up. */
function changes(stretches: readonly Amounting[], homes: readonly Home[]): Change[] {
  const months = new Set(homes.map(({ from }) => from))
  for (const { from, to } of stretches) months.add(from).add(to)
  months.delete(Infinity)

  const changes: Change[] = []
  const changed = (area: AreaCode | undefined, month: number, count: Count) => {
    if (area !== undefined && !isNobody(count)) changes.push({ area, month, count })
  }
  let [area, before]: [AreaCode | undefined, Count] = [undefined, nobody]
  for (const month of [...months].sort((a, b) => a - b)) {
    const [home, now] = [areaIn(month, homes), countIn(month, stretches)]
    if (home === area) changed(area, month, minus(now, before))
    else {
      changed(area, month, minus(nobody, before))
      changed(home, month, now)
    }
    area = home
    before = now
  }
  return changes
}

function countIn(month: number, stretches: readonly Amounting[]): Count {
  let [people, amount] = [0, 0]
  for (const stretch of stretches) {
    if (month < stretch.from || stretch.to <= month) continue
    people = 1
    amount += stretch.amount
  }
  return people === 0 ? nobody : oneWith(toHundredths(amount))
}
