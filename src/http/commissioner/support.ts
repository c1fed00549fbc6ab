import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { supportIn } from '../../../projections/area-support.ts'
import { ProblemAnswer } from '../problems.ts'
import { InArea, KnownAt, Month, mustBeInReach } from './asked.ts'
import { answerIn, inBoth } from './csv.ts'
import type { CommissionerNeeds } from './room.ts'
import { SupportAnswer, supportColumns, supportTable } from './support-answer.ts'

const Asked = z.strictObject({
  at: Month.optional().describe('The month at whose end it is asked how it stood; left out: the last that the edition has'),
  knownAt: KnownAt,
})

/** Use and reach: what there is of each sector, whether it is what people wanted, and with how many of them something moves. */
export function support(room: FastifyInstance, needs: Pick<CommissionerNeeds, 'db' | 'areas'>): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/areas/:area/support',
    {
      schema: {
        summary: 'Use and reach of each sector at the end of a month',
        description: [
          'Of each sector: people, hours and cost; of the people with a support for 6 months or more how many have a goal of their own that is heard of, and with how many of those it moves; and how many were given this though they wanted something else, or the other way round. All of it is worked out from the published values alone.',
          'A sector is **named** where more people were given it against their wish than had to go without it, and the whole interval of its reach lies below the reach of the area in every age band of which anything can be said. It is a question to ask in that place, and no answer: people in one sector are not like those in another.',
        ].join('\n\n'),
        tags: ['commissioner'],
        params: InArea,
        querystring: Asked,
        response: { 200: inBoth(SupportAnswer, supportColumns), '4xx': ProblemAnswer },
      },
    },
    async (request, reply) => {
      const asked = { ...request.params, ...request.query }
      await mustBeInReach(needs, request, asked)
      return answerIn(request, reply, { area: asked.area, ...(await supportIn(needs.db, asked)) }, supportTable)
    },
  )
}
