import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { attentionIn } from '../../domain/attention.ts'
import { lifeArea } from '../../domain/lists.ts'
import { From, look } from '../looking-back.ts'
import type { PeopleNeeds } from '../needs.ts'

const Written = z.object({
  entries: z.number().int(),
  share: z.number().describe('Of all entries of the story, 0 to 1'),
  said: z.object({ person: z.number().int(), others: z.number().int() }).describe('How many of them the person said, and how many others'),
})

const Mattering = z.object({
  entries: z.array(z.string()).describe('The entry it was said with first'),
  since: z.looseObject({}),
  saidBy: z.looseObject({ who: z.string() }),
  toldBy: z.literal('worker').optional().describe('A worker typed it for the person'),
  words: z.union([z.string(), z.looseObject({ text: z.string() })]).optional(),
})

const Answer = From.extend({
  person: z.string(),
  entries: z.number().int().describe('How many entries the story has'),
  areas: z
    .array(
      Written.extend({
        lifeArea: z.enum(lifeArea),
        matters: z.array(Mattering).describe('What the person themself named, and that was not said to be so no longer'),
        goals: z.array(Mattering.extend({ goal: z.string() })).describe('Their own goals that are open, in the words used now'),
        wants: z.array(Mattering.extend({ want: z.string() })).describe('Wants they voiced themself that are open'),
      }),
    )
    .describe('Every area of life, in the order they are listed; an entry about two areas counts in both'),
  none: Written.describe('Entries that are about no area of life by their facts, such as a conversation or a hand-over'),
  nothingElseWritten: z
    .array(z.enum(lifeArea))
    .describe('Areas with something that matters to the person, of which nothing was written but that'),
}).describe('Where attention went, beside what matters to the person')

/** Where attention went in a story, beside what the person says matters, as at a day and as known at an instant. */
export function attention(room: FastifyInstance, needs: PeopleNeeds): void {
  look(room, needs, {
    name: 'attention',
    summary: 'How much was written about each area of life, beside what the person says matters there',
    answer: Answer,
    answers: ({ retelling }) => attentionIn(retelling),
  })
}
