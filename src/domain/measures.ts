import { changeMeasures } from './measures/changes.ts'
import { goalMeasures } from './measures/goals.ts'
import type { Measure } from './measures/measure.ts'
import { carerMeasures, listeningMeasures, peopleMeasures } from './measures/people.ts'
import { reachMeasures } from './measures/reach.ts'
import { doingMeasures, serviceMeasures } from './measures/services.ts'
import { supportMeasures } from './measures/supports.ts'
import { wantMeasures } from './measures/wants.ts'

export {
  type AdultAge,
  type AgeBand,
  adultAge,
  ageBand,
  type Composite,
  composites,
  type Dimension,
  dimensions,
  notSaid,
  openFor,
  type PlainDimension,
} from './measures/dimensions.ts'
export type { Measure, Unit } from './measures/measure.ts'

/** Every measure there is. Which entries make it is in `counting`; `docs/measures.md` says it in plain words. */
export const measures = {
  ...peopleMeasures,
  ...goalMeasures,
  ...wantMeasures,
  ...supportMeasures,
  ...reachMeasures,
  ...changeMeasures,
  ...doingMeasures,
  ...listeningMeasures,
  ...serviceMeasures,
  ...carerMeasures,
} as const satisfies Record<string, Measure>
export type MeasureName = keyof typeof measures

/** The names of all measures, in the order they are listed. */
export const measureNames = Object.keys(measures) as MeasureName[]

/** What is known of a measure by its name. */
export function measureOf(name: MeasureName): Measure {
  return measures[name]
}
