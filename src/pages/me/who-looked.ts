import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { askRoom, show, showProblem } from '../asking.ts'

const Asked = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
})

/** Who looked at my story, what at, and why they may. */
export function whoLooked(app: FastifyInstance): void {
  app.get('/who-looked', { schema: { hide: true } }, async (request, reply) => {
    const { cursor } = Asked.parse(request.query)
    const answer = await askRoom(app, request, cursor === undefined ? '/me/who-looked' : `/me/who-looked?cursor=${cursor}`)
    return answer.status === 200 ? show(request, reply, 'me/who-looked.njk', answer.body) : showProblem(request, reply, answer)
  })
}
