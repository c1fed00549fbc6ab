import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { caseload, caseloadOf, withoutWords } from '../../../projections/caseload.ts'
import { peopleNamed, profile, profileOf } from '../../../projections/profile.ts'
import { areasWithin } from '../../domain/area.ts'
import { Id, londonDay, Text } from '../../domain/values.ts'
import { takenAwayAfter, takesWordsAway } from '../../domain/words-gone.ts'
import { caughtUp, positionOf } from '../../projecting/wait.ts'
import { personStream } from '../../store/event-store.ts'
import type { PeopleNeeds } from '../needs.ts'
import { withNames } from '../people-in-words.ts'
import { Problem, ProblemAnswer } from '../problems.ts'
import { reaches, storyInReach } from '../reach.ts'
import { whoOf } from '../who.ts'

/** How many people one search by name gives at most. */
const namesAtMost = 50

/** People as they are now, people by name, and "my people". */
export function people(room: FastifyInstance, needs: PeopleNeeds): void {
  const app = room.withTypeProvider<ZodTypeProvider>()

  app.get(
    '/people/:personId',
    {
      schema: {
        summary: 'The person now',
        description:
          'What matters to them, in their own words first; each thing with the entries it rests on, who said it, since when and when it was last heard. `ETag` is the revision.',
        tags: ['practitioner'],
        params: z.strictObject({ personId: Id }),
        querystring: z.strictObject({
          atLeast: z
            .string()
            .regex(/^\d{1,18}$/, 'a position')
            .optional(),
        }),
        response: { 200: z.looseObject({}), '4xx': ProblemAnswer, 503: ProblemAnswer },
      },
    },
    async (request, reply) => {
      const { personId } = request.params
      const { atLeast } = request.query
      const story = await storyInReach(needs, whoOf(request), personId)
      if (atLeast !== undefined && !(await caughtUp(needs.people, profile, BigInt(atLeast)))) throw new Problem(503, 'view-behind')
      const found = await profileOf(needs.people, personId)
      // Words that were taken away are not shown, not even by a view that has not heard of it.
      if (!found || story.slice(found.revision).some(takesWordsAway)) throw new Problem(503, 'view-behind')
      reply.header('etag', `"${found.revision}"`)
      return { person: personId, revision: found.revision, ...(await withNames(needs, whoOf(request), found.profile)) }
    },
  )

  app.get(
    '/people',
    {
      schema: {
        summary: 'People in reach by name',
        tags: ['practitioner'],
        querystring: z.strictObject({ name: Text(200) }),
        response: {
          200: z.object({ people: z.array(z.object({ person: z.string(), name: z.string().nullable() })) }),
          '4xx': ProblemAnswer,
        },
      },
    },
    async (request) => {
      const who = whoOf(request)
      const shownUpTo = await positionOf(needs.people, profile)
      const found = await peopleNamed(
        needs.people,
        request.query.name,
        areasWithin(needs.areas, who.areas).map(({ code }) => code),
        namesAtMost,
      )
      const stories = await needs.record.readMany(
        found.map(({ person }) => personStream(person)),
        { words: false },
      )
      // Who goes by a name that was taken away is not found by it, not even by a view that has not heard of it.
      const people = found.filter(({ person }) => {
        const story = stories.get(personStream(person)) ?? []
        return reaches(who, needs.areas, story) && !takenAwayAfter(shownUpTo, story)
      })
      return { people }
    },
  )

  app.get(
    '/caseload',
    {
      schema: {
        summary: 'My people',
        description:
          'The people I held a conversation with in the last 90 days: when they were last heard, steps overdue, compromises to look at again, and who is held still.',
        tags: ['practitioner'],
        response: { 200: z.object({ people: z.array(z.looseObject({ person: z.string() })) }), '4xx': ProblemAnswer },
      },
    },
    async (request) => {
      const who = whoOf(request)
      const shownUpTo = await positionOf(needs.people, caseload)
      const mine = await caseloadOf(needs.people, who.sub, londonDay(needs.clock()))
      const stories = await needs.record.readMany(
        mine.map(({ person }) => personStream(person)),
        { words: false },
      )
      const inReach = mine.flatMap((card) => {
        const story = stories.get(personStream(card.person)) ?? []
        if (!reaches(who, needs.areas, story)) return []
        return takenAwayAfter(shownUpTo, story) ? withoutWords(card) : card
      })
      return { people: await withNames(needs, who, inReach) }
    },
  )
}
