import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { isWithin } from '../../domain/area.ts'
import { PlaceEntryWithdrawn, PlaceEventNoted } from '../../domain/place.ts'
import { AreaCode } from '../../domain/values.ts'
import { performOnPlace } from '../../perform.ts'
import { Problem, ProblemAnswer } from '../problems.ts'
import { byOf, whoOf } from '../who.ts'
import { answerWritten, revisionIn, WriteHeaders, Written, writeOf } from '../write.ts'
import type { StewardNeeds } from './room.ts'

/** What is written down of one place at once. */
export const WriteOfPlace = writeOf(z.discriminatedUnion('type', [PlaceEventNoted.asked, PlaceEntryWithdrawn.asked]))

/** What happened to a place: written down in public words, to stand beside the trends of it. */
export function places(room: FastifyInstance, needs: StewardNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().post(
    '/areas/:area/entries',
    {
      schema: {
        summary: 'Write down what happened to a place',
        description: [
          'Its words are public and kept in clear: no person is named or meant in them. Commissioners read it beside every trend that it touches, from the edition of the month it was noted in.',
          'An account that should not have been written is withdrawn with EntryWithdrawn and, where it was wrong, noted again; editions that were made keep it.',
        ].join('\n\n'),
        tags: ['steward'],
        params: z.strictObject({ area: AreaCode }),
        headers: WriteHeaders,
        body: WriteOfPlace,
        response: { 200: Written, 201: Written, '4xx': ProblemAnswer, 503: ProblemAnswer },
      },
    },
    async (request, reply) => {
      const who = whoOf(request)
      const { area } = request.params
      if (!isWithin(needs.areas, area, who.areas)) throw new Problem(403, 'out-of-reach')
      const performed = await performOnPlace(needs, {
        area,
        by: byOf(who),
        entries: request.body.entries,
        writtenAt: request.body.writtenAt,
        ifMatch: revisionIn(request.headers),
      })
      return answerWritten(reply, performed)
    },
  )
}
