import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { shiftIn } from '../../../projections/area-shift.ts'
import { assumptions } from '../../domain/shift.ts'
import { ProblemAnswer } from '../problems.ts'
import { InArea, KnownAt, Month, mustBeInReach, Sector } from './asked.ts'
import { answerIn, inBoth } from './csv.ts'
import type { CommissionerNeeds } from './room.ts'
import { ShiftAnswer, shiftColumns, shiftTable } from './shift-answer.ts'

const Asked = z
  .strictObject({
    from: Sector.describe('The sector that would cost less'),
    to: Sector.describe('The sector it would be spent on'),
    percent: z.coerce.number().gt(0).max(100).describe('Of what the first costs: more than 0, 100 at most'),
    at: Month.optional().describe('The month at whose end it stood as it is worked from; left out: the last that the edition has'),
    knownAt: KnownAt,
  })
  .refine(({ from, to }) => from !== to, { path: ['to'], error: 'is the sector it comes from' })

/** What if: arithmetic over use, reach and gaps, that foretells nothing and of which nothing is kept. */
export function shift(room: FastifyInstance, needs: Pick<CommissionerNeeds, 'db' | 'areas'>): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/areas/:area/shift',
    {
      schema: {
        summary: 'What if a share of what one sector costs were spent on another',
        description:
          'Worked out from the published values alone, as ranges, with what the arithmetic rests on beside them. Where a number is withheld, nothing is told that rests on it. It foretells nothing, and nothing of it is kept.',
        tags: ['commissioner'],
        params: InArea,
        querystring: Asked,
        response: { 200: inBoth(ShiftAnswer, shiftColumns), '4xx': ProblemAnswer },
      },
    },
    async (request, reply) => {
      const asked = { ...request.params, ...request.query }
      await mustBeInReach(needs, request, asked)
      const { area, percent } = asked
      const table = await shiftIn(needs.db, asked)
      const from = { sector: asked.from, ...table.from }
      const to = { sector: asked.to, ...table.to }
      return answerIn(request, reply, { area, percent, ...table, from, to, assumptions }, shiftTable)
    },
  )
}
