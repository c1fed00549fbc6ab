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

/** The bands that reach is asked in. Nobody else has a key, so that these need not add up to a total, and too few of the others hold nothing back. */
export const adultAge = ['18-64', '65+'] as const satisfies readonly AgeBand[]
export type AdultAge = (typeof adultAge)[number]

/** For how many months something has been open. A want that opens again begins anew. */
export const openFor = ['0-3', '3-6', '6-12', '12+'] as const

/** Two sectors, whichever was first; one may stand there twice, for two organisations of it. */
export const pair: readonly string[] = sector.flatMap((one, i) => sector.slice(i).map((other) => pairOf(one, other)))

/** The key of two sectors: the one that is listed first is first. */
export function pairOf(a: (typeof sector)[number], b: (typeof sector)[number]): string {
  return sector.indexOf(a) <= sector.indexOf(b) ? `${a}+${b}` : `${b}+${a}`
}

/** What a measure can be broken down by, one thing at a time. */
const plain = {
  lifeArea,
  sector,
  neverAsked,
  why: [...whyUnmet, 'not-answered'],
  openFor,
  wantedSector: sector,
  givenSector: sector,
  /** Each of the two sectors that a compromise is about: the wanted one and the given one. */
  aboutSector: sector,
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
  /** The sector that somebody left, and the one they came to; who died came to none. */
  outOf: sector,
  into: [...sector, 'died'],
  age: ageBand,
  adultAge,
} as const satisfies Record<string, readonly string[]>
export type PlainDimension = keyof typeof plain

/** In a key of several parts it stands for the sector that nobody named. */
export const notSaid = 'not-said'

/**
 * Several things at once. A key has a part for each of them, in this order, with `/` between: `home/shared-lives/full`. Whoever counts in it counts in each
 * of its parts, and whoever counts in the total counts in one of its keys: where nobody named a sector, that part is `not-said`. A measure that has one of
 * these has each of its parts as a dimension too, and whatever shorter of these the parts make. A measure that
 * is `keyless` in one of them has nobody in it who has no key in a part that is not a sector.
 */
export const composites = {
  sectorAge: ['sector', 'adultAge'],
  lifeAreaSector: ['lifeArea', 'sector'],
  lifeAreaSectorWhy: ['lifeArea', 'sector', 'why'],
  lifeAreaSectorNeverAsked: ['lifeArea', 'sector', 'neverAsked'],
  outOfInto: ['outOf', 'into'],
} as const satisfies Record<string, readonly PlainDimension[]>
export type Composite = keyof typeof composites
export const compositeNames = Object.keys(composites) as Composite[]

/** Whether a dimension is one thing, and not several at once. */
export function isPlain(dim: Dimension): dim is PlainDimension {
  return !(dim in composites)
}

/** The key of several parts. One that nobody named is not said. */
export function keyOf(composite: Composite, parts: Partial<Record<PlainDimension, string | undefined>>): string {
  return composites[composite].map((part) => parts[part] ?? notSaid).join('/')
}

/** What each part of such a key says. */
export function partsOf(composite: Composite, key: string): Partial<Record<PlainDimension, string>> {
  const said = key.split('/')
  return Object.fromEntries(composites[composite].map((part, i) => [part, said[i]]))
}

function keysOf(composite: Composite): string[] {
  const each = composites[composite].map((part): readonly string[] => (part === 'sector' ? [...plain[part], notSaid] : plain[part]))
  return each.reduce<string[]>((keys, part) => keys.flatMap((key) => part.map((said) => (key ? `${key}/${said}` : said))), [''])
}

/** What a measure can be broken down by, and every key it then has. A person in two keys counts in both, so keys need not add up. */
export const dimensions: Readonly<Record<PlainDimension | Composite, readonly string[]>> = {
  ...plain,
  ...(Object.fromEntries(compositeNames.map((name) => [name, keysOf(name)])) as Record<Composite, string[]>),
}
export type Dimension = PlainDimension | Composite
