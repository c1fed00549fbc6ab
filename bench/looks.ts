import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { projections } from '../projections/index.ts'
import { buildApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { type House, openHouse } from '../src/open.ts'
import { catchUp } from '../src/projecting/projector.ts'
import { openEmbedded } from '../src/store/embedded.ts'
import type { Looks } from '../src/store/looks.ts'
import { madeUpLives } from '../src/tasks/demo/made-up-lives.ts'
import { council } from '../src/tasks/demo/places.ts'
import { importLines } from '../src/tasks/importing.ts'
import { bearer, tokens } from '../test/support/app.ts'
import { median, nine, table } from './table.ts'

// `npm run bench:looks`: what it costs that who looked at a person is kept before they are shown, on the practitioner's `GET /people/:id`.

const log = pino({ level: 'silent' })
const rounds = 121
const warmUp = 5
const lives = 60
const today = '2026-06-15'
/** How many answers a round measures, by how many are asked for at once. */
const answersIn = { 1: 20, 8: 64, 32: 128 }
type Together = keyof typeof answersIn

/** Whom is asked for, and by whom. */
interface Asking {
  people: readonly string[]
  headers: Record<string, string>
}

/** The same service twice: one keeps looks, of the other they are gone. */
type Service = Awaited<ReturnType<typeof serviceOn>>

/** The service on these looks, and how many it was given. */
async function serviceOn(house: House, looks: Looks) {
  let given = 0
  const counting: Looks = {
    ...looks,
    note(some) {
      given += some.length
      return looks.note(some)
    },
  }
  const { areas } = house
  const needs = {
    ...house,
    looks: counting,
    knowsArea: (area: string) => areas.areas.has(area),
    clock: () => new Date(`${today}T12:00:00Z`),
  }
  return {
    app: await buildApp({ ...needs, tokens, log, nameWorkers: false, rateLimit: 10_000_000, rateLimitSubject: 10_000_000, late: 0 }),
    given: () => given,
  }
}

const keepsNothing: Looks = { note: async () => {}, at: async () => ({ looks: [] }), lastOf: async () => undefined }

/** What one round took, in milliseconds: the middle one of its answers, and all of it by the number of answers. */
interface Took {
  answer: number
  each: number
}

async function answered({ app }: Service, { people, headers }: Asking, which = 0): Promise<void> {
  const url = `/practitioner/people/${people[which % people.length]}`
  const { statusCode, body } = await app.inject({ method: 'GET', url, headers })
  if (statusCode !== 200) throw new Error(`${statusCode} ${body.slice(0, 200)}`)
}

async function round(service: Service, asking: Asking, together: Together): Promise<Took> {
  const took: number[] = []
  let asked = 0
  async function asker(): Promise<void> {
    while (asked < answersIn[together]) {
      const began = performance.now()
      await answered(service, asking, asked++)
      took.push(performance.now() - began)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: together }, asker))
  return { answer: median(took), each: (performance.now() - began) / took.length }
}

/** Both services by turns, neither always first; a row of the table for each. */
async function sideBySide(without: Service, keeping: Service, asking: Asking, together: Together): Promise<string[][]> {
  const took: { without: Took; keeping: Took }[] = []
  for (let i = -warmUp; i < rounds; i += 1) {
    const first = await round(i % 2 === 0 ? without : keeping, asking, together)
    const second = await round(i % 2 === 0 ? keeping : without, asking, together)
    if (i >= 0) took.push(i % 2 === 0 ? { without: first, keeping: second } : { without: second, keeping: first })
  }
  const times = (of: keyof Took) => median(took.map(({ without, keeping }) => keeping[of] / without[of]))
  const row = (name: string, which: 'without' | 'keeping', more: string[]) => {
    const all = (of: keyof Took) => took.map((each) => each[which][of])
    const numbers = [median(all('answer')), Math.min(...all('answer')), median(all('each')), Math.min(...all('each'))]
    return [String(together), name, ...numbers.map((number) => number.toFixed(2)), ...more]
  }
  const within = times('each') <= 1.1 ? 'yes' : 'no'
  return [
    row('nothing is kept', 'without', ['', '', '']),
    row('each look is kept', 'keeping', [`${times('answer').toFixed(2)} ×`, `${times('each').toFixed(2)} ×`, within]),
  ]
}

