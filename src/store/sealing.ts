import type { AnyEntry, Recorded } from '../domain/entry.ts'
import { apart, together, type WordsOf } from '../domain/facts-and-words.ts'
import { wordsTakenAway } from '../domain/words-gone.ts'
import { canonical } from './chain.ts'
import { Conflict, type EventStore, isOfPlace, type Kept, KeysMoved, type Mark, type Stream, type ToKeep } from './event-store.ts'
import type { Keys, StoryKeys } from './keys.ts'
import type { KeysAtHand } from './opened-keys.ts'
import type { TheRecord } from './record.ts'
import { seal, unseal } from './seal.ts'

/** Words were to be written to a story whose keys are gone. */
export class KeysGone extends Error {
  override readonly name = 'KeysGone'
}

/** Sealed words that should open do not: they were changed, or put with another entry than the one they were sealed for. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
}

/** The record over an event store: words are sealed on the way in and opened on the way out. */
export function sealedRecord(store: EventStore, keys: Keys): TheRecord {
  async function opened(
    many: ReadonlyMap<Stream, readonly Kept[]>,
    words: boolean | ReadonlySet<number>,
  ): Promise<Map<Stream, Recorded<AnyEntry>[]>> {
    const wanted = (one: Kept) => one.sealed !== undefined && (typeof words === 'boolean' ? words : words.has(one.revision))
    // The keys are read after the entries: a story that was begun in between has its keys by now.
    const sealed = [...many].filter(([, kept]) => kept.some(wanted)).map(([stream]) => stream)
    const found = sealed.length > 0 ? await keys.keysOf(sealed) : new Map<Stream, StoryKeys>()
    return new Map(
      [...many].map(([stream, kept]) => {
        if (!kept.some(wanted)) return [stream, kept.map((one) => whole(one))] as const
        // Once it is on the record that words go they are read no more, whether or not their key is gone yet.
        const gone = wordsTakenAway(kept.map(inClear))
        // Nor is what would open them kept at hand.
        if (gone.size > 0) keys.letGo(stream)
        const keyOf: StoryKeys = (revision) => (gone.has(revision) ? undefined : found.get(stream)?.(revision))
        return [stream, kept.map((one) => (wanted(one) ? openedOr(one, keyOf) : whole(one)))] as const
      }),
    )
  }

  /** Seals the words of entries, each with its own key, and keeps them. */
  async function keep(
    stream: Stream,
    expected: number,
    parts: readonly Parts[],
    mark: Mark,
    { keyOf, under }: Found,
  ): Promise<Recorded<AnyEntry>[]> {
    const keysOfWords = parts.map(({ box }, i) => (box === undefined ? undefined : keyOf?.(expected + i + 1)))
    const isMissing = parts.some(({ box }, i) => box !== undefined && !keysOfWords[i])
    if (isMissing) throw under ? new KeysMoved('A key is not at hand.') : await whyNoKey(stream, expected)
    const toKeep = parts.map(({ clear: { id, type, ...clear }, box }, i): ToKeep => {
      const [revision, key] = [expected + i + 1, keysOfWords[i]]
      if (box === undefined || !key) return { id, type, clear }
      const sealed = seal(key, labelOf({ stream, revision, id }), Buffer.from(box, 'utf8'))
      return { id, type, clear, sealed, under: under?.(revision) }
    })
    const kept = await store.append(stream, expected, toKeep, mark)
    return kept.map((one, i) => whole(one, asRead(parts[i]?.box)))
  }

  /** Keys go after it is on the record that words do: where the story has moved on, it is to be read again; where it has not, they are gone by themselves. */
  async function whyNoKey(stream: Stream, expected: number): Promise<Error> {
    if ((await store.read(stream, expected)).length > 0) return new Conflict('The story has moved on.')
    return new KeysGone('Words can no longer be written to this story: its keys were thrown away.')
  }

  return {
    async read(stream, { words = true } = {}) {
      if (words === false) return closedOf(await store.read(stream))
      return (await opened(new Map([[stream, await store.read(stream)]]), words)).get(stream) ?? []
    },

    async readMany(streams, { words = true } = {}) {
      return opened(await store.readMany(streams), words)
    },

    async append(stream, expected, entries, mark) {
      if (entries.length === 0) return []
      const parts = entries.map((entry) => partsOf(stream, entry))
      const keepWith = (found: Found) => keep(stream, expected, parts, mark, found)
      if (expected === 0 && !isOfPlace(stream)) return keepWith({ keyOf: await keys.begin(stream) })
      if (parts.every(({ box }) => box === undefined)) return keepWith({})
      const atHand = store.looksAfterKeys ? keys.atHand(stream) : undefined
      try {
        if (atHand) return await keepWith(atHand)
      } catch (error) {
        if (!(error instanceof KeysMoved)) throw error
        keys.letGo(stream)
      }
      return keepWith({ keyOf: (await keys.keysOf([stream])).get(stream) })
    },

    async after(position, limit) {
      return (await store.readAll(position, limit)).map(({ stream, position, revision, type, at }) => ({
        stream,
        position,
        revision,
        type,
        at,
      }))
    },

    head: () => store.head(),
    watch: (wake) => store.watch(wake),
    async removeWords(stream, revisions) {
      for (const revision of revisions) await keys.removeLeaf(stream, revision)
    },
    forget: (stream) => keys.forget(stream),
    close: () => store.close(),
  }
}

