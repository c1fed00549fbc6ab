import type { Entry } from '../../src/domain/catalogue.ts'
import type { AnyEntry, Retold, SaidBy } from '../../src/domain/entry.ts'
import type { Day, Happened, Id } from '../../src/domain/values.ts'

/** What everything in a profile rests on: the entries, whose words they are, since when, and when it was last heard. */
export interface Rests {
  entries: Id[]
  saidBy: SaidBy
  /** A worker typed it for the person. */
  toldBy?: 'worker'
  ledBy?: string
  since: Happened
  lastHeard: Day
  /** The day looked at lies inside the days it speaks of: it is only about then. */
  about?: true
}

/** An entry of one kind, as a retelling gives it. */
export type Told<T extends Entry['type']> = Retold<Extract<Entry, { type: T }>>

/** What some entries do to a part of the profile. A misspelt entry does not compile. */
export type On<Part> = { readonly [T in Entry['type']]?: (part: Part, entry: Told<T>) => Part }

/** What a thing rests on when it is first told. */
export function restsOn(entry: Retold): Rests {
  return {
    entries: [entry.id],
    ...said(entry),
    ...(entry.ledBy !== undefined && { ledBy: entry.ledBy }),
    since: entry.happened,
    lastHeard: heardOn(entry),
    ...(entry.about && { about: true as const }),
  }
}

/** What a thing rests on that begins with this entry; what was told of it from before is kept among the entries. */
export function begunBy(entry: Retold, before: { entries?: Id[] | undefined } | undefined): Rests {
  return { ...restsOn(entry), entries: [...(before?.entries ?? []), entry.id] }
}

/** The same thing, heard of once more. */
export function restsAlsoOn(rests: Rests, entry: Retold): Rests {
  return { ...rests, entries: [...rests.entries, entry.id], lastHeard: later(rests.lastHeard, heardOn(entry)) }
}

/** Whose words an entry is: absent means the worker who wrote it. */
export function said(entry: Retold): { saidBy: SaidBy; toldBy?: 'worker' } {
  const saidBy = entry.saidBy ?? { who: 'worker' as const }
  return { saidBy, ...(saidBy.who === 'person' && entry.record.by.role !== 'person' && { toldBy: 'worker' as const }) }
}

/** The last day it was heard: of the days it speaks of the last one, but no later than it was written down. */
export function heardOn(entry: Retold<AnyEntry>): Day {
  return entry.span.last < entry.writtenOn ? entry.span.last : entry.writtenOn
}

/**
 * The things with this one in its place, or after all of them where it has none (−1). In lists, for a long story does this often: to copy an object of
 * as many keys takes ten times as long.
 */
export function withThing<T>(things: readonly T[], place: number, thing: T): T[] {
  return place === -1 ? [...things, thing] : things.with(place, thing)
}

/** The person's own before anybody's; otherwise as told. */
export function ownFirst<T extends { saidBy: SaidBy }>(things: readonly T[]): T[] {
  return [...things.filter(({ saidBy }) => saidBy.who === 'person'), ...things.filter(({ saidBy }) => saidBy.who !== 'person')]
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b
}
