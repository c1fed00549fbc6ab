import { bodyOf } from './chain.ts'
import { type Connections, reaching } from './database.ts'
import { type Kept, StoreUnavailable, type Stream } from './event-store.ts'
import { keysUnder } from './key-tree.ts'
import type { StoryKeys } from './keys.ts'
import type { KurrentStore } from './kurrentdb.ts'
import type { MasterKey } from './master-key.ts'
import { type WrappedNode, wrappingWith } from './wrapping.ts'

/** An entry as it lies there: what stands beside it, and the very text its hash was taken over. Nothing of it is taken for true. */
export interface Lying extends Pick<Kept, 'stream' | 'revision' | 'position' | 'id' | 'type' | 'at' | 'hash'> {
  body: string
  sealed: Uint8Array | null
}

/** A story as it lies there; `unreadable` says why not all of it could be read. */
export interface LyingStory {
  stream: Stream
  entries: readonly Lying[]
  unreadable?: string
}

/** The record as it lies in whatever keeps it: for finding out whether it is whole. May throw `StoreUnavailable`. */
export interface AsItLies {
  /** How many entries there are, about. */
  size(): Promise<number>
  /** Every story there is, each whole, one after the other. */
  stories(): AsyncGenerator<LyingStory, void>
  story(stream: Stream): Promise<LyingStory>
}

/** How many entries are read at once. */
const atOnce = 2_000

const columns = 'stream, revision, position, id, type, at, body, sealed, hash'

/** The record in PostgreSQL, as the role `unfolding_record`: page by page in order of stream and revision, by the index that makes each revision one. */
export function lyingInPostgres({ pool }: Pick<Connections, 'pool'>): AsItLies {
  async function page(last: Pick<Lying, 'stream' | 'revision' | 'position'> | undefined): Promise<Lying[]> {
    const text = `
      select ${columns} from record where (stream, revision) >= ($1, $2) and (stream, revision, position) > ($1, $2, $3)
      order by stream, revision, position limit $4`
    const values = [last?.stream ?? '', last?.revision ?? 0, last?.position ?? 0n, atOnce]
    return (await reaching(() => pool.query<Lying>(text, values))).rows
  }

  return {
    async size() {
      const { rows } = await reaching(() => pool.query<{ size: bigint }>('select count(*) as size from record'))
      return Number(rows[0]?.size ?? 0)
    },

    async *stories() {
      let story: Lying[] = []
      for (let rows = await page(undefined); rows.length > 0; rows = await page(rows.at(-1))) {
        for (const row of rows) {
          const [begun] = story
          if (begun && begun.stream !== row.stream) {
            yield { stream: begun.stream, entries: story }
            story = []
          }
          story.push(row)
        }
      }
      if (story[0]) yield { stream: story[0].stream, entries: story }
    },

    async story(stream) {
      const text = `select ${columns} from record where stream = $1 order by revision, position`
      return { stream, entries: (await reaching(() => pool.query<Lying>(text, [stream]))).rows }
    },
  }
}

/** The record in KurrentDB. The names of all streams are found first, and are the one thing that is kept of the whole of it. */
export function lyingInKurrentDb(store: Pick<KurrentStore, 'read' | 'readAll'>): AsItLies {
  let found: Promise<{ streams: Stream[]; entries: number }> | undefined
  async function find(): Promise<{ streams: Stream[]; entries: number }> {
    const streams = new Set<Stream>()
    let entries = 0
    for (let position = 0n; ; ) {
      const page = await store.readAll(position, atOnce)
      const last = page.at(-1)
      if (!last) return { streams: [...streams].sort(), entries }
      for (const { stream } of page) streams.add(stream)
      entries += page.length
      position = last.position
    }
  }
  const all = () => {
    found ??= find()
    return found
  }

  async function story(stream: Stream): Promise<LyingStory> {
    try {
      const kept = await store.read(stream)
      return { stream, entries: kept.map((each) => ({ ...each, body: bodyOf(each), sealed: each.sealed ?? null })) }
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error
      return { stream, entries: [], unreadable: error instanceof Error ? error.message : 'It cannot be read.' }
    }
  }

  return {
    size: async () => (await all()).entries,
    async *stories() {
      for (const stream of (await all()).streams) yield await story(stream)
    },
    story,
  }
}

/** The keys of a story as they lie there. */
export interface LyingKeys {
  keyOf: StoryKeys
  /** How many of them there are. */
  nodes: number
  /** Where in the tree those are that no master key opens which is held. */
  shut: string[]
  /** Whether it is kept that the story is forgotten. */
  forgotten: boolean
}

/** The keys of several stories, each opened by itself: one that does not open hides no other. */
export async function lyingKeys(
  { pool }: Pick<Connections, 'pool'>,
  streams: readonly Stream[],
  ...masters: readonly [MasterKey, ...MasterKey[]]
): Promise<Map<Stream, LyingKeys>> {
  const { unwrap } = wrappingWith(...masters)
  const [nodes, forgotten] = await reaching(() =>
    Promise.all([
      pool.query<WrappedNode>('select stream, path, wrapped, wrapped_by as by from key_node where stream = any($1)', [streams]),
      pool.query<{ stream: Stream }>('select stream from key_forgotten where stream = any($1)', [streams]),
    ]),
  )
  const gone = new Set(forgotten.rows.map(({ stream }) => stream))
  const byStream = Map.groupBy(nodes.rows, ({ stream }) => stream)
  return new Map(
    streams.map((stream) => {
      const open = new Map<string, Uint8Array>()
      const shut: string[] = []
      const found = byStream.get(stream) ?? []
      for (const node of found) {
        try {
          open.set(node.path, unwrap(node))
        } catch {
          shut.push(node.path)
        }
      }
      return [stream, { keyOf: keysUnder(open), nodes: found.length, shut, forgotten: gone.has(stream) }]
    }),
  )
}
