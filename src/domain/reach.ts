import type { AdultAge } from './measures.ts'
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

/** People who were given a sector and wanted something else, people who wanted it and were given something else, and both together, each once. */
export interface Wanted {
  into: Shown
  away: Shown
  about: Shown
}

export interface UsedAsWanted {
  /** Of all whom a compromise about the sector was made with, those who were given it. */
  intoShare: ShownShare
  /** Whether those are more than the others; null where that cannot be told. */
  usedMoreThanWanted: boolean | null
}

/** Where those who were given it, or those who went without, are too few to be shown, the others and all of them can still tell which are more. */
export function usedAsWanted({ into, away, about }: Wanted): UsedAsWanted {
  const intoShare = shownShare(into, about)
  const awayShare = shownShare(away, about)
  if (intoShare.value !== null) return { intoShare, usedMoreThanWanted: intoShare.value > 0.5 }
  return { intoShare, usedMoreThanWanted: awayShare.value !== null && awayShare.value >= 0.5 ? false : null }
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
  age: AdultAge
  areaReach: ShownShare
  standing: Standing
}
