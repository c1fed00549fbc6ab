import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { Between, DifferenceAnswer, differencePage } from '../difference-page.ts'
import { Whose } from '../looking-back.ts'
import type { PeopleNeeds } from '../needs.ts'
import { ProblemAnswer } from '../problems.ts'

/** What differs between a person on one day and on another, each as it was known at an instant of its own. */
export function difference(room: FastifyInstance, needs: PeopleNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/people/:personId/difference',
    {
      schema: {
        summary: 'What came, went and changed between two days, item by item, with the entries that did it',
        tags: ['reviewer'],
        params: Whose,
        querystring: Between,
        response: { 200: DifferenceAnswer, '4xx': ProblemAnswer },
      },
    },
    async (request) => differencePage(needs, request, request.params.personId, request.query),
  )
}
