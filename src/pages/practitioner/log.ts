import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { v7 } from 'uuid'
import { lifeArea, where } from '../../domain/lists.ts'
import { londonDay } from '../../domain/values.ts'
import { type Answered, askRoom, mustBeSignedIn, show } from '../asking.ts'
import { jargonIn } from '../browser/plain-words.ts'
import { blocks, conversationIn, fieldOf, goings, kinds, sayers } from './conversation.ts'
import { offerToOpen } from './open.ts'
import { personIn } from './person-in.ts'

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
    const said = conversationIn(typed)
    if ('errors' in said) return again(400, said.errors)
    const answer = await askRoom(app, request, `/practitioner/people/${person}/entries`, { send: { entries: said.entries } })
    if (answer.status >= 300) return again(answer.status, { [fieldOf(typed, answer.body.entry)]: whyNot(answer) })
    const hints = jargonIn(said.texts).map((code) => `&hint=${code}`)
    return reply.redirect(`/my-people/${person}?done=said&atLeast=${answer.body.position}${hints.join('')}`)
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
    lists: { blocks, kinds, goings, sayers, present, lifeArea, where },
  })
}

/** Why it was not written down, in a sentence. */
function whyNot({ status, body }: Answered): string {
  if (status === 400) return 'Something in it could not be read. Nothing was written down yet.'
  if (status === 409) return 'This was written down before, as it was first sent. Open an empty page to add to it.'
  if (status === 401)
    return 'You are no longer signed in, and nothing was written down yet. Sign in again below, and copy what you wrote into the page that opens.'
  return `${body.detail ?? 'Something went wrong.'} Nothing was written down yet.`
}
