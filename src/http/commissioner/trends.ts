import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { placeEventsIn } from '../../../projections/area-places.ts'
import { daysOf, type TrendAsked, trendsIn, withSpc } from '../../../projections/area-trends.ts'
import { areasWithin, pathOf } from '../../domain/area.ts'
import { type Dimension, dimensions, measureNames, measureOf } from '../../domain/measures.ts'
import { per, periodsBetween } from '../../domain/period.ts'
import { ProblemAnswer } from '../problems.ts'
import { fromTo, InArea, inOrder, mustBeInReach } from './asked.ts'
import { answerIn, inBoth } from './csv.ts'
import type { CommissionerNeeds } from './room.ts'
import { TrendAnswer, trendColumns, trendTable } from './trend-answer.ts'

/** How many points can be asked for at once: so many keys for so many months. */
const mostPoints = 50_000

const Asked = inOrder(
  z.strictObject({
    measure: z.enum(measureNames),
    ...fromTo,
    per: z
      .enum(per)
      .default('month')
      .describe('Quarters and years are those of the calendar, and shown where any month asked for lies in them'),
    by: z
      .enum(Object.keys(dimensions) as [Dimension, ...Dimension[]])
      .optional()
      .describe(
        'One of the dimensions of the measure. Of one of several parts those keys are listed of which anything is shown; of any other, all',
      ),
  }),
)
  .superRefine(({ measure, by }, context) => {
    const { dimensions } = measureOf(measure)
    if (by !== undefined && !dimensions.includes(by)) {
      context.addIssue({ code: 'custom', path: ['by'], message: `${measure} can be broken down by ${dimensions.join(', ')}` })
    }
  })
  .refine(({ by, from, to, per }) => by === undefined || dimensions[by].length * periodsBetween(from, to, per).length <= mostPoints, {
    path: ['to'],
    error: `that is more than ${mostPoints} numbers: ask for fewer months at once`,
  })

/** How something went in an area, month by month: from what was published alone. */
export function trends(room: FastifyInstance, needs: Pick<CommissionerNeeds, 'db' | 'areas'>): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/areas/:area/trends',
    {
      schema: {
        summary: 'A measure in an area, period by period',
        description: [
          'By month it comes with `spc`: which points say that something changed, and which are the ups and downs there always are. It is worked out from the published values alone, by the rules of the NHS’s Making Data Count.',
          'Beside it stand `placeEvents`: what happened to this place, to those it lies in and to those in it, on days that the trend is of. An event is in every edition from the month it was noted in; one that was withdrawn is in none from then on.',
        ].join('\n\n'),
        tags: ['commissioner'],
        params: InArea,
        querystring: Asked,
        response: { 200: inBoth(TrendAnswer, trendColumns), '4xx': ProblemAnswer },
      },
    },
    async (request, reply) => {
      const { area } = request.params
      const { measure, per, by, knownAt } = request.query
      await mustBeInReach(needs, request, { area, knownAt })
      const asked = { area, ...request.query }
      const trend = withSpc(await trendsIn(needs.db, asked), asked)
      const placeEvents = await eventsBeside(needs, { ...asked, knownAt: trend.knownAt ?? undefined })
      const answer = { area, measure, unit: measureOf(measure).unit, per, ...trend, placeEvents }
      return answerIn(request, reply, answer, (answer) => trendTable(answer, by))
    },
  )
}

/** What happened to a place, to what it lies in (a cut is decided for the county) and to what lies in it. Nothing where no edition has been made. */
async function eventsBeside({ db, areas }: Pick<CommissionerNeeds, 'db' | 'areas'>, { knownAt, ...asked }: TrendAsked) {
  if (knownAt === undefined) return []
  const within = areasWithin(areas, [asked.area]).map(({ code }) => code)
  return placeEventsIn(db, { areas: [...new Set([...pathOf(areas, asked.area), ...within])], ...daysOf(asked), knownAt })
}
