import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { editionsMade, trendsIn } from '../../../projections/area-trends.ts'
import { isWithin } from '../../domain/area.ts'
import { type Dimension, dimensions, measureNames, measureOf } from '../../domain/measures.ts'
import { monthsLater, per } from '../../domain/period.ts'
import { AreaCode } from '../../domain/values.ts'
import { Problem, ProblemAnswer } from '../problems.ts'
import { whoOf } from '../who.ts'
import type { CommissionerNeeds } from './room.ts'

/** How many months can be asked for at once: ten years. */
const longest = 120

const Month = z.string().regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/, 'a month, YYYY-MM')

const Asked = z
  .strictObject({
    measure: z.enum(measureNames),
    from: Month.describe('The first month, YYYY-MM'),
    to: Month.describe('The last month, YYYY-MM; ten years at most'),
    per: z
      .enum(per)
      .default('month')
      .describe('Quarters and years are those of the calendar, and shown where any month asked for lies in them'),
    by: z
      .enum(Object.keys(dimensions) as [Dimension, ...Dimension[]])
      .optional()
      .describe('One of the dimensions of the measure'),
    knownAt: Month.optional().describe('As published in this edition; left out: in the last one made'),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'ends before it begins' })
  .refine(({ from, to }) => to < monthsLater(from, longest), { path: ['to'], error: 'ten years at most can be asked for' })
  .superRefine(({ measure, by }, context) => {
    const { dimensions } = measureOf(measure)
    if (by !== undefined && !dimensions.includes(by)) {
      context.addIssue({ code: 'custom', path: ['by'], message: `${measure} can be broken down by ${dimensions.join(', ')}` })
    }
  })

const TrendAnswer = z.object({
  area: AreaCode,
  measure: z.string(),
  unit: z.enum(['people', 'entries', 'hours', 'GBP']),
  per: z.enum(per),
  knownAt: z.string().nullable().describe('The edition it is from; null where none has been made'),
  series: z.array(
    z.object({
      key: z.string().optional(),
      points: z.array(
        z.object({
          period: z.string().describe('2026-03, 2026-Q1 or 2026'),
          value: z.number().nullable(),
          why: z
            .enum(['withheld', 'not-yet-in'])
            .optional()
            .describe('Why there is no value: fewer than 8 people, none included; or no edition has the period yet'),
        }),
      ),
    }),
  ),
})

/** How something went in an area, month by month: from what was published alone. */
export function trends(room: FastifyInstance, needs: Pick<CommissionerNeeds, 'db' | 'areas'>): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/areas/:area/trends',
    {
      schema: {
        summary: 'A measure in an area, period by period',
        tags: ['commissioner'],
        params: z.strictObject({ area: AreaCode }),
        querystring: Asked,
        response: { 200: TrendAnswer, '4xx': ProblemAnswer },
      },
    },
    async (request) => {
      const { area } = request.params
      const { measure, per, knownAt } = request.query
      if (!isWithin(needs.areas, area, whoOf(request).areas)) throw new Problem(403, 'out-of-reach')
      if (knownAt !== undefined) await mustBeMade(needs, knownAt)
      const trend = await trendsIn(needs.db, { area, ...request.query })
      return { area, measure, unit: measureOf(measure).unit, per, ...trend }
    },
  )
}

/** An edition that has not been made yet is not shown as though it had. One from before there was any is: nothing is in yet. */
async function mustBeMade({ db }: Pick<CommissionerNeeds, 'db'>, edition: string): Promise<void> {
  const last = (await editionsMade(db))?.last
  if (last !== undefined && edition <= last) return
  const message = last === undefined ? 'no edition has been made yet' : `the last edition made is ${last}`
  throw new Problem(400, 'not-understood', { detail: `knownAt: ${message}`, errors: [{ path: 'knownAt', message }] })
}
