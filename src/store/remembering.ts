import type { EventStore, Kept, Stream } from './event-store.ts'

/** How many entries are remembered where nobody says otherwise: 110 MB, at about 1,100 bytes an entry of few words, and as much more as its words are long. */
const hundredThousand = 100_000

/**
 * An event store that remembers the stories read last, so that of a long one only what came after has to be read. The record is never changed, so
 * what was read once is right for ever; and each read still asks the store, in that moment, for the last entry remembered and all after it. The hash
 * of that entry was taken over all before it: where it is another one, or is not there any more (the database was brought back to an earlier day under a
 * running service), the story is read anew. Words stay sealed. What is remembered is shared by all who read the story, and frozen.
 *
 * `entriesAtMost` bounds what is remembered: the story that was read longest ago goes first. What is read of several stories at once is answered from
 * what is remembered and adds nothing to it, or whoever goes through a whole county would leave nothing else.
 */
export function remembering(
  store: EventStore,
  { entriesAtMost = hundredThousand }: { entriesAtMost?: number | undefined } = {},
): EventStore {
  const stories = lastRead(entriesAtMost)

  return {
    ...store,

    async read(stream, after = 0) {
      const known = stories.of(stream)
      const story = await wholeOf(stream, known, await store.read(stream, beforeLast(known)), frozen)
      stories.remember(stream, Object.freeze(story), known)
      return after === 0 ? story : cameAfter(story, after)
    },

    async readMany(streams, after) {
      const known = new Map(streams.map((stream) => [stream, stories.of(stream)]))
      const from = new Map([...known].map(([stream, story]) => [stream, beforeLast(story)]))
      const many = new Map<Stream, Kept[]>()
      for (const [stream, found] of await store.readMany(streams, from)) {
        const story = await wholeOf(stream, known.get(stream) ?? [], found)
        many.set(stream, cameAfter(story, after?.get(stream) ?? 0))
      }
      return many
    },
  }

  /** What is known of a story, and what was found from the last of that on; the story as it is kept now where those do not fit. */
  async function wholeOf(
    stream: Stream,
    known: readonly Kept[],
    found: readonly Kept[],
    anew: (kept: Kept) => Kept = (kept) => kept,
  ): Promise<readonly Kept[]> {
    const last = known.at(-1)
    if (!last) return found.map(anew)
    const [again, ...later] = found
    if (!again || Buffer.compare(again.hash, last.hash) !== 0) return (await store.read(stream)).map(anew)
    return later.length > 0 ? [...known, ...later.map(anew)] : known
  }
}

/** The revision from which on to ask, so that the last one known is given once more. */
function beforeLast(known: readonly Kept[]): number {
  return (known.at(-1)?.revision ?? 1) - 1
}

function cameAfter(story: readonly Kept[], after: number): Kept[] {
  return story.filter(({ revision }) => revision > after)
}

/** The stories read last, and no more entries of them than that. */
function lastRead(entriesAtMost: number) {
  // In the order in which they were read: the one read last is at the end.
  const stories = new Map<Stream, readonly Kept[]>()
  let entries = 0

  const of = (stream: Stream) => stories.get(stream) ?? []
  function forget(stream: Stream): void {
    entries -= of(stream).length
    stories.delete(stream)
  }

  return {
    of,
    remember(stream: Stream, story: readonly Kept[], known: readonly Kept[]): void {
      // Whoever asked at the same moment may have been given more.
      const here = of(stream)
      const remembered = here !== known && here.length > story.length ? here : story
      forget(stream)
      if (remembered.length === 0 || remembered.length > entriesAtMost) return
      stories.set(stream, remembered)
      entries += remembered.length
      for (const oldest of stories.keys()) {
        if (entries <= entriesAtMost) return
        forget(oldest)
      }
    },
  }
}

/** So that nobody changes what others read. (Bytes cannot be frozen.) */
function frozen(kept: Kept): Kept {
  freeze(kept.clear)
  freeze(kept.mark)
  return Object.freeze(kept)
}

function freeze(value: object): void {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) freeze(inner)
  Object.freeze(value)
}
