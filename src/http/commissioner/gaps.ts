import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { gapsIn } from '../../../projections/area-gaps.ts'
import { ProblemAnswer } from '../problems.ts'
import { Across, InArea, mustBeInReach } from './asked.ts'
import { answerIn, inBoth } from './csv.ts'
import { GapsAnswer, gapColumns, gapTable } from './gaps-answer.ts'
import type { CommissionerNeeds } from './room.ts'

/** Gaps: where what people want and what there is do not match. */
export function gaps(room: FastifyInstance, needs: Pick<CommissionerNeeds, 'db' | 'areas'>): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/areas/:area/gaps',
    {
      schema: {
        summary: 'What people want and do not have, by life area and sector, beside what there is',
        description: [
          'Wants that are open at the end of the last month, and wants voiced in each period that nobody had asked for before, each with why. Beside each sector stands what runs of it at the end of the last month.',
          'A want may be for something of which there is plenty and that somebody cannot have, or for something that is not there: the reasons say which.',
        ].join('\n\n'),
        tags: ['commissioner'],
        params: InArea,
        querystring: Across,
        response: { 200: inBoth(GapsAnswer, gapColumns), '4xx': ProblemAnswer },
      },
    },
    async (request, reply) => {
      const asked = { ...request.params, ...request.query }
      await mustBeInReach(needs, request, asked)
      const { area, from, to, per } = asked
      return answerIn(request, reply, { area, from, to, per, ...(await gapsIn(needs.db, asked)) }, gapTable)
    },
  )
}
