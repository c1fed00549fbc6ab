import type { MeasureName } from '../measures.ts'
import type { Dimension } from './dimensions.ts'

/** Cells of a measure: its total, all keys of a dimension (the same key on both sides), or one key. */
export interface Side {
  measure: MeasureName
  dim?: Dimension
  key?: string
}

/**
 * What holds between the people of different measures, in every area and period. `within`: each part lies within the whole; `apart`: the parts are of different
 * people and lie within it, so that their sum does too; `same`: they are the same people.
 */
export interface Between {
  parts: readonly Side[]
  whole: Side
  kind: 'within' | 'apart' | 'same'
  because: string
}

/** Everything that holds between different measures. */
export const between: readonly Between[] = [
  {
    parts: [{ measure: 'wants-never-asked' }],
    whole: { measure: 'wants-voiced' },
    kind: 'within',
    because: 'whoever voiced a want that was never asked for voiced a want',
  },
]
