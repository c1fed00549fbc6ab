import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { framesOf } from '../../../projections/replay.ts'
import type { AnyEntry, Recorded } from '../../domain/entry.ts'
import { type Step, steps, stepsOf } from '../../domain/replay.ts'
import { type Line, retellAll } from '../../domain/retelling.ts'
import { Day, type Id, Instant, londonDay } from '../../domain/values.ts'
import { takesWordsAway } from '../../domain/words-gone.ts'
import { personStream } from '../../store/event-store.ts'
import { eventStreams, eventText } from '../event-stream.ts'
import type { PeopleNeeds } from '../needs.ts'
import { withNames } from '../people-in-words.ts'
import { Problem, ProblemAnswer } from '../problems.ts'
import { openStoryInReach, reaches } from '../reach.ts'
import { tokenEndsOf, type Who, whoOf } from '../who.ts'
import { eventId, type LastEvent, lastEventOf, notOurs } from './last-event.ts'
import { revisionKnown, Whose } from './looking-back.ts'

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
      const who = whoOf(request)
      const playing = await begin(needs, who, request.params.personId, request.query, request.headers['last-event-id'])
      if (!playing) return reply.code(204).send(null)

      const events = stream(reply as FastifyReply, eventsOf(needs, who, playing), {
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
  person: Id
  revision: number
  /** How far the story had come when its words were opened. */
  opened: number
  told: readonly Line[]
  steps: readonly Step[]
  after: number
  made: number
}

/** What is replayed, and from where on; undefined where it had come to its end. Throws the problem that there is. */
async function begin(
  needs: PeopleNeeds,
  who: Who,
  person: Id,
  asked: Asked,
  lastEventId: string | undefined,
): Promise<Playing | undefined> {
  const story = await openStoryInReach(needs, who, person)
  const { frames, ...of } = lastEventId === undefined ? firstOf(story, londonDay(needs.clock()), asked) : goOnAfter(lastEventId, asked)

  const revision = story.find(({ id }) => id === of.newest)?.record.revision
  if (revision === undefined) throw notOurs()
  const known = retellAll(story.slice(0, revision), { asAt: of.to })
  if (known.length === 0) throw new Problem(404, 'not-met-then')
  const told = known.filter(({ standing }) => standing.use === 'used')
  const steps = stepsOf(told, of)
  if (frames === 'end') return undefined
  if (frames > steps.length) throw notOurs()
  return { of, person, revision, opened: story.length, told, steps, after: frames, made: frames }
}

function firstOf(story: readonly Recorded<AnyEntry>[], today: Day, { from, to = today, step, knownAt }: Asked): LastEvent {
  if (from !== undefined && from > to) throw upsideDown()
  const newest = story[revisionKnown(story, { knownAt }) - 1]
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

/** Whether what is played may be shown no more: words were taken away since, or the person is out of reach now. Asked again, it goes on as it may. */
async function isOver({ record, areas }: PeopleNeeds, who: Who, { person, opened }: Playing): Promise<boolean> {
  const story = await record.read(personStream(person), { words: false })
  return story.slice(opened).some(takesWordsAway) || !reaches(who, areas, story)
}

/** The frames as server-sent events, and the end after them. */
async function* eventsOf(needs: PeopleNeeds, who: Who, playing: Playing): AsyncGenerator<string> {
  const { of, person, revision, told, steps, after } = playing
  for (const { at, entries, profile } of framesOf(told, steps, after)) {
    const data = { at, entries, profile: { person, revision, asAt: at, knownAt: of.knownAt, ...profile } }
    if (await isOver(needs, who, playing)) return
    playing.made += 1
    yield eventText({ id: eventId({ ...of, frames: playing.made }), data: await withNames(needs, who, data) })
  }
  yield eventText({ id: eventId({ ...of, frames: 'end' }), event: 'end', data: {} })
}
