import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { HouseholdAnswer, householdOf } from '../household-page.ts'
import { From, lookBack, Whose } from '../looking-back.ts'
import type { PeopleNeeds } from '../needs.ts'
import { ProblemAnswer } from '../problems.ts'

/** Who lived together on a day, as was known at an instant. */
export function household(room: FastifyInstance, needs: PeopleNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/people/:personId/household',
    {
      schema: {
        summary: 'Who lived together as at a day, as known at an instant',
        description:
          'Whose supports and goals touched, and who cared for whom. People out of reach now are counted, not named, on whichever day.',
        tags: ['reviewer'],
        params: Whose,
        querystring: From,
        response: { 200: HouseholdAnswer, '4xx': ProblemAnswer },
      },
    },
    async (request) => {
      const { readable, ...read } = await lookBack(needs, request, request.params.personId, 'household', request.query)
      return householdOf(needs, request, readable, read, request.query)
    },
  )
}
