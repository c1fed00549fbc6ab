import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { londonDay } from '../../domain/values.ts'
import { askMine, showMine, showNotOpen } from './whose.ts'

const Asked = z.object({
  asAt: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .optional()
    .catch(undefined),
  done: z.string().max(20).optional().catch(undefined),
})

/** A story: as it is now, or as it was on a day. */
export function story(app: FastifyInstance): void {
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    const { asAt, done } = Asked.parse(request.query)
    const answer = await askMine(app, request, asAt === undefined ? '/me' : `/me?asAt=${asAt}`)
    if (answer.status === 404) return showMine(app, request, reply.code(404), 'me/not-then.njk', { asAt })
    if (answer.status !== 200) return showNotOpen(request, reply, answer)
    return showMine(app, request, reply, 'me/story.njk', { me: answer.body, asAt, done, today: londonDay(new Date()) })
  })
}
