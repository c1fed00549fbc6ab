import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { HeldBack } from '../../domain/entry.ts'
import { openedGround } from '../../domain/lists.ts'
import { openFor } from '../../domain/ties.ts'
import { Id, Words } from '../../domain/values.ts'
import type { PeopleNeeds } from '../needs.ts'
import { ProblemAnswer } from '../problems.ts'
import { isOfTheArea, outOfReach } from '../reach.ts'
import { recordAccess } from '../stewarding.ts'
import { whoOf } from '../who.ts'

/** Why a story is opened, and whether that is held back from the person for a while. */
export const Opening = z.strictObject({ ground: z.enum(openedGround), reason: Words, heldBack: HeldBack.optional() })

/** A story is opened by somebody of the area who has no tie to the person: for a few hours, with the reason said, and the person is shown it. */
export function open(room: FastifyInstance, needs: PeopleNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().post(
    '/people/:personId/open',
    {
      schema: {
        summary: 'Open a story without a tie to the person',
        description:
          'For three hours, to whoever asks and to nobody else. That it was opened, by whom and why stays on the record, and the person is shown it, unless it is held back from them for a while (`heldBack`), which a steward looks at.',
        tags: ['practitioner'],
        params: z.strictObject({ personId: Id }),
        body: Opening,
        response: {
          201: z.object({ opened: z.string().describe('The entry that says so'), until: z.string().describe('Until when it is open') }),
          '4xx': ProblemAnswer,
          503: ProblemAnswer,
        },
      },
    },
    async (request, reply) => {
      const who = whoOf(request)
      const { ground, reason, heldBack } = request.body
      const asked = { type: 'StoryOpened' as const, facts: { ground }, words: { reason }, ...(heldBack && { heldBack }) }
      const { entry: opened } = await recordAccess(needs, who, request.params.personId, asked, (story) => {
        if (!isOfTheArea(who, needs, request.params.personId, story)) outOfReach()
      })
      if (!opened) throw new Error('an opening is never so already')
      return reply.code(201).send({ opened: opened.id, until: new Date(Date.parse(opened.record.at) + openFor).toISOString() })
    },
  )
}
