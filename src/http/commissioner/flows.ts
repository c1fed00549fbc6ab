import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type FlowTable, flowsIn } from '../../../projections/area-flows.ts'
import type { Point } from '../../../projections/area-trends.ts'
import { per } from '../../domain/period.ts'
import { AreaCode } from '../../domain/values.ts'
import { ProblemAnswer } from '../problems.ts'
import { Across, InArea, mustBeInReach } from './asked.ts'
import { answerIn, type Cell, cellOf, inBoth, type Table } from './csv.ts'
import type { CommissionerNeeds } from './room.ts'
import { PointAnswer } from './shown.ts'

const points = z.array(PointAnswer)

const FlowsAnswer = z.object({
  area: AreaCode,
  from: z.string(),
  to: z.string(),
  per: z.enum(per),
  knownAt: z.string().nullable().describe('The edition it is from; null where none has been made'),
  total: points.describe('People who moved at all, or died with a support'),
  died: points.describe('People who died with a support'),
  sectors: z.array(
    z.object({
      sector: z.string(),
      into: points.describe('People who came to it from another'),
      outOf: points.describe('People who left it for another, or died with a support of it'),
      back: points.describe('People with a support that started here within 12 months of one that ended here'),
    }),
  ),
  moves: z
    .array(z.object({ outOf: z.string(), into: z.string().describe('A sector, or `died`'), points }))
    .describe('Listed where anything is shown: every other is withheld, or not yet in where the total is'),
})
type FlowsAnswer = z.infer<typeof FlowsAnswer>

const columns = {
  area: 'the code of the area',
  per: 'month, quarter or year',
  knownAt: 'the edition it is from',
  measure: '`moves`, or `came-back`',
  outOf: 'the sector that was left; empty for any',
  into: 'the sector come to, or `died`; empty for any',
  period: '2026-03, 2026-Q1 or 2026',
  value: 'people. What has no line is withheld, or not yet in where the total is',
} as const

/** Flows: how people move between sectors. */
export function flows(room: FastifyInstance, needs: Pick<CommissionerNeeds, 'db' | 'areas'>): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/areas/:area/flows',
    {
      schema: {
        summary: 'Moves between sectors, period by period',
        description:
          'A move is a support that ended, and one of another sector that started 28 days before or after that or fewer. It counts on the later of the two days. Who died with a support goes to `died`. What it was that moved somebody is not told here: who led changes is in the measure `changes`.',
        tags: ['commissioner'],
        params: InArea,
        querystring: Across,
        response: { 200: inBoth(FlowsAnswer, columns), '4xx': ProblemAnswer },
      },
    },
    async (request, reply) => {
      const asked = { ...request.params, ...request.query }
      await mustBeInReach(needs, request, asked)
      const { area, from, to, per } = asked
      return answerIn(request, reply, { area, from, to, per, ...(await flowsIn(needs.db, asked)) }, flowTable)
    },
  )
}

/** Flows as a table: all, then each sector, then from which to which. */
function flowTable({
  area,
  from,
  to,
  per,
  knownAt,
  total,
  died,
  sectors,
  moves,
}: FlowTable & Pick<FlowsAnswer, 'area' | 'from' | 'to' | 'per'>): Table {
  const lines = (measure: string, outOf: Cell, into: Cell, points: readonly Point[]): Cell[][] =>
    points.map((point) => [area, per, knownAt, measure, outOf, into, point.period, cellOf(point)])
  const rows = [
    ...lines('moves', null, null, total),
    ...lines('moves', null, 'died', died),
    ...sectors.flatMap(({ sector, into, outOf, back }) => [
      ...lines('moves', null, sector, into),
      ...lines('moves', sector, null, outOf),
      ...lines('came-back', sector, sector, back),
    ]),
    ...moves.flatMap(({ outOf, into, points }) => lines('moves', outOf, into, points)),
  ]
  return { name: `flows-${area}-${from}-${to}`, columns: Object.keys(columns), rows }
}
