import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { makeReleases } from '../projections/area-release.ts'
import { projections } from '../projections/index.ts'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { londonDay } from './domain/values.ts'
import { tokensFor } from './http/tokens.ts'
import { openHouse } from './open.ts'
import { startProjecting } from './projecting/projector.ts'

/** How often to look whether a month has ended, and how long to wait after it has, in milliseconds. */
const hourly = 3_600_000

/** A service that runs. */
export interface Serving {
  /** Where it listens. */
  address: string
  /** Where the data are, in words for people. */
  where: string
  /** Answers what is being asked, stops projecting, lets go of the record. */
  stop(): Promise<void>
}

/** Chooses the parts, joins them and starts them. */
export async function serve(config: Config, log: Logger): Promise<Serving> {
  const clock = () => new Date()
  const house = await openHouse(config, { as: 'service', log })
  try {
    // As of an hour ago: what was being written at midnight is in by then.
    const month = () => londonDay(new Date(clock().getTime() - hourly)).slice(0, 7)
    const release = () => makeReleases(house.projector, { areas: house.areas, month: month(), head: () => house.record.head() })
    const app = await buildApp({
      ...house,
      clock,
      log,
      tokens: await tokensFor(config),
      knowsArea: (area) => house.areas.areas.has(area),
      rateLimit: config.rateLimit,
      trustProxy: config.trustProxy,
    })
    await app.listen({ host: config.host, port: config.port })
    const projector = await startProjecting({ db: house.projector, record: house.record, projections, log, whenCaughtUp: release })
    const everyHour = setInterval(() => release().catch((error: Error) => log.error({ error: error.name }, 'release failed')), hourly)
    const { port } = app.server.address() as AddressInfo
    return {
      address: `http://${config.host}:${port}`,
      where: house.where,
      async stop() {
        clearInterval(everyHour)
        await app.close()
        await projector.stop()
        await house.close()
      },
    }
  } catch (error) {
    await house.close()
    throw error
  }
}
