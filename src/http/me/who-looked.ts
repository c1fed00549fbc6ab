import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { heldBackOn } from '../../domain/access.ts'
import { londonDay } from '../../domain/values.ts'
import { personStream } from '../../store/event-store.ts'
import { looksKept } from '../looking.ts'
import { ProblemAnswer } from '../problems.ts'
import { outOfReach } from '../reach.ts'
import { read } from '../reading.ts'
import { LooksAsked, pageOfLooks, shownLook, WhoLooked } from '../who-looked.ts'
import type { MeNeeds } from './room.ts'
import { For, whoseStory } from './whose.ts'

/** Who looked at my story: everybody, with what they were shown and why they may. To ask is a look too. */
export function whoLooked(room: FastifyInstance, needs: MeNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/who-looked',
    {
      schema: {
        summary: 'Who looked at my story',
        description:
          'Everybody who was shown something of it, with what and why. What rests on an opening that is held back for a while is not in it.',
        tags: ['person'],
        querystring: LooksAsked.extend(For.shape),
        response: { 200: WhoLooked, '4xx': ProblemAnswer },
      },
    },
    async (request) => {
      const person = whoseStory(request, request.query.for)
      const { parts } = await read(needs, request, person, 'who looked')
      if (parts !== 'all') outOfReach()
      // This look is one of them.
      await looksKept(request)
      const held = heldBackOn(await needs.record.read(personStream(person), { words: false }), londonDay(needs.clock()))
      const { looks, next } = await pageOfLooks(needs.looks, person, request.query, new Set(held.keys()))
      return {
        looks: looks.map((look) => shownLook(look, { names: needs.nameWorkers, subs: false })),
        ...(next !== undefined && { next }),
      }
    },
  )
}
