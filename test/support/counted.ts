import { type Cells, cellNamed, cells } from '../../src/domain/counting/cells.ts'
import { countedOf as contributionsOf } from '../../src/domain/counting.ts'
import type { AnyEntry, Recorded } from '../../src/domain/entry.ts'
import { type MeasureName, measureOf } from '../../src/domain/measures.ts'
import { lastMonthOf } from '../../src/domain/period.ts'
import { entry, recordedAs } from './spec.ts'

/** What counts of a life that was told in these entries. */
export function countedOf(...entries: AnyEntry[]): Cells {
  return cellsOf(entries.map(recordedAs))
}

export function cellsOf(recorded: readonly Recorded<AnyEntry>[]): Cells {
  return cells(contributionsOf(recorded))
}

/** Where to look: `2026-03`, `2026-Q1` or `2026`; the total, or `'lifeArea home'`; in any area, or one. */
export interface Look {
  measure: MeasureName
  period: string
  in?: string
  area?: string
}

/** How many people, and how much, there are where one looks; for what is so "now", at the end of the period. */
export function look(cells: Cells, { measure, period, in: line = '', area }: Look): { people: number; amount: number } {
  const [dim = '', key = ''] = line.split(' ')
  const found = [...cells]
    .map(([name, count]) => ({ ...cellNamed(name), ...count }))
    .filter((cell) => cell.measure === measure && cell.dim === dim && cell.key === key && (area === undefined || cell.area === area))
    .filter((cell) => (measureOf(measure).kind === 'now' ? cell.period <= lastMonthOf(period) : cell.period === period))
  return {
    people: found.reduce((sum, { people }) => sum + people, 0),
    amount: Math.round(found.reduce((sum, { amount }) => sum + amount, 0) * 100) / 100,
  }
}

/** An entry of that day, said and led by the person unless it says otherwise. */
export function told(day: string, type: string, facts: object = {}, more: Partial<AnyEntry> = {}): AnyEntry {
  return entry(type, { happened: { from: day }, facts, ...more })
}

/** Somebody of Quayside, born in 1960, met on 10 January 2024. */
export const met = told('2024-01-10', 'PersonMet', { area: 'X10000101', howTheyCame: 'self', birthYear: 1960 })

/** How many people count, period by period; in the total, or in a key such as `'lifeArea home'`; anywhere, or in one area. */
export function people(cells: Cells, measure: MeasureName, periods: readonly string[], line = '', area?: string): number[] {
  return periods.map((period) => look(cells, { measure, period, in: line, ...(area !== undefined && { area }) }).people)
}

/** How many people there are and how much of it, period by period: `[people, amount]`. */
export function amounts(cells: Cells, measure: MeasureName, periods: readonly string[], line = ''): [number, number][] {
  return periods.map((period) => {
    const { people, amount } = look(cells, { measure, period, in: line })
    return [people, amount]
  })
}
