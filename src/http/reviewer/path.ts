import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { pathIn } from '../../domain/path.ts'
import { From, look } from '../looking-back.ts'
import type { PeopleNeeds } from '../needs.ts'

const Service = z.object({ sector: z.string(), organisation: z.string().optional() })

const Answer = From.extend({
  person: z.string(),
  steps: z
    .array(
      z.object({
        entry: z.string(),
        type: z.enum(['HandedOver', 'TurnedAway', 'StoryRetold']),
        on: z.string().describe('Its first day in life'),
        happened: z.looseObject({}),
        about: z.literal(true).optional().describe('The day looked at lies inside the days it speaks of'),
        from: Service.optional(),
        to: Service.optional().describe('Who they were handed over to, or had to tell their story to'),
        warm: z.boolean().optional().describe('Somebody came along'),
        by: Service.optional().describe('Who said no'),
        reason: z.string().optional(),
        mustFirst: z.string().optional().describe('What they were told to do first'),
        sentTo: Service.optional(),
        want: z.string().optional().describe('The want it was about'),
        rightRefused: z.string().optional(),
        hadWeThisAlready: z.boolean().optional(),
        saidBy: z.looseObject({ who: z.string() }).optional().describe('Absent: the worker who wrote it'),
        ledBy: z.string().optional(),
        words: z.looseObject({}),
      }),
    )
    .describe('Hand-overs, refusals and retellings, in order of life'),
  told: z.number().int().describe('How often the story had to be told again'),
  loops: z
    .array(
      z.object({
        services: z.array(Service).describe('In the order gone through; the one they came back to at both ends'),
        entries: z.array(z.string()).describe('What they went from each to the next by'),
        from: z.string().describe('The day they left'),
        to: z.string().describe('The day they were back'),
      }),
    )
    .describe('Handed over or sent on, and back to where it began'),
  deadlocks: z
    .array(
      z.object({
        between: z.tuple([Service, Service]).describe('The one that said no first is first'),
        entries: z.array(z.string()),
        from: z.string().describe('The day of the first refusal'),
        to: z.string().describe('The day of the last refusal'),
        since: z.string().describe('The day from which both had said no'),
      }),
    )
    .describe('Two services that turned the person away towards each other within 12 months'),
}).describe('What services did; it says nothing of how the person did')

/** How a person was passed from service to service, as at a day and as known at an instant. */
export function path(room: FastifyInstance, needs: PeopleNeeds): void {
  look(room, needs, {
    name: 'path',
    summary: 'Hand-overs, refusals and retellings; where they went round in a circle, and where two services each sent to the other first',
    answer: Answer,
    answers: ({ retelling }) => pathIn(retelling),
  })
}
