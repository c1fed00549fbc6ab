import { chance } from '../src/tasks/demo/chance.ts'
import { caughtUp } from '../test/support/service.ts'
import { type Asked, profileNow, type Question, questions } from './asked.ts'
import { bearersIn } from './bearers.ts'
import { countyOf, fill, type Life } from './filling.ts'
import { type Folder, inFolder } from './folder.ts'
import type { Part, Rows, Running } from './part.ts'
import { type Answering, startService } from './process.ts'
import { byTurns, times } from './rounds.ts'
import { median, quantile } from './table.ts'

/** How many people there are in the county: ten times as many in the large one. */
const people = { small: 200, large: 2_000 }
/** How many of them are asked about, in both. */
const askedAbout = 50
/** How often a question is asked in a round. */
const asks = 15

export const reading: Part = {
  name: 'reading',
  about: `Milliseconds until all of an answer is there, over HTTP and one at a time, in a county of ${people.small} people (1 ×) and of ${people.large} (10 ×)`,
  run: async (running) => (await measured(running)).answers,
}

export const memory: Part = {
  name: 'memory',
  about:
    'The most memory that the service held: once it had started, after all that was asked of it under reading, and once everybody’s profile had been read',
  run: async (running) => (await measured(running)).held,
}

interface Measured {
  answers: Rows
  held: Rows
}

/** Both are had by the same run. */
let run: Promise<Measured> | undefined
function measured(running: Running): Promise<Measured> {
  run ??= inFolder((small) => inFolder((large) => measure(small, large, running)))
  return run
}

/** A county that is asked about: how long the answers took, in milliseconds. */
interface Place {
  everybody: readonly Life[]
  /** Those who are asked about. */
  lives: readonly Life[]
  service: Answering
  ask(asked: Asked): Promise<void>
  took: number[]
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
    const started = await peaksOf(places)
    say('every question once of everybody who is asked about …')
    for (const { lives, ask } of places)
      for (const { about, asked } of questions) for (const life of lives) await ask(asked(chance(about, life.person), life))
    const rows: Rows['rows'][number][] = []
    for (const question of questions) {
      say(`${question.about} …`)
      rows.push(await rowOf(question, places, quick ? { rounds: 2, warmUp: 1 } : { rounds: 9, warmUp: 1 }))
    }
    const columns = { asked: 'words', '1 ×': 'ms', '1 ×, p95': 'ms', '10 ×': 'ms', '10 ×, p95': 'ms', '10 × of 1 ×': 'times' } as const
    return { answers: { columns, rows }, held: await heldBy(places, started, say) }
  } finally {
    for (const { service } of places) await service.stop()
  }
}

async function placeIn(folder: Folder, lives: readonly Life[]): Promise<Place> {
  await fill(folder, lives)
  const service = await startService(folder.dataDir, { projects: true })
  const bearers = await bearersIn(folder.dataDir, lives)
  await caughtUp(service.address)
  return {
    everybody: lives,
    lives: chance('who is asked about').some(lives, Math.min(askedAbout, lives.length)),
    service,
    took: [],
    async ask({ url, sub }) {
      const answer = await fetch(`${service.address}${url}`, { headers: bearers(sub) })
      const body = await answer.text()
      if (answer.status !== 200) throw new Error(`${url.replaceAll(/[0-9a-f-]{36}/g, ':id')}: ${answer.status} ${body.slice(0, 300)}`)
      if (url.includes('/replay') && !body.includes('event: end'))
        throw new Error(`${url.split('?')[1]}: the replay stopped before its end.`)
    },
  }
}

/** One question, asked in both places by turns. */
async function rowOf(
  { about, asked }: Question,
  places: readonly Place[],
  often: { rounds: number; warmUp: number },
): Promise<Rows['rows'][number]> {
  const chances = chance(about)
  for (const place of places) place.took = []
  const rounds = await byTurns(places, often, async ({ lives, ask, took }, round) => {
    const its: number[] = []
    for (let i = 0; i < asks; i += 1) {
      const question = asked(chances, chances.one(lives))
      const began = performance.now()
      await ask(question)
      its.push(performance.now() - began)
    }
    if (round >= 0) took.push(...its)
    return median(its)
  })
  const [small, large] = places.map(({ took }) => took) as [number[], number[]]
  const [ofSmall = [], ofLarge = []] = rounds
  return {
    asked: about,
    '1 ×': median(small),
    '1 ×, p95': quantile(small, 0.95),
    '10 ×': median(large),
    '10 ×, p95': quantile(large, 0.95),
    '10 × of 1 ×': times(ofLarge, ofSmall),
  }
}

async function heldBy(places: readonly Place[], started: readonly number[], say: Running['say']): Promise<Rows> {
  const asked = await peaksOf(places)
  say('everybody’s profile …')
  for (const { everybody, ask } of places) for (const life of everybody) await ask(profileNow(life))
  const everybody = await peaksOf(places)
  return {
    columns: { data: 'words', entries: 'words', started: 'MB', asked: 'MB', 'everybody read': 'MB', 'of 1 ×': 'times' },
    rows: places.map((place, i) => ({
      data: ['1 ×', '10 ×'][i] ?? '',
      entries: String(place.everybody.reduce((sum, { story }) => sum + story.length, 0)),
      started: started[i] ?? Number.NaN,
      asked: asked[i] ?? Number.NaN,
      'everybody read': everybody[i] ?? Number.NaN,
      'of 1 ×': (everybody[i] ?? Number.NaN) / (everybody[0] ?? Number.NaN),
    })),
  }
}

function peaksOf(places: readonly Place[]): Promise<number[]> {
  return Promise.all(places.map(({ service }) => service.peak()))
}
