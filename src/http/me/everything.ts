import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { Everything, everythingOf, sendEverything } from '../everything.ts'
import { ProblemAnswer } from '../problems.ts'
import { whoOf } from '../who.ts'
import type { MeNeeds } from './room.ts'
import { withoutSubs } from './story.ts'
import { For, whoseStory } from './whose.ts'

/** Everything you hold about me. */
export function everything(room: FastifyInstance, needs: MeNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/everything',
    {
      schema: {
        summary: 'Everything that is held about me',
        tags: ['person'],
        querystring: For,
        response: { 200: Everything, '4xx': ProblemAnswer },
      },
    },
    async (request, reply) => {
      const person = whoseStory(request, request.query.for)
      const all = await everythingOf(needs, request, person, { names: needs.nameWorkers })
      return sendEverything(request, reply, withoutSubs(all, whoOf(request).sub))
    },
  )
}
