import { isForgotten } from '../domain/access.ts'
import { takesWordsAway, wordsTakenAway } from '../domain/words-gone.ts'
import type { EventStore } from './event-store.ts'
import type { Keys } from './keys.ts'
import { inClear } from './sealing.ts'

/** How many entries are looked at at once. */
const atOnce = 1_000

/**
 * Throws away the keys of all words that the record says were taken away, and of all stories that it says are forgotten. That is put on the record first and the key goes after it: whoever stopped in
 * between, or found no database to do it in, leaves a key that nobody uses and that must still go. Looks at what came since this was done before;
 * how far that was is kept with the keys, so that whoever brings keys back from a copy of an earlier day has the removals done again.
 *
 * It can be done again, and by several services at once. Gives in how many stories words were taken away; those seen to before it was told to stop are done.
 */
export async function finishRemovals(
  { store, keys }: { store: EventStore; keys: Keys },
  { stopping = () => false }: { stopping?: () => boolean } = {},
): Promise<number> {
  await keys.forgetAgain()
  let stories = 0
  for (let position = await keys.sweptTo(); !stopping(); ) {
    const passed = await store.readAll(position, atOnce)
    const last = passed.at(-1)
    if (!last) break
    const concerned = new Set(passed.filter((kept) => takesWordsAway(inClear(kept))).map(({ stream }) => stream))
    for (const stream of concerned) {
      const story = (await store.read(stream)).map(inClear)
      if (isForgotten(story)) await keys.forget(stream)
      else for (const revision of wordsTakenAway(story)) await keys.removeLeaf(stream, revision)
    }
    stories += concerned.size
    position = last.position
    await keys.sweepTo(position)
  }
  return stories
}
