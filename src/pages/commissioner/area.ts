import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Answered, askRoom, show, showProblem } from '../asking.ts'
import { plainly } from '../words.ts'
import { type AboutArea, type Area, chosenIn, errorsIn, queryOf } from './asked.ts'
import { heatOf } from './heat.ts'
import { trendShown } from './in-short.ts'
import { reachShown } from './reach.ts'

/** A page of an area: which room's answer it shows, and how. */
interface AreaPage {
  path: string
  template: string
  room: (about: AboutArea) => string
  shown: (about: AboutArea, answer: Answered) => object | Promise<object>
  /** What its form offers besides, whatever the answer is. */
  offers?: (request: FastifyRequest) => Promise<object>
}

interface Measure {
  measure: string
  meaning: string
}

/** What commissioners look at: an area, in counts that were published. */
export function area(app: FastifyInstance): void {
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    const answer = await askRoom(app, request, '/commissioner/areas')
    return answer.status === 200
      ? show(request, reply, 'commissioner/areas.njk', { tree: treeOf(answer.body.areas) })
      : showProblem(request, reply, answer)
  })

  areaPage(app, {
    path: 'trends',
    template: 'commissioner/trends.njk',
    room: ({ chosen: { measure, per, from, to, knownAt } }) => `trends?${queryOf({ measure, per, from, to, knownAt })}`,
    shown: async ({ name, chosen }, { body }) => {
      return { trend: trendShown(body, { title: `${plainly(chosen.measure)}, ${name}` }) }
    },
    offers: async (request) => {
      const { body } = await askRoom(app, request, '/commissioner/measures')
      return { measures: body.measures.map(({ measure, meaning }: Measure) => ({ value: measure, text: meaning })) }
    },
  })
  areaPage(app, {
    path: 'gaps',
    template: 'commissioner/gaps.njk',
    room: ({ chosen: { from, to, knownAt } }) => `gaps?${queryOf({ from, to, knownAt })}`,
    shown: (_about, { body }) => ({ heat: heatOf(body) }),
  })
  areaPage(app, {
    path: 'use-and-reach',
    template: 'commissioner/use-and-reach.njk',
    room: ({ chosen: { at, knownAt } }) => `support?${queryOf({ at, knownAt })}`,
    shown: (_about, { body }) => reachShown(body),
  })
}

function areaPage(app: FastifyInstance, { path, template, room, shown, offers = async () => ({}) }: AreaPage): void {
  const asked = (about: AboutArea) => `/commissioner/areas/${about.area}/${room(about)}`

  app.get(`/:area/${path}`, { schema: { hide: true } }, async (request, reply) => {
    const about = await chosenIn(app, request)
    if ('status' in about) return showProblem(request, reply, about)
    const context = {
      ...about,
      ...(await offers(request)),
      page: path,
      kept: keptOf(about),
      csvAt: `${path}/csv?${asked(about).replace(/.*\?/, '')}`,
    }
    const answer = await askRoom(app, request, asked(about))
    const errors = errorsIn(answer)
    if (errors) return show(request, reply.code(400), template, { ...context, errors })
    if (answer.status !== 200) return showProblem(request, reply, answer)
    return show(request, reply, template, { ...context, answer: answer.body, ...(await shown(about, answer)) })
  })

  app.get(`/:area/${path}/csv`, { schema: { hide: true } }, async (request, reply) => {
    const about = await chosenIn(app, request)
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

interface Branch extends Area {
  within: Branch[]
}

/** Areas as a tree, from the top down: those whose parent is out of reach are at the top. */
export function treeOf(areas: readonly Area[]): Branch[] {
  const codes = new Set(areas.map(({ code }) => code))
  const branch = (area: Area): Branch => ({ ...area, within: areas.filter(({ parent }) => parent === area.code).map(branch) })
  return areas.filter(({ parent }) => parent === undefined || !codes.has(parent)).map(branch)
}
