import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { disputed, heldBackFrom } from '../../../projections/unsettled.ts'
import { heldBackOn } from '../../domain/access.ts'
import type { Recorded } from '../../domain/entry.ts'
import { isRighting } from '../../domain/putting-right.ts'
import { type Id, londonDay } from '../../domain/values.ts'
import { looked } from '../looking.ts'
import { ProblemAnswer } from '../problems.ts'
import { type Readable, readableOf } from '../reading.ts'
import { whoOf } from '../who.ts'
import type { StewardNeeds } from './room.ts'

/** How many are given at most. */
const atMost = 200

const Line = z.looseObject({ person: z.string(), entry: z.string(), recordedAt: z.string() })
const schema = (name: string, summary: string) => ({
  summary,
  tags: ['steward'],
  response: { 200: z.object({ [name]: z.array(Line), more: z.literal(true).optional() }), '4xx': ProblemAnswer },
})

/** What waits in all stories for whoever looks after the record: by ids and codes, without a word of them. */
export function unsettled(room: FastifyInstance, needs: StewardNeeds): void {
  const app = room.withTypeProvider<ZodTypeProvider>()

  app.get('/disputes', { schema: schema('disputes', 'Disputes that nobody has answered yet') }, async (request) => {
    const found = await inReach(request, await disputed(needs.people))
    return shown(request, 'disputes', found, ({ facts }) => facts)
  })

  app.get(
    '/hold-backs',
    { schema: schema('heldBack', 'What is held back from people, what has to be looked at soonest first') },
    async (request) => {
      const today = londonDay(needs.clock())
      const found = await inReach(request, await heldBackFrom(needs.people, today))
      return shown(request, 'heldBack', found, ({ id, type }, { story }) => ({ type, ...heldBackOn(story, today).get(id) }))
    },
  )

  /** Those of them in reach, with what the record itself says now. */
  async function inReach(
    request: Parameters<typeof whoOf>[0],
    waiting: readonly { person: Id; entry: Id }[],
  ): Promise<[Recorded, Readable][]> {
    const readable = await readableOf(needs, whoOf(request), [...new Set(waiting.map(({ person }) => person))])
    return waiting.flatMap(({ person, entry }) => {
      const each = readable.get(person)
      const told = each?.story.find(({ id }) => id === entry)
      return each && told ? [[told, each] as [Recorded, Readable]] : []
    })
  }
}

function shown<N extends string>(
  request: Parameters<typeof whoOf>[0],
  name: N,
  found: readonly [Recorded, Readable][],
  more: (entry: Recorded, readable: Readable) => object,
) {
  const lines = found.slice(0, atMost).map(([entry, readable]) => {
    const { person, tie } = readable
    // To be told of what is held back rests on it: as long as it is, the person is not told of that either.
    const isDispute = isRighting(entry)
    looked(request, { person, what: isDispute ? 'a dispute' : 'what is held back', ...tie, ...(!isDispute && { restsOn: entry.id }) })
    const { entry: about, ...rest } = more(entry, readable) as { entry?: Id }
    return { person, entry: entry.id, ...(about !== undefined && { about }), ...rest, recordedAt: entry.record.at }
  })
  return { [name]: lines, ...(found.length > atMost && { more: true as const }) } as Record<N, typeof lines>
}
