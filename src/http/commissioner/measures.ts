import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { measureNames, measureOf } from '../../domain/measures.ts'
import { ProblemAnswer } from '../problems.ts'
import { answerIn, inBoth } from './csv.ts'

const MeasureAnswer = z.object({
  measure: z.string(),
  meaning: z.string(),
  unit: z.enum(['people', 'entries', 'hours', 'GBP']),
  kind: z.enum(['flow', 'now']).describe('flow: what happened in a period. now: how it stood at the end of its last day'),
  dimensions: z.array(z.string()).describe('What it can be broken down by. A person in two keys counts in both: keys need not add up'),
  direction: z.enum(['increase', 'decrease', 'neutral']).describe('Which way is better, where there is one'),
})

const columns = {
  measure: 'its name, as asked for in trends',
  meaning: 'what it counts',
  unit: 'people, entries, hours or GBP',
  kind: 'flow: what happened in a period. now: how it stood at the end of its last day',
  dimensions: 'what it can be broken down by, with blanks between',
  direction: 'increase, decrease or neutral: which way is better, where there is one',
} as const

/** Everything that is counted, and what it means. */
export function measures(room: FastifyInstance): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/measures',
    {
      schema: {
        summary: 'Every measure: what it means, its unit, what it can be broken down by, which way is better',
        tags: ['commissioner'],
        response: { 200: inBoth(z.object({ measures: z.array(MeasureAnswer) }), columns), '4xx': ProblemAnswer },
      },
    },
    async (request, reply) => {
      const all = measureNames.map((measure) => ({ measure, ...measureOf(measure), dimensions: [...measureOf(measure).dimensions] }))
      return answerIn(request, reply, { measures: all }, ({ measures }) => ({
        name: 'measures',
        columns: Object.keys(columns),
        rows: measures.map(({ measure, meaning, unit, kind, dimensions, direction }) => {
          return [measure, meaning, unit, kind, dimensions.join(' '), direction]
        }),
      }))
    },
  )
}
