import type { FastifyInstance } from 'fastify'
import { askRoom, show } from '../asking.ts'
import { householdInWords } from '../household.ts'
import { offerToOpen } from './open.ts'
import { personIn } from './person-in.ts'

/** Who lives with a person now. */
export function household(app: FastifyInstance): void {
  app.get('/:personId/household', { schema: { hide: true } }, async (request, reply) => {
    const person = personIn(request)
    const answer = await askRoom(app, request, `/practitioner/people/${person}/household`)
    if (answer.status !== 200) return offerToOpen(request, reply, answer)
    return show(request, reply, 'practitioner/household.njk', {
      person,
      living: householdInWords(answer.body),
      withheld: answer.body.withheld,
    })
  })
}
