import type { Contributions } from '../counting.ts'
import { compositeNames, keyOf } from '../measures/dimensions.ts'
import { type AgeBand, adultAge, type Composite, composites, type MeasureName, measureNames, measureOf } from '../measures.ts'
import { lastMonthOf, monthNumbered, monthOf, numberOf, type Per, type Period, per, periodOf } from '../period.ts'
import type { AreaCode } from '../values.ts'
import type { Flow, Holding, Keys, Saying } from './told.ts'

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

function lineOf(measure: MeasureName, dim: string, key: string): string {
  return `${measure}|${dim}|${key}`
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
    for (const { measure, keys, day, amount } of [...flows, ...latest(sayings, each)]) {
      const period = periodOf(monthOf(day), each)
      const last = numberOf(lastMonthOf(period))
      const area = areaIn(last, homes)
      if (area === undefined) continue
      const place = placeOf(area, each, period)
      const lines = [...linesOf(measure, keys), ...linesByAge(measure, keys, ageIn(last, ages))]
      for (const line of lines) happenedIn(cells, line + place, amount)
    }
  }
  for (const [line, stretches] of stretchesByLine(holdings, ages)) {
    for (const { area, month, ...count } of changes(stretches, homes))
      addTo(cells, line + placeOf(area, 'month', monthNumbered(month)), count)
  }
  return cells
}

const once: Count = { people: 1, amount: 0, squares: 0 }

/** However often it happened, it is one person; entries, where those are counted, are added up. */
function happenedIn(cells: Cells, name: string, amount: number | undefined): void {
  if (amount === undefined) cells.set(name, once)
  else {
    const sum = (cells.get(name)?.amount ?? 0) + amount
    cells.set(name, oneWith(sum))
  }
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

export function plus(a: Count, b: Count): Count {
  return {
    people: a.people + b.people,
    amount: toHundredths(a.amount + b.amount),
    squares: toHundredths(a.squares + b.squares),
  }
}

export function minus(a: Count, { people, amount, squares }: Count): Count {
  return plus(a, { people: 0 - people, amount: 0 - amount, squares: 0 - squares })
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

/** The total of a measure, unless it is kept apart from that, and every key that something counts in. */
function linesOf(measure: MeasureName, keys: Keys, apart = false): string[] {
  const lines = apart ? [] : [lineOf(measure, '', '')]
  for (const dim in keys) {
    const key = keys[dim as keyof Keys]
    if (key !== undefined) lines.push(lineOf(measure, dim, key))
  }
  for (const composite of ofSeveral.get(measure)?.ageless ?? []) lines.push(lineOf(measure, composite, keyOf(composite, keys)))
  return lines
}

/** The same by age; in those that have no key for anybody but adults, for them alone. */
function linesByAge(measure: MeasureName, keys: Keys, age: AgeBand): string[] {
  const { byAge = false, byAdultAge = false, aged = [] } = ofSeveral.get(measure) ?? {}
  const lines = byAge ? [lineOf(measure, 'age', age)] : []
  const adult = adultAge.find((band) => band === age)
  if (adult === undefined) return lines
  if (byAdultAge) lines.push(lineOf(measure, 'adultAge', adult))
  for (const composite of aged) lines.push(lineOf(measure, composite, keyOf(composite, { ...keys, adultAge: adult })))
  return lines
}

/** How each measure is broken down by age, and its dimensions whose keys have several parts: with age among them, and without. */
const ofSeveral: ReadonlyMap<MeasureName, { byAge: boolean; byAdultAge: boolean; aged: Composite[]; ageless: Composite[] }> = new Map(
  measureNames.map((measure) => {
    const { dimensions } = measureOf(measure)
    const all = compositeNames.filter((name) => dimensions.includes(name))
    const isAged = (name: Composite) => composites[name].some((part) => part === 'adultAge')
    const [aged, ageless] = [all.filter(isAged), all.filter((name) => !isAged(name))]
    return [measure, { byAge: dimensions.includes('age'), byAdultAge: dimensions.includes('adultAge'), aged, ageless }]
  }),
)

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
function stretchesByLine(holdings: readonly Holding[], ages: readonly (Stretch & { age: AgeBand })[]): Map<string, Amounting[]> {
  const byLine = new Map<string, Amounting[]>()
  const put = (line: string, stretch: Amounting) => {
    if (stretch.from >= stretch.to) return
    const there = byLine.get(line)
    if (there) there.push(stretch)
    else byLine.set(line, [stretch])
  }
  for (const { measure, keys, from, to, amount = 0, apart } of holdings) {
    const stretch = { from: numberOf(from), to: to === undefined ? Infinity : numberOf(to), amount }
    for (const line of linesOf(measure, keys, apart)) put(line, stretch)
    if (apart) continue
    for (const { age, ...band } of ages) {
      const aged = { from: Math.max(stretch.from, band.from), to: Math.min(stretch.to, band.to), amount }
      for (const line of linesByAge(measure, keys, age)) put(line, aged)
    }
  }
  return byLine
}

interface Change extends Count {
  area: AreaCode
  month: number
}

/** Where, when and by how much something changes: the person once, however many stretches there are at a time; amounts added up. */
function changes(stretches: readonly Amounting[], homes: readonly Home[]): Change[] {
  const months = new Set(homes.map(({ from }) => from))
  for (const { from, to } of stretches) months.add(from).add(to)
  months.delete(Infinity)

  const changes: Change[] = []
  let before: { area: AreaCode | undefined } & Count = { area: undefined, ...nobody }
  for (const month of [...months].sort((a, b) => a - b)) {
    const there = stretches.filter(({ from, to }) => from <= month && month < to)
    const amount = there.reduce((sum, stretch) => sum + stretch.amount, 0)
    const now = { area: areaIn(month, homes), ...(there.length > 0 ? oneWith(toHundredths(amount)) : nobody) }
    if (before.area === now.area && now.area !== undefined) changes.push({ area: now.area, month, ...minus(now, before) })
    else {
      if (before.area !== undefined) changes.push({ area: before.area, month, ...minus(nobody, before) })
      if (now.area !== undefined) changes.push({ ...now, area: now.area, month })
    }
    before = now
  }
  return changes
}
