import type { AddressInfo } from 'node:net'
import closeWithGrace from 'close-with-grace'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { buildApp } from './app.ts'
import { addressOf, type Config, signsInHere } from './config.ts'
import { client, rooms } from './http/sign-in/names.ts'
import { ownSignIn, tokensFor } from './http/tokens.ts'
import { keepUpApart } from './keeping-up/apart.ts'
import { openHouse } from './open.ts'
import type { SignInWith } from './pages/signing-in.ts'
import { tracingAskedFor } from './tracing/tracing.ts'
import { signEachDay } from './verifying/each-day.ts'

/** How long stopping may take, in milliseconds. */
const stopsWithin = 10_000
/** How many connections may wait to be taken: as many as the machine lets. Whoever comes when they are full is told nothing, and tries for a minute. */
const waitingAtMost = 4_096

/** A service that runs. */
export interface Serving {
  /** Where it listens. */
  address: string
  /** Where the data are, in words for people. */
  where: string
  /** Answers what is being asked, stops projecting, lets go of the record. */
  stop(): Promise<void>
}

/**
 * Serves until SIGTERM or SIGINT, and stops cleanly then. Where the embedded database stops under it, or something fails that nobody foresaw, it
 * ends with 1, so that whoever watches over it starts it again.
 */
export async function serveUntilStopped(config: Config, log: Logger): Promise<Serving> {
  let serving: Serving | undefined
  const end = () => {
    // What is being asked has nothing to stand on any more: nobody is waited for long.
    const longEnough = new Promise((resolve) => setTimeout(resolve, 1_000))
    Promise.race([serving?.stop(), longEnough]).finally(() => process.exit(1))
  }
  serving = await serve(config, log, end)
  closeWithGrace({ delay: stopsWithin, logger: false }, async ({ err }) => {
    // An error's message could quote somebody's words; where it came from does not.
    if (err)
      log.fatal(
        { error: err.name, where: err.stack?.split('\n').filter((line) => /^\s+at /.test(line)) },
        'ended by an error nobody foresaw',
      )
    await serving?.stop()
    log.info('stopped')
  })
  return serving
}

/** Chooses the parts, joins them and starts them; where one cannot be started, those that were are stopped again. */
export async function serve(config: Config, log: Logger, onLost?: () => void): Promise<Serving> {
  const clock = () => new Date()
  const started: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const each of started.toReversed()) await each()
  }
  try {
    const traces = await tracingAskedFor(process.env, log)
    if (traces) started.push(traces.stop)
    const house = await openHouse(config, { as: 'service', log, ...(onLost && { onLost }) })
    started.push(house.close)
    const projector = await keepUpApart(config, log)
    started.push(projector.stop)
    started.push(signEachDay(house.lists, { clock, log }))
    const app = await buildApp({
      ...house,
      clock,
      log,
      tokens: await tokensFor(config, log),
      knowsArea: (area) => house.areas.areas.has(area),
      nameWorkers: config.nameWorkers,
      rateLimit: config.rateLimit,
      rateLimitSubject: config.rateLimitSubject,
      trustProxy: config.trustProxy,
      ...(traces && { traces }),
      ...(config.metricsToken !== undefined && { metrics: { token: config.metricsToken, connections: house.connections } }),
      ...(signsInHere(config) && { signIn: await ownSignIn(config), pages: (app) => ownPages(config, app) }),
      ...(config.oidcIssuer !== undefined && config.oidcClientId !== undefined && { pages: () => pagesOf(config) }),
    })
    started.push(() => app.close())
    await app.listen({ host: config.host, port: config.port, backlog: waitingAtMost }).catch((error: NodeJS.ErrnoException) => {
      throw new Error(cannotListen(config, error), { cause: error })
    })
    const { port } = app.server.address() as AddressInfo
    return { address: addressOf(config.host, port), where: house.where, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Pages for the made-up people of this machine, who sign in with the service itself. */
function ownPages({ host }: Config, { server }: FastifyInstance): SignInWith {
  const issuer = () => `${addressOf(host, (server.address() as AddressInfo).port)}/sign-in`
  return { issuer, clientId: client, idTokenAlg: 'EdDSA', resource: rooms, asMadeUp: true }
}

function pagesOf({ oidcIssuer = '', oidcClientId = '', oidcClientSecret }: Config): SignInWith {
  return { issuer: () => oidcIssuer, clientId: oidcClientId, clientSecret: oidcClientSecret }
}

function cannotListen({ host, port }: Config, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') return `PORT: something listens on ${host}:${port} already. Stop it, or say another port.`
  if (code === 'EACCES') return `PORT: ${port} is not for ordinary users to listen on. Say another one.`
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') return `HOST: this machine has no address ${host}.`
  return message
}
