import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { AnyEntry, Recorded, Retold } from '../domain/entry.ts'
import { isRighting } from '../domain/putting-right.ts'
import { type Cut, retell, retellAll } from '../domain/retelling.ts'
import { Day, Id, Instant } from '../domain/values.ts'
import { Withheld } from './journey-page.ts'
import type { PeopleNeeds } from './needs.ts'
import { withNames } from './people-in-words.ts'
import { Problem, ProblemAnswer } from './problems.ts'
import { type Readable, read } from './reading.ts'

/** Whose story is looked back on. */
export const Whose = z.strictObject({ personId: Id })

/** From where it is looked at: a day in life, and an instant of the record. */
export const From = z.strictObject({
  asAt: Day.optional().describe('A day in life, to its end; left out: all of life'),
  knownAt: Instant.optional().describe('An instant of the record, inclusive; left out: all that is known'),
})

/**
 * The story of a person in reach, and as it stood then: a 403 where they are out of reach, a 404 where nothing was known of them then. Without
 * `words` no key is touched and words read as absent.
 */
export async function lookBack(
  needs: PeopleNeeds,
  request: FastifyRequest,
  person: Id,
  what: string,
  cut: Cut,
  { words = true }: { words?: boolean | ((type: string) => boolean) } = {},
): Promise<{ readable: Readable; story: readonly Recorded<AnyEntry>[]; retelling: Retold[] }> {
  const readable = await read(needs, request, person, what)
  const { story } = readable
  const retelling = retell(story, cut)
  if (retelling.length === 0 && retellAll(story, cut).length === 0) throw new Problem(404, 'not-met-then')
  if (words === false) return { readable, story, retelling }

  const told = new Set(retelling.filter(({ type }) => words === true || words(type)).map(({ id }) => id))
  const isTold = (entry: Recorded<AnyEntry>) => told.has(isRighting(entry) ? entry.facts.entry : entry.id)
  const revisions = new Set(story.filter(isTold).map(({ record }) => record.revision))
  const opened = await readable.open(revisions)
  return { readable, story: opened, retelling: retell(opened, cut) }
}

/** A question that is answered from one look at a story. */
interface Question<A extends z.ZodObject> {
  /** As in `GET /people/:personId/<name>?asAt=&knownAt=`. */
  name: string
  summary: string
  answer: A
  /** Which kinds of entry it needs the words of; left out: all of them. */
  words?: (type: string) => boolean
  answers: (looked: {
    story: readonly Recorded<AnyEntry>[]
    retelling: readonly Retold[]
    cut: Cut
  }) => Omit<z.input<A>, 'person' | keyof Cut>
}

/** Makes the route of a question: whoever is in reach is answered of the day and the instant that they look from. */
export function look<A extends z.ZodObject>(room: FastifyInstance, needs: PeopleNeeds, question: Question<A>): void {
  const { name, summary, answer, words = () => true, answers } = question
  room.withTypeProvider<ZodTypeProvider>().get(
    `/people/:personId/${name}`,
    {
      schema: {
        summary,
        tags: ['reviewer'],
        params: Whose,
        querystring: From,
        response: { 200: answer.extend({ withheld: Withheld }) as z.ZodType<object>, '4xx': ProblemAnswer },
      },
    },
    async (request) => {
      const { personId } = request.params
      const { readable, ...looked } = await lookBack(needs, request, personId, name, request.query, { words })
      const answered = { person: personId, ...request.query, ...answers({ ...looked, cut: request.query }) }
      return withNames(needs, request, { ...answered, ...(readable.withheld > 0 && { withheld: readable.withheld }) })
    },
  )
}

/** How far the record had come then: the revision of the newest entry that was known. */
export function revisionKnown(story: readonly Recorded<AnyEntry>[], { knownAt }: Cut): number {
  return story.findLast(({ record }) => knownAt === undefined || record.at <= knownAt)?.record.revision ?? 0
}
