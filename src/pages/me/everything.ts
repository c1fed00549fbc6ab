import type { FastifyInstance } from 'fastify'
import { askMine, showMine, showNotOpen } from './whose.ts'

/** Everything that is held about the person, as it can be read, printed and kept. */
export function everything(app: FastifyInstance): void {
  app.get('/everything', { schema: { hide: true } }, async (request, reply) => {
    const answer = await askMine(app, request, '/me/everything')
    return answer.status === 200
      ? showMine(app, request, reply, 'me/everything.njk', { everything: answer.body, me: { name: { name: answer.body.name } } })
      : showNotOpen(request, reply, answer)
  })
}
