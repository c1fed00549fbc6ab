import type { Rows, Unit } from './part.ts'
import { table } from './table.ts'

/** The rows as a table on a screen. */
export function shown(rows: Rows): string {
  const { heading, cells, isWords } = cellsOf(rows)
  return table(heading, cells, isWords)
}

/** The rows as a table in a document. */
export function written(rows: Rows): string {
  const { heading, cells, isWords } = cellsOf(rows)
  const rule = heading.map((_, column) => (isWords(column) ? ':--' : '--:'))
  return [heading, rule, ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function cellsOf({ columns, rows }: Rows) {
  const units = Object.entries(columns)
  return {
    heading: units.map(([name, unit]) => (unit === 'words' || unit === 'times' || unit === 'thousandths' ? name : `${name}, ${unit}`)),
    cells: rows.map((row) => units.map(([name, unit]) => cell(row[name], unit))),
    isWords: (column: number) => units[column]?.[1] === 'words',
  }
}

function cell(value: string | number | undefined, unit: Unit): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return value
  if (unit === 'ms') return value.toFixed(1)
  if (unit === 'times') return `${value.toFixed(2)} ×`
  if (unit === 'thousandths') return `${value.toFixed(3)} ×`
  return value.toFixed(0)
}
