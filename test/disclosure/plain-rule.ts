import { type AreaTree, pathOf } from '../../src/domain/area.ts'
import { type Cell, cellNamed, nameOf } from '../../src/domain/counting/cells.ts'
import { type MeasureName, measureOf } from '../../src/domain/measures.ts'
import { type Edition, lastMonthOf, monthNumbered, monthsLater, numberOf } from '../../src/domain/period.ts'
import type { Learnt } from './world.ts'

/** What an edition changes in what is published. */
export type Published = Cell & { value: number | null }

/** Whatever makes releases: called with what was learnt in each edition, in order. */
export type Releases = (
  measures: readonly MeasureName[],
  areas: AreaTree,
) => { make(edition: Edition, learnt: readonly Learnt[]): Published[] }

/**
 * The rule that hospital figures in England are published by: 1 to 7 are withheld, the rest is rounded to 5, and a zero is shown. It is here to be broken: where
 * an attack does not get through it, the attack has no teeth.
 */
export const plainRule: Releases = (measures, areas) => {
  const known = new Map<string, { people: number; amount: number }>()
  const published = new Map<string, number | null>()
  return {
    make(edition, learnt) {
      for (const { people, amount, ...cell } of learnt) {
        if (!measures.includes(cell.measure)) continue
        for (const area of pathOf(areas, cell.area)) {
          const name = nameOf({ ...cell, area })
          const sum = known.get(name) ?? { people: 0, amount: 0 }
          known.set(name, { people: sum.people + people, amount: sum.amount + amount })
        }
      }
      const changes: Published[] = []
      for (const [name, count] of standing(known, monthsLater(edition, -1))) {
        const cell = cellNamed(name)
        const value = plainly(cell.measure, count)
        if (published.has(name) && published.get(name) === value) continue
        published.set(name, value)
        changes.push({ ...cell, value })
      }
      return changes
    },
  }
}

function plainly(measure: MeasureName, { people, amount }: { people: number; amount: number }): number | null {
  if (people > 0 && people < 8) return null
  return Math.round((measureOf(measure).unit === 'people' ? people : amount) / 5) * 5
}

/** The cells of periods that ended with this month or earlier; what is so now, as it was added up to them. */
function standing(known: ReadonlyMap<string, { people: number; amount: number }>, month: string) {
  const numbers = new Map<string, { people: number; amount: number }>()
  const now = new Map<string, Map<string, { people: number; amount: number }>>()
  for (const [name, count] of known) {
    const cell = cellNamed(name)
    if (measureOf(cell.measure).kind === 'flow') {
      if (lastMonthOf(cell.period) <= month) numbers.set(name, count)
      continue
    }
    const line = nameOf({ ...cell, period: '' })
    const added = now.get(line) ?? new Map()
    now.set(line, added.set(cell.period, count))
  }
  for (const [line, added] of now) {
    const cell = cellNamed(line)
    const sum = { people: 0, amount: 0 }
    for (let at = numberOf([...added.keys()].sort()[0] ?? month); at <= numberOf(month); at += 1) {
      const period = monthNumbered(at)
      sum.people += added.get(period)?.people ?? 0
      sum.amount += added.get(period)?.amount ?? 0
      numbers.set(nameOf({ ...cell, period }), { ...sum })
    }
  }
  return numbers
}
