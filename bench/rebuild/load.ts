import type { AnyEntry } from '../../src/domain/entry.ts'
import { wordsTakenAway } from '../../src/domain/words-gone.ts'
import { bodyOf, hashAfter } from '../../src/store/chain.ts'
import { areaStream, type EventStore, type Kept, personStream, type Stream } from '../../src/store/event-store.ts'
import type { Keys, StoryKeys } from '../../src/store/keys.ts'
import { sealedRecord } from '../../src/store/sealing.ts'
import { madeUpLives } from '../../src/tasks/demo/made-up-lives.ts'
import { entry, uuid } from '../../test/support/spec.ts'
import type { House } from './place.ts'

/** How many entries go to the database in one statement. */
const atOnce = 5_000
const years = 5
const today = '2026-06-15'
const steward = { sub: 'wyn', role: 'steward' }

/** Everybody's lives, as they were written down over five years. */
export function livesOf(people: number, seed: string) {
  return madeUpLives({ people, years, seed, today })
}

/**
 * Puts the lives of the made-up county on the record in bulk, sealed, chained and timed as if each entry had been appended when it was written down; and what happened to a
 * few places after all of them. Gives how many entries there are.
 */
export async function load({ store, keys }: House, people: number): Promise<number> {
  const all: Kept[] = []
  const record = sealedRecord(collecting(store, all), remembered(keys))
  const revisions = new Map<Stream, number>()
  async function tell(stream: Stream, entries: readonly AnyEntry[], at: string, by: Kept['mark']['by']): Promise<void> {
    const revision = revisions.get(stream) ?? 0
    revisions.set(stream, revision + entries.length)
    await record.append(stream, revision, entries, { by, from: { at, by: 'import' } })
  }
  for (const { recordedAt, person, by, body } of livesOf(people, 'a county')) {
    await tell(personStream(person), body.entries as readonly AnyEntry[], recordedAt, by)
  }
  for (let i = 0; i < people / 10; i += 1) {
    const facts = { placeEvent: uuid(), kind: 'closure', pace: 'one-off' }
    const noted = entry('PlaceEventNoted', { facts, words: { what: 'The library shut', whoSays: 'The council' } })
    await tell(areaStream(`X100001${String(i % 40).padStart(2, '0')}`), [noted], `${today}T09:00:00.000Z`, steward)
  }
  for (let i = 0; i < all.length; i += atOnce) await store.takeOver(all.slice(i, i + atOnce))
  for (const [stream, story] of Map.groupBy(all, ({ stream }) => stream)) {
    const told = story.map(({ id, type, revision, clear }) => ({ id, type, facts: (clear as AnyEntry).facts, record: { revision } }))
    await record.removeWords(stream, wordsTakenAway(told))
  }
  return all.length
}

/** A store that keeps what is appended to it in a list, as the other would have stored it. */
function collecting(store: EventStore, all: Kept[]): EventStore {
  const hashes = new Map<Stream, Uint8Array>()
  return {
    ...store,
    async append(stream, expected, entries, { from, ...by }) {
      const made = entries.map(({ id, type, clear, sealed }, i): Kept => {
        const mark = { ...by, from: from?.by }
        const said = { stream, revision: expected + i + 1, id, type, at: from?.at ?? '', clear, mark }
        const hash = hashAfter(hashes.get(stream), bodyOf(said), sealed)
        hashes.set(stream, hash)
        return { ...said, position: BigInt(all.length + i + 1), sealed, hash }
      })
      all.push(...made)
      return made
    },
  }
}

/** Keys that are asked for once a story, when it begins. */
function remembered(keys: Keys): Keys {
  const known = new Map<Stream, StoryKeys>()
  return {
    ...keys,
    async begin(stream) {
      const its = await keys.begin(stream)
      known.set(stream, its)
      return its
    },
    async keysOf(streams) {
      return new Map(streams.flatMap((stream) => [[stream, known.get(stream) ?? (() => undefined)] as const]))
    },
  }
}
