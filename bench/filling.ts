import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { makeReleases } from '../projections/area-release.ts'
import { projections } from '../projections/index.ts'
import { readConfig } from '../src/config.ts'
import { kindOf } from '../src/domain/catalogue.ts'
import type { AnyEntry } from '../src/domain/entry.ts'
import { type Day, daysAfter, type Id, londonDay } from '../src/domain/values.ts'
import { wordsTakenAway } from '../src/domain/words-gone.ts'
import { workerIdOf } from '../src/http/worker-id.ts'
import { openHouse } from '../src/open.ts'
import type { Projection } from '../src/projecting/projection.ts'
import { rebuildTogether } from '../src/projecting/rebuild.ts'
import { bodyOf, hashAfter, type Said } from '../src/store/chain.ts'
import { openDatabase } from '../src/store/database.ts'
import { areaStream, type Kept, personStream, type Stream } from '../src/store/event-store.ts'
import { type Keys, keysIn } from '../src/store/keys.ts'
import { masterKeyOf } from '../src/store/master-key.ts'
import { type PostgresStore, postgresStore } from '../src/store/postgres.ts'
import { inClear, sealedRecord } from '../src/store/sealing.ts'
import { livesIn } from '../src/tasks/demo/as-recorded.ts'
import { madeUpLives } from '../src/tasks/demo/made-up-lives.ts'
import { newEntryId } from '../test/support/asking.ts'
import type { Folder } from './folder.ts'
import type { Written } from './long-life.ts'

/** Somebody's story as it was written down, and who works with them. */
export interface Life {
  person: Id
  worker: string
  story: readonly Written[]
}

/** Who reviews every story that is put on the record here. */
export const reviewer = 'rhian'
/** So many people work in the county, where nobody says. Each has whoever comes round again. */
const workersUsually = 32
/** Wards in which a library may shut. */
const wards = 40
/** How many stories are sealed at once, and how many entries go to the database by one statement. */
const atOnce = { stories: 100, entries: 2_000 }

/** Lives of the made-up county up to yesterday: the same every time, but for the days. Each is worked with by one of the practitioners, and open to the reviewer. */
export function countyOf(people: number, workers = workersUsually): Life[] {
  const today = londonDay(new Date())
  const lines = madeUpLives({ people, years: 3, seed: 'a county to measure', today })
  return [...livesIn(lines)].map(([person, recorded], i) => {
    const story = recorded.map(({ record: { at, by }, ...entry }): Written => ({ at, by, entry }))
    return { person, worker: `worker-${i % workers}`, story: [...story, ...ties(story, `worker-${i % workers}`, today)] }
  })
}

/** That somebody works with them, and that their story is open to the reviewer: written down last, by others. */
function ties(story: readonly Written[], worker: string, today: Day): Written[] {
  const at = story.at(-1)?.at ?? ''
  const started = { type: 'WorkerStarted', happened: { from: londonDay(at) }, facts: { worker: workerIdOf(worker), role: 'practitioner' } }
  const opened = { type: 'ReviewOpened', facts: { reviewer: workerIdOf(reviewer), until: daysAfter(today, 100) } }
  return [
    { at, by: { sub: 'leah', role: 'practitioner' }, entry: { id: newEntryId(), v: 1, words: {}, ...started } },
    { at, by: { sub: 'wyn', role: 'steward' }, entry: { id: newEntryId(), v: 1, words: {}, ...opened } },
  ]
}

/**
 * Puts lives on the record of an empty folder and brings every view and release up to date, fast: nothing is decided on, the rows go in by the thousand and none is waited for on the disk.
 * What is there at the end is what the service itself would have written: sealed, chained and in the order of time.
 */
export async function fill({ dataDir, serviceUrl }: Folder, lives: readonly Life[], { views = true } = {}): Promise<void> {
  const config = readConfig({ DATA_DIR: dataDir })
  const house = await openHouse(config, { as: 'task', log: pino({ level: 'silent' }), lazyCommit: true })
  const lazily = `${serviceUrl}?options=${encodeURIComponent('-c synchronous_commit=off')}`
  const forRecord = openDatabase(lazily, 'unfolding_record')
  try {
    await tell(postgresStore(forRecord), keysIn(forRecord, await masterKeyOf(config.sealingKey)), lives)
    if (!views) return
    await rebuildTogether({ db: house.projector, record: house.record }, projections as readonly Projection[])
    const month = londonDay(new Date()).slice(0, 7)
    await makeReleases(house.projector, { areas: house.areas, month, head: () => house.record.head() })
  } finally {
    await forRecord.close()
    await house.close()
  }
}

async function tell(store: PostgresStore, keys: Keys, lives: readonly Life[]): Promise<void> {
  const all: Kept[] = []
  const stories = [...lives.map(({ person, story }) => [personStream(person), story] as const), ...ofPlaces(lives)]
  for (let from = 0; from < stories.length; from += atOnce.stories) {
    const sealed = await Promise.all(stories.slice(from, from + atOnce.stories).map((story) => sealedStory(store, keys, ...story)))
    all.push(...sealed.flat())
  }
  all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  for (let from = 0; from < all.length; from += atOnce.entries) await store.takeOver(all.slice(from, from + atOnce.entries))
  for (const [stream, kept] of Map.groupBy(all, ({ stream }) => stream))
    for (const revision of wordsTakenAway(kept.map(inClear))) await keys.removeLeaf(stream, revision)
}

/** What happened to places: a library shut in one ward after another, one for every ten people. */
function ofPlaces(lives: readonly Life[]): [Stream, Written[]][] {
  const today = londonDay(new Date())
  const shut = Array.from({ length: Math.ceil(lives.length / 10) }, (_, i) => {
    const facts = { placeEvent: randomUUID(), kind: 'closure', pace: 'one-off' }
    const words = { what: 'The library shut', whoSays: 'The council' }
    const entry = { id: newEntryId(), type: 'PlaceEventNoted', v: 1, happened: { from: today }, facts, words } as AnyEntry
    const written: Written = { at: new Date().toISOString(), by: { sub: 'wyn', role: 'steward' }, entry }
    return [areaStream(`X100001${String(i % wards).padStart(2, '0')}`), written] as const
  })
  return [...Map.groupBy(shut, ([stream]) => stream)].map(([stream, all]) => [stream, all.map(([, written]) => written)])
}

/** A story sealed by the record itself, which hands it over here in place of the database. */
async function sealedStory(store: PostgresStore, keys: Keys, stream: Stream, story: readonly Written[]): Promise<Kept[]> {
  const kept: Kept[] = []
  let hash: Uint8Array | undefined
  const append: PostgresStore['append'] = async (stream: Stream, _, entries) => {
    for (const [i, { id, type, clear, sealed }] of entries.entries()) {
      const { at, by } = story[i] as Written
      const said: Said = { stream, revision: i + 1, id, type, at, clear, mark: { by, from: 'import' } }
      hash = hashAfter(hash, bodyOf(said), sealed)
      kept.push({ ...said, position: 0n, sealed, hash })
    }
    return kept
  }
  const entries = story.map(({ entry }): AnyEntry => ({ ...entry, v: kindOf(entry.type)?.v ?? 1 }))
  await sealedRecord({ ...store, append }, keys).append(stream, 0, entries, { by: { sub: 'leah', role: 'practitioner' } })
  return kept
}