/** How long it takes to keep one look, where nobody else does anything. */
async function oneByItself({ looks }: House): Promise<string> {
  const took: number[] = []
  for (let i = 0; i < 300; i += 1) {
    const began = performance.now()
    const by = { sub: 'amira', role: 'practitioner' } as const
    await looks.note([{ person: randomUUID(), at: new Date().toISOString(), by, what: 'profile', why: 'area' }])
    took.push(performance.now() - began)
  }
  return `${median(took).toFixed(2)} ms, nine of ten ${nine(took).toFixed(2)}, the fastest ${Math.min(...took).toFixed(2)}`
}

/** Made-up lives on the record and in the views; gives who they are of. */
async function tell(house: House): Promise<string[]> {
  const lines = madeUpLives({ people: lives, years: 3, seed: 'looks', today })
  await importLines(house, lines)
  for (const projection of projections) await catchUp({ db: house.projector, record: house.record, log }, projection, { atOnce: 100_000 })
  return [...new Set(lines.map(({ person }) => person))]
}

async function measure(house: House, people: readonly string[]): Promise<void> {
  const [without, keeping] = [await serviceOn(house, keepsNothing), await serviceOn(house, house.looks)]
  // Somebody who leads a team and reaches whom it works with: most people.
  const headers = await bearer({ expires: '1h', roles: ['practitioner', 'team-lead'], organisation: council })
  const inReach: string[] = []
  for (const person of people) {
    const { statusCode } = await without.app.inject({ url: `/practitioner/people/${person}`, headers })
    if (statusCode === 200) inReach.push(person)
  }
  const asking = { people: inReach, headers }
  for (const each of [without, keeping]) {
    await answered(each, asking)
    if (each.given() === 0) throw new Error('The route notes nobody who looks: there is nothing to measure.')
  }
  const before = await oneByItself(house)
  const rows: string[][] = []
  for (const together of [1, 8, 32] as const) rows.push(...(await sideBySide(without, keeping, asking, together)))
  const after = await oneByItself(house)

  for (const { app } of [without, keeping]) await app.close()
  process.stdout.write(`\n${table(heading, rows)}\n${note(before, after)}`)
}

const heading = ['at once', '', 'an answer', 'least', 'each of all', 'least', 'times an answer', 'times each', 'within 10 %']

function note(before: string, after: string): string {
  const [cpu] = os.cpus()
  return `
Milliseconds of server time through the front door (no network): the median answer of a round, and the whole round by its answers; of all rounds the median and the least. ${rounds} rounds of each, by turns
to a service that keeps every look and to the same one that keeps none; "times" is the median of what a round was beside its neighbour. Keeping one look by itself, with
nothing else to do: before ${before}; after ${after}. That is mostly the disk: a look is kept once it is flushed. PostgreSQL with its usual settings.
${os.cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, Node ${process.version}. A machine that is shared is noisy: compare what stands side by side, and run it more than once.
`
}

async function main(): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'unfolding-bench-'))
  await chmod(dataDir, 0o711)
  const config = readConfig({ DATA_DIR: dataDir })
  const { clusterDir, close } = await openEmbedded(dataDir, { as: 'task' })
  async function within<T>(work: (house: House) => Promise<T>, lazyCommit = false): Promise<T> {
    const house = await openHouse(config, { as: 'task', log, lazyCommit })
    return work(house).finally(house.close)
  }
  try {
    process.stdout.write(`Telling ${lives} lives …\n`)
    const people = await within(tell, true)
    await within((house) => measure(house, people))
  } finally {
    await close()
    for (const each of new Set([clusterDir, dataDir])) await rm(each, { recursive: true, force: true })
  }
}

await main()
