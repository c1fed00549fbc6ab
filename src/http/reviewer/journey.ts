import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { journeyOf, linesAsked, linesOf } from '../../../projections/journey.ts'
import { retell } from '../../domain/retelling.ts'
import { Id, Instant } from '../../domain/values.ts'
import { asked, JourneyAnswer, JourneyAsked, pageOf } from '../journey-page.ts'
import type { PeopleNeeds } from '../needs.ts'
import { withNames } from '../people-in-words.ts'
import { ProblemAnswer } from '../problems.ts'
import { storyInReach } from '../reach.ts'
import { whoOf } from '../who.ts'

/** A person's journey, as it is known now or was known at an instant. */
export function journey(room: FastifyInstance, needs: PeopleNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/people/:personId/journey',
    {
      schema: {
        summary: 'What happened, in order of life, as known at an instant',
        tags: ['reviewer'],
        params: z.strictObject({ personId: Id }),
        querystring: JourneyAsked.extend({ knownAt: Instant.optional() }),
        response: { 200: JourneyAnswer, '4xx': ProblemAnswer },
      },
    },
    async (request) => {
      const { personId } = request.params
      const { knownAt, ...query } = request.query
      const story = await storyInReach(needs, whoOf(request), personId)
      const lines =
        knownAt === undefined
          ? await journeyOf(needs.people, personId, asked(query))
          : linesAsked(linesOf(retell(story, { knownAt })), asked(query))
      return withNames(needs, whoOf(request), await pageOf(needs.record, personId, lines, query.limit))
    },
  )
}
