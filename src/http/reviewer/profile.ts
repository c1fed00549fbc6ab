import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { profileIn } from '../../../projections/profile.ts'
import type { PeopleNeeds } from '../needs.ts'
import { withNames } from '../people-in-words.ts'
import { ProblemAnswer } from '../problems.ts'
import { whoOf } from '../who.ts'
import { From, lookBack, revisionKnown, Whose } from './looking-back.ts'

/** The person as they were on a day, as was known at an instant: worked out from the record itself. */
export function profile(room: FastifyInstance, needs: PeopleNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/people/:personId/profile',
    {
      schema: {
        summary: 'The person as at a day, as known at an instant',
        tags: ['reviewer'],
        params: Whose,
        querystring: From,
        response: { 200: z.looseObject({}), '4xx': ProblemAnswer },
      },
    },
    async (request) => {
      const { personId } = request.params
      const who = whoOf(request)
      const { story, retelling } = await lookBack(needs, who, personId, request.query)
      const profile = await withNames(needs, who, profileIn(retelling))
      return { person: personId, revision: revisionKnown(story, request.query), ...request.query, ...profile }
    },
  )
}
