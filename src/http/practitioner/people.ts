import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { caseload, caseloadOf, withoutWords } from '../../../projections/caseload.ts'
import { peopleNamed, profile, profileIn, profileOf } from '../../../projections/profile.ts'
import { areasWithin } from '../../domain/area.ts'
import { retell } from '../../domain/retelling.ts'
import { Id, londonDay, Text } from '../../domain/values.ts'
import { takenAwayAfter, takesWordsAway } from '../../domain/words-gone.ts'
import { caughtUp, positionOf } from '../../projecting/wait.ts'
import { Withheld } from '../journey-page.ts'
import { looked } from '../looking.ts'
import type { PeopleNeeds } from '../needs.ts'
import { withNames } from '../people-in-words.ts'
import { Problem, ProblemAnswer } from '../problems.ts'
import { read, readableOf, readMany } from '../reading.ts'
import { whoOf } from '../who.ts'
import { workerIdOf } from '../worker-id.ts'

/** How many people one search by name gives at most. */
const namesAtMost = 50
/** How many people of the area that go by such a name are looked at for those in reach. */
const looksAtMost = 1_000

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
        response: { 200: z.looseObject({ withheld: Withheld }), '4xx': ProblemAnswer, 503: ProblemAnswer },
      },
    },
    async (request, reply) => {
      const { personId } = request.params
      const { atLeast } = request.query
      const { story, parts, withheld, revision, open } = await read(needs, request, personId, 'now')
      if (atLeast !== undefined && !(await caughtUp(needs.people, profile, BigInt(atLeast)))) throw new Problem(503, 'view-behind')
      // A view is of the whole story: who may read some of it reads the record.
      const found = parts === 'all' ? await profileOf(needs.people, personId) : { revision, profile: profileIn(retell(await open())) }
      // Words that were taken away are not shown, not even by a view that has not heard of it.
      if (!found || story.some((entry) => entry.record.revision > found.revision && takesWordsAway(entry)))
        throw new Problem(503, 'view-behind')
      reply.header('etag', `"${found.revision}"`)
      const shown = await withNames(needs, request, found.profile)
      return { person: personId, revision: found.revision, ...shown, ...(withheld > 0 && { withheld }) }
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
          200: z.object({
            people: z.array(z.object({ person: z.string(), name: z.string().nullable() })),
            more: z.literal(true).optional().describe('There may be more of them: say more of the name'),
          }),
          '4xx': ProblemAnswer,
        },
      },
    },
    async (request) => {
      const who = whoOf(request)
      const shownUpTo = await positionOf(needs.people, profile)
      const named = await peopleNamed(
        needs.people,
        request.query.name,
        areasWithin(needs.areas, who.areas).map(({ code }) => code),
        looksAtMost,
      )
      const inReach = await readableOf(
        needs,
        who,
        named.map(({ person }) => person),
      )
      // Who goes by a name that was taken away is not found by it, not even by a view that has not heard of it.
      const found = named.filter(({ person }) => {
        const readable = inReach.get(person)
        return readable && !takenAwayAfter(shownUpTo, readable.story)
      })
      const people = found.slice(0, namesAtMost)
      for (const { person } of people) {
        const readable = inReach.get(person)
        if (readable) looked(request, { person, what: 'their name', ...readable.tie })
      }
      return { people, ...((found.length > people.length || named.length === looksAtMost) && { more: true as const }) }
    },
  )

  app.get(
    '/caseload',
    {
      schema: {
        summary: 'My people',
        description:
          'The people I held a conversation with in the last 90 days, and then those whom somebody wrote down that I work with: when they were last heard, steps overdue, compromises to look at again, and who is held still.',
        tags: ['practitioner'],
        response: { 200: z.object({ people: z.array(z.looseObject({ person: z.string() })) }), '4xx': ProblemAnswer },
      },
    },
    async (request) => {
      const who = whoOf(request)
      const shownUpTo = await positionOf(needs.people, caseload)
      const me = { sub: who.sub, worker: workerIdOf(who.sub) }
      const mine = await caseloadOf(needs.people, me, londonDay(needs.clock()))
      const stories = await readMany(
        needs,
        request,
        mine.map(({ person }) => person),
        'my people',
      )
      const cards = mine.flatMap((card) => {
        const readable = stories.get(card.person)
        if (!readable) return []
        // A card is made of the whole story.
        if (readable.parts !== 'all')
          return { person: card.person, name: card.name, lastHeldOn: card.lastHeldOn, withheld: readable.withheld }
        return takenAwayAfter(shownUpTo, readable.story) ? withoutWords(card) : card
      })
      return { people: await withNames(needs, request, cards) }
    },
  )
}
