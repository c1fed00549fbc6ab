import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { differenceIn, differs, items } from '../../../projections/difference.ts'
import { Day, Instant } from '../../domain/values.ts'
import type { PeopleNeeds } from '../needs.ts'
import { withNames } from '../people-in-words.ts'
import { Problem, ProblemAnswer } from '../problems.ts'
import { openStoryInReach } from '../reach.ts'
import { whoOf } from '../who.ts'
import { Whose } from './looking-back.ts'

const Between = z.strictObject({
  from: Day.describe('The one day in life, to its end. It may be the later one: then it is told the other way round'),
  to: Day.optional().describe('The other day, to its end; left out: all of life'),
  fromKnownAt: Instant.optional().describe('As `from` was known at this instant of the record, inclusive; left out: all that is known'),
  toKnownAt: Instant.optional().describe('As `to` was known at this instant of the record, inclusive; left out: all that is known'),
})

const AsShown = z.looseObject({}).optional()

const Answer = Between.extend({
  person: z.string(),
  items: z.array(
    z.object({
      item: z.enum(items).describe('What it is'),
      id: z.string().optional().describe('Its own id, or that of the entry it is told with'),
      changes: z
        .array(z.enum(differs))
        .describe(
          'came: it is so and was not (again, where it was there and over before); went: it was so and is not; both: it came and was over in between; ' +
            'reworded: its own words are others; moved: how it stands or goes is another; changed: something else that is said of it is; ' +
            'heard: other entries tell of it and all the rest is as it was',
        ),
      before: AsShown.describe('As the profile had it at `from`; absent where it did not'),
      after: AsShown.describe('As the profile has it at `to`; absent where it does not'),
      entries: z
        .array(
          z.object({
            id: z.string(),
            type: z.string(),
            happened: z.looseObject({}).optional(),
            recordedAt: z.string().describe('When it was written down'),
          }),
        )
        .describe('The entries that did it, in order of life, and after them what put those right'),
    }),
  ),
}).describe('Nothing in it where nothing differs')

/** What differs between a person on one day and on another, each as it was known at an instant of its own. */
export function difference(room: FastifyInstance, needs: PeopleNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/people/:personId/difference',
    {
      schema: {
        summary: 'What came, went and changed between two days, item by item, with the entries that did it',
        tags: ['reviewer'],
        params: Whose,
        querystring: Between,
        response: { 200: Answer, '4xx': ProblemAnswer },
      },
    },
    async (request) => {
      const { personId } = request.params
      const { from, to, fromKnownAt, toKnownAt } = request.query
      const who = whoOf(request)
      const story = await openStoryInReach(needs, who, personId)
      const items = differenceIn(story, { asAt: from, knownAt: fromKnownAt }, { asAt: to, knownAt: toKnownAt })
      if (!items) throw new Problem(404, 'not-met-then')
      return { person: personId, ...request.query, items: await withNames(needs, who, items) }
    },
  )
}
