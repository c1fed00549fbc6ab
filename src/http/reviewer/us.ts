import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { LedBy, type Retold } from '../../domain/entry.ts'
import { saidByWho, systemEffect } from '../../domain/lists.ts'
import { actsIn } from '../../domain/us.ts'
import { From, look } from '../looking-back.ts'
import type { PeopleNeeds } from '../needs.ts'

const note = 'What came after stands beside what services did; nothing here says that it came from it.'

const Told = z.object({
  entry: z.string(),
  type: z.string(),
  on: z.string().describe('The first day it speaks of'),
  happened: z.looseObject({}).describe('When it was so, as exactly as it was told'),
  about: z.literal(true).optional().describe('The day looked at lies inside the days it speaks of'),
  saidBy: z
    .looseObject({ who: z.enum(saidByWho) })
    .optional()
    .describe('Whose words it is; absent means the worker who wrote it'),
  ledBy: LedBy.optional(),
  facts: z.looseObject({}),
  words: z.looseObject({}),
})

const UsAnswer = z
  .object({
    person: z.string(),
    ...From.shape,
    acts: z
      .array(
        Told.extend({
          effect: z.enum(systemEffect).optional().describe('Of SystemEffectNoted: what the one who noted it says it did'),
          until: z.string().describe('90 days on: the last day looked at after it, which may lie ahead'),
          after: z
            .array(Told.extend({ daysAfter: z.number().describe('From first day to first day, 1 to 90') }))
            .describe('What changed in the person’s life after, in order of life; never anything that services did'),
        }),
      )
      .describe('What services did, in order of life'),
    note: z.string().describe('That what came after is not claimed to come from it'),
  })
  .describe(
    'What services did (turned away, handed over, decided, reviewed, labelled, came and went, and changed of home and support by their own lead), and beside each what changed in the person’s life in the 90 days after',
  )

/** The observer's effect: what services did beside what changed in the person's life after. Shown, never claimed as cause. */
export function us(room: FastifyInstance, needs: PeopleNeeds): void {
  look(room, needs, {
    name: 'us',
    summary: 'What services did, beside what changed in the 90 days after',
    answer: UsAnswer,
    answers: ({ retelling }) => ({
      acts: actsIn(retelling).map(({ entry, until, after }) => ({
        ...asTold(entry),
        ...effectOf(entry),
        until,
        after: after.map(({ entry, daysAfter }) => ({ ...asTold(entry), daysAfter })),
      })),
      note,
    }),
  })
}

function asTold({ id, type, span, happened, about, saidBy, ledBy, facts, words }: Retold): z.infer<typeof Told> {
  return {
    entry: id,
    type,
    on: span.first,
    happened: { ...happened },
    ...(about && { about: true as const }),
    saidBy: saidBy && { ...saidBy },
    ledBy,
    facts: { ...facts },
    words: { ...words },
  }
}

function effectOf({ facts }: Retold): { effect?: (typeof systemEffect)[number] } {
  return 'effect' in facts ? { effect: facts.effect as (typeof systemEffect)[number] } : {}
}
