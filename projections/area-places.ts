import type { Kysely } from 'kysely'
import type { Edition } from '../src/domain/period.ts'
import { accountsOf } from '../src/domain/place.ts'
import type { AreaCode, Day, Happened, Id } from '../src/domain/values.ts'
import { storyProjection } from '../src/projecting/projection.ts'

/** What happened to places, to stand beside their trends. For commissioners: public words, and nothing about anybody. */
export const areaPlaces = storyProjection({
  name: 'area-places',
  version: 1,
  tables: ['area_place_event'],
  of: 'places',
  rows: (story, area) =>
    accountsOf(story).map(({ entry, happened, span, from, until }) => ({
      area,
      entry: entry.id,
      place_event: entry.facts.placeEvent,
      kind: entry.facts.kind,
      pace: entry.facts.pace,
      happened,
      first_day: span.first,
      last_day: span.last,
      what: entry.words.what,
      who_says: entry.words.whoSays,
      stands_from: from,
      stands_to: until ?? null,
    })),
})

export interface PlaceTables {
  area_place_event_v1: {
    area: AreaCode
    entry: Id
    place_event: Id
    kind: string
    pace: string
    happened: Happened
    first_day: Day
    last_day: Day
    what: string
    who_says: string
    stands_from: Edition
    stands_to: Edition | null
  }
}

/** Somebody's account of what happened to a place. */
export interface PlaceEvent {
  area: AreaCode
  /** The entry it was told in. */
  entry: Id
  /** The event: two accounts of one have the same. */
  placeEvent: Id
  kind: string
  pace: string
  happened: Happened
  what: string
  whoSays: string
}

/** What happened to any of these places on days from `first` to `last` (both included), as an edition has it, in order of the day it began. */
export async function placeEventsIn(
  db: Kysely<PlaceTables>,
  { areas, first, last, knownAt }: { areas: readonly AreaCode[]; first: Day; last: Day; knownAt: Edition },
): Promise<PlaceEvent[]> {
  return db
    .selectFrom('area_place_event_v1')
    .select(['area', 'entry', 'place_event as placeEvent', 'kind', 'pace', 'happened', 'what', 'who_says as whoSays'])
    .where('area', 'in', areas)
    .where('first_day', '<=', last)
    .where('last_day', '>=', first)
    .where('stands_from', '<=', knownAt)
    .where((where) => where.or([where('stands_to', 'is', null), where('stands_to', '>', knownAt)]))
    .orderBy('first_day')
    .orderBy('last_day')
    .orderBy('entry')
    .execute()
}
