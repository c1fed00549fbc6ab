import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { areasWithin } from '../../domain/area.ts'
import { AreaCode, Day } from '../../domain/values.ts'
import { ProblemAnswer } from '../problems.ts'
import { whoOf } from '../who.ts'
import type { CommissionerNeeds } from './room.ts'

const AreaAnswer = z.object({
  code: AreaCode,
  name: z.string(),
  kind: z.string().describe('What it is among areas: county, district, ward'),
  parent: AreaCode.optional().describe('The area it is part of; absent where that is out of reach or there is none'),
  from: Day.optional(),
  to: Day.optional().describe('The first day on which it is an area no longer'),
})

/** The areas in reach: each after the one it lies in. */
export function areas(room: FastifyInstance, needs: Pick<CommissionerNeeds, 'areas'>): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/areas',
    {
      schema: {
        summary: 'The tree of areas in reach, from the top down',
        tags: ['commissioner'],
        response: { 200: z.object({ areas: z.array(AreaAnswer) }), '4xx': ProblemAnswer },
      },
    },
    async (request) => {
      const inReach = areasWithin(needs.areas, whoOf(request).areas)
      const codes = new Set(inReach.map(({ code }) => code))
      return { areas: inReach.map(({ parent, ...area }) => ({ ...area, ...(parent !== undefined && codes.has(parent) && { parent }) })) }
    },
  )
}
