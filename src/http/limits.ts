import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { AskedInWindow } from './asked-in-window.ts'
import { Problem } from './problems.ts'
import { whoOf } from './who.ts'

/** How many requests a minute are answered. */
export interface Limits {
  /** From one address, whoever asks; also what is refused counts. */
  rateLimit: number
  /** Of one subject, wherever from; counted once a room has taken their token. */
  rateLimitSubject: number
}

const timeWindow = '1 minute'

/** Where a page asks from, for whoever looks at it. No connection comes from such an address. */
export const ofAPage = 'a page'

/**
 * Answers 429 `too-many-requests` with `Retry-After` to whoever asks too much. An address is counted before anything else is looked at, so that trying out
 * tokens, or addresses of ours, counts too. A subject is counted after every room's own look at the token, so that nobody else can use theirs up.
 * Routes with `config: { rateLimit: false }` are not counted.
 */
export async function limitRequests(app: FastifyInstance, { rateLimit: max, rateLimitSubject }: Limits): Promise<void> {
  await app.register(rateLimit, { global: false, max, timeWindow, store: AskedInWindow })
  const ofAddress = app.rateLimit()
  app.addHook('onRequest', async function (request, reply) {
    // A page asks several rooms: by address it was counted itself, or few could work behind one.
    if (request.socket.remoteAddress === ofAPage) return
    if (request.routeOptions.config?.rateLimit !== false) await ofAddress.call(this, request, reply)
  })

  const ofSubject = app.createRateLimit({ max: rateLimitSubject, timeWindow, keyGenerator: (request) => whoOf(request).sub })
  // Hooks of rooms are run after those of the app: who it is, is known from the next step on.
  app.addHook('preParsing', async function (request, reply) {
    if (!this.hasRequestDecorator('who')) return
    const count = await ofSubject(request)
    if (count.isAllowed || !count.isExceeded) return
    reply.header('retry-after', count.ttlInSeconds)
    throw new Problem(429, 'too-many-requests')
  })
}
