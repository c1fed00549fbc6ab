import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { caseload } from '../../../projections/caseload.ts'
import { profile } from '../../../projections/profile.ts'
import { Id } from '../../domain/values.ts'
import { takesWordsAway } from '../../domain/words-gone.ts'
import { perform } from '../../perform.ts'
import { caughtUp } from '../../projecting/wait.ts'
import type { PeopleNeeds } from '../needs.ts'
import { Problem, ProblemAnswer } from '../problems.ts'
import { mustReach } from '../reach.ts'
import { byOf, whoOf } from '../who.ts'
import { Write } from '../write.ts'

const Written = z
  .object({
    recorded: z.array(z.object({ id: z.string(), revision: z.number(), position: z.string(), recordedAt: z.string() })),
    alreadySo: z.array(z.string()).optional().describe('Entries that asked for what was so already: nothing was recorded for them'),
    position: z.string().describe('Ask a view for this with ?atLeast='),
  })
  .describe('Each entry as it was recorded, now or before')

/** The write door: a conversation and what came of it, or anything else that happened. */
export function entries(app: FastifyInstance, needs: PeopleNeeds): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/people/:personId/entries',
    {
      schema: {
        summary: 'Write down what happened',
        tags: ['practitioner'],
        params: z.strictObject({ personId: Id }),
        headers: z.object({
          'if-match': z
            .string()
            .regex(/^"\d{1,9}"$/, 'a revision in quotes, as in ETag')
            .optional(),
        }),
        body: Write,
        response: { 200: Written, 201: Written, '4xx': ProblemAnswer, 503: ProblemAnswer },
      },
    },
    async (request, reply) => {
      const who = whoOf(request)
      const ifMatch = request.headers['if-match']
      const { recorded, alreadySo, anew, position } = await perform(needs, {
        person: request.params.personId,
        by: byOf(who, 'practitioner'),
        entries: request.body.entries,
        writtenAt: request.body.writtenAt,
        ifMatch: ifMatch === undefined ? undefined : Number(ifMatch.slice(1, -1)),
        reach: (story, asked) => mustReach(who, needs.areas, story, asked),
      })
      // Words that were taken away are in no view any more when this is answered.
      if (request.body.entries.some(takesWordsAway)) {
        const shown = await Promise.all([profile, caseload].map((view) => caughtUp(needs.people, view, BigInt(position))))
        if (shown.includes(false)) throw new Problem(503, 'view-behind')
      }
      return reply.code(anew ? 201 : 200).send({
        recorded: recorded.map(({ id, record }) => ({ id, revision: record.revision, position: record.position, recordedAt: record.at })),
        ...(alreadySo.length > 0 && { alreadySo }),
        position,
      })
    },
  )
}
