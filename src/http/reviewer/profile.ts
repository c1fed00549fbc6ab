import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { profileIn } from '../../../projections/profile.ts'
import { retell } from '../../domain/retelling.ts'
import { Day, Id, Instant } from '../../domain/values.ts'
import { personStream } from '../../store/event-store.ts'
import type { PeopleNeeds } from '../needs.ts'
import { withNames } from '../people-in-words.ts'
import { Problem, ProblemAnswer } from '../problems.ts'
import { mustReach } from '../reach.ts'
import { whoOf } from '../who.ts'

/** The person as they were on a day, as was known at an instant: worked out from the record itself. */
export function profile(room: FastifyInstance, needs: PeopleNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/people/:personId/profile',
    {
      schema: {
        summary: 'The person as at a day, as known at an instant',
        tags: ['reviewer'],
        params: z.strictObject({ personId: Id }),
        querystring: z.strictObject({
          asAt: Day.optional().describe('A day in life, to its end; left out: all of life'),
          knownAt: Instant.optional().describe('An instant of the record, inclusive; left out: all that is known'),
        }),
        response: { 200: z.looseObject({}), '4xx': ProblemAnswer },
      },
    },
    async (request) => {
      const { personId } = request.params
      const { asAt, knownAt } = request.query
      const story = await needs.record.read(personStream(personId))
      mustReach(whoOf(request), needs.areas, story)
      const retelling = retell(story, { asAt, knownAt })
      const revision = Math.max(0, ...retelling.map(({ record }) => record.revision))
      if (revision === 0) throw new Problem(404, 'not-met-then')
      return { person: personId, revision, asAt, knownAt, ...(await withNames(needs, whoOf(request), profileIn(retelling))) }
    },
  )
}
