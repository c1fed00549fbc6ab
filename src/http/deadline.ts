import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from './problems.ts'

/** How long an answer may take from when it was understood what is asked, in milliseconds, before whoever asked is told to ask again. */
export const answersWithin = 15_000

/** How long whoever watches over the service waits to be told how it is, in milliseconds: not to be told is to be told too. */
export const toldWithin = 5_000

/**
 * Whoever asks is answered in time, whatever becomes of the database: what takes longer is answered 503 `took-too-long`, and they may ask the same again. How long a slow network takes to bring what is
 * asked, or to take what is answered, counts for nothing. (The `handlerTimeout` of Fastify would let go of every request as soon as its body is read, and holds streams too.)
 */
export function answerInTime(app: FastifyInstance, atMost = answersWithin): void {
  const waiting = new WeakMap<FastifyRequest, NodeJS.Timeout>()
  app.addHook('preValidation', async (request, reply) => {
    const tooLong = () => {
      if (reply.sent) return
      request.log.warn({ route: request.routeOptions.url }, 'took too long')
      reply.send(new Problem(503, 'took-too-long'))
    }
    waiting.set(request, setTimeout(tooLong, atMost))
  })
  // From here on the answer is on its way: what is still waited for has an end of its own.
  app.addHook('onSend', async (request) => clearTimeout(waiting.get(request)))
  app.addHook('onResponse', async (request) => clearTimeout(waiting.get(request)))
}
