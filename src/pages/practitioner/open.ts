import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { openedGround } from '../../domain/lists.ts'
import { type Answered, askRoom, show, showProblem } from '../asking.ts'
import { errorsIn } from '../errors.ts'
import { personIn } from './person-in.ts'

const Opening = z.object({
  ground: z.enum(openedGround, 'Choose why'),
  reason: z.string().trim().min(1, 'Say the reason').max(2_000),
})
const Sought = z.object({ person: z.string().trim().toLowerCase().pipe(z.uuid()) })

/** Opening the story of somebody whom one does not work with: with a reason, for a few hours, and the person is shown it. */
export function open(app: FastifyInstance): void {
  app.get('/other', { schema: { hide: true } }, (request, reply) => {
    const sought = Sought.safeParse(request.query)
    if (sought.success) return reply.redirect(`/my-people/${sought.data.person}`)
    return showProblem(request, reply, {
      status: 400,
      body: {
        title: 'That is not the number of a story',
        detail: 'It has 32 letters and digits, with hyphens between. Go back and look again.',
      },
    })
  })

  app.post('/:personId/open', { schema: { hide: true }, preHandler: app.csrfProtection }, async (request, reply) => {
    const asked = Opening.safeParse(request.body)
    if (!asked.success) {
      const errors = errorsIn(asked.error)
      return page(request, reply.code(400), { typed: request.body, errors })
    }
    const answer = await askRoom(app, request, `/practitioner/people/${personIn(request)}/open`, { send: asked.data })
    return answer.status === 201 ? reply.redirect(`/my-people/${personIn(request)}`) : showProblem(request, reply, answer)
  })
}

/** Where somebody is out of reach, the page that offers to open their story; any other problem as it is. */
export function offerToOpen(request: FastifyRequest, reply: FastifyReply, answer: Answered): FastifyReply {
  return answer.body.code === 'out-of-reach' ? page(request, reply.code(403)) : showProblem(request, reply, answer)
}

function page(request: FastifyRequest, reply: FastifyReply, more: object = {}): FastifyReply {
  return show(request, reply, 'practitioner/open.njk', { outOfReach: personIn(request), grounds: openedGround, ...more })
}
