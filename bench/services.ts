import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { buildApp } from '../src/app.ts'
import type { AnyDatabase } from '../src/projecting/writer.ts'
import { type AreaTables, areasIn, withDefaultAreas } from '../src/store/areas.ts'
import { eachRoom } from '../src/store/database.ts'
import { looksIn } from '../src/store/looks.ts'
import type { TheRecord } from '../src/store/record.ts'
import { tokens } from '../test/support/app.ts'
import { withDatabase } from '../test/support/database.ts'
import { recordIn } from '../test/support/lives.ts'

/** A service, and the record as it has it. */
export interface Service {
  app: FastifyInstance
  record: TheRecord
}

/** The service as it is, and another that remembers nothing of what it read, on one PostgreSQL. Nothing is projected: a look back reads the record. */
export async function services(t: Parameters<typeof withDatabase>[0]): Promise<{ remembering: Service; forgetful: Service }> {
  const database = await withDatabase(t)
  await withDefaultAreas(database.open<AreaTables>('owner').db)
  const rooms = eachRoom((role) => database.open<AnyDatabase>(role).db)
  const looks = looksIn(database.open('unfolding_looks'))
  const areas = await areasIn(rooms.practitioner)
  const clock = () => new Date()
  const log = pino({ level: 'silent' })
  async function service(entriesAtMost?: number): Promise<Service> {
    const record = recordIn(database, clock, entriesAtMost)
    const knowsArea = (area: string) => areas.areas.has(area)
    const app = await buildApp({
      record,
      rooms,
      looks,
      areas,
      knowsArea,
      clock,
      tokens,
      log,
      nameWorkers: false,
      rateLimit: 1_000_000,
      rateLimitSubject: 1_000_000,
      late: 0,
    })
    t.teardown(() => app.close())
    return { app, record }
  }
  return { remembering: await service(), forgetful: await service(0) }
}
