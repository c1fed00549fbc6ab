import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { countyOf, fill, type Life } from './filling.ts'
import { type Folder, inFolder } from './folder.ts'
import type { Part, Rows, Running } from './part.ts'
import { besideOf } from './rebuild/beside.ts'
import { type House, openHouse } from './rebuild/house.ts'
import { lagOf } from './rebuild/lag.ts'
import { readingAlone, type Way, ways } from './rebuild/ways.ts'
import { byTurns, times } from './rounds.ts'
import { median, quantile } from './table.ts'

/** How many people there are in the county: ten times as many in the large one. */
const people = { small: 100, large: 1_000 }
const rounds = 3
/** So many entries a second come in, for so many seconds after the first few. */
const stream = { perSecond: 500, seconds: 20 }
/** What must hold: ten times the data costs no more an entry, and takes no more memory, than so many times; a view lags no longer than that, in milliseconds. */
const atMost = { growth: 1.2, lag: 200 }

export const rebuild: Part = {
  name: 'rebuild',
  about: `Building read models anew, beside reading the record alone and beside Emmett's rebuild; entries a second, on a county of ${people.small} people (1 ×) and of ${people.large} (10 ×)`,
  run: async (running) => (await measured(running)).rebuilds,
}

export const rebuildMemory: Part = {
  name: 'rebuild-memory',
  about: 'The most memory that a process held which did this and nothing else',
  run: async (running) => (await measured(running)).held,
}

export const lag: Part = {
  name: 'lag',
  about: `How long it takes until every view shows what was written down, while ${stream.perSecond} entries a second come in, on the county of ${people.large}`,
  run: async (running) => (await measured(running)).lags,
}

interface Measured {
  rebuilds: Rows
  held: Rows
  lags: Rows
}

/** All of it is had on the same two counties. */
let run: Promise<Measured> | undefined
function measured(running: Running): Promise<Measured> {
  run ??= inFolder((small) => inFolder((large) => measure(small, large, running)))
  return run
}

interface Place {
  folder: Folder
  lives: readonly Life[]
  house: House
  entries: number
}

async function measure(small: Folder, large: Folder, { quick, say }: Running): Promise<Measured> {
  const part = quick ? 0.1 : 1
  const places: Place[] = []
  try {
    for (const [folder, many] of [
      [small, people.small * part],
      [large, people.large * part],
    ] as const) {
      say(`putting ${many} lives on the record …`)
      places.push(await placeIn(folder, countyOf(many)))
    }
    const rebuilds = await rebuildsOf(places, say)
    const held = await heldBy(places, say)
    const lags = await lagsOf(places[1] as Place, { quick, say })
    return { rebuilds, held, lags }
  } finally {
    for (const { house } of places) await house.close()
  }
}

async function placeIn(folder: Folder, lives: readonly Life[]): Promise<Place> {
  await fill(folder, lives, { views: false })
  await folder.settle()
  const house = await openHouse(folder)
  return { folder, lives, house, entries: Number(await house.record.head()) }
}

/** Every way in both places by turns, each held against reading the same record alone in the same round. */
async function rebuildsOf(places: readonly Place[], say: Running['say']): Promise<Rows> {
  const [first] = places as [Place]
  const goBeside = await besideOf(await first.folder.database('emmett'), first.lives)
  const besideWay: Way = { name: 'Emmett: rebuild of a card a person, words in clear', go: goBeside }
  const all = places.flatMap((place) => [...ways, ...(place === first ? [besideWay] : [])].map((way) => ({ place, way })))
  for (const way of [...ways, besideWay]) await way.go(first.house)
  const rates = await byTurns(all, { rounds, warmUp: 0 }, async ({ place, way }, round) => {
    say(`round ${round}: ${way.name}, ${place.entries} entries`)
    const began = performance.now()
    await way.go(place.house)
    const rate = place.entries / ((performance.now() - began) / 1_000)
    await place.folder.settle()
    return rate
  })
  const of = (place: Place | undefined, way: Way) => rates[all.findIndex((each) => each.place === place && each.way === way)]
  const [small, large] = places
  const rows = [...ways, besideWay].map((way) => {
    const [ofSmall = [], ofLarge] = [of(small, way), of(large, way)]
    return {
      way: way.name,
      '1 ×': median(ofSmall),
      '1 ×, of reading': times(ofSmall, of(small, readingAlone) ?? []),
      ...(ofLarge && {
        '10 ×': median(ofLarge),
        '10 ×, of reading': times(ofLarge, of(large, readingAlone) ?? []),
        'cost an entry, 10 × of 1 ×': times(ofSmall, ofLarge),
        'at most': atMost.growth,
      }),
      ...(way.target !== undefined && { 'of reading, at least': way.target }),
    }
  })
  return {
    columns: {
      way: 'words',
      '1 ×': 'a second',
      '1 ×, of reading': 'thousandths',
      '10 ×': 'a second',
      '10 ×, of reading': 'thousandths',
      'of reading, at least': 'times',
      'cost an entry, 10 × of 1 ×': 'times',
      'at most': 'times',
    },
    rows,
  }
}

async function heldBy(places: readonly Place[], say: Running['say']): Promise<Rows> {
  const rows: Rows['rows'][number][] = []
  for (const way of ways.filter((way) => way.target !== undefined || way === readingAlone)) {
    say(`memory: ${way.name}`)
    const [small = Number.NaN, large = Number.NaN] = [await peakOf(way, places[0]), await peakOf(way, places[1])]
    rows.push({ way: way.name, '1 ×': small, '10 ×': large, '10 × of 1 ×': large / small, 'at most': atMost.growth })
  }
  return { columns: { way: 'words', '1 ×': 'MB', '10 ×': 'MB', '10 × of 1 ×': 'times', 'at most': 'times' }, rows }
}

async function peakOf({ name }: Way, place: Place | undefined): Promise<number> {
  const { dataDir = '', serviceUrl = '' } = place?.folder ?? {}
  const { stdout } = await promisify(execFile)(process.execPath, [
    path.join(import.meta.dirname, 'rebuild', 'once.ts'),
    name,
    dataDir,
    serviceUrl,
  ])
  return Number(stdout)
}

async function lagsOf({ house, entries }: Place, { quick, say }: Running): Promise<Rows> {
  say('a steady stream of entries …')
  const { lags, ...took } = await lagOf(house, { ...stream, ...(quick && { seconds: 2 }) })
  const row = {
    'on the record': String(entries),
    'then come': String(took.entries),
    median: median(lags),
    p95: quantile(lags, 0.95),
    'p95, at most': atMost.lag,
    longest: Math.max(...lags),
  }
  return {
    columns: { 'on the record': 'words', 'then come': 'words', median: 'ms', p95: 'ms', 'p95, at most': 'ms', longest: 'ms' },
    rows: [row],
  }
}
