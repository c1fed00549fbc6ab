import { lifeArea, saysOfCompromise, sector, whyUnmet } from './lists.ts'

/** How old people are at the end of a period, by the year they were born in alone: somebody is 18 from January of the year they turn 18. */
export const ageBand = ['under-18', '18-64', '65+', 'not-known'] as const
export type AgeBand = (typeof ageBand)[number]

/** For how many months a want has been open. One that opens again begins anew. */
export const openFor = ['0-3', '3-6', '6-12', '12+'] as const

/** What a measure can be broken down by, and every key it then has. A person in two keys counts in both, so keys need not add up. */
export const dimensions = {
  lifeArea,
  sector,
  why: [...whyUnmet, 'not-answered'],
  openFor,
  wantedSector: sector,
  givenSector: sector,
  says: saysOfCompromise,
  age: ageBand,
} as const satisfies Record<string, readonly string[]>
export type Dimension = keyof typeof dimensions

/** What a number counts. Whatever it is, there are people behind it. */
export type Unit = 'people' | 'entries' | 'hours' | 'GBP'

/** One thing that commissioners can count. */
export interface Measure {
  meaning: string
  unit: Unit
  /** `flow`: what happened in a period, each person once in it. `now`: what was so at the end of its last day. */
  kind: 'flow' | 'now'
  dimensions: readonly Dimension[]
  /** Which way is better, where there is one. */
  direction: 'increase' | 'decrease' | 'neutral'
}

/** Every measure there is. Which entries make it is in `counting`. */
export const measures = {
  'people-met': {
    meaning: 'People whose story began to be told here',
    unit: 'people',
    kind: 'flow',
    dimensions: ['age'],
    direction: 'neutral',
  },
  'people-heard': {
    meaning: 'People with a conversation',
    unit: 'people',
    kind: 'flow',
    dimensions: ['age'],
    direction: 'increase',
  },
  'goals-voiced': {
    meaning: 'People with a goal that was voiced, whoever it was that voiced it',
    unit: 'people',
    kind: 'flow',
    dimensions: ['lifeArea', 'age'],
    direction: 'neutral',
  },
  'goals-nearer': {
    meaning: 'People who came nearer to a goal of their own: the latest that was said of it, their own word before anybody’s',
    unit: 'people',
    kind: 'flow',
    dimensions: ['lifeArea', 'age'],
    direction: 'increase',
  },
  'goals-held': {
    meaning:
      'People who held on to something of their own that they want to keep: the latest that was said of it, their own word before anybody’s',
    unit: 'people',
    kind: 'flow',
    dimensions: ['lifeArea', 'age'],
    direction: 'increase',
  },
  'goals-further': {
    meaning: 'People from whom a goal of their own moved further away: the latest that was said of it, their own word before anybody’s',
    unit: 'people',
    kind: 'flow',
    dimensions: ['lifeArea', 'age'],
    direction: 'decrease',
  },
  'goals-reached': {
    meaning: 'People who reached a goal of their own: the latest that was said of it, their own word before anybody’s',
    unit: 'people',
    kind: 'flow',
    dimensions: ['lifeArea', 'age'],
    direction: 'increase',
  },
  'goals-let-go': {
    meaning: 'People who left a goal for now; it says nothing about how they did',
    unit: 'people',
    kind: 'flow',
    dimensions: ['lifeArea', 'age'],
    direction: 'neutral',
  },
  'wants-voiced': {
    meaning: 'People who said what would have to be there, whether or not there is such a thing',
    unit: 'people',
    kind: 'flow',
    dimensions: ['lifeArea', 'sector', 'age'],
    direction: 'neutral',
  },
  'wants-open': {
    meaning: 'People with a want that is neither met nor let go; one met by a support opens again when that support ends',
    unit: 'people',
    kind: 'now',
    dimensions: ['lifeArea', 'sector', 'why', 'openFor', 'age'],
    direction: 'decrease',
  },
  supported: {
    meaning: 'People with a support that has started, has not ended and is not paused, paid or not',
    unit: 'people',
    kind: 'now',
    dimensions: ['sector', 'age'],
    direction: 'neutral',
  },
  'hours-per-week': {
    meaning: 'Hours in a week of all supports that are running, where they were said',
    unit: 'hours',
    kind: 'now',
    dimensions: ['sector', 'age'],
    direction: 'neutral',
  },
  'compromises-made': {
    meaning: 'People who were given something else than they wanted',
    unit: 'people',
    kind: 'flow',
    dimensions: ['wantedSector', 'givenSector', 'says', 'age'],
    direction: 'decrease',
  },
} as const satisfies Record<string, Measure>
export type MeasureName = keyof typeof measures

/** The names of all measures, in the order they are listed. */
export const measureNames = Object.keys(measures) as MeasureName[]

/** What is known of a measure by its name. */
export function measureOf(name: MeasureName): Measure {
  return measures[name]
}
