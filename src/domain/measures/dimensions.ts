import { StepAgreed } from '../goal.ts'
import {
  decidedBy,
  decisionAbout,
  ledBy,
  lifeArea,
  neverAsked,
  personWanted,
  saidByWho,
  saysOfCompromise,
  sector,
  turnedAway,
  whyUnmet,
  workerRole,
} from '../lists.ts'
import { direction } from '../pace.ts'

/** How old people are at the end of a period, by the year they were born in alone: somebody is 18 from January of the year they turn 18. */
export const ageBand = ['under-18', '18-64', '65+', 'not-known'] as const
export type AgeBand = (typeof ageBand)[number]

/** For how many months something has been open. A want that opens again begins anew. */
export const openFor = ['0-3', '3-6', '6-12', '12+'] as const

/** Two sectors, whichever was first; one may stand there twice, for two organisations of it. */
export const pair: readonly string[] = sector.flatMap((one, i) => sector.slice(i).map((other) => pairOf(one, other)))

/** The key of two sectors: the one that is listed first is first. */
export function pairOf(a: (typeof sector)[number], b: (typeof sector)[number]): string {
  return sector.indexOf(a) <= sector.indexOf(b) ? `${a}+${b}` : `${b}+${a}`
}

/** What a measure can be broken down by, and every key it then has. A person in two keys counts in both, so keys need not add up. */
export const dimensions = {
  lifeArea,
  sector,
  neverAsked,
  why: [...whyUnmet, 'not-answered'],
  openFor,
  wantedSector: sector,
  givenSector: sector,
  says: saysOfCompromise,
  /** Whose word a rating is. */
  ratedBy: saidByWho,
  ledBy,
  direction,
  /** Who was to take a step. */
  who: StepAgreed.facts.shape.who.options,
  decidedBy,
  personWanted,
  /** What was decided on. */
  about: decisionAbout,
  /** The sector handed over from, and the one handed over to. */
  from: sector,
  to: sector,
  /** The sector that turned somebody away. */
  by: sector,
  reason: turnedAway,
  pair,
  role: workerRole,
  age: ageBand,
} as const satisfies Record<string, readonly string[]>
export type Dimension = keyof typeof dimensions

/** Dimensions that break down by several at once: a key is one of each, with `/` between. */
export const composites: Partial<Record<Dimension, readonly Dimension[]>> = {}
