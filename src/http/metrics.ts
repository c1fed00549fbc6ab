import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Projection } from '../projecting/projection.ts'
import { building, standings } from '../projecting/wait.ts'
import type { Db } from '../projecting/writer.ts'
import { Conflict, StoreUnavailable } from '../store/event-store.ts'
import { inTime } from '../store/in-time.ts'
import type { TheRecord } from '../store/record.ts'
import { toldWithin } from './deadline.ts'
import { Problem } from './problems.ts'
import type { Shed } from './shedding.ts'

/** How the connections to one room of the database are used, at one moment. */
export interface ConnectionsInUse {
  room: string
  open: number
  idle: number
  /** Who waits for one. */
  waiting: number
}

/** What is measured, and who may ask. */
export interface Measured {
  /** What whoever asks has to send as their token. Numbers of a whole service say nothing of anybody, but how often somebody forgets a story is nobody else's to know. */
  token: string
  record: TheRecord
  /** As a role that may read how far the views have come. */
  db: Db
  projections: readonly Projection[]
  connections: () => readonly ConnectionsInUse[]
  shed: Shed
}

/** How the service is, in numbers, as Prometheus reads them; and the record, on which is counted what was appended through it. */
export function metricsOf({ token, record, db, projections, connections, shed }: Measured) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'unfolding_request_seconds',
    help: 'How long requests took to be answered, by the pattern of their address',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const appends = new Counter({
    name: 'unfolding_appends_total',
    help: 'Appends to the record that this service asked for, by what became of them: kept, conflict (somebody else was faster), unavailable or failed',
    labelNames: ['outcome'],
    registers,
  })
  const entries = new Counter({ name: 'unfolding_entries_kept_total', help: 'Entries that this service put on the record', registers })
  new Counter({
    name: 'unfolding_requests_shed_total',
    help: 'Requests that were sent away with 503 before anything was done, by why: so many were in hand at once, or the process was late',
    labelNames: ['why'],
    registers,
    collect() {
      this.reset()
      for (const [why, many] of Object.entries(shed.sentAway)) this.inc({ why }, many)
    },
  })
  const asked = <L extends string>(name: string, help: string, ...labelNames: L[]) => new Gauge({ name, help, labelNames, registers })
  const inReach = asked(
    'unfolding_record_in_reach',
    '1 where the record and the views could be asked, 0 where not: then nothing is said of how far the views are',
  )
  const lag = asked(
    'unfolding_view_lag_entries',
    'Entries of the record that a view does not show yet; 1,000 stands for all that is more',
    'view',
  )
  const stopped = asked('unfolding_view_stopped', '1 where a view had to stop at an entry', 'view')
  const rebuilt = asked('unfolding_rebuild_position', 'Up to which position a view that is being built anew has come', 'view')
  const toRebuild = asked('unfolding_rebuild_to_position', 'Up to which position it has to come', 'view')
  const inHand = asked('unfolding_requests_in_hand', 'Requests that are being answered just now')
  const inUse = asked(
    'unfolding_database_connections',
    'Connections to the database, by the room and whether they are open, idle, or waited for',
    'room',
    'state',
  )

  async function ask(): Promise<void> {
    for (const each of [lag, stopped, rebuilt, toRebuild, inUse]) each.reset()
    inHand.set(shed.inHand())
    for (const { room, open, idle, waiting } of connections()) {
      inUse.set({ room, state: 'open' }, open)
      inUse.set({ room, state: 'idle' }, idle)
      inUse.set({ room, state: 'waited for' }, waiting)
    }
    await inTime(toldWithin, 'The database', askViews).then(
      () => inReach.set(1),
      () => inReach.set(0),
    )
  }

  async function askViews(): Promise<void> {
    for (const { projection: view, lag: behind, stopped: why } of await standings(db, projections, record)) {
      lag.set({ view }, behind)
      stopped.set({ view }, why ? 1 : 0)
    }
    for (const { projection: view, position, upTo } of await building(db)) {
      rebuilt.set({ view }, Number(position))
      toRebuild.set({ view }, Number(upTo))
    }
  }

  const counted: TheRecord = {
    ...record,
    async append(stream, expected, some, mark) {
      try {
        const kept = await record.append(stream, expected, some, mark)
        appends.inc({ outcome: 'kept' })
        entries.inc(kept.length)
        return kept
      } catch (error) {
        appends.inc({ outcome: error instanceof Conflict ? 'conflict' : error instanceof StoreUnavailable ? 'unavailable' : 'failed' })
        throw error
      }
    },
  }

  function metrics(app: FastifyInstance): void {
    app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
      requests.observe({ method, route: routeOptions.url ?? 'none', status: statusCode }, elapsedTime / 1_000)
    })
    app.get('/metrics', { config: { rateLimit: false }, schema: { hide: true } }, async ({ headers }, reply) => {
      const given = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
      if (given === undefined) throw new Problem(401, 'no-token')
      if (!isSame(given, token)) throw new Problem(401, 'bad-token')
      await ask()
      return reply.type(registry.contentType).send(await registry.metrics())
    })
  }
  return { record: counted, metrics }
}

/** Whoever tries one after another learns nothing from how long the answer takes. */
function isSame(given: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(token))
}
