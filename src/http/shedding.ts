import underPressure from '@fastify/under-pressure'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ofAPage } from './limits.ts'
import { Problem } from './problems.ts'

/** How much the service takes on. */
export interface Taking {
  /** Requests in hand at once. Left out, as many as are answered within a few seconds also where the database is slow. */
  atOnce?: number
  /** How late it may be with what it has to do, in milliseconds, on average over five seconds; 0 where that is not to be looked at. Left out, a second. */
  late?: number
}

/** Why a request was sent away: so many were in hand already, or the process was late with everything. */
export type Why = 'at once' | 'late'

/** How it goes with what is taken on. */
export interface Shed {
  /** Requests in hand just now. */
  inHand(): number
  /** Requests that were sent away so far. */
  sentAway: Readonly<Record<Why, number>>
}

const atOnceAtMost = 500
const lateAtMost = 1_000
/** Over how long it is looked how late it is, in milliseconds: longer than it takes to start, or than one answer takes. */
const lateOver = 5_000
/** After how many seconds whoever was sent away is asked to come again: not all of them at one moment. */
const again = { from: 2, to: 5 }

/**
 * Answers 503 `overloaded` with `Retry-After` before anything of a request is looked at, where the service has more in hand than it can answer soon. Whoever waits for the database makes
 * no loop late, so it is counted who waits. What a page asks of the rooms is not sent away: the page was let in. Nor is whoever watches over the service, on routes with
 * `config: { rateLimit: false }`.
 */
export async function shedRequests(app: FastifyInstance, { atOnce = atOnceAtMost, late = lateAtMost }: Taking): Promise<Shed> {
  const inHand = new Set<FastifyRequest>()
  const sentAway = { 'at once': 0, late: 0 }
  const sendAway = (reply: FastifyReply, why: Why): never => {
    sentAway[why] += 1
    reply.header('retry-after', again.from + Math.floor(Math.random() * (again.to - again.from + 1)))
    throw new Problem(503, 'overloaded')
  }
  await app.register(underPressure, {
    maxEventLoopDelay: late,
    sampleInterval: lateOver,
    pressureHandler: (request, reply) => (isTakenAnyway(request) ? undefined : sendAway(reply, 'late')),
  })
  app.addHook('onRequest', async (request, reply) => {
    if (isTakenAnyway(request)) return
    if (inHand.size >= atOnce) sendAway(reply, 'at once')
    inHand.add(request)
    // Who hangs up is still worked for; but where others answer past us, that the line is closed is all that says it is over.
    reply.raw.once('close', () => reply.sent && inHand.delete(request))
  })
  // Who takes long to send what they have to say takes nobody's place meanwhile, or a few hundred of them could keep everybody out.
  app.addHook('preParsing', async (request) => void (request.raw.complete || inHand.delete(request)))
  app.addHook('preValidation', async (request) => void (isTakenAnyway(request) || inHand.add(request)))
  app.addHook('onSend', async (request) => void inHand.delete(request))
  return { inHand: () => inHand.size, sentAway }
}

function isTakenAnyway({ socket, routeOptions }: FastifyRequest): boolean {
  return socket.remoteAddress === ofAPage || routeOptions.config?.rateLimit === false
}
