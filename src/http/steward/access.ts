import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { isOfAccess } from '../../domain/access.ts'
import { Id } from '../../domain/values.ts'
import { looksKept } from '../looking.ts'
import { ProblemAnswer } from '../problems.ts'
import { read } from '../reading.ts'
import { LooksAsked, shownLook, WhoLooked } from '../who-looked.ts'
import type { StewardNeeds } from './room.ts'

/** Who looked at a person's story, by name, and what was opened to whom. */
export function access(room: FastifyInstance, needs: StewardNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/people/:personId/access',
    {
      schema: {
        summary: 'Who looked at a story, and to whom it was opened',
        tags: ['steward'],
        params: z.strictObject({ personId: Id }),
        querystring: LooksAsked,
        response: {
          200: WhoLooked.extend({
            opened: z
              .array(z.looseObject({ entry: z.string(), type: z.string(), at: z.string(), by: z.looseObject({ sub: z.string() }) }))
              .describe('Openings without a tie, reviews, and what became of what was held back; oldest first'),
          }),
          '4xx': ProblemAnswer,
        },
      },
    },
    async (request) => {
      const { personId } = request.params
      const { limit, cursor } = request.query
      const { story, open } = await read(needs, request, personId, 'access')
      const opened = await open(new Set(story.filter(isOfAccess).map(({ record }) => record.revision)))
      // That they ask is in it too.
      await looksKept(request)
      const { looks, next } = await needs.looks.at(personId, { limit, ...(cursor !== undefined && { before: cursor }) })
      return {
        looks: looks.map((look) => shownLook(look, { names: true, subs: true })),
        opened: opened.filter(isOfAccess).map(({ id, type, facts, words, heldBack, record: { at, by } }) => ({
          entry: id,
          type,
          at,
          by,
          ...facts,
          ...words,
          ...(heldBack && { heldBack }),
        })),
        ...(next !== undefined && { next }),
      }
    },
  )
}
