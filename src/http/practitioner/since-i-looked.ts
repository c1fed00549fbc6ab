import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { linesSince } from '../../domain/journey.ts'
import { retellAll } from '../../domain/retelling.ts'
import { beginningOf, Id, londonDay } from '../../domain/values.ts'
import { JourneyAnswer, openedLines, Withheld } from '../journey-page.ts'
import type { PeopleNeeds } from '../needs.ts'
import { withNames } from '../people-in-words.ts'
import { ProblemAnswer } from '../problems.ts'
import { read } from '../reading.ts'
import { whoOf } from '../who.ts'

/** How many entries are shown at most. */
const atMost = 50
/** What this is called among the looks. */
const whatIsNew = 'what is new'
/** What counts as looking at a story: not who saw somebody's name in a list, or a card of theirs among their people. */
const theStory = ['now', 'journey', whatIsNew]

const SinceILooked = z
  .object({
    since: z.string().optional().describe('When you last looked on an earlier day than today; absent where you never did'),
    entries: JourneyAnswer.shape.entries.describe('What was written down since, put right or disputed, in order of writing: the newest 50'),
    more: z.number().int().optional().describe('How many there are before them'),
    withheld: Withheld,
  })
  .describe('Empty where you never looked')

/** What changed since I last looked: on an earlier day, in London, so that looking again does not empty it. */
export function sinceILooked(room: FastifyInstance, needs: PeopleNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/people/:personId/since-i-looked',
    {
      schema: {
        summary: 'What was written down since I last looked',
        description: 'Since my last look at this story on an earlier day than today, by the day it is in London.',
        tags: ['practitioner'],
        params: z.strictObject({ personId: Id }),
        response: { 200: SinceILooked, '4xx': ProblemAnswer },
      },
    },
    async (request) => {
      const { personId } = request.params
      const { story, withheld, open } = await read(needs, request, personId, whatIsNew)
      const before = beginningOf(londonDay(needs.clock()))
      const since = await needs.looks.lastOf(personId, { sub: whoOf(request).sub, what: theStory, before })
      const lines = since === undefined ? [] : linesSince(retellAll(story), since)
      const shown = lines.slice(-atMost)
      return withNames(needs, request, {
        ...(since !== undefined && { since }),
        entries: await openedLines(shown, open),
        ...(lines.length > shown.length && { more: lines.length - shown.length }),
        ...(withheld > 0 && { withheld }),
      })
    },
  )
}
