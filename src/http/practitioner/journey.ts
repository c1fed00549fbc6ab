import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Id } from '../../domain/values.ts'
import { JourneyAnswer, JourneyAsked, pageOf } from '../journey-page.ts'
import type { PeopleNeeds } from '../needs.ts'
import { withNames } from '../people-in-words.ts'
import { ProblemAnswer } from '../problems.ts'
import { read } from '../reading.ts'

/** A person's journey as it is known now: a new worker must be able to read, or the story is told again. */
export function journey(room: FastifyInstance, needs: PeopleNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/people/:personId/journey',
    {
      schema: {
        summary: 'What happened, in order of life',
        tags: ['practitioner'],
        params: z.strictObject({ personId: Id }),
        querystring: JourneyAsked,
        response: { 200: JourneyAnswer, '4xx': ProblemAnswer },
      },
    },
    async (request) => {
      const readable = await read(needs, request, request.params.personId, 'journey')
      return withNames(needs, request, await pageOf(readable, request.query))
    },
  )
}
