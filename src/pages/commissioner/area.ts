import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Dimension, dimensions } from '../../domain/measures.ts'
import { londonDay } from '../../domain/values.ts'
import { type Answered, askRoom, show, showProblem } from '../asking.ts'
import { plainly } from '../words.ts'
import { type AboutArea, type Area, Chosen, chosenIn, errorsIn, queryOf, type Usually } from './asked.ts'
import { keysShown } from './by-key.ts'
import { flowsShown } from './flows.ts'
import { heatOf, heatTables } from './heat.ts'
import { trendShown } from './in-short.ts'
import { dimensionInWords } from './keys.ts'
import { reachShown } from './reach.ts'
import { leadersShown } from './who-leads.ts'

/** Asks the commissioner's room of something in the area. */
type Ask = (of: string) => Promise<Answered>

/** A page of an area: which room's answer it shows, and how. */
interface AreaPage {
  path: string
  template: string
  usually?: Usually
  room: (about: AboutArea) => string
  shown: (about: AboutArea, answer: Answered, ask: Ask) => object | Promise<object>
  /** What its form offers besides, whatever the answer is; and what is chosen, where that hangs on it. */
  offers?: (about: AboutArea, measures: () => Promise<Measure[]>) => Promise<object>
}

/** What was looked at before another area is chosen, and is looked at again there. */
const BackTo = Chosen.extend({ page: z.enum(['trends', 'who-leads', 'gaps', 'use-and-reach', 'flows']).catch('trends') })

interface Measure {
  measure: string
  meaning: string
  dimensions: Dimension[]
}

/** What commissioners look at: an area, in counts that were published. */
export function area(app: FastifyInstance): void {
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    const answer = await askRoom(app, request, '/commissioner/areas')
    if (answer.status !== 200) return showProblem(request, reply, answer)
    const { page, from, to, knownAt } = BackTo.parse(request.query)
    return show(request, reply, 'commissioner/areas.njk', { tree: treeOf(answer.body.areas), page, kept: queryOf({ from, to, knownAt }) })
  })

  areaPage(app, {
    path: 'trends',
    template: 'commissioner/trends.njk',
    room: ({ chosen: { measure, by, per, from, to, knownAt } }) => `trends?${queryOf({ measure, by, per, from, to, knownAt })}`,
    shown: ({ name, chosen: { measure, by } }, { body }) => {
      const title = `${plainly(measure)}, ${name}`
      return isDimension(by) ? { keys: keysShown(body, { by, title }) } : { trend: trendShown(body, { title }) }
    },
    offers: async ({ chosen }, measures) => {
      const all = await measures()
      const keys = all.find(({ measure }) => measure === chosen.measure)?.dimensions ?? []
      const isKnown = isDimension(chosen.by) && keys.includes(chosen.by)
      return {
        measures: all.map(({ measure, meaning }) => ({ value: measure, text: meaning })),
        dimensions: keys.map((key) => ({ value: key, text: dimensionInWords(key) })),
        // Another measure was chosen, which is not broken down by that: it is shown all together, and the page says so.
        ...(!isKnown && { chosen: { ...chosen, by: undefined }, isNotBy: isDimension(chosen.by) && dimensionInWords(chosen.by) }),
      }
    },
  })
  areaPage(app, {
    path: 'who-leads',
    template: 'commissioner/who-leads.njk',
    usually: { measure: 'changes', per: 'quarter' },
    room: ({ chosen: { measure, per, from, to, knownAt } }) => `trends?${queryOf({ measure, by: 'ledBy', per, from, to, knownAt })}`,
    shown: async ({ name, chosen: { measure, per, from, to, knownAt } }, { body }, ask) => {
      const ofAll = queryOf({ measure, per, from, to, knownAt })
      const { body: all } = await ask(`trends?${ofAll}`)
      return { leaders: leadersShown(body, all, { title: `Who leads change, ${name}` }), allCsvAt: `trends/csv?${ofAll}` }
    },
    offers: async (_about, measures) => ({
      measures: (await measures())
        .filter(({ dimensions }) => dimensions.includes('ledBy'))
        .map(({ measure, meaning }) => ({ value: measure, text: meaning })),
    }),
  })
  areaPage(app, {
    path: 'gaps',
    template: 'commissioner/gaps.njk',
    room: ({ chosen: { from, to, knownAt } }) => `gaps?${queryOf({ from, to, knownAt })}`,
    shown: (_about, { body }) => {
      const heat = heatOf(body)
      return { heat, tables: heatTables(heat) }
    },
  })
  areaPage(app, {
    path: 'use-and-reach',
    template: 'commissioner/use-and-reach.njk',
    room: ({ chosen: { at, knownAt } }) => `support?${queryOf({ at, knownAt })}`,
    shown: ({ name }, { body }) => reachShown(body, { title: `Use and reach, ${name}` }),
  })
  areaPage(app, {
    path: 'flows',
    template: 'commissioner/flows.njk',
    usually: { per: 'year' },
    room: ({ chosen: { per, from, to, knownAt } }) => `flows?${queryOf({ per, from, to, knownAt })}`,
    shown: ({ name, chosen: { of, per, from, to, knownAt } }, { body }) => ({
      flows: flowsShown(body, { of, title: `Flows, ${name}` }),
      others: queryOf({ per, from, to, knownAt }),
    }),
  })
}

function areaPage(app: FastifyInstance, { path, template, usually, room, shown, offers = async () => ({}) }: AreaPage): void {
  const asked = (about: AboutArea) => `/commissioner/areas/${about.area}/${room(about)}`

  app.get(`/:area/${path}`, { schema: { hide: true } }, async (request, reply) => {
    const chosen = await chosenIn(app, request, usually)
    if ('status' in chosen) return showProblem(request, reply, chosen)
    const about = {
      ...chosen,
      ...(await offers(chosen, async () => (await askRoom(app, request, '/commissioner/measures')).body.measures)),
    }
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
    const ask = (of: string) => askRoom(app, request, `/commissioner/areas/${about.area}/${of}`)
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

function isDimension(name: string | undefined): name is Dimension {
  return name !== undefined && name in dimensions
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
