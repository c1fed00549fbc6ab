import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { LedBy } from '../../domain/entry.ts'
import { sector } from '../../domain/lists.ts'
import { type Change, changesIn, changeTypes, direction, pace as paces, summaryOf } from '../../domain/pace.ts'
import { From, look } from '../looking-back.ts'
import type { PeopleNeeds } from '../needs.ts'

const Amount = z.object({ was: z.number().optional(), is: z.number().optional() })

const Pace = z
  .enum(paces)
  .describe(
    'Of large changes alone. sudden: said not to have been planned, or under 28 days’ notice. notice-unknown: nobody wrote down a plan or notice. gradual: the rest',
  )

const ChangeAnswer = z.object({
  entry: z.string(),
  type: z.enum(changeTypes),
  on: z.string().describe('The first day it speaks of; everything here is counted from first days'),
  happened: z.looseObject({}).describe('When it was so, as exactly as it was told'),
  about: z.literal(true).optional().describe('The day looked at lies inside the days it speaks of'),
  direction: z
    .enum(direction)
    .optional()
    .describe(
      'An adjustment is more or less by its hours; by its cost where hours are not known or stay. Absent where nothing can be compared',
    ),
  support: z.string().optional(),
  sector: z.enum(sector).optional(),
  choice: z.string().optional().describe('Whose choice a home was; absent where nobody said'),
  hoursPerWeek: Amount.optional().describe('Of an adjustment: what it was and what it is'),
  costPerWeek: Amount.optional(),
  large: z
    .boolean()
    .describe(
      'A home not chosen (not mine, or I was not asked); an end; or hours down by a quarter or more within 28 days, steps added up, and cost where hours are not known',
    ),
  addedUp: z.array(z.string()).optional().describe('The earlier adjustments that it was added up with to come to a quarter'),
  pace: Pace.optional(),
  noticeDays: z
    .number()
    .optional()
    .describe('Days from the first plan for it to its first day; where there was no plan, as the entry says'),
  noticeFrom: z.string().optional().describe('The plan that notice is counted from'),
  planned: z.boolean().optional().describe('Of an end: whether it is said to have been planned'),
  nearDeath: z.literal(true).optional().describe('An end within 7 days of the person’s death: neither large nor of any pace'),
  ledBy: LedBy.describe('Who led it; unknown where nobody knows'),
  words: z.looseObject({}).optional(),
})

const PaceAnswer = z
  .object({
    person: z.string(),
    ...From.shape,
    changes: z.array(ChangeAnswer).describe('In order of life'),
    summary: z
      .array(z.object({ pace: Pace, ledBy: LedBy, entries: z.number() }))
      .describe('How many entries came at each pace, by who led them; what is not large is in none of these'),
  })
  .describe(
    'Every change of home and support, how it came and who led it. It says what was written down of planning and notice, and judges nobody',
  )

/** Each change of home and support in a life: large or not, sudden or gradual, and who led it. */
export function pace(room: FastifyInstance, needs: PeopleNeeds): void {
  look(room, needs, {
    name: 'pace',
    summary: 'Each change: large or small, sudden or gradual, led by whom',
    answer: PaceAnswer,
    answers: ({ retelling }) => {
      const changes = changesIn(retelling)
      return { changes: changes.map(asAnswered), summary: summaryOf(changes) }
    },
  })
}

function asAnswered({ entry, hours, cost, addedUp, nearDeath, ...change }: Change): z.infer<typeof ChangeAnswer> {
  return {
    entry: entry.id,
    type: entry.type,
    on: entry.span.first,
    happened: entry.happened,
    ...(entry.about && { about: true as const }),
    ...change,
    ...(entry.type === 'HomeChanged' && { choice: entry.facts.choice }),
    ...(entry.type === 'SupportEnded' && { planned: entry.facts.planned }),
    hoursPerWeek: said(hours),
    costPerWeek: said(cost),
    ...(addedUp.length > 0 && { addedUp }),
    ...(nearDeath && { nearDeath: true as const }),
    ledBy: entry.ledBy,
    ...(entry.words.about !== undefined && { words: entry.words }),
  }
}

/** An amount of which anything was said. */
function said(amount: Change['hours']): Change['hours'] {
  return amount?.was === undefined && amount?.is === undefined ? undefined : amount
}
