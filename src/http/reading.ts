import type { FastifyRequest } from 'fastify'
import { heldBackOn } from '../domain/access.ts'
import type { AnyEntry, Recorded } from '../domain/entry.ts'
import { howMany, leaveOut } from '../domain/leaving-out.ts'
import { outside } from '../domain/shared-parts.ts'
import { type Id, londonDay } from '../domain/values.ts'
import { personStream } from '../store/event-store.ts'
import type { TheRecord } from '../store/record.ts'
import { looked } from './looking.ts'
import { mustReach, type Reach, type Reaching, reachOf } from './reach.ts'
import { type Who, whoOf } from './who.ts'

// The one way in which a room reads a person's story: what is out of reach is refused, what is kept from whoever asks is not in it, and that they looked is kept.

type Story = readonly Recorded<AnyEntry>[]

/** A story as whoever asks may read it. */
export interface Readable extends Reach {
  person: Id
  /** Without words. Nothing in it, nor left of it in what is, that is kept from whoever asks; each entry with the revision it has. */
  story: readonly Recorded<AnyEntry>[]
  /** How many entries of the life are kept from them; but of those held back for safeguarding nothing is said, since a number is a tip-off. */
  withheld: number
  /** The revision of the newest entry on the record, read or not. */
  revision: number
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
  const { story, withheld } = asMayBeRead(whole, who, reach, londonDay(needs.clock()))
  const revision = whole.length
  return {
    ...reach,
    person,
    story,
    withheld,
    revision,
    async open(revisions, { reflections = who.as !== 'person' } = {}) {
      const of = new Map(story.map((entry) => [entry.record.revision, entry]))
      const wanted = revisions ?? new Set(of.keys())
      const opened = await needs.record.read(personStream(person), { words: wanted })
      // References are those of the story as it may be read.
      return opened.flatMap((entry) => {
        const { facts, because, partOf } = of.get(entry.record.revision) ?? {}
        if (!facts) return []
        const { because: _, partOf: __, ...rest } = reflections ? entry : withoutReflection(entry)
        return { ...rest, ...(because && { because }), ...(partOf !== undefined && { partOf }), facts }
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

/** Whether an entry is of whoever asks: what somebody wrote themself, or their organisation did, is not kept from them. */
export function isOwnTo({ as, sub, organisation }: Who): (entry: Recorded<AnyEntry>) => boolean {
  return ({ record: { by } }) => (as === 'person' ? by.sub === sub : by.organisation !== undefined && by.organisation === organisation)
}

function asMayBeRead(whole: Story, who: Who, { parts }: Reach, today: string): { story: Story; withheld: number } {
  const kept = outside(whole, parts, isOwnTo(who))
  const held = who.as === 'person' ? heldBackOn(whole, today) : new Map()
  if (kept.size === 0 && held.size === 0) return { story: whole, withheld: 0 }
  const { story, leftOut } = leaveOut(whole, new Set([...kept, ...held.keys()]))
  const safeguarding = [...held].filter(([, { ground }]) => ground === 'safeguarding').map(([id]) => id)
  const unsaid = leaveOut(whole, new Set(safeguarding)).leftOut
  return { story, withheld: howMany(whole, leftOut) - howMany(whole, unsaid) }
}
