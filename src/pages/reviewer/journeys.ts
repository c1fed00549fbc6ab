import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Day, Id, londonDay } from '../../domain/values.ts'
import { type Answered, askRoom, show, showProblem } from '../asking.ts'
import { type Change, changeInWords, paceInShort } from './pace-in-words.ts'
import { sideBySide } from './side-by-side.ts'
import { type Began, dayBegun, daysIn, endOf, stepsAround } from './steps.ts'

const OneDay = Day.optional().catch(undefined)
const Chosen = z.object({
  asAt: OneDay,
  knownAt: OneDay,
  from: OneDay,
  to: OneDay,
  fromKnownAt: OneDay,
  toKnownAt: OneDay,
  cursor: z.string().max(200).optional().catch(undefined),
})
const Whose = z.object({ person: Id })
const Opened = z.object({ person: z.string().trim().max(200).optional().catch(undefined) })

/** How many entries are looked through for the days to step through; a longer life is stepped through as far as these go. */
const mostEntries = 2_000

/** What reviewers look at: one life, on both clocks. */
export function journeys(app: FastifyInstance): void {
  app.get('/', { schema: { hide: true } }, (request, reply) => {
    const { person } = Opened.parse(request.query)
    if (person === undefined) return show(request, reply, 'reviewer/open.njk')
    // A whole link is as good as its last part.
    const id = Id.safeParse(person.split('/').at(-1)?.toLowerCase())
    if (id.success) return reply.redirect(`/journeys/${id.data}`)
    return show(request, reply.code(400), 'reviewer/open.njk', {
      said: person,
      errors: { person: 'Copy the number from the link you were given' },
    })
  })

  app.get('/:person', { schema: { hide: true } }, async (request, reply) => {
    const { person, chosen, ask } = asking(app, request)
    const answer = await ask('journey', { knownAt: known(chosen.knownAt), cursor: chosen.cursor })
    if (answer.status !== 200) return showProblem(request, reply, answer)
    const { withheld } = answer.body
    return show(request, reply, 'reviewer/journey.njk', { page: 'journey', person, chosen, answer: answer.body, withheld })
  })

  app.get('/:person/replay', { schema: { hide: true } }, async (request, reply) => {
    const { person, chosen, ask } = asking(app, request)
    const knownAt = known(chosen.knownAt)
    const story = await wholeJourney((asked) => ask('journey', { knownAt, ...asked }))
    if (story.status !== 200) return showProblem(request, reply, story)
    const entries: Began[] = story.body
    const days = daysIn(entries)
    const asAt = chosen.asAt ?? days[0] ?? londonDay(new Date())
    const answer = await ask('profile', { asAt, knownAt })
    if (answer.status !== 200 && answer.status !== 404) return showProblem(request, reply, answer)
    return show(request, reply, 'reviewer/replay.njk', {
      page: 'replay',
      person,
      chosen: { ...chosen, asAt },
      steps: stepsAround(days, asAt),
      began: entries.filter((entry) => entry.standing === undefined && dayBegun(entry) === asAt).map(({ type }) => type),
      ...(answer.status === 200 && { answer: answer.body, withheld: answer.body.withheld }),
    })
  })

  app.get('/:person/two-days', { schema: { hide: true } }, async (request, reply) => {
    const { person, chosen, ask } = asking(app, request)
    const context = { page: 'two-days', person, chosen }
    if (chosen.from === undefined) {
      const isSent = Object.keys(request.query as object).length > 0
      const errors = { from: 'Choose a day' }
      return isSent
        ? show(request, reply.code(400), 'reviewer/two-days.njk', { ...context, errors })
        : show(request, reply, 'reviewer/two-days.njk', context)
    }
    const { from, to, fromKnownAt, toKnownAt } = chosen
    const answer = await ask('difference', { from, to, fromKnownAt: known(fromKnownAt), toKnownAt: known(toKnownAt) })
    if (answer.status === 404) return show(request, reply, 'reviewer/two-days.njk', { ...context, missing: answer.body.title })
    if (answer.status !== 200) return showProblem(request, reply, answer)
    return show(request, reply, 'reviewer/two-days.njk', {
      ...context,
      items: answer.body.items.map((item: Differing) => ({ ...item, lines: sideBySide(item.before, item.after) })),
      withheld: answer.body.withheld,
    })
  })

  app.get('/:person/pace', { schema: { hide: true } }, async (request, reply) => {
    const { person, ask } = asking(app, request)
    const { status, body } = await ask('pace', {})
    if (status !== 200) return showProblem(request, reply, { status, body })
    return show(request, reply, 'reviewer/pace.njk', {
      page: 'pace',
      person,
      rows: body.changes.map((change: Change) => changeInWords(change)),
      sentences: paceInShort(body.summary),
      withheld: body.withheld,
    })
  })
}

interface Differing {
  before?: object
  after?: object
}

type Ask = (view: string, asked: Record<string, string | undefined>) => Promise<Answered>

/** Whose life is looked at, what was chosen, and a way to ask the room about it. */
function asking(app: FastifyInstance, request: FastifyRequest): { person: string; chosen: z.infer<typeof Chosen>; ask: Ask } {
  const { person } = Whose.parse(request.params)
  const ask: Ask = (view, asked) => {
    const said = Object.entries(asked).filter((each): each is [string, string] => each[1] !== undefined)
    return askRoom(app, request, `/reviewer/people/${person}/${view}?${new URLSearchParams(said)}`)
  }
  return { person, chosen: Chosen.parse(request.query), ask }
}

/** Every entry of a journey, page after page; or the first answer that is no. */
async function wholeJourney(ask: (asked: Record<string, string | undefined>) => Promise<Answered>): Promise<Answered> {
  const entries: Began[] = []
  let cursor: string | undefined
  do {
    const answer = await ask({ limit: '200', cursor })
    if (answer.status !== 200) return answer
    entries.push(...answer.body.entries)
    cursor = answer.body.next
  } while (cursor !== undefined && entries.length < mostEntries)
  return { status: 200, body: entries }
}

function known(day: string | undefined): string | undefined {
  return day === undefined ? undefined : endOf(day)
}
