import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Dimension, dimensions } from '../../domain/measures.ts'
import { askRoom, show, showProblem } from '../asking.ts'
import { plainly } from '../words.ts'
import { areaPage, type Measure } from './area-page.ts'
import { type Area, Chosen, queryOf } from './asked.ts'
import { keysShown } from './by-key.ts'
import { flowsShown } from './flows.ts'
import { heatOf, heatTables } from './heat.ts'
import { trendShown } from './in-short.ts'
import { dimensionInWords } from './keys.ts'
import { reachShown } from './reach.ts'
import { leadersShown } from './who-leads.ts'

/** What was looked at before another area is chosen, and is looked at again there. */
const BackTo = Chosen.extend({ page: z.enum(['trends', 'who-leads', 'gaps', 'use-and-reach', 'flows']).catch('trends') })

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
    offers: async ({ chosen }, ask) => {
      const all: Measure[] = (await ask('measures')).measures
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
    shown: async ({ area, name, chosen: { measure, per, from, to, knownAt } }, { body }, ask) => {
      const ofAll = queryOf({ measure, per, from, to, knownAt })
      const all = await ask(`areas/${area}/trends?${ofAll}`)
      return { leaders: leadersShown(body, all, { title: `Who leads change, ${name}` }), allCsvAt: `trends/csv?${ofAll}` }
    },
    offers: async (_about, ask) => {
      const all: Measure[] = (await ask('measures')).measures
      return {
        measures: all
          .filter(({ dimensions }) => dimensions.includes('ledBy'))
          .map(({ measure, meaning }) => ({ value: measure, text: meaning })),
      }
    },
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
