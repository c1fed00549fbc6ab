import canonicalize from 'canonicalize'
import { isForgotten } from './domain/access.ts'
import { kindOf, type StoryEntry } from './domain/catalogue.ts'
import type { AnyEntry, By, Recorded } from './domain/entry.ts'
import { apart } from './domain/facts-and-words.ts'
import { decide, knowsAll } from './domain/life.ts'
import { decideOnPlace, knowsPlace, type PlaceEntry } from './domain/place.ts'
import { putsRight } from './domain/putting-right.ts'
import { Refusal, refuse } from './domain/refusal.ts'
import { type AreaCode, type Day, type Id, type Instant, londonDay } from './domain/values.ts'
import { takesWordsAway, wordsTakenAway } from './domain/words-gone.ts'
import { areaStream, Conflict, type Mark, personStream, type Stream } from './store/event-store.ts'
import type { TheRecord } from './store/record.ts'

/** How often a story is looked at again when somebody else wrote to it at the same moment, and how long to wait before it, in milliseconds. */
const attempts = 8
const pause = 15

/** What is needed to record something. */
export interface Performing {
  record: TheRecord
  clock: () => Date
  /** Whether there is such an area. */
  knowsArea: (area: AreaCode) => boolean
}

/** What somebody asks to have recorded, of a person or of a place. */
interface Asked<E extends AnyEntry> {
  by: By
  entries: readonly E[]
  writtenAt?: Instant | undefined
  /** The revision the writer last read; asked only when something is new. */
  ifMatch?: number | undefined
}

/** What somebody asks to have recorded of one person. */
export interface Asking extends Asked<StoryEntry> {
  person: Id
  /**
   * Throws where this story is out of the writer's reach. Given the story so far, without words where none are needed, and what is asked. Gives the story as the writer may read it, which is
   * what is decided on; undefined where nothing is kept from them.
   */
  reach: (story: readonly Recorded<AnyEntry>[], asked: readonly StoryEntry[]) => readonly Recorded<AnyEntry>[] | undefined
  /** The time it was written down elsewhere: for administrative tasks alone. */
  from?: Mark['from']
}

/** What somebody asks to have recorded of one place, which is in their reach. */
export interface AskingOfPlace extends Asked<PlaceEntry> {
  area: AreaCode
}

/** What was recorded: each entry asked is here, or was so already and is named in `alreadySo`. */
export interface Performed {
  recorded: Recorded<AnyEntry>[]
  alreadySo: Id[]
  /** Whether anything was recorded now; where not, all was sent before or already so. */
  anew: boolean
  /** The position after which a view shows all of this. */
  position: string
}

/** The same id was sent before with other content. */
export class IdReused extends Error {
  override readonly name = 'IdReused'
  readonly entry: Id
  constructor(entry: Id) {
    super('An entry with this id was recorded before, with other content.')
    this.entry = entry
  }
}

/** The story has moved on since the revision the writer read. */
export class MovedOn extends Error {
  override readonly name = 'MovedOn'
}

/** The story holds entries of kinds that this version of the service does not know. */
export class NewerEntries extends Error {
  override readonly name = 'NewerEntries'
}

/**
 * The write door: reach → ids already in this story → `ifMatch` → decide the new ones in turn → append, all or nothing. Looks again where
 * somebody else wrote meanwhile. Throws `Refusal` (with the entry it is about), `IdReused`, `MovedOn`, `NewerEntries`, `StoreUnavailable`, and `Conflict` where others
 * kept writing to the story.
 */
export async function perform(needs: Performing, asking: Asking): Promise<Performed> {
  const decideOn = (story: Story, entry: StoryEntry, today: Day) => {
    areasAreKnown(entry, needs.knowsArea)
    return decide(story, entry, today, asking.by)
  }
  return untilAlone(needs, { ...asking, stream: personStream(asking.person), knows: knowsAll, decide: decideOn })
}

/** The write door of places: as `perform`, and what is written is public, in clear. */
export async function performOnPlace(needs: Performing, asking: AskingOfPlace): Promise<Performed> {
  return untilAlone(needs, { ...asking, stream: areaStream(asking.area), reach: () => undefined, knows: knowsPlace, decide: decideOnPlace })
}

type Story = readonly Recorded<AnyEntry>[]

/** What is asked, and how it is decided on. */
interface ToDecide<E extends AnyEntry> extends Asked<E> {
  stream: Stream
  reach: (story: Story, asked: readonly E[]) => Story | undefined
  knows: (story: Story) => boolean
  decide: (story: Story, entry: E, today: Day) => readonly AnyEntry[]
  from?: Mark['from']
}

async function untilAlone<E extends AnyEntry>(needs: Performing, asking: ToDecide<E>): Promise<Performed> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await performOnce(needs, asking)
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attempts) throw error
      // Each waits for another while, or those who met once would meet again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * pause * attempt))
    }
  }
}

