import { type MeasureName, measureOf } from '../../src/domain/measures.ts'
import { monthNumbered, numberOf } from '../../src/domain/period.ts'

/** The months for which it is said what was so. */
export const months = { from: '2023-12', to: '2026-03' } as const

/**
 * The answers of a measure, as they are written down by hand: a line for each place (its total), and one for each key of a dimension (in
 * the county). A place or a key with no line is one in which nobody ever counts; only districts may be left out, being their wards
 * together. Behind the line the periods in which somebody counts, with how many people; `19/9` are 19 entries, or hours, or pounds, of 9
 * people. Where nobody counts nothing is written. What is behind a `#` says why.
 *
 *     county               2024-02 2024-Q1 2024 2, 2025-11 1     two in that month, that quarter and that year, one in that month
 *     lifeArea fun         2024-03..06 1, 2025-12.. 1            at the end of each month from March to June, and from December on
 */
export type Answers = Readonly<Partial<Record<MeasureName, string>>>

/** What is counted, or should be, line by line and period by period: `'county' → '2024-03' → '2'`; `'age 65+' → …`. */
export type Table = Map<string, Map<string, string>>

export function tableOf(measure: MeasureName, text: string): Table {
  const table: Table = new Map()
  for (const written of text.split('\n').map((line) => line.replace(/#.*/, '').trim())) {
    if (written === '') continue
    const [, line = '', counts = ''] = /^(.+?)\s{2,}(\S.*)$/.exec(written) ?? []
    if (line === '' || table.has(line)) throw new Error(`${measure}: not understood, or there twice: ${written}`)
    table.set(line, periodsOf(measure, counts))
  }
  return table
}

function periodsOf(measure: MeasureName, counts: string): Map<string, string> {
  const periods = new Map<string, string>()
  for (const part of counts.split(',')) {
    const words = part.trim().split(/\s+/)
    const value = words.pop() ?? ''
    if (words.length === 0 || !/^\d+(\.\d+)?(\/\d+)?$/.test(value)) throw new Error(`${measure}: not understood: ${part}`)
    for (const period of words.flatMap((word) => each(measure, word))) {
      if (periods.has(period)) throw new Error(`${measure}: ${period} is there twice: ${counts}`)
      periods.set(period, value)
    }
  }
  return periods
}

/** `2024-03..06` is March to June, `2024-11..2025-02` November to February, `2025-12..` from December on. */
function each(measure: MeasureName, word: string): string[] {
  const [from = '', end] = word.split('..')
  const now = measureOf(measure).kind === 'now'
  if (!(now ? /^\d{4}-\d\d$/ : /^\d{4}(-\d\d|-Q[1-4])?$/).test(from)) throw new Error(`${measure}: no such period: ${word}`)
  if (end === undefined) return [from]
  const to = end === '' ? months.to : end.length === 2 ? `${from.slice(0, 5)}${end}` : end
  if (!/^\d{4}-\d\d$/.test(to) || to < from) throw new Error(`${measure}: no such period: ${word}`)
  return monthsUpTo(from, to)
}

export function monthsUpTo(from: string, to: string): string[] {
  return Array.from({ length: numberOf(to) - numberOf(from) + 1 }, (_, i) => monthNumbered(numberOf(from) + i))
}
