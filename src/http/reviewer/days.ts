import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Retold } from '../../domain/entry.ts'
import { From, look } from '../looking-back.ts'
import type { PeopleNeeds } from '../needs.ts'

const DaysAnswer = z
  .object({
    person: z.string(),
    ...From.shape,
    days: z
      .array(
        z.object({
          on: z.string().describe('The first day that what is told speaks of'),
          types: z.array(z.string()).describe('What began, in the order of a journey'),
        }),
      )
      .describe('Each once, in order of life; what was withdrawn, or is kept out by a dispute, began nothing'),
  })
  .describe('The days that somebody can be looked at on and be another than the day before')

/** The days on which something began in a life, and what: all that is needed to go through it, and no words. */
export function days(room: FastifyInstance, needs: PeopleNeeds): void {
  look(room, needs, {
    name: 'days',
    summary: 'The days on which something began, without words',
    answer: DaysAnswer,
    words: () => false,
    answers: ({ retelling }) => ({ days: daysIn(retelling) }),
  })
}

function daysIn(retelling: readonly Retold[]): { on: string; types: string[] }[] {
  const byDay = Map.groupBy(retelling, ({ span }) => span.first)
  return [...byDay].map(([on, begun]) => ({ on, types: begun.map(({ type }) => type) }))
}
