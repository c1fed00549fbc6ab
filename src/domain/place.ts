import { z } from 'zod'
import { type AnyEntry, defineEntry, type EntryOf, type Recorded } from './entry.ts'
import { placeEventKind, placeEventPace, whyPlaceWithdrawn } from './lists.ts'
import { type Edition, editionOf } from './period.ts'
import { refuse } from './refusal.ts'
import { type Day, type Happened, Id, isAhead, londonDay, type Span, spanOf, Text } from './values.ts'

// What happens to a place and to everybody in it. It is about no person: its words are public and in clear, and stand beside a trend as what was going
// on, never as a label on anybody.

/** Words that anybody may read. Nobody is named in them by an id. */
function PublicText(max: number) {
  return Text(max).refine((text) => !/\{person:/i.test(text), 'public words name no person')
}

/** What an entry about a place does not carry: there is no conversation it came from, and nobody to hold it back from. */
const ofPeople = { saidBy: true, ledBy: true, basis: true, setting: true, partOf: true, because: true, heldBack: true } as const

const noted = defineEntry('PlaceEventNoted', {
  facts: z.strictObject({
    placeEvent: Id.describe('The event. Noted again under the same id it is another account of it, or how it is now'),
    kind: z.enum(placeEventKind),
    pace: z.enum(placeEventPace),
  }),
  words: z.strictObject({
    what: PublicText(2_000).describe('What happened, in public words'),
    whoSays: PublicText(200).describe('Who says so: a newspaper, the council’s minutes, people of the place'),
  }),
})

/** Something happened to a place and to those who live there: something closed, opened, was cut, was paid for, or did harm. */
export const PlaceEventNoted = { ...noted, asked: noted.asked.omit(ofPeople) }

const withdrawn = defineEntry('EntryWithdrawn', {
  facts: z.strictObject({ entry: Id.describe('The entry about this place, or the withdrawal of one'), why: z.enum(whyPlaceWithdrawn) }),
  words: z.strictObject({ reason: PublicText(2_000) }),
  needs: { happened: false },
})

/** An entry about a place should not have been made. It is shown in no later edition; those that were made keep it. */
export const PlaceEntryWithdrawn = { ...withdrawn, asked: withdrawn.asked.omit(ofPeople) }

export const placeEntries = [PlaceEventNoted, PlaceEntryWithdrawn] as const
export type PlaceEntry = EntryOf<(typeof placeEntries)[number]>
export type PlaceEventNoted = EntryOf<typeof PlaceEventNoted>

type Place = readonly Recorded<AnyEntry>[]

/** Whether this version of the service knows every entry of a place; where it does not, it must not write to it. */
export function knowsPlace(place: Place): boolean {
  return place.every(({ type }) => placeEntries.some((kind) => kind.type === type))
}

/** May this be recorded of a place? Gives what to record: the entry, or nothing where it is already so. Throws a `Refusal` where the answer is no. */
export function decideOnPlace(place: Place, entry: PlaceEntry, today: Day): PlaceEntry[] {
  if (entry.happened && isAhead(entry.happened, today)) refuse('not-yet-happened', 'happened')
  if (entry.type === 'PlaceEventNoted') return [entry]
  const { entry: id } = entry.facts
  if (!place.some((other) => other.id === id)) refuse('entry-unknown', 'facts.entry')
  return withdrawnIn(place).has(id) ? [] : [entry]
}

/** An account of a place's event, the days it speaks of, and in which editions it stands: from one, until (not included) another or for good. */
export interface Account {
  entry: Recorded<PlaceEventNoted>
  happened: Happened
  span: Span
  from: Edition
  until?: Edition
}

/**
 * Every account of a place's events that an edition has, in order of the record. An edition has what was noted by the end of its month and not withdrawn
 * by then. What was withdrawn and came back is there for each of the times it stood. `to: "now"` runs to the day it was written down.
 */
export function accountsOf(place: Place): Account[] {
  const months = [...new Set(place.map(editionOf))]
  const accounts: Account[] = []
  const open = new Map<Id, Account>()
  for (const month of months) {
    const known = place.filter((entry) => editionOf(entry) <= month)
    const standing = new Map(eventsIn(known).map((entry) => [entry.id, entry]))
    for (const [id, account] of open) {
      if (standing.has(id)) continue
      account.until = month
      open.delete(id)
    }
    for (const [id, entry] of standing) {
      if (open.has(id)) continue
      const account = { entry, happened: entry.happened, span: spanOf(entry.happened, londonDay(entry.record.at)), from: month }
      accounts.push(account)
      open.set(id, account)
    }
  }
  return accounts
}

function eventsIn(place: Place): Recorded<PlaceEventNoted>[] {
  const gone = withdrawnIn(place)
  return place.filter((entry): entry is Recorded<PlaceEventNoted> => entry.type === 'PlaceEventNoted' && !gone.has(entry.id))
}

/** The entries that are withdrawn: a withdrawal holds unless a later one, which holds, withdraws it. */
function withdrawnIn(place: Place): Set<Id> {
  const gone = new Set<Id>()
  for (const entry of place.toReversed()) {
    if (entry.type === 'EntryWithdrawn' && !gone.has(entry.id))
      gone.add((entry as Recorded<EntryOf<typeof PlaceEntryWithdrawn>>).facts.entry)
  }
  return gone
}
