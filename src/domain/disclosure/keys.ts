import { isPlain } from '../measures/dimensions.ts'
import { composites, type Dimension, dimensions, type MeasureName, measureOf } from '../measures.ts'

/** What the key of a total is called, and its dimension. */
export const total = ''

/** The dimensions that a dimension is made of: itself, or several. */
export function partsOf(dim: Dimension | typeof total): readonly Dimension[] {
  if (dim === total) return []
  return isPlain(dim) ? [dim] : composites[dim]
}

/** The dimensions of a measure that are broken down one step further by this one; the total, where there is none. */
export function coarserThan(measure: MeasureName, dim: Dimension): (Dimension | typeof total)[] {
  const lies = (one: Dimension, other: Dimension) => one !== other && partsOf(one).every((part) => partsOf(other).includes(part))
  const coarser = measureOf(measure).dimensions.filter((other) => lies(other, dim))
  const nearest = coarser.filter((one) => !coarser.some((other) => lies(one, other)))
  return nearest.length > 0 ? nearest : [total]
}

/** The key, in a coarser dimension, of those who are in this key. */
export function coarserKey(dim: Dimension, key: string, coarser: Dimension | typeof total): string {
  if (coarser === total) return total
  const keys = key.split('/')
  return partsOf(coarser)
    .map((part) => keys[partsOf(dim).indexOf(part)])
    .join('/')
}

/** Everybody is of one age, whatever else there is of them: where a dimension breaks down further by age alone, its keys are of different people. */
export function areApart(dim: Dimension, coarser: Dimension | typeof total): boolean {
  const more = partsOf(dim).filter((part) => !partsOf(coarser).includes(part))
  return more.length === 1 && (more[0] === 'age' || more[0] === 'adultAge')
}

/** Every key of a dimension; of a total its one. */
export function keysOf(dim: Dimension): readonly string[] {
  return dimensions[dim]
}
