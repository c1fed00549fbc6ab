import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { v7 } from 'uuid'
import { lifeArea, where } from '../../domain/lists.ts'
import { londonDay } from '../../domain/values.ts'
import { type Answered, askRoom, mustBeSignedIn, show } from '../asking.ts'
import { blocks, goings, kinds, sayers } from './conversation.ts'
import { offerToOpen } from './open.ts'
import { personIn } from './person-in.ts'
import { tell } from './telling.ts'

/** Who may have been there, as the page says it. */
const present = {
  person: 'The person',
  family: 'Family',
  friends: 'Friends',
  peers: 'People in the same boat',
  staff: 'Other workers',
  advocate: 'An advocate',
  interpreter: 'An interpreter',
}

/** What the form lets one choose from. */
export const lists = { blocks, kinds, goings, sayers, present, lifeArea, where }

/** Logging a conversation: what was heard, in their words, and what came of it, as one. */
export function log(app: FastifyInstance): void {
  app.get('/:personId/conversation', { schema: { hide: true }, preHandler: mustBeSignedIn }, async (request, reply) => {
    const answer = await askRoom(app, request, `/practitioner/people/${personIn(request)}`)
    if (answer.status !== 200) return offerToOpen(request, reply, answer)
    // The ids are made before anything is sent: the same form sent again is the same conversation.
    const ids = Object.fromEntries(blocks.map((n) => [`id-${n}`, v7()]))
    const typed = { id: v7(), ...ids, day: londonDay(new Date()), with: ['person'], who: 'person' }
    return form(request, reply, answer, typed)
  })

  // Who is signed in no more by the time they send it is not sent to sign in: what they typed would be gone.
  app.post('/:personId/conversation', { schema: { hide: true }, preHandler: app.csrfProtection }, async (request, reply) => {
    const person = personIn(request)
    const typed = (request.body ?? {}) as Record<string, unknown>
    const again = async (status: number, errors: Record<string, string>) =>
      form(request, reply.code(status), await askRoom(app, request, `/practitioner/people/${person}`), typed, errors)
    const told = await tell(app, request, person, typed)
    return 'address' in told ? reply.redirect(told.address) : again(told.status, told.errors)
  })
}

/** The page with what was typed: nothing that somebody wrote is lost because something did not work. */
function form(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, body }: Answered,
  typed: Record<string, unknown>,
  errors?: Record<string, string>,
): FastifyReply {
  const known = status === 200 ? body : {}
  const goals = (known.goals ?? []).filter(({ state }: { state: string }) => state === 'open')
  return show(request, reply, 'practitioner/conversation.njk', {
    person: personIn(request),
    name: known.name?.name,
    goals,
    typed: { ...typed, with: [typed.with ?? []].flat() },
    errors,
    today: londonDay(new Date()),
    lists,
  })
}
