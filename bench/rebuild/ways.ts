import { areaCounts } from '../../projections/area-counts.ts'
import { areaPlaces } from '../../projections/area-places.ts'
import { projections } from '../../projections/index.ts'
import type { Projection } from '../../src/projecting/projection.ts'
import { rebuildTogether } from '../../src/projecting/rebuild.ts'
import type { House } from './house.ts'

/** Something that goes through the whole record once. */
export interface Way {
  name: string
  go(house: House): Promise<void>
  /** What part of the rate at which the record is read alone it must reach. */
  target?: number
}

const pageOf = 5_000
const storiesAtOnce = 500

/** Every entry, as fast as the store gives it: the limit for whoever makes something of all of them. */
async function readAll({ store }: House): Promise<void> {
  let position = 0n
  for (;;) {
    const last = (await store.readAll(position, pageOf)).at(-1)
    if (!last) return
    position = last.position
  }
}

/** Every story, its words opened. */
async function readOpened({ record, store }: House): Promise<void> {
  const streams = [...new Set((await record.after(0n, 10_000_000)).map(({ stream }) => stream))]
  await store.head()
  for (let i = 0; i < streams.length; i += storiesAtOnce) await record.readMany(streams.slice(i, i + storiesAtOnce), { words: true })
}

export const readingAlone: Way = { name: 'reading the record alone', go: readAll }

export const ways: readonly Way[] = [
  readingAlone,
  { name: 'reading it by story, words opened', go: readOpened },
  ...projections.map((projection) => rebuilding(projection.name, [projection as Projection])),
  { ...rebuilding('the area projections', [areaCounts as Projection, areaPlaces as Projection]), target: 0.4 },
  { ...rebuilding('all projections', projections as readonly Projection[]), target: 0.25 },
]

function rebuilding(name: string, some: readonly Projection[]): Way {
  return {
    name: `rebuild: ${name}`,
    go: ({ db, record, makers }) => rebuildTogether({ db, record }, some, { makers }),
  }
}
