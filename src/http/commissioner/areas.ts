import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { areasWithin } from '../../domain/area.ts'
import { AreaCode, Day } from '../../domain/values.ts'
import { ProblemAnswer } from '../problems.ts'
import { whoOf } from '../who.ts'
import { answerIn, inBoth } from './csv.ts'
import type { CommissionerNeeds } from './room.ts'

const AreaAnswer = z.object({
  code: AreaCode,
  name: z.string(),
  kind: z.string().describe('What it is among areas: county, district, ward'),
  parent: AreaCode.optional().describe('The area it is part of; absent where that is out of reach or there is none'),
  from: Day.optional(),
  to: Day.optional().describe('The first day on which it is an area no longer'),
})

const columns = {
  code: 'the code of the area',
  name: 'what it is called',
  kind: 'what it is among areas: county, district, ward',
  parent: 'the code of the area it is part of; empty where that is out of reach or there is none',
  from: 'the first day on which it is an area',
  to: 'the first day on which it is one no longer',
} as const

/** The areas in reach: each after the one it lies in. */
export function areas(room: FastifyInstance, needs: Pick<CommissionerNeeds, 'areas'>): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/areas',
    {
      schema: {
        summary: 'The tree of areas in reach, from the top down',
        tags: ['commissioner'],
        response: { 200: inBoth(z.object({ areas: z.array(AreaAnswer) }), columns), '4xx': ProblemAnswer },
      },
    },
    async (request, reply) => {
      const inReach = areasWithin(needs.areas, whoOf(request).areas)
      const codes = new Set(inReach.map(({ code }) => code))
      const shown = inReach.map(({ parent, ...area }) => ({ ...area, ...(parent !== undefined && codes.has(parent) && { parent }) }))
      return answerIn(request, reply, { areas: shown }, ({ areas }) => ({
        name: 'areas',
        columns: Object.keys(columns),
        rows: areas.map(({ code, name, kind, parent, from, to }) => [code, name, kind, parent, from, to]),
      }))
    },
  )
}
