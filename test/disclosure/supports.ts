import { type AgeBand, dimensions, type MeasureName } from '../../src/domain/measures.ts'
import { type Chance, chance } from '../../src/tasks/demo/chance.ts'
import { type Grid, lineName } from './grid.ts'
import { linesOf, skewedKeys } from './happenings.ts'
import type { Keys } from './kinds.ts'
import { monthsLate, type Person } from './people.ts'

/** A month in which something was so or happened, and the edition from which it is known. */
interface Known {
  month: number
  known: number
}

interface Support {
  sector: string
  hours: number
  start: Known
  end: Known
  ratings: (Known & { own: boolean; fit: 'fits' | 'partly' | 'does-not' | 'not-sure' })[]
}

/** What of somebody stands for a while: supports and how they fit, and what the months are that say whether anything changed. */
interface Standing {
  supports: Support[]
  heard: Known[]
  moved: Known[]
  wants: { from: Known; to: Known }[]
}

/** What is so of people, month by month. */
export interface Standings {
  /** Calls back for each line that somebody counts in at the end of a month, as is known in an edition; how much of it there is of hours. A line may come twice. */
  of: (person: number, edition: number, month: number, age: number, visit: (line: number, amount: number) => void) => void
}

const never: Known = { month: Infinity, known: Infinity }
/** Months of history before the first. */
const history = 30

export function madeUpSupports(seed: string, grid: Grid, people: readonly Person[], months: number): Standings | undefined {
  if (!grid.measures.includes('supported')) return undefined
  const thrown = chance(seed, 'supports')
  const keys = skewedKeys(thrown)
  const standings = people.map((person) => standing(thrown, keys, person, months))
  const line = countingLines(grid)
  return {
    of(person, edition, month, age, visit) {
      const { supports, ...life } = standings[person] ?? { supports: [], heard: [], moved: [], wants: [] }
      const known = ({ known }: Known) => known <= edition
      const running = supports.filter(({ start, end }) => known(start) && start.month <= month && !(known(end) && end.month <= month))
      if (running.length === 0) return
      const still = stillness(supports, life, edition, month)
      const within = (one: Known) => known(one) && one.month <= month && month - one.month < 12
      for (const { sector, hours, start, ratings } of running) {
        const said = (own: boolean) =>
          ratings.filter((rating) => rating.own === own && known(rating) && rating.month <= month && month - rating.month < 12).at(-1)?.fit
        const [own, familys] = [said(true), said(false)]
        const count = (measure: MeasureName, amount = 0, by?: string) => line(measure, age, { sector, by }, (line) => visit(line, amount))
        count('supported')
        if (hours > 0) count('hours-per-week', hours)
        if (own === undefined) count('fit-not-asked', 0, 'person')
        else if (own !== 'not-sure') count(`fit-${own}`, 0, 'person')
        if (familys !== undefined && familys !== 'not-sure') line.apart(`fit-${familys}`, 'family', (line) => visit(line, 0))
        if (month - start.month >= 6) {
          count('reach-supported')
          if (life.heard.some(within)) count('reach-heard')
          if (life.heard.some(within) && life.moved.some(within)) count('reach-moved')
        }
        if (still === 'unheard') count('unheard')
        if (still === 'contented' || still === 'wanting') count(still === 'contented' && own === 'fits' ? 'still-steady' : 'still-held')
      }
    },
  }
}

/** Whether nothing changed for twelve months, and if so whether somebody talked with them and they want for nothing. */
function stillness(supports: readonly Support[], { heard, moved, wants }: Omit<Standing, 'supports'>, edition: number, month: number) {
  const within = ({ known, month: when }: Known) => known <= edition && when <= month && month - when < 12
  const there = ({ known, month: when }: Known) => known <= edition && when <= month
  if (moved.some(within) || supports.some(({ start, end }) => within(start) || within(end))) return undefined
  if (!heard.some(within)) return 'unheard'
  return wants.some(({ from, to }) => there(from) && !there(to)) ? 'wanting' : 'contented'
}

function countingLines(grid: Grid) {
  const of = new Map(grid.measures.map((measure) => [measure, linesOf(grid, measure)]))
  const count = (
    measure: MeasureName,
    age: number,
    { sector, by }: { sector: string; by: string | undefined },
    visit: (line: number) => void,
  ) => {
    const there = of.get(measure)
    if (!there) return
    visit(there.total)
    for (const line of there.ages[age] ?? []) visit(line)
    visit(grid.lineOf.get(lineName(measure, 'sector', sector)) ?? -1)
    const withAge = grid.lineOf.get(lineName(measure, 'sectorAge', `${sector}/${dimensions.age[age]}`))
    if (withAge !== undefined) visit(withAge)
    if (by !== undefined) visit(grid.lineOf.get(lineName(measure, 'ratedBy', by)) ?? -1)
  }
  const apart = (measure: MeasureName, by: string, visit: (line: number) => void) => {
    const line = grid.lineOf.get(lineName(measure, 'ratedBy', by))
    if (line !== undefined) visit(line)
  }
  return Object.assign(count, { apart })
}

function standing(thrown: Chance, key: Keys, { lively }: Person, months: number): Standing {
  const knownOf = (month: number): Known => ({ month, known: month < 0 ? 0 : month + monthsLate(thrown) })
  const supports: Support[] = []
  const from = -history
  for (let chances = 0.55; thrown.maybe(chances); chances = 0.35) {
    const start = thrown.maybe(0.7) ? thrown.int(from, -1) : thrown.int(0, months - 1)
    const end = start + 1 + Math.floor(-26 * Math.log(1 - thrown.next()))
    const ratings: Support['ratings'] = []
    for (let month = start; month < Math.min(end, months); month += 1) {
      const fit = thrown.one(['fits', 'fits', 'fits', 'partly', 'does-not', 'not-sure'] as const)
      if (thrown.maybe(0.06)) ratings.push({ ...knownOf(month), own: thrown.maybe(0.8), fit })
    }
    const hours = thrown.maybe(0.75) ? (thrown.maybe(0.15) ? 0.25 : thrown.int(1, 20)) : 0
    supports.push({ sector: key('sector'), hours, start: knownOf(start), end: end < months ? knownOf(end) : never, ratings })
  }
  const often = (share: number) => Array.from({ length: months - from }, (_, i) => from + i).filter(() => thrown.maybe(share))
  return {
    supports,
    heard: often(0.08 * lively).map(knownOf),
    moved: often(0.025 * lively).map(knownOf),
    wants: often(0.01 * lively).map((month) => ({ from: knownOf(month), to: knownOf(month + thrown.int(3, 18)) })),
  }
}

/** How old somebody is, as a number: the place of it among `ageBand`. */
export function ageNumber(age: AgeBand): number {
  return dimensions.age.indexOf(age)
}
