import type { AgeBand } from '../../src/domain/measures.ts'
import { type Chance, chance } from '../../src/tasks/demo/chance.ts'

/** Somebody made up: where they live and how old they are, year by year, and how much happens to them. */
export interface Person {
  /** The ward that is responsible for them, in each year: who moves does so with the year. */
  wards: readonly number[]
  ages: readonly AgeBand[]
  /** 1 on average. */
  lively: number
}

/** Of 100 things, how many are written down in the month in which they happen, or in the next, and so on. */
const late = [0.85, 0.95, 0.99, 1]
/** How many people move to another ward when a year begins. */
const movers = 0.04

export function madeUpPeople(
  seed: string,
  howMany: number,
  { wards, years, firstYear }: { wards: number; years: number; firstYear: number },
): Person[] {
  const thrown = chance(seed, 'people')
  const ward = skewed(thrown, wards, 0.9)
  return Array.from({ length: howMany }, () => {
    const lives = [ward()]
    while (lives.length < years) lives.push(thrown.maybe(movers) ? ward() : (lives.at(-1) ?? 0))
    const born = thrown.maybe(0.04) ? undefined : firstYear - age(thrown)
    return {
      wards: lives,
      ages: lives.map((_, year) => ageBandOf(born, firstYear + year)),
      lively: 0.3 - 0.7 * Math.log(1 - thrown.next()),
    }
  })
}

function age(thrown: Chance): number {
  const kind = thrown.next()
  return kind < 0.12 ? thrown.int(14, 17) : kind < 0.62 ? thrown.int(18, 64) : thrown.int(65, 97)
}

function ageBandOf(born: number | undefined, year: number): AgeBand {
  if (born === undefined) return 'not-known'
  return year - born < 18 ? 'under-18' : year - born < 65 ? '18-64' : '65+'
}

/** Throws numbers under `n`, some of them often and most of them seldom; which is thrown too. */
export function skewed(thrown: Chance, n: number, by: number): () => number {
  const order = thrown.some(
    Array.from({ length: n }, (_, i) => i),
    n,
  )
  const weights = order.map((_, rank) => (rank + 1) ** -by * (0.5 + thrown.next()))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return () => {
    let left = thrown.next() * all
    for (const [i, weight] of weights.entries()) {
      left -= weight
      if (left < 0) return order[i] ?? 0
    }
    return order[0] ?? 0
  }
}

/** How many months after it happened something is written down. */
export function monthsLate(thrown: Chance): number {
  const at = thrown.next()
  return late.findIndex((share) => at < share)
}
