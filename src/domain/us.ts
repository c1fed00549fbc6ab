import type { ToldEntry } from './catalogue.ts'
import type { AnyEntry, Retold } from './entry.ts'
import { type Day, daysAfter, daysBetween } from './values.ts'

/** How many days after something that services did are looked at. */
export const daysLookedAt = 90

/** An entry of a life, and how many days it came after what services did. */
export interface Came {
  entry: Retold
  daysAfter: number
}

/** Something that services did, and what changed in the person's life in the 90 days after. */
export interface Act {
  entry: Retold
  /** The last day that is looked at: 90 days after. */
  until: Day
  /** In order of life. That it came after is all that is said of it. */
  after: readonly Came[]
}

/**
 * What services did, in order of life, and beside each what changed in the person's life after: entries whose first day is 1 to 90 days after its first day.
 * What is of the same day is not after it. Who looks at a life is part of it, so both are shown side by side; what came after is never said to have come from it.
 *
 * Every entry is what services did, or what changed in a life, or neither, so that nothing that services did ever stands among what came after.
 */
export function actsIn(retelling: readonly Retold<AnyEntry>[]): Act[] {
  const lived = retelling.filter((entry) => sideOf(entry) === 'life')
  let next = 0
  return retelling
    .filter((entry) => sideOf(entry) === 'services')
    .map((entry) => {
      const day = entry.span.first
      const until = daysAfter(day, daysLookedAt)
      // Both are in order of life: what is not after this act is not after any later one.
      while (isBy(day, lived[next])) next += 1
      const after: Came[] = []
      for (let i = next; isBy(until, lived[i]); i += 1) after.push(cameAfter(day, lived[i] as Retold))
      return { entry, until, after }
    })
}

function isBy(day: Day, entry: Retold | undefined): boolean {
  return entry !== undefined && entry.span.first <= day
}

function cameAfter(day: Day, entry: Retold): Came {
  return { entry, daysAfter: daysBetween(day, entry.span.first) }
}

type Side = 'services' | 'life'

/** What services did, or what changed in the person's life; undefined where it is neither. */
export function sideOf(entry: Retold<AnyEntry>): Side | undefined {
  const side = sides[entry.type as ToldEntry['type']]
  return typeof side === 'function' ? (side as (entry: Retold<AnyEntry>) => Side | undefined)(entry) : side
}

type Sides = { readonly [T in ToldEntry['type']]?: Side | ((entry: Extract<ToldEntry, { type: T }>) => Side | undefined) }

/** Led by those who are there for their work, or by a rule. Where nobody knows who led it, it is not laid at the services' door. */
const whoLed = ({ ledBy }: Pick<AnyEntry, 'ledBy'>): Side =>
  ledBy === 'worker' || ledBy === 'service' || ledBy === 'rule' ? 'services' : 'life'

/**
 * On which side each kind of entry stands; a kind that is not named here stands on neither.
 *
 * Neither are: PersonMet, which is where the telling begins; ConversationHeld, SupportPlanned and PossibilityShown, which are talk, and what came of them has
 * entries of its own; StillSo, which says that nothing changed; and a conversation that the person missed, which by itself changed nothing in their life.
 */
const sides: Sides = {
  // What a system was seen to do, and what services do by their nature, whoever told of it.
  SystemEffectNoted: 'services',
  TurnedAway: 'services',
  HandedOver: 'services',
  ReviewHeld: 'services',
  WorkerStarted: 'services',
  WorkerLeft: 'services',
  ConcernRaised: 'services',
  ConcernClosed: 'services',
  LabelGiven: 'services',
  StoryRetold: 'services',
  ConversationMissed: ({ facts }) => (facts.by === 'person' ? undefined : 'services'),
  // An attorney is somebody whom the person chose; a deputy is chosen by a court.
  DecisionMade: ({ facts }) => (['person', 'family', 'together', 'attorney'].includes(facts.decidedBy) ? 'life' : 'services'),

  // What changes a home, a support or what somebody has instead of what they wanted: it depends on who led it.
  HomeChanged: whoLed,
  SupportStarted: whoLed,
  SupportAdjusted: whoLed,
  SupportPaused: whoLed,
  SupportResumed: whoLed,
  SupportEnded: whoLed,
  CompromiseMade: whoLed,

  // The person's goals and wants, and what they say of a support, whoever led or said it: each shows who.
  GoalVoiced: 'life',
  GoalReworded: 'life',
  GoalProgressed: 'life',
  GoalPaused: 'life',
  GoalPickedUpAgain: 'life',
  GoalReached: 'life',
  GoalLetGo: 'life',
  StepAgreed: 'life',
  StepTaken: 'life',
  StepLetGo: 'life',
  WantVoiced: 'life',
  WantUnmet: 'life',
  WantMet: 'life',
  WantLetGo: 'life',
  CompromiseLookedAt: 'life',
  SupportDeclined: 'life',
  SupportFitRated: 'life',
  // Who they are, and the people around them.
  WhatMattersNamed: 'life',
  StrengthNamed: 'life',
  AspectSeen: 'life',
  WorryVoiced: 'life',
  TurningPointNamed: 'life',
  NoLongerSo: 'life',
  NameChosen: 'life',
  SelfDescribed: 'life',
  StageCrossed: 'life',
  CircleMemberNamed: 'life',
  CircleMemberLeft: 'life',
  PersonDied: 'life',
}
