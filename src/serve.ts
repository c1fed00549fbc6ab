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

/** How long after a month has ended its release is made, in milliseconds. */
const anHour = 3_600_000

/** A service that runs. */
export interface Serving {
  /** Where it listens. */
  address: string
  /** Where the data are, in words for people. */
  where: string
  /** Answers what is being asked, stops projecting, lets go of the record. */
  stop(): Promise<void>
}

/** Chooses the parts, joins them and starts them; where one cannot be started, those that were are stopped again. */
export async function serve(config: Config, log: Logger): Promise<Serving> {
  const clock = () => new Date()
  const started: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const each of started.toReversed()) await each()
  }
  try {
    const house = await openHouse(config, { as: 'service', log })
    started.push(house.close)
    // As of an hour ago: what was being written at midnight is in by then.
    const month = () => londonDay(new Date(clock().getTime() - anHour)).slice(0, 7)
    const release = () => makeReleases(house.projector, { areas: house.areas, month: month(), head: () => house.record.head() })
    const projector = await startProjecting({ db: house.projector, record: house.record, projections, log, afterEachRound: release })
    started.push(projector.stop)
    const app = await buildApp({
      ...house,
      clock,
      log,
      tokens: await tokensFor(config),
      knowsArea: (area) => house.areas.areas.has(area),
      rateLimit: config.rateLimit,
      trustProxy: config.trustProxy,
    })
    started.push(() => app.close())
    await app.listen({ host: config.host, port: config.port })
    const { port } = app.server.address() as AddressInfo
    return { address: `http://${config.host}:${port}`, where: house.where, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
