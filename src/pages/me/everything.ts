import type { FastifyInstance } from 'fastify'
import { askRoom, show, showProblem } from '../asking.ts'

/** Everything you hold about me, as it can be read, printed and kept. */
export function everything(app: FastifyInstance): void {
  app.get('/everything', { schema: { hide: true } }, async (request, reply) => {
    const answer = await askRoom(app, request, '/me/everything')
    return answer.status === 200
      ? show(request, reply, 'me/everything.njk', { everything: answer.body })
      : showProblem(request, reply, answer)
  })
}
