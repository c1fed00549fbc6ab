import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { heldBackOn } from '../../domain/access.ts'
import { heldBackGround } from '../../domain/lists.ts'
import { Day, Id, londonDay, Words } from '../../domain/values.ts'
import { ProblemAnswer } from '../problems.ts'
import { mustReach } from '../reach.ts'
import { read } from '../reading.ts'
import { recordAccess } from '../stewarding.ts'
import { whoOf } from '../who.ts'
import { whatIsHeldBack } from '../who-looked.ts'
import type { StewardNeeds } from './room.ts'

const Answer = z.object({
  entry: z.string(),
  heldBack: z.boolean(),
  until: z.string().optional().describe('The last day on which it is held back'),
})

/** What becomes of what is held back: it goes on being so up to a day, or is so no longer. */
export const HoldBack = z.union([
  z.strictObject({ until: Day.describe('Held back to the end of this day, 90 days ahead at most'), reason: Words.optional() }),
  z.strictObject({ lifted: z.literal(true), reason: Words.optional() }),
])

/** What is held back from a person: a steward looks at it, and confirms it for a while or lifts it. What nobody looks at is held back no longer than its writer said. */
export function holdBacks(room: FastifyInstance, needs: StewardNeeds): void {
  const app = room.withTypeProvider<ZodTypeProvider>()
  app.get(
    '/people/:personId/hold-backs',
    {
      schema: {
        summary: 'What is held back from the person today',
        tags: ['steward'],
        params: z.strictObject({ personId: Id }),
        response: {
          200: z.object({
            heldBack: z.array(
              z.object({
                entry: z.string(),
                type: z.string(),
                ground: z.enum(heldBackGround),
                until: z.string(),
                recordedAt: z.string(),
                words: z.looseObject({}),
              }),
            ),
          }),
          '4xx': ProblemAnswer,
        },
      },
    },
    async (request) => {
      const { story, open } = await read(needs, request, request.params.personId, whatIsHeldBack)
      const held = heldBackOn(story, londonDay(needs.clock()))
      const revisions = new Set(story.filter(({ id }) => held.has(id)).map(({ record }) => record.revision))
      const opened = await open(revisions)
      return {
        heldBack: opened.flatMap(({ id, type, words, record }) => {
          const now = held.get(id)
          return now ? [{ entry: id, type, ...now, recordedAt: record.at, words: { ...words } }] : []
        }),
      }
    },
  )

  app.put(
    '/people/:personId/hold-backs/:entry',
    {
      schema: {
        summary: 'Confirm what is held back, or lift it',
        tags: ['steward'],
        params: z.strictObject({ personId: Id, entry: Id }),
        body: HoldBack,
        response: { 200: Answer, '4xx': ProblemAnswer, 503: ProblemAnswer },
      },
    },
    async (request) => {
      const who = whoOf(request)
      const { personId, entry } = request.params
      const { body } = request
      const words = body.reason === undefined ? {} : { reason: body.reason }
      const reach = (story: Parameters<typeof mustReach>[3]) => void mustReach(who, needs, personId, story)
      if ('lifted' in body) {
        await recordAccess(needs, who, personId, { type: 'HoldBackLifted', facts: { entry }, words }, reach)
        return { entry, heldBack: false }
      }
      const { until } = body
      await recordAccess(needs, who, personId, { type: 'HoldBackConfirmed', facts: { entry, until }, words }, reach)
      return { entry, heldBack: until >= londonDay(needs.clock()), until }
    },
  )
}
