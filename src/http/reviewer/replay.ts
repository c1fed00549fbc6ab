import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { framesOf } from '../../../projections/replay.ts'
import type { AnyEntry, Recorded } from '../../domain/entry.ts'
import { type Step, steps, stepsOf } from '../../domain/replay.ts'
import { type Line, retellAll } from '../../domain/retelling.ts'
import { same } from '../../domain/same.ts'
import { Day, Instant, londonDay } from '../../domain/values.ts'
import { takesWordsAway } from '../../domain/words-gone.ts'
import { personStream } from '../../store/event-store.ts'
import { eventStreams, eventText } from '../event-stream.ts'
import { looksKept } from '../looking.ts'
import { revisionKnown, Whose } from '../looking-back.ts'
import type { PeopleNeeds } from '../needs.ts'
import { withNames } from '../people-in-words.ts'
import { Problem, ProblemAnswer } from '../problems.ts'
import { reachOf } from '../reach.ts'
import { type Readable, read } from '../reading.ts'
import { tokenEndsOf, whoOf } from '../who.ts'
import { eventId, type LastEvent, lastEventOf, notOurs } from './last-event.ts'

const Asked = z.strictObject({
  from: Day.optional().describe('First day of life replayed; left out: from the beginning'),
  to: Day.optional().describe('Last day of life replayed; left out: the day it is'),
  step: z.enum(steps).default('entry').describe('How far a frame goes on from the one before; weeks begin on Monday'),
  knownAt: Instant.optional().describe('An instant of the record, inclusive; left out: all that is known when the replay begins'),
})
type Asked = z.infer<typeof Asked>

const explained = `Server-sent events. A frame for each step in which something began in the person's life, as JSON: \`{at, entries, profile}\`: the day it tells of
(of a week or a month its last day), what began since the frame before as a journey tells it, and what \`profile?asAt=&knownAt=\` answers of that day; with \`step=entry\`, up to and
including that entry. Where something had begun before \`from\`, the first frame is of the day before it and holds all of that. Then one \`event: end\`: close the
stream there. Whatever is written down after the replay began is not in it.

A stream that stops before its end is gone on with by asking the same with \`Last-Event-ID\`, the id of the last frame that came: it goes on right after it. It
also stops when the token does (go on with one that holds), and where words were taken away meanwhile. After the end there is nothing to go on with, and the answer is a 204.`

/** A life played back from the record, frame by frame: each is made when the reader has room for it. */
export function replay(room: FastifyInstance, needs: PeopleNeeds): void {
  const stream = eventStreams(room, needs.clock)
  room.withTypeProvider<ZodTypeProvider>().get(
    '/people/:personId/replay',
    {
      exposeHeadRoute: false,
      schema: {
        summary: 'The life as it went, frame by frame, as server-sent events',
        description: explained,
        tags: ['reviewer'],
        params: Whose,
        querystring: Asked,
        headers: z.looseObject({ 'last-event-id': z.string().optional().describe('The id of the last frame that came') }),
        response: {
          200: { description: 'Frames, and then the end', content: { 'text/event-stream': { schema: z.string() } } },
          204: z.null().describe('It had come to its end'),
          '4xx': ProblemAnswer,
        },
      },
    },
    async (request, reply) => {
      const readable = await read(needs, request, request.params.personId, 'replay')
      const playing = await begin(readable, londonDay(needs.clock()), request.query, request.headers['last-event-id'])
      if (!playing) return reply.code(204).send(null)

      const events = stream(reply as FastifyReply, eventsOf(needs, request, playing), {
        holdsFor: tokenEndsOf(request).getTime() - Date.now(),
        over: (ended) => request.log.info({ made: playing.made - playing.after, ended }, 'replayed'),
      })
      return reply.send(events as never)
    },
  )
}

/** A replay: what is told in it, the frame that it goes on after, and how far it has come. */
interface Playing {
  of: Omit<LastEvent, 'frames'>
  readable: Readable
  revision: number
  told: readonly Line[]
  steps: readonly Step[]
  after: number
  made: number
}

/** What is replayed, and from where on; undefined where it had come to its end. Throws the problem that there is. */
async function begin(readable: Readable, today: Day, asked: Asked, lastEventId: string | undefined): Promise<Playing | undefined> {
  const story = await readable.open()
  const { frames, ...of } = lastEventId === undefined ? firstOf(story, today, asked) : goOnAfter(lastEventId, asked)

  const revision = story.find(({ id }) => id === of.newest)?.record.revision
  if (revision === undefined) throw notOurs()
  const known = retellAll(
    story.filter(({ record }) => record.revision <= revision),
    { asAt: of.to },
  )
  if (known.length === 0) throw new Problem(404, 'not-met-then')
  const told = known.filter(({ standing }) => standing.use === 'used')
  const steps = stepsOf(told, of)
  if (frames === 'end') return undefined
  if (frames > steps.length) throw notOurs()
  return { of, readable, revision, told, steps, after: frames, made: frames }
}

function firstOf(story: readonly Recorded<AnyEntry>[], today: Day, { from, to = today, step, knownAt }: Asked): LastEvent {
  if (from !== undefined && from > to) throw upsideDown()
  const known = revisionKnown(story, { knownAt })
  const newest = story.find(({ record }) => record.revision === known)
  if (!newest) throw new Problem(404, 'not-met-then')
  return { step, from, to, knownAt: knownAt ?? newest.record.at, newest: newest.id, frames: 0 }
}

function goOnAfter(lastEventId: string, asked: Asked): LastEvent {
  const last = lastEventOf(lastEventId)
  const isOfThisReplay =
    last.step === asked.step &&
    last.from === asked.from &&
    (asked.to === undefined || last.to === asked.to) &&
    (asked.knownAt === undefined || last.knownAt === asked.knownAt)
  if (!isOfThisReplay) throw notOurs()
  return last
}

function upsideDown(): Problem {
  return new Problem(400, 'not-understood', { errors: [{ path: 'from', message: 'after the last day that is replayed' }] })
}

/** Whether what is played may be shown no more: words were taken away since, or the person, or some of their story, is out of reach now. Asked again, it goes on as it may. */
async function isOver(needs: PeopleNeeds, request: FastifyRequest, { readable: { person, upTo, parts } }: Playing): Promise<boolean> {
  const story = await needs.record.read(personStream(person), { words: false })
  const reach = reachOf(whoOf(request), needs, person, story)
  return story.slice(upTo).some(takesWordsAway) || !reach || !same(reach.parts, parts)
}

/** The frames as server-sent events, and the end after them. */
async function* eventsOf(needs: PeopleNeeds, request: FastifyRequest, playing: Playing): AsyncGenerator<string> {
  const { of, readable, revision, told, steps, after } = playing
  const { person, withheld } = readable
  for (const { at, entries, profile } of framesOf(told, steps, after)) {
    const data = {
      at,
      entries,
      profile: { person, revision, asAt: at, knownAt: of.knownAt, ...profile, ...(withheld > 0 && { withheld }) },
    }
    if (await isOver(needs, request, playing)) return
    const named = await withNames(needs, request, data)
    await looksKept(request)
    playing.made += 1
    yield eventText({ id: eventId({ ...of, frames: playing.made }), data: named })
  }
  yield eventText({ id: eventId({ ...of, frames: 'end' }), event: 'end', data: {} })
}
