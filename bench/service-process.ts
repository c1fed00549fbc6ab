import type { AddressInfo } from 'node:net'
import { type Logger, pino } from 'pino'
import { buildApp } from '../src/app.ts'
import { addressOf, type Config, readConfig } from '../src/config.ts'
import { tokensFor } from '../src/http/tokens.ts'
import { openHouse } from '../src/open.ts'
import { serve } from '../src/serve.ts'
import { listening } from './listening.ts'

// The service, as `npm start` has it; with `door`, the same without what projects beside it, and without pages.

const config = readConfig(process.env)
const log = pino({ level: config.logLevel }, pino.destination({ dest: 1, sync: true }))
const serving = await (process.argv.includes('door') ? serveDoor(config, log) : serve(config, log))
listening(serving.address, serving.stop)

async function serveDoor(config: Config, log: Logger): Promise<{ address: string; stop(): Promise<void> }> {
  const { host, port, nameWorkers, rateLimit, rateLimitSubject, trustProxy } = config
  const house = await openHouse(config, { as: 'service', log })
  const app = await buildApp({
    ...house,
    ...{ nameWorkers, rateLimit, rateLimitSubject, trustProxy, log },
    clock: () => new Date(),
    tokens: await tokensFor(config, log),
    knowsArea: (area) => house.areas.areas.has(area),
  })
  await app.listen({ host, port })
  const stop = async () => {
    await app.close()
    await house.close()
  }
  return { address: addressOf(host, (app.server.address() as AddressInfo).port), stop }
}
