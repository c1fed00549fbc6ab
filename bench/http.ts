import pg from 'pg'
import { caughtUp } from '../test/support/service.ts'
import { type Bearers, bearersIn } from './bearers.ts'
import { type Autocannon, autocannon, type Request } from './beside.ts'
import { conversationWith, entriesEach } from './conversations.ts'
import { fill, type Life } from './filling.ts'
import { type Folder, inFolder } from './folder.ts'
import type { Part, Rows, Running } from './part.ts'
import { plainTable } from './plain.ts'
import { type Answering, startPlain, startService } from './process.ts'
import { byTurns, times } from './rounds.ts'
import { storiesFor } from './stories.ts'
import { median } from './table.ts'

/** How many requests a round has, by how many connections there are: to people whose stories were read before, and to people whose were not. */
const requestsOf = { 1: { warm: 100, cold: 20 }, 8: { warm: 320, cold: 64 }, 32: { warm: 800, cold: 160 } }
type Connections = keyof typeof requestsOf
const connectionsOf = [1, 8, 32] as const
/** What the door is to reach of the bare route. */
const atLeast: Partial<Record<Connections, number>> = { 32: 0.8 }

/** People whose stories are kept warm: as many on each connection, so that nobody is written to over two at once. And how long a story is when it begins. */
const warmPeople = 960
const storyLength = 40

export const http: Part = {
  name: 'http',
  about:
    'Writing down a conversation and two things that came of it, beside a bare fastify route with an insert an entry; entries a second',
  run: (running) => inFolder((door) => inFolder((whole) => measure(door, whole, running))),
}

/** Something that is written to. */
interface Way {
  name: string
  answering: Answering
  bearers: Bearers
  /** Whether it has work left when it has answered: then it is waited for, and how long that took is said too. */
  projects: boolean
}

const columns: Rows['columns'] = {
  connections: 'words',
  stories: 'words',
  way: 'words',
  entries: 'a second',
  'of bare': 'times',
  'of bare, at least': 'times',
  'all shown after': 'ms',
}

async function measure(door: Folder, whole: Folder, { quick, say }: Running): Promise<Rows> {
  const often = { warm: quick ? { rounds: 2, warmUp: 1 } : { rounds: 7, warmUp: 1 }, cold: { rounds: quick ? 2 : 5, warmUp: 0 } }
  const coldPeople = often.cold.rounds * connectionsOf.reduce((sum, connections) => sum + requestsOf[connections].cold, 0)
  say(`putting ${warmPeople + coldPeople} stories of ${storyLength} entries on the record, twice …`)
  const lives = storiesFor(warmPeople + coldPeople, { storyLength })
  await fill(door, lives, { views: false })
  await fill(whole, lives)
  const cannon = await autocannon()
  const people = { warm: lives.slice(0, warmPeople), cold: lives.slice(warmPeople) }
  return among(door, whole, lives, async (ways) => {
    // A story is known to a service once something was written to it.
    for (const way of ways) await write(cannon, way, 8, people.warm)
    const rows: Rows['rows'][number][] = []
    for (const kind of ['warm', 'cold'] as const) {
      const stories = { warm: 'read before', cold: 'not read before' }[kind]
      const next = inTurn(people[kind])
      for (const connections of connectionsOf) {
        say(`${connections} at once, stories ${stories} …`)
        const after: number[] = []
        const rates = await byTurns(ways, often[kind], async (way, round) => {
          const { rate, left } = await write(cannon, way, connections, next(way, requestsOf[connections][kind]))
          if (way.projects && round >= 0) after.push(left)
          return rate
        })
        const toReach = kind === 'warm' ? atLeast[connections] : undefined
        rows.push(...rowsOf(ways, { rates, after }, { connections: String(connections), stories }, toReach))
      }
    }
    return { columns, rows }
  })
}

/** Starts all that is written to, each as a process; whatever becomes of the work, they are stopped. */
async function among<T>(door: Folder, whole: Folder, lives: readonly Life[], work: (ways: readonly Way[]) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: door.ownerUrl })
  await owner.connect()
  await owner.query(plainTable).finally(() => owner.end())
  const started: Answering[] = []
  const ways: Way[] = []
  const add = async (name: string, starting: Promise<Answering>, { dataDir }: Folder, projects = false) => {
    const answering = await starting
    started.push(answering)
    ways.push({ name, answering, bearers: await bearersIn(dataDir, lives), projects })
  }
  try {
    await add('a bare route, an insert an entry', startPlain(door.ownerUrl), door)
    await add('the door alone', startService(door.dataDir, { projects: false }), door)
    await add('the service, projecting', startService(whole.dataDir, { projects: true }), whole, true)
    return await work(ways)
  } finally {
    for (const each of started) await each.stop()
  }
}

/** The next so many of them, for each way by itself; after the last comes the first. */
function inTurn(lives: readonly Life[]): (way: Way, many: number) => Life[] {
  const taken = new Map<Way, number>()
  return (way, many) => {
    const from = taken.get(way) ?? 0
    taken.set(way, from + many)
    return Array.from({ length: many }, (_, i) => lives[(from + i) % lives.length] as Life)
  }
}

/** Writes down a conversation with each of them: how many entries went in in a second, and how long it took after that until every view showed them, in milliseconds. */
async function write(
  cannon: Autocannon,
  { answering, bearers, projects }: Way,
  connections: number,
  lives: readonly Life[],
): Promise<{ rate: number; left: number }> {
  const requests = lives.map((life): Request => conversationWith(life, bearers))
  const rate = await cannon.fire(answering.address, connections, requests)
  const began = performance.now()
  if (projects) await caughtUp(answering.address)
  return { rate: rate * entriesEach, left: performance.now() - began }
}

function rowsOf(
  ways: readonly Way[],
  { rates, after }: { rates: readonly number[][]; after: readonly number[] },
  about: Record<string, string>,
  toReach?: number,
): Rows['rows'][number][] {
  const [bare = []] = rates
  return ways.map(({ name, projects }, i) => ({
    ...about,
    way: name,
    entries: median(rates[i] ?? []),
    'of bare': times(rates[i] ?? [], bare),
    ...(toReach !== undefined && i > 0 && { 'of bare, at least': toReach }),
    ...(projects && { 'all shown after': median(after) }),
  }))
}
