import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { Instant } from '../../domain/values.ts'
import { JourneyAnswer, JourneyAsked, pageOf } from '../journey-page.ts'
import { Whose } from '../looking-back.ts'
import type { PeopleNeeds } from '../needs.ts'
import { withNames } from '../people-in-words.ts'
import { ProblemAnswer } from '../problems.ts'
import { read } from '../reading.ts'

/** A person's journey, as it is known now or was known at an instant. */
export function journey(room: FastifyInstance, needs: PeopleNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/people/:personId/journey',
    {
      schema: {
        summary: 'What happened, in order of life, as known at an instant',
        tags: ['reviewer'],
        params: Whose,
        querystring: JourneyAsked.extend({
          knownAt: Instant.optional().describe('An instant of the record, inclusive; left out: all that is known'),
        }),
        response: { 200: JourneyAnswer, '4xx': ProblemAnswer },
      },
    },
    async (request) => {
      const readable = await read(needs, request, request.params.personId, 'journey')
      return withNames(needs, request, await pageOf(readable, request.query))
    },
  )
}
