import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { profileFold, profileIn } from '../../../projections/profile.ts'
import { Instant } from '../../domain/values.ts'
import { Between, DifferenceAnswer, differencePage } from '../difference-page.ts'
import { JourneyAnswer, JourneyAsked, pageOf, Withheld } from '../journey-page.ts'
import { From, lookBack, revisionKnown } from '../looking-back.ts'
import { withNames } from '../people-in-words.ts'
import { ProblemAnswer } from '../problems.ts'
import { read } from '../reading.ts'
import { whoOf } from '../who.ts'
import type { MeNeeds } from './room.ts'
import { For, whoseStory } from './whose.ts'

/** My story: as I am and was, what happened, and what is different. */
export function story(room: FastifyInstance, needs: MeNeeds): void {
  const app = room.withTypeProvider<ZodTypeProvider>()

  app.get(
    '/',
    {
      schema: {
        summary: 'My story as it is now, or as it was',
        description:
          'What matters to me, in my own words first. With `asAt` as at a day, with `knownAt` as it was known here at an instant.',
        tags: ['person'],
        querystring: From.extend(For.shape),
        response: {
          200: z.looseObject({ person: z.string(), revision: z.number(), withheld: Withheld }),
          '4xx': ProblemAnswer,
        },
      },
    },
    async (request) => {
      const { for: whose, ...cut } = request.query
      const person = whoseStory(request, whose)
      const { readable, story, retelling } = await lookBack(needs, request, person, 'now', cut, { words: (type) => type in profileFold.on })
      const shown = await withNames(needs, request, { person, revision: revisionKnown(story, cut), ...cut, ...profileIn(retelling) })
      return { ...shown, ...(readable.withheld > 0 && { withheld: readable.withheld }) }
    },
  )

  app.get(
    '/journey',
    {
      schema: {
        summary: 'What happened, in order of life',
        description: 'What workers thought for themselves is not in it; it is in `everything`.',
        tags: ['person'],
        querystring: JourneyAsked.extend({
          knownAt: Instant.optional().describe('An instant of the record, inclusive; left out: all that is known'),
          ...For.shape,
        }),
        response: { 200: JourneyAnswer, '4xx': ProblemAnswer },
      },
    },
    async (request) => {
      const { for: whose, ...asked } = request.query
      const readable = await read(needs, request, whoseStory(request, whose), 'journey')
      return withNames(needs, request, withoutSubs(await pageOf(readable, asked), whoOf(request).sub))
    },
  )

  app.get(
    '/difference',
    {
      schema: {
        summary: 'What came, went and changed between two days, item by item',
        tags: ['person'],
        querystring: Between.extend(For.shape),
        response: { 200: DifferenceAnswer, '4xx': ProblemAnswer },
      },
    },
    async (request) => {
      const { for: whose, ...asked } = request.query
      return differencePage(needs, request, whoseStory(request, whose), asked)
    },
  )
}

/** Who wrote something down, by role and organisation: an account at work is not the person's to know. Their own stays. */
export function withoutSubs<T>(value: T, own: string): T {
  if (Array.isArray(value)) return value.map((inner) => withoutSubs(inner, own)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key !== 'recordedBy') return [key, withoutSubs(inner, own)]
      const { sub, ...by } = inner as { sub?: string }
      return [key, sub === own ? { ...by, sub } : by]
    }),
  ) as T
}
