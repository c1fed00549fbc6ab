import { plainly } from '../words.ts'
import type { Shown } from './in-short.ts'
import { sharedOut } from './tables.ts'

interface Gap {
  open: Shown
  neverAsked: (Shown & { period: string })[]
}

/** Gaps, as the room answers them. */
export interface Gaps {
  total: Gap
  lifeAreas: (Gap & { lifeArea: string })[]
  sectors: (Gap & { sector: string; people: Shown; hours: Shown; cost: Shown })[]
  gaps: (Gap & {
    lifeArea: string
    sector: string
    why: { why: string; value: number }[]
    neverAskedBecause: { neverAsked: string; points: (Shown & { period: string })[] }[]
  })[]
}

/** How dark a cell is, from 1 to 4: by quarters of the most people there are in any. */
export function shadeOf(value: number, most: number): number {
  return Math.min(4, Math.max(1, Math.ceil((value / most) * 4)))
}

/** Open wants as a table of life areas by sectors: of those alone of which anything is shown, since a table of blanks says nothing. */
export function heatOf({ total, lifeAreas, sectors, gaps }: Gaps) {
  const cells = new Map(gaps.map((gap) => [`${gap.lifeArea} ${gap.sector}`, gap.open]))
  const most = Math.max(1, ...gaps.map(({ open }) => open.value ?? 0))
  // What is not listed is withheld, or not yet in where the total is.
  const unlisted: Shown = { value: null, why: total.open.why === 'not-yet-in' ? 'not-yet-in' : 'withheld' }
  const named = new Set(gaps.map(({ lifeArea }) => lifeArea))
  const from = new Set(gaps.map(({ sector }) => sector))
  const listed: { sector: string; open?: Shown }[] = sectors.filter(({ sector, open }) => open.value !== null || from.has(sector))
  // Where it would come from may not have been said: of that alone nobody counts how many there are in all.
  const others = [...from].filter((sector) => sectors.every((one) => one.sector !== sector)).map((sector) => ({ sector, open: undefined }))
  const columns = [...listed, ...others]
  return {
    columns: columns.map(({ sector, open }) => ({ name: plainly(sector), open })),
    rows: lifeAreas
      .filter(({ lifeArea, open }) => open.value !== null || named.has(lifeArea))
      .map(({ lifeArea, open }) => ({
        name: plainly(lifeArea),
        open,
        cells: columns.map(({ sector }) => {
          const cell = cells.get(`${lifeArea} ${sector}`) ?? unlisted
          return { ...cell, ...(cell.value !== null && { shade: shadeOf(cell.value, most) }) }
        }),
      })),
  }
}

/** How many kinds of support stand beside each other in one table. */
const columnsInTable = 8

/** The same in tables that are no wider than paper: each with the names of the rows and their totals. */
export function heatTables({ columns, rows }: ReturnType<typeof heatOf>) {
  const at = columns.map((_, i) => i)
  // Where no kind of support is shown there is still how many want something.
  return (at.length === 0 ? [[]] : sharedOut(at, columnsInTable)).map((some) => ({
    columns: some.flatMap((i) => columns[i] ?? []),
    rows: rows.map(({ name, open, cells }) => ({ name, open, cells: some.flatMap((i) => cells[i] ?? []) })),
  }))
}
