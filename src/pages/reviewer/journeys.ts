import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Id } from '../../domain/values.ts'
import { show, showProblem } from '../asking.ts'
import { asking, known } from './asking.ts'
import { looks } from './looks.ts'
import { replay } from './replay.ts'
import { twoDays } from './two-days.ts'

const Opened = z.object({ person: z.string().trim().max(200).optional().catch(undefined) })

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

  replay(app)
  twoDays(app)
  looks(app)
}
