import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Id } from '../../domain/values.ts'
import { JourneyAnswer, JourneyAsked, pageOf } from '../journey-page.ts'
import type { PeopleNeeds } from '../needs.ts'
import { withNames } from '../people-in-words.ts'
import { ProblemAnswer } from '../problems.ts'
import { storyInReach } from '../reach.ts'
import { whoOf } from '../who.ts'

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
      const { personId } = request.params
      const who = whoOf(request)
      const story = await storyInReach(needs, who, personId)
      return withNames(needs, who, await pageOf(needs.record, personId, story, request.query))
    },
  )
}
