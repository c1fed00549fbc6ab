import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { beforeForgotten } from '../../domain/access.ts'
import { topOf } from '../../domain/area.ts'
import type { AnyEntry, Recorded } from '../../domain/entry.ts'
import { forgottenGround } from '../../domain/lists.ts'
import { Id } from '../../domain/values.ts'
import { personStream } from '../../store/event-store.ts'
import { ProblemAnswer } from '../problems.ts'
import { areaOf, mustReach, outOfReach } from '../reach.ts'
import { untilShownByNone } from '../shown-by-none.ts'
import { recordAccess } from '../stewarding.ts'
import { whoOf } from '../who.ts'
import type { StewardNeeds } from './room.ts'

/** Forgetting a person: their words can never be read again, and what is left of them counts in the county alone. */
export function forget(room: FastifyInstance, needs: StewardNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().post(
    '/people/:personId/forget',
    {
      schema: {
        summary: 'Forget a person, for good',
        description: [
          'Every key of their words is thrown away, and no view holds anything of them any more. Nobody reads their story or writes to it after this; where others’ words refer to them by id they read as “somebody”. What was recorded stays, without words, and counts in the largest area that holds the one responsible for them, and at no known age.',
          'It cannot be taken back. Free text about them in somebody else’s words is not found by it, and copies of the keys from before must go too: docs/information-governance.md. Asked again it answers the same, and throws away whatever key was left.',
        ].join('\n\n'),
        tags: ['steward'],
        params: z.strictObject({ personId: Id }),
        body: z.strictObject({ ground: z.enum(forgottenGround) }),
        response: { 200: z.object({ forgotten: z.literal(true) }), '4xx': ProblemAnswer, 503: ProblemAnswer },
      },
    },
    async (request) => {
      const who = whoOf(request)
      const { personId } = request.params
      // Also of who is forgotten already, or it could not be asked again.
      const reach = (story: readonly Recorded<AnyEntry>[]) => void mustReach(who, needs, personId, beforeForgotten(story))
      const story = await needs.record.read(personStream(personId), { words: false })
      reach(story)
      const area = topOf(needs.areas, areaOf(story) ?? '')
      if (area === undefined) outOfReach()

      const { ground } = request.body
      const { position } = await recordAccess(needs, who, personId, { type: 'StoryForgotten', facts: { ground, area }, words: {} }, reach)
      await untilShownByNone(needs.people, position)
      return { forgotten: true as const }
    },
  )
}
