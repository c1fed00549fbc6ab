import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { askMine, showMine, showNotOpen } from './whose.ts'

const Asked = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
})

/** Who looked at a story, what at, and why they may. */
export function whoLooked(app: FastifyInstance): void {
  app.get('/who-looked', { schema: { hide: true } }, async (request, reply) => {
    const { cursor } = Asked.parse(request.query)
    const answer = await askMine(app, request, cursor === undefined ? '/me/who-looked' : `/me/who-looked?cursor=${cursor}`)
    return answer.status === 200 ? showMine(app, request, reply, 'me/who-looked.njk', answer.body) : showNotOpen(request, reply, answer)
  })
}
