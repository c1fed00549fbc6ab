import type { Cell, Count } from '../counting/cells.ts'
import { measureOf } from '../measures.ts'
import { type Month, monthNumbered, numberOf } from '../period.ts'
import type { Land } from './areas.ts'
import { addTo, lineOn, type Sheet, sheetNamed, sheetOf } from './sheet.ts'

type Learnt = Cell & Count

/** Puts what was learnt on the sheets it counts on. */
export interface Counter {
  sheetFor(name: string): Sheet
  /** The place of a cell on its sheet; undefined where its area is not known here. */
  placeOf(cell: Cell): number | undefined
  /** Counts, of what is so "now" up to the end of a month. Gives the names of the sheets on which something changed. */
  count(learnt: readonly Learnt[], upTo: Month): Set<string>
}

export function counter(land: Land, sheets: Map<string, Sheet>): Counter {
  /** What was learnt of months that have not come yet. */
  const coming = new Map<Month, Learnt[]>()
  let opened: Month | undefined

  const sheetFor = (name: string) => {
    const sheet = sheets.get(name) ?? sheetNamed(name, land.codes.length)
    sheets.set(name, sheet)
    return sheet
  }
  const placeIn = (sheet: Sheet, area: number, period: string) => area * sheet.periods.length + sheet.periods.indexOf(period)

  /** Somebody counts in the area responsible for them and in every area it lies in. */
  const add = (sheet: Sheet, period: string, cell: Learnt) => {
    const line = lineOn(sheet, cell)
    for (let area = land.placeOf.get(cell.area) ?? -1; area >= 0; area = land.parents[area] as number) {
      addTo(line, placeIn(sheet, area, period), cell)
    }
  }

  const comes = (cell: Learnt) => {
    const there = coming.get(cell.period)
    if (there) there.push(cell)
    else coming.set(cell.period, [cell])
  }

  /** A month begins as the one before it ended. */
  const open = (month: Month, touched: Set<string>) => {
    const sheet = sheetFor(month)
    touched.add(month)
    for (const line of sheets.get(monthNumbered(numberOf(month) - 1))?.lines.values() ?? []) {
      const next = lineOn(sheet, line)
      next.people.set(line.people)
      next.amounts.set(line.amounts)
      next.squares.set(line.squares)
    }
    for (const cell of coming.get(month) ?? []) add(sheet, month, cell)
    coming.delete(month)
    opened = month
  }

  return {
    sheetFor,
    placeOf(cell) {
      const area = land.placeOf.get(cell.area)
      return area === undefined ? undefined : placeIn(sheetFor(sheetOf(cell)), area, cell.period)
    },
    count(learnt, upTo) {
      const touched = new Set<string>()
      for (const cell of learnt) {
        const isNow = measureOf(cell.measure).kind === 'now'
        if (!isNow) {
          add(sheetFor(sheetOf(cell)), cell.period, cell)
          touched.add(sheetOf(cell))
        } else if (opened === undefined || cell.period > opened) comes(cell)
        else {
          for (let at = numberOf(cell.period); at <= numberOf(opened); at += 1) {
            const month = monthNumbered(at)
            add(sheetFor(month), month, cell)
            touched.add(month)
          }
        }
      }
      const first = opened === undefined ? [...coming.keys()].sort()[0] : monthNumbered(numberOf(opened) + 1)
      for (let at = numberOf(first ?? upTo); first !== undefined && at <= numberOf(upTo); at += 1) open(monthNumbered(at), touched)
      return touched
    },
  }
}
