import { between, covered, keysIn } from '../measures/between.ts'
import type { Dimension, MeasureName } from '../measures.ts'
import { measureOf } from '../measures.ts'
import { coarserKey, coarserThan, keysOf, total } from './keys.ts'
import { type Line, lineNamed, type Sheet } from './sheet.ts'
import { star } from './symbols.ts'

/** A line that takes part in finding out what can be told. */
export interface PartLine {
  line: Line
  /** How many lines it stands for. */
  times: number
  /** Whether it takes part for such lines, and has no true numbers of its own. */
  forOthers: boolean
  /** The line of the total of its measure. */
  total: number
  /** The lines that it is a breakdown of. */
  coarser: readonly number[]
}

/** The lines that take part, by their places, and where to find one. */
export interface Lines {
  all: readonly PartLine[]
  find(measure: MeasureName, dim?: string, key?: string): number | undefined
}

/**
 * Which lines of a sheet take part. A key in which no number stands for anybody, in no measure and no area, is like any other such key: one takes part for all
 * that are broken down from the same lines. That there is such a key is known from the lists, so that nothing is told by it. `begin` makes a line with nobody on it.
 */
export function linesOf(
  sheet: Sheet,
  measures: readonly MeasureName[],
  begin: (cell: Pick<Line, 'measure' | 'dim' | 'key'>) => Line,
): Lines {
  const live = liveKeys(sheet, measures)
  const all: PartLine[] = []
  const places = new Map<string, number>()
  const find = (measure: MeasureName, dim = '', key = '') => places.get(lineNamed(measure, dim, key))
  const add = (line: Line, { times, coarser }: Pick<PartLine, 'times' | 'coarser'>, forOthers = false) => {
    all.push({ line, times, forOthers, total: find(line.measure) ?? all.length, coarser })
    return all.length - 1
  }
  const lineAt = (measure: MeasureName, dim: string, key: string) =>
    sheet.lines.get(lineNamed(measure, dim, key)) ?? begin({ measure, dim, key })

  for (const measure of measures) {
    // One of which nobody is told takes part too: others of the lot may tell of it.
    places.set(lineNamed(measure), add(lineAt(measure, total, total), { times: 1, coarser: [] }))
    // A dimension stands after those that it breaks down further.
    for (const dim of [...measureOf(measure).dimensions].sort((a, b) => depth(measure, a) - depth(measure, b))) {
      const alike = new Map<string, { key: string; times: number; coarser: number[] }>()
      for (const key of keysOf(dim)) {
        const coarser = isApart(measure, dim)
          ? []
          : coarserThan(measure, dim).flatMap((other) => find(measure, other, coarserKey(dim, key, other)) ?? [])
        if (live.has(`${dim}|${key}`)) places.set(lineNamed(measure, dim, key), add(lineAt(measure, dim, key), { times: 1, coarser }))
        else if (coarser.length > 0) {
          const kind = coarser.join()
          const one = alike.get(kind)
          if (one) one.times += 1
          else alike.set(kind, { key, times: 1, coarser })
        }
      }
      for (const { key, ...they } of alike.values()) add(begin({ measure, dim, key }), they, true)
    }
  }
  return { all, find }
}

function depth(measure: MeasureName, dim: Dimension): number {
  const above = coarserThan(measure, dim).flatMap((other) => (other === total ? [] : [depth(measure, other)]))
  return 1 + Math.max(0, ...above)
}

export function isApart(measure: MeasureName, dim: Dimension): boolean {
  return measureOf(measure).apart?.includes(dim) === true
}

/**
 * Keys for which a number stands somewhere; and those that make up such a number together, where measures are held against each other: what is left for one of
 * them is told by the others.
 */
function liveKeys(sheet: Sheet, measures: readonly MeasureName[]): Set<string> {
  const live = new Set<string>()
  const lives = new Set<string>()
  for (const { measure, dim, key, symbols } of sheet.lines.values()) {
    if (!measures.includes(measure) || symbols.every((symbol) => symbol === star)) continue
    lives.add(lineNamed(measure, dim, key))
    if (dim !== total) live.add(`${dim}|${key}`)
  }
  for (const { parts, whole } of [...between.filter(({ kind }) => kind !== 'within'), ...covered]) {
    for (const each of keysIn(whole)) {
      if (!lives.has(lineNamed(whole.measure, whole.dim, whole.key ?? each))) continue
      for (const { dim, key = each } of parts) if (dim !== undefined) live.add(`${dim}|${key}`)
    }
  }
  return live
}
