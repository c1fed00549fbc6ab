import { readFileSync } from 'node:fs'

/** One cell of a table: what the row is, what the column is, and what stands there. */
export interface Cell {
  row: string
  column: string
  says: string
}

/** The tables of `docs/access.md` by their heading, cell by cell. */
export function tables(): Map<string, Cell[]> {
  const text = readFileSync(new URL('../../../docs/access.md', import.meta.url), 'utf8')
  const sections = text.split(/^## /m).slice(1)
  return new Map(
    sections.map((section) => [section.slice(0, section.indexOf('\n')), cellsOf(section)] as const).filter(([, cells]) => cells.length > 0),
  )
}

function cellsOf(section: string): Cell[] {
  const [head = [], , ...rows] = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1).map(plain))
  return rows.flatMap(([row = '', ...cells]) => cells.map((says, i) => ({ row, column: head[i + 1] ?? '', says })))
}

function plain(cell: string): string {
  return cell.trim().replaceAll('`', '')
}
