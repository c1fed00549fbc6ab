import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Day, Id, Text, Words } from '../../domain/values.ts'
import { ProblemAnswer } from '../problems.ts'
import { mustReach } from '../reach.ts'
import { recordAccess } from '../stewarding.ts'
import { whoOf } from '../who.ts'
import { workerIdOf } from '../worker-id.ts'
import type { StewardNeeds } from './room.ts'

/** To whom a story is opened, and up to which day. */
export const Review = z.strictObject({ reviewer: Text(200).describe('The `sub` of their token'), until: Day, why: Words.optional() })

/** A story is opened to one reviewer, up to the end of a day. */
export function reviews(room: FastifyInstance, needs: StewardNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().post(
    '/people/:personId/reviews',
    {
      schema: {
        summary: 'Open a story to a reviewer',
        description:
          'Up to the end of a day, 180 days ahead at most. Said again of the same reviewer, the last one holds: a day that has passed ends it.',
        tags: ['steward'],
        params: z.strictObject({ personId: Id }),
        body: Review,
        response: { 201: z.object({ review: z.string(), until: z.string() }), '4xx': ProblemAnswer, 503: ProblemAnswer },
      },
    },
    async (request, reply) => {
      const who = whoOf(request)
      const { personId } = request.params
      const { reviewer, until, why } = request.body
      const asked = {
        type: 'ReviewOpened' as const,
        facts: { reviewer: workerIdOf(reviewer), until },
        words: why === undefined ? {} : { why },
      }
      const { entry: review } = await recordAccess(needs, who, personId, asked, (story) => void mustReach(who, needs, personId, story))
      if (!review) throw new Error('a review is never open already')
      return reply.code(201).send({ review: review.id, until })
    },
  )
}
