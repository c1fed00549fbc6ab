import type { FastifyRequest } from 'fastify'
import { heldBackOn } from '../domain/access.ts'
import type { AnyEntry, Recorded } from '../domain/entry.ts'
import { howMany, leaveOut, refuseLeftOut } from '../domain/leaving-out.ts'
import { outside } from '../domain/shared-parts.ts'
import { type Id, londonDay } from '../domain/values.ts'
import { personStream } from '../store/event-store.ts'
import type { TheRecord } from '../store/record.ts'
import { looked } from './looking.ts'
import { mustReach, type Reach, type Reaching, reachOf } from './reach.ts'
import { type Who, whoOf } from './who.ts'
import { workerIdOf } from './worker-id.ts'

// The one way in which a room reads a person's story: what is out of reach is refused, what is kept from whoever asks is not in it, and that they looked is kept.

type Story = readonly Recorded<AnyEntry>[]

/** A story as whoever asks may read it. */
export interface Readable extends Reach {
  person: Id
  /** Without words. Nothing in it, nor left of it in what is, that is kept from whoever asks; where something is, revisions are counted without it. */
  story: readonly Recorded<AnyEntry>[]
  /** How many entries of the life are kept from them; but of those held back for safeguarding nothing is said, since a number is a tip-off. */
  withheld: number
  /** The revision of the newest entry of it. */
  revision: number
  /** How far the record had come when it was read, of what is kept from them too: to look again from there on, and never to be told. */
  upTo: number
  /** The same with its words: of all its entries, or of those with these revisions. What was written down since is not in it, nor, for the person, what workers thought for themselves, unless `reflections` asks for it. */
  open(revisions?: ReadonlySet<number>, more?: { reflections?: boolean }): Promise<Recorded<AnyEntry>[]>
}

/** What stories are read with. */
export interface Reading extends Reaching {
  record: TheRecord
}

/** A person's story as whoever asks may read it, and that they looked is kept before the answer leaves. `what` says what they look at, in a word or two. No key is touched before it is known that it is in reach. */
export async function read(needs: Reading, request: FastifyRequest, person: Id, what: string): Promise<Readable> {
  const who = whoOf(request)
  const story = await needs.record.read(personStream(person), { words: false })
  const { tie, parts } = mustReach(who, needs, person, story)
  looked(request, { person, what, ...tie })
  return readable(needs, who, person, story, { tie, parts })
}

function readable(needs: Reading, who: Who, person: Id, whole: Story, reach: Reach): Readable {
  const { story, withheld } = asMayBeRead(needs, who, whole, reach)
  return {
    ...reach,
    person,
    story,
    withheld,
    revision: story.length,
    upTo: whole.length,
    async open(revisions, { reflections = who.as !== 'person' } = {}) {
      const of = new Map(story.map((entry) => [entry.id, entry]))
      const isWanted = ({ id }: Recorded<AnyEntry>) => of.has(id) && revisions?.has(of.get(id)?.record.revision ?? 0) !== false
      const wanted = new Set(whole.filter(isWanted).map(({ record }) => record.revision))
      const opened = await needs.record.read(personStream(person), { words: wanted })
      // References and revisions are those of the story as it may be read.
      return opened.flatMap((entry) => {
        const seen = of.get(entry.id)
        if (!seen) return []
        const { because, partOf, facts } = seen
        const { because: _, partOf: __, record, ...rest } = reflections ? entry : withoutReflection(entry)
        const { revision } = seen.record
        return { ...rest, ...(because && { because }), ...(partOf !== undefined && { partOf }), facts, record: { ...record, revision } }
      })
    },
  }
}

/** What was heard, without what the worker thought of it, be it as they put it first or as they corrected it. */
function withoutReflection(entry: Recorded<AnyEntry>): Recorded<AnyEntry> {
  if (entry.type === 'ConversationHeld') return { ...entry, words: unreflected(entry.words) }
  if (entry.type !== 'EntryCorrected' || !('words' in entry.words)) return entry
  return { ...entry, words: { ...entry.words, words: unreflected(entry.words.words as object) } }
}

function unreflected(words: object): object {
  const { reflection: _, ...others } = words as { reflection?: unknown }
  return others
}

/** Those of several stories that are in reach, for whoever shows some of them: each that is shown is then looked at. */
export async function readableOf(needs: Reading, who: Who, people: readonly Id[]): Promise<Map<Id, Readable>> {
  const stories = await needs.record.readMany(people.map(personStream), { words: false })
  return new Map(
    people.flatMap((person) => {
      const story = stories.get(personStream(person)) ?? []
      const reach = reachOf(who, needs, person, story)
      return reach ? [[person, readable(needs, who, person, story, reach)] as const] : []
    }),
  )
}

/** The same, all of them shown. */
export async function readMany(needs: Reading, request: FastifyRequest, people: readonly Id[], what: string): Promise<Map<Id, Readable>> {
  const found = await readableOf(needs, whoOf(request), people)
  for (const { person, tie } of found.values()) looked(request, { person, what, ...tie })
  return found
}

/** Whether an entry is of whoever asks: what somebody wrote themself, or their organisation did, is not kept from them; nor is that they work with the person, or they could not say that they left. */
export function isOwnTo({ as, sub, organisation }: Who): (entry: Recorded<AnyEntry>) => boolean {
  if (as === 'person') return ({ record }) => record.by.sub === sub
  const worker = workerIdOf(sub)
  return ({ record: { by }, facts }) =>
    (by.organisation !== undefined && by.organisation === organisation) || ('worker' in facts && facts.worker === worker)
}

/**
 * A story as whoever reaches it may read it: what is left out of it, and how many entries of the life they are told of. Its revisions are counted without what is left out: a gap
 * would say that something is there.
 */
export function asMayBeRead(
  needs: Reaching,
  who: Who,
  whole: Story,
  { parts }: Reach,
): { story: Story; leftOut: ReadonlySet<Id>; withheld: number } {
  const kept = outside(whole, parts, isOwnTo(who))
  const held = who.as === 'person' ? heldBackOn(whole, londonDay(needs.clock())) : new Map()
  if (kept.size === 0 && held.size === 0) return { story: whole, leftOut: kept, withheld: 0 }
  const { story, leftOut } = leaveOut(whole, new Set([...kept, ...held.keys()]))
  const safeguarding = [...held].filter(([, { ground }]) => ground === 'safeguarding').map(([id]) => id)
  const unsaid = leaveOut(whole, new Set(safeguarding)).leftOut
  const counted = story.map((entry, i) => ({ ...entry, record: { ...entry.record, revision: i + 1 } }))
  return { story: counted, leftOut, withheld: howMany(whole, leftOut) - howMany(whole, unsaid) }
}

/**
 * The story that whoever writes is answered from: what is kept from them is as if it were not there, also where an entry names it, would be refused because of it, or stands in its way. Throws
 * a `Refusal` where an entry names what is kept from them.
 */
export function toWriteOn(needs: Reaching, who: Who, story: Story, reach: Reach, asked: readonly AnyEntry[]): Story {
  const { story: seen, leftOut } = asMayBeRead(needs, who, story, reach)
  for (const entry of asked) refuseLeftOut(story, leftOut, entry)
  return seen
}
