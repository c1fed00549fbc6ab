import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { namesIn, profile } from '../../../projections/profile.ts'
import { areasWithin } from '../../domain/area.ts'
import { retell } from '../../domain/retelling.ts'
import { mayBeOne, namesakes } from '../../domain/same-person.ts'
import { takenAwayAfter } from '../../domain/words-gone.ts'
import { positionOf } from '../../projecting/wait.ts'
import { looked } from '../looking.ts'
import { ProblemAnswer } from '../problems.ts'
import { readableOf } from '../reading.ts'
import { whoOf } from '../who.ts'
import type { StewardNeeds } from './room.ts'

/** Stories that may be of one person, told twice because somebody was met twice: for people to judge. */
export function samePerson(room: FastifyInstance, needs: StewardNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/same',
    {
      schema: {
        summary: 'Stories that may be of one person',
        description: [
          'People in reach who go by the same name and were born in the same year, as far as it is known. Parts of a name may stand in any order; capitals, accents and hyphens make no difference.',
          'Two people may well have one name: nothing is joined, hidden or marked by this.',
        ].join('\n\n'),
        tags: ['steward'],
        response: {
          200: z.object({
            same: z.array(
              z.object({
                people: z.array(
                  z.object({
                    person: z.string(),
                    name: z.string(),
                    birthYear: z.number().optional(),
                    metOn: z.string().optional().describe('The day on which it was written down that they were met'),
                  }),
                ),
              }),
            ),
          }),
          '4xx': ProblemAnswer,
          503: ProblemAnswer,
        },
      },
    },
    async (request) => {
      const who = whoOf(request)
      const shownUpTo = await positionOf(needs.people, profile)
      const areas = areasWithin(needs.areas, who.areas).map(({ code }) => code)
      const named = namesakes(await namesIn(needs.people, areas)).flat()
      const inReach = await readableOf(
        needs,
        who,
        named.map(({ person }) => person),
      )
      const people = named.flatMap(({ person, name }) => {
        const readable = inReach.get(person)
        // Who goes by a name that was taken away is not shown by it, not even by a view that has not heard of it.
        if (!readable || takenAwayAfter(shownUpTo, readable.story)) return []
        const met = retell(readable.story).find(({ type }) => type === 'PersonMet')
        const { birthYear } = (met?.facts ?? {}) as { birthYear?: number }
        return [{ person, name, birthYear, metOn: met?.writtenOn }]
      })
      const same = mayBeOne(people)
      for (const { person } of same.flat()) {
        const readable = inReach.get(person)
        if (readable) looked(request, { person, what: 'same person?', ...readable.tie })
      }
      return { same: same.map((people) => ({ people })) }
    },
  )
}
