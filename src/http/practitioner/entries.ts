import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Id } from '../../domain/values.ts'
import { takesWordsAway } from '../../domain/words-gone.ts'
import { perform } from '../../perform.ts'
import type { PeopleNeeds } from '../needs.ts'
import { Problem, ProblemAnswer } from '../problems.ts'
import { mustReachToWrite } from '../reach.ts'
import { toWriteOn } from '../reading.ts'
import { untilShownByNone } from '../shown-by-none.ts'
import { byOf, whoOf } from '../who.ts'
import { answerWritten, revisionIn, Write, WriteHeaders, Written } from '../write.ts'

/** The write door: a conversation and what came of it, or anything else that happened. */
export function entries(app: FastifyInstance, needs: PeopleNeeds): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/people/:personId/entries',
    {
      schema: {
        summary: 'Write down what happened',
        tags: ['practitioner'],
        params: z.strictObject({ personId: Id }),
        headers: WriteHeaders,
        body: Write,
        response: { 200: Written, 201: Written, '4xx': ProblemAnswer, 503: ProblemAnswer },
      },
    },
    async (request, reply) => {
      const who = whoOf(request)
      const performed = await perform(needs, {
        person: request.params.personId,
        by: byOf(who),
        entries: request.body.entries,
        writtenAt: request.body.writtenAt,
        ifMatch: revisionIn(request.headers),
        reach: (story, asked) => {
          const reach = mustReachToWrite(who, needs, request.params.personId, story, asked)
          if (reach?.tie.why === 'opened-it' && asked.some(takesWordsAway)) throw new Problem(403, 'opened-only')
          return reach && toWriteOn(needs, who, story, reach, asked)
        },
      })
      // Words that were taken away are in no view any more when this is answered.
      if (request.body.entries.some(takesWordsAway)) await untilShownByNone(needs.people, performed.position)
      return answerWritten(reply, performed)
    },
  )
}
