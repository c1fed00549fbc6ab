import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Dimension } from '../../domain/measures.ts'
import { londonDay } from '../../domain/values.ts'
import { Problem } from '../../http/problems.ts'
import { type Answered, askRoom, show, showProblem } from '../asking.ts'
import { type AboutArea, chosenIn, errorsIn, queryOf, type Usually } from './asked.ts'

/** Asks the commissioner's room for something else that a page needs: what it answers, or the page says that it does not. */
type Ask = (of: string) => Promise<Answered['body']>

/** A page of an area: which room's answer it shows, and how. */
export interface AreaPage {
  path: string
  template: string
  usually?: Usually
  room: (about: AboutArea) => string
  shown: (about: AboutArea, answer: Answered, ask: Ask) => object | Promise<object>
  /** What its form offers besides, whatever the answer is; and what is chosen, where that hangs on it. */
  offers?: (about: AboutArea, ask: Ask) => Promise<object>
}

/** Something that is counted, as the room answers it. */
export interface Measure {
  measure: string
  meaning: string
  dimensions: Dimension[]
}

/** A page of an area at its own path, and under it the same numbers as a file. */
export function areaPage(app: FastifyInstance, { path, template, usually, room, shown, offers = async () => ({}) }: AreaPage): void {
  const asked = (about: AboutArea) => `/commissioner/areas/${about.area}/${room(about)}`

  app.get(`/:area/${path}`, { schema: { hide: true } }, async (request, reply) => {
    const chosen = await chosenIn(app, request, usually)
    if ('status' in chosen) return showProblem(request, reply, chosen)
    const ask: Ask = async (of) => {
      const { status, body } = await askRoom(app, request, `/commissioner/${of}`)
      if (status !== 200) throw new Problem(status, body.code, { detail: body.detail ?? body.title })
      return body
    }
    const about = { ...chosen, ...(await offers(chosen, ask)) }
    const context = {
      ...about,
      page: path,
      kept: keptOf(about),
      csvAt: `${path}/csv?${asked(about).replace(/.*\?/, '')}`,
      today: londonDay(new Date()),
    }
    const answer = await askRoom(app, request, asked(about))
    const errors = errorsIn(answer)
    if (errors) return show(request, reply.code(400), template, { ...context, errors })
    if (answer.status !== 200) return showProblem(request, reply, answer)
    return show(request, reply, template, { ...context, answer: answer.body, ...(await shown(about, answer, ask)) })
  })

  app.get(`/:area/${path}/csv`, { schema: { hide: true } }, async (request, reply) => {
    const about = await chosenIn(app, request, usually)
    return 'status' in about ? showProblem(request, reply, about) : passOn(app, request, reply, asked(about))
  })
}

/** Passes a room's answer on as the file that it is. */
async function passOn(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply, url: string): Promise<FastifyReply> {
  const answer = await askRoom(app, request, url, { accept: 'text/csv' })
  if (answer.status !== 200) return showProblem(request, reply, answer)
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', answer.disposition ?? 'attachment')
    .send(answer.body)
}

/** What was chosen and holds from page to page. */
function keptOf({ chosen: { from, to, knownAt } }: AboutArea): string {
  return queryOf({ from, to, knownAt })
}
