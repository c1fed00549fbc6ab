import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { Everything, everythingOf, sendEverything } from '../everything.ts'
import { Whose } from '../looking-back.ts'
import { ProblemAnswer } from '../problems.ts'
import type { StewardNeeds } from './room.ts'

/** Everything that is held about a person, for whoever answers their request, with what is held back and on what ground, to be weighed before it is given out. */
export function everything(room: FastifyInstance, needs: StewardNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/people/:personId/everything',
    {
      schema: {
        summary: 'Everything that is held about a person',
        description: 'What is held back is in it, marked with its ground: weigh it before it is given out.',
        tags: ['steward'],
        params: Whose,
        response: { 200: Everything, '4xx': ProblemAnswer },
      },
    },
    async (request, reply) => sendEverything(request, reply, await everythingOf(needs, request, request.params.personId, { names: true })),
  )
}