async function performOnce<E extends AnyEntry>({ record, clock }: Performing, asking: ToDecide<E>): Promise<Performed> {
  const { stream, by, entries, writtenAt, ifMatch, from } = asking
  const closed = await record.read(stream, { words: false })
  const reached = asking.reach(closed, entries)
  // What is put right is decided on again, and some of it hangs on which words there are.
  const story = entries.some(putsRight) ? await record.read(stream) : closed
  const seen = (story === closed ? reached : asking.reach(story, entries)) ?? story

  const asked = entries.map((entry): E => ({ ...entry, v: kindOf(entry.type)?.v ?? 1 }))
  const sentBefore = new Set(asked.filter((entry) => story.some((other) => other.id === entry.id)).map((entry) => entry.id))
  const before = sentBefore.size > 0 ? sameAsRecorded(await record.read(stream), asked, seen) : new Map<Id, Recorded<AnyEntry>>()

  const anew = asked.filter((entry) => !sentBefore.has(entry.id))
  if (anew.length > 0 && ifMatch !== undefined && ifMatch !== seen.length) throw new MovedOn(`at revision ${seen.length}`)
  if (anew.length > 0 && !asking.knows(story)) throw new NewerEntries('written by a newer service')

  const now = from?.at ?? clock().toISOString()
  const decided = decideInTurn(seen, anew, { at: now, by, decide: asking.decide })
  const kept = decided.length > 0 ? await record.append(stream, story.length, decided, { by, writtenAt, from }) : []

  // Asked for again when it was sent before: the answer to that may have been lost on the way.
  if (asked.some(takesWordsAway)) await throwKeysAway(record, stream, [...story, ...kept])

  for (const [i, entry] of kept.entries()) before.set(entry.id, { ...entry, record: { ...entry.record, revision: seen.length + i + 1 } })
  const recorded = asked.flatMap((entry) => before.get(entry.id) ?? [])
  return {
    recorded,
    alreadySo: asked.filter((entry) => !before.has(entry.id)).map((entry) => entry.id),
    anew: kept.length > 0,
    position: String(furthest(recorded) ?? furthest(seen) ?? 0n),
  }
}

/** Once it is on the record that words go, their keys do. */
async function throwKeysAway(record: TheRecord, stream: Stream, story: Story): Promise<void> {
  if (isForgotten(story)) await record.forget(stream)
  else await record.removeWords(stream, wordsTakenAway(story))
}

function furthest(entries: readonly Recorded<AnyEntry>[]): bigint | undefined {
  const positions = entries.map(({ record }) => BigInt(record.position))
  return positions.reduce<bigint | undefined>((far, position) => (far === undefined || position > far ? position : far), undefined)
}

/** Each on what the ones before it made. */
function decideInTurn<E extends AnyEntry>(
  story: Story,
  anew: readonly E[],
  { at, by, decide }: { at: Instant; by: By; decide: ToDecide<E>['decide'] },
): AnyEntry[] {
  const soFar = [...story]
  const decided: AnyEntry[] = []
  const today = londonDay(at)
  for (const entry of anew) {
    try {
      for (const made of decide(soFar, entry, today)) {
        decided.push(made)
        soFar.push({ ...made, record: { position: '', revision: soFar.length + 1, at, by } })
      }
    } catch (error) {
      if (error instanceof Refusal) error.entry = entry.id
      throw error
    }
  }
  return decided
}

function areasAreKnown({ facts }: { facts: object }, knowsArea: Performing['knowsArea'], path = 'facts'): void {
  const { facts: corrected, ...areas } = facts as { area?: unknown; responsible?: unknown; facts?: unknown }
  for (const field of ['area', 'responsible'] as const) {
    const area = areas[field]
    if (typeof area === 'string' && area !== 'elsewhere' && !knowsArea(area)) refuse('area-unknown', `${path}.${field}`)
  }
  if (typeof corrected === 'object' && corrected !== null) areasAreKnown({ facts: corrected }, knowsArea, `${path}.facts`)
}

/**
 * Those of `asked` that were recorded before, as they were; throws where one was sent with other content. Where words are gone, their clear part is compared. What the writer may not read is
 * other content, whatever was sent: nobody finds out by trying what it says.
 */
function sameAsRecorded(story: Story, asked: readonly AnyEntry[], seen: Story): Map<Id, Recorded<AnyEntry>> {
  const before = new Map<Id, Recorded<AnyEntry>>()
  for (const entry of asked) {
    const recorded = story.find((other) => other.id === entry.id)
    if (!recorded) continue
    const revision = seen.find(({ id }) => id === entry.id)?.record.revision
    if (revision === undefined || !same(recorded, entry)) throw new IdReused(entry.id)
    before.set(entry.id, { ...recorded, record: { ...recorded.record, revision } })
  }
  return before
}

function same({ record, ...recorded }: Recorded<AnyEntry>, asked: AnyEntry): boolean {
  return record.wordsGone
    ? canonicalize(apart(recorded).clear) === canonicalize(apart(asked).clear)
    : canonicalize(recorded) === canonicalize(asked)
}
