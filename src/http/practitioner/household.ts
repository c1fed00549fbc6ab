import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { household as householdView } from '../../../projections/household.ts'
import { retell } from '../../domain/retelling.ts'
import { Id } from '../../domain/values.ts'
import { caughtUp } from '../../projecting/wait.ts'
import { HouseholdAnswer, householdOf } from '../household-page.ts'
import type { PeopleNeeds } from '../needs.ts'
import { Problem, ProblemAnswer } from '../problems.ts'
import { read } from '../reading.ts'

/** Who lives together now. */
export function household(room: FastifyInstance, needs: PeopleNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/people/:personId/household',
    {
      schema: {
        summary: 'Who lives together',
        description: 'Whose supports and goals touch, and who cares for whom. People out of reach are counted, not named.',
        tags: ['practitioner'],
        params: z.strictObject({ personId: Id }),
        querystring: z.strictObject({
          atLeast: z
            .string()
            .regex(/^\d{1,18}$/, 'a position')
            .optional(),
        }),
        response: { 200: HouseholdAnswer, '4xx': ProblemAnswer, 503: ProblemAnswer },
      },
    },
    async (request) => {
      const { personId } = request.params
      const { atLeast } = request.query
      const readable = await read(needs, request, personId, 'household')
      if (atLeast !== undefined && !(await caughtUp(needs.people, householdView, BigInt(atLeast)))) throw new Problem(503, 'view-behind')
      const story = await readable.open()
      return householdOf(needs, request, readable, { story, retelling: retell(story) })
    },
  )
}
