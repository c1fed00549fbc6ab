import type { AgeBand } from './measures.ts'
import type { Shown, WhyNot } from './shown.ts'
import { type Share, shareOf, toFourPlaces } from './wilson.ts'

// What a sector reaches, and whether it is used more than wanted: worked from what was published, and from nothing else.

/** A share with its interval; or none, and why. */
export type ShownShare = Share | { value: null; why: WhyNot }

/** Of the people whom reach is asked of: how many, how many of them have a goal that is heard of, and with how many of those it moves. */
export interface Reached {
  supported: Shown
  heard: Shown
  moved: Shown
}

/** The same as shares: of the supported those heard, and of the heard those who moved. */
export interface Reach {
  heardShare: ShownShare
  reach: ShownShare
}

export function reachOf({ supported, heard, moved }: Reached): Reach {
  return { heardShare: shownShare(heard, supported), reach: shownShare(moved, heard) }
}

/** A share of two published numbers. Where one of them is not shown, there is none. */
export function shownShare(some: Shown, all: Shown): ShownShare {
  for (const one of [all, some]) if (one.value === null) return one
  return shareOf(some.value ?? 0, all.value ?? 0) ?? { value: null, why: 'withheld' }
}

/** What part of all something is, with no interval: hours and pounds are no people. */
export function partOf(some: Shown, all: Shown): Shown {
  for (const one of [all, some]) if (one.value === null) return one
  return all.value ? { value: toFourPlaces(Math.min(1, (some.value ?? 0) / all.value)) } : { value: null, why: 'withheld' }
}

/** How a sector stands to the whole area in one age band. */
export type Standing = 'below' | 'not-below' | 'too-few-heard' | WhyNot

/** Where fewer of the supported are heard of than this, nothing is said of how many move. */
const enoughHeard = 0.5

/** `below` where the whole interval lies below the area's share in that band. Nothing can be said where fewer than half are heard of. */
export function standingOf(here: Reach, area: Reach): Standing {
  if (here.heardShare.value === null) return here.heardShare.why
  if (here.heardShare.value < enoughHeard) return 'too-few-heard'
  for (const share of [here.reach, area.reach]) if (share.value === null) return share.why
  return 'high' in here.reach && here.reach.high < (area.reach.value ?? 0) ? 'below' : 'not-below'
}

/** Compromises into a sector that somebody did not want, beside those of people who wanted it and were given another. */
export interface Wanted {
  into: Shown
  away: Shown
}

export interface UsedAsWanted {
  /** Of both, the share that goes into the sector. */
  intoShare: ShownShare
  /** Whether more go into it than away from it; null where one of them is not shown. */
  usedMoreThanWanted: boolean | null
}

export function usedAsWanted({ into, away }: Wanted): UsedAsWanted {
  const both: Shown = into.value === null ? into : away.value === null ? away : { value: into.value + away.value }
  return {
    intoShare: shownShare(into, both),
    usedMoreThanWanted: into.value === null || away.value === null ? null : into.value > away.value,
  }
}

/** Whether a sector is named as one that is used more than wanted and reaches little, and why or why not. */
export interface Verdict {
  named: boolean
  because: 'used-more-than-wanted-and-below' | 'never-named' | 'not-below' | 'not-used-more-than-wanted' | 'too-few-heard' | WhyNot
}

/** What is no service, and what is there for everybody, is never named. */
const neverNamed: readonly string[] = ['family-and-friends', 'community', 'universal']

/**
 * A sector is named only where it is used more than wanted, and where in every age band that anything can be said of it lies below the area: one band in which
 * it reaches as many as elsewhere is enough for it not to be named.
 */
export function verdictOf(sector: string, { bands, used }: { bands: readonly Standing[]; used: UsedAsWanted }): Verdict {
  if (neverNamed.includes(sector)) return { named: false, because: 'never-named' }
  if (bands.includes('not-below')) return { named: false, because: 'not-below' }
  if (used.usedMoreThanWanted === false) return { named: false, because: 'not-used-more-than-wanted' }
  if (!bands.includes('below')) {
    const because = (['too-few-heard', 'withheld'] as const).find((why) => bands.includes(why))
    return { named: false, because: because ?? 'not-yet-in' }
  }
  return used.usedMoreThanWanted ? { named: true, because: 'used-more-than-wanted-and-below' } : { named: false, because: 'withheld' }
}

/** What can be said of one age band. */
export interface Band extends Reached, Reach {
  age: AgeBand
  areaReach: ShownShare
  standing: Standing
}