/**
 * A story without its words. What the store gives again as the very same is the very same here, so that what was made of a story before need only be gone on with; it is frozen, since it is
 * shared by all who read it.
 */
function closedOf(kept: readonly Kept[]): readonly Recorded<AnyEntry>[] {
  const [first] = kept
  if (!first) return []
  const before = closed.get(first)
  const isGrown = before?.kept.every((one, i) => one === kept[i])
  if (before && isGrown && before.kept.length === kept.length) return before.story
  const known = before && isGrown ? before.story : []
  const story = Object.freeze([...known, ...kept.slice(known.length).map(closedEntry)])
  closed.set(first, { kept, story })
  return story
}
/** By the first entry kept: as long as the store remembers a story, and no longer. */
const closed = new WeakMap<Kept, { kept: readonly Kept[]; story: readonly Recorded<AnyEntry>[] }>()

function closedEntry(kept: Kept): Recorded<AnyEntry> {
  const entry = whole(kept)
  Object.freeze(entry.record)
  return Object.freeze(entry)
}

/** Keys to seal with; where they were at hand, what each of them is under. */
interface Found {
  keyOf?: StoryKeys | undefined
  under?: KeysAtHand['under']
}

/** An entry in two: what is kept in clear, and its words in canonical form, where it has any. Of a place all is clear. */
interface Parts {
  clear: Omit<AnyEntry, 'words'>
  box: string | undefined
}

function partsOf(stream: Stream, entry: AnyEntry): Parts {
  if (isOfPlace(stream)) return { clear: entry, box: undefined }
  const { clear, words } = apart(entry)
  return { clear, box: words && canonical(words) }
}

/** What of an entry can be told before anything is opened. */
export function inClear({
  id,
  type,
  revision,
  clear,
}: Pick<Kept, 'id' | 'type' | 'revision' | 'clear'>): Parameters<typeof wordsTakenAway>[0][number] {
  return { id, type, facts: (clear as Pick<AnyEntry, 'facts'>).facts, record: { revision } }
}

/** Puts an entry together again, with its place on the record. */
function whole({ id, type, clear, position, revision, at, mark }: Kept, words?: WordsOf): Recorded<AnyEntry> {
  const entry = together({ ...(clear as Omit<AnyEntry, 'words'>), id, type }, words) as Recorded<AnyEntry>
  entry.record = { ...mark, position: String(position), revision, at } as Recorded['record']
  return entry
}

/** An entry with its words; where their key is gone it says so, and they read as absent. */
function openedOr(one: Kept, keyOf: StoryKeys | undefined): Recorded<AnyEntry> {
  const box = boxOf(one, keyOf)
  const entry = whole(one, box)
  return box ? entry : { ...entry, record: { ...entry.record, wordsGone: true } }
}

function boxOf({ stream, revision, id, sealed }: Kept, keyOf: StoryKeys | undefined): WordsOf | undefined {
  const key = sealed && keyOf?.(revision)
  if (!key) return undefined
  try {
    return JSON.parse(unseal(key, labelOf({ stream, revision, id }), sealed).toString('utf8')) as WordsOf
  } catch (cause) {
    throw new SealBroken(
      `The sealed words of entry ${id} (revision ${revision}) do not open: they were changed, or belong to another entry.`,
      { cause },
    )
  }
}

/** What a box will be when it is read again. */
function asRead(box: string | undefined): WordsOf | undefined {
  return box === undefined ? undefined : (JSON.parse(box) as WordsOf)
}

/** Binds sealed words to their place: they open nowhere else. (Of text and whole numbers JSON has but one form: the canonical one.) */
export function labelOf({ stream, revision, id }: { stream: Stream; revision: number; id: string }): string {
  return JSON.stringify([stream, revision, id])
}
