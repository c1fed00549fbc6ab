import type { AnyEntry, Recorded } from '../domain/entry.ts'
import { canonical } from './chain.ts'
import type { EventStore, Kept, Stream, ToKeep } from './event-store.ts'
import type { Keys, StoryKeys } from './keys.ts'
import type { TheRecord } from './record.ts'
import { seal, unseal } from './seal.ts'

/** The record, and the two ways in which words leave it. */
export interface SealedRecord extends TheRecord {
  /** Throws the key of one entry's words away: they read as absent from now on, and every other entry as before. */
  removeWords(stream: Stream, revision: number): Promise<void>
  /** Throws every key of a story away: all its words read as absent, and none can be written to it again. */
  forget(stream: Stream): Promise<void>
}

/** Words were to be written to a story whose keys are gone. */
export class KeysGone extends Error {
  override readonly name = 'KeysGone'
}

/** Sealed words that should open do not: they were changed, or put with another entry than the one they were sealed for. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
}

/** Everything of an entry that is somebody's words; what there is none of is left out. */
interface WordsBox {
  words?: object
  saidBy?: object
  setting?: object
}

/** The record over an event store: words are sealed on the way in and opened on the way out. */
export function sealedRecord(store: EventStore, keys: Keys): SealedRecord {
  async function opened(
    many: ReadonlyMap<Stream, readonly Kept[]>,
    words: boolean | ReadonlySet<number>,
  ): Promise<Map<Stream, Recorded<AnyEntry>[]>> {
    const wanted = (one: Kept) => one.sealed !== undefined && (typeof words === 'boolean' ? words : words.has(one.revision))
    // The keys are read after the entries: a story that was begun in between has its keys by now.
    const sealed = [...many].filter(([, kept]) => kept.some(wanted)).map(([stream]) => stream)
    const found = sealed.length > 0 ? await keys.keysOf(sealed) : new Map<Stream, StoryKeys>()
    return new Map(
      [...many].map(([stream, kept]) => [stream, kept.map((one) => (wanted(one) ? openedOr(one, found.get(stream)) : whole(one)))]),
    )
  }

  return {
    async read(stream, { words = true } = {}) {
      return (await opened(new Map([[stream, await store.read(stream)]]), words)).get(stream) ?? []
    },

    async readMany(streams, { words = true } = {}) {
      return opened(await store.readMany(streams), words)
    },

    async append(stream, expected, entries, mark) {
      if (entries.length === 0) return []
      const split = entries.map(apart)
      const someWords = split.some(({ box }) => box)
      const keyOf = expected === 0 ? await keys.begin(stream) : someWords ? (await keys.keysOf([stream])).get(stream) : undefined
      const toKeep = split.map(({ box, ...entry }, i): ToKeep => {
        if (!box) return entry
        const revision = expected + i + 1
        const key = keyOf?.(revision)
        if (!key) throw new KeysGone('Words can no longer be written to this story: its keys were thrown away.')
        return { ...entry, sealed: seal(key, labelOf({ stream, revision, id: entry.id }), Buffer.from(canonical(box), 'utf8')) }
      })
      const kept = await store.append(stream, expected, toKeep, mark)
      return kept.map((one, i) => whole(one, asRead(split[i]?.box)))
    },

    async after(position, limit) {
      return (await store.readAll(position, limit)).map(({ stream, position, revision, type }) => ({ stream, position, revision, type }))
    },

    head: () => store.head(),
    watch: (wake) => store.watch(wake),
    removeWords: (stream, revision) => keys.removeLeaf(stream, revision),
    forget: (stream) => keys.forget(stream),
    close: () => store.close(),
  }
}

/** Takes an entry apart into what is kept in clear and what is sealed. */
function apart({ id, type, words, saidBy, setting, ...rest }: AnyEntry): {
  id: string
  type: string
  clear: object
  box: WordsBox | undefined
} {
  const { name, ...whoSaid } = saidBy ?? {}
  const { whatWasHappening, howIFelt, ...where } = setting ?? {}
  const clear = { ...rest, ...(saidBy && { saidBy: whoSaid }), ...(setting && { setting: where }) }
  const box = { ...some('words', words), ...some('saidBy', { name }), ...some('setting', { whatWasHappening, howIFelt }) }
  return { id, type, clear, box: Object.keys(box).length > 0 ? box : undefined }
}

/** `{ [field]: value }`, or nothing where the value says nothing. */
function some(field: keyof WordsBox, value: object): WordsBox {
  return Object.values(value).some((one) => one !== undefined) ? { [field]: value } : {}
}

/** Puts an entry together again, with its place on the record. */
function whole({ id, type, clear, position, revision, at, mark }: Kept, box: WordsBox = {}): Recorded<AnyEntry> {
  const { saidBy, setting, ...rest } = clear as Omit<AnyEntry, 'id' | 'type' | 'words'>
  return {
    ...rest,
    id,
    type,
    ...(saidBy && { saidBy: { ...saidBy, ...box.saidBy } }),
    ...(setting && { setting: { ...setting, ...box.setting } }),
    words: box.words ?? {},
    record: { ...mark, position: String(position), revision, at } as Recorded['record'],
  }
}

/** An entry with its words; where their key is gone it says so, and they read as absent. */
function openedOr(one: Kept, keyOf: StoryKeys | undefined): Recorded<AnyEntry> {
  const box = boxOf(one, keyOf)
  const entry = whole(one, box)
  return box ? entry : { ...entry, record: { ...entry.record, wordsGone: true } }
}

function boxOf({ stream, revision, id, sealed }: Kept, keyOf: StoryKeys | undefined): WordsBox | undefined {
  const key = sealed && keyOf?.(revision)
  if (!key) return undefined
  try {
    return JSON.parse(unseal(key, labelOf({ stream, revision, id }), sealed).toString('utf8')) as WordsBox
  } catch (cause) {
    throw new SealBroken(
      `The sealed words of entry ${id} (revision ${revision}) do not open: they were changed, or belong to another entry.`,
      { cause },
    )
  }
}

/** What a box will be when it is read again. */
function asRead(box: WordsBox | undefined): WordsBox | undefined {
  return box && (JSON.parse(canonical(box)) as WordsBox)
}

/** Binds sealed words to their place: they open nowhere else. */
function labelOf({ stream, revision, id }: { stream: Stream; revision: number; id: string }): string {
  return canonical([stream, revision, id])
}
