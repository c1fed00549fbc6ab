import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { v7 } from 'uuid'
import { lifeArea } from '../../domain/lists.ts'
import { londonDay } from '../../domain/values.ts'
import { type Answered, showProblem } from '../asking.ts'
import { whoLooksAt } from '../signing-in.ts'
import { aboutIn, type Form, fitIn, fits, type Said, type Saying, somethingIn, speakers } from './forms.ts'
import { thingOf } from './thing-of.ts'
import { askMine, showMine, showNotOpen, whoseIn } from './whose.ts'

/** A page with a form: what it is filled in with, and what it says. */
interface FormPage {
  /** Its address under that of the story. */
  at: string
  template: string
  says(form: Form, saying: Saying): Said
}

const pages: readonly FormPage[] = [
  { at: '/say', template: 'me/say.njk', says: somethingIn },
  { at: '/about/:entry', template: 'me/about.njk', says: aboutIn },
  { at: '/fit/:support', template: 'me/fit.njk', says: fitIn },
]

/** Saying something: a want, a goal, what matters, how a support fits, that something is still so, is so no longer, or is not right. */
export function say(app: FastifyInstance): void {
  for (const { at, template, says } of pages) {
    app.get(at, { schema: { hide: true } }, async (request, reply) => {
      // The id is made before anything is sent: the same form sent again is the same entry.
      const typed = { id: v7(), ...(request.query as object), speakerName: whoLooksAt(request)?.name, ...idsIn(request) }
      return form(request, reply, template, typed)
    })

    app.post(at, { schema: { hide: true }, preHandler: app.csrfProtection }, async (request, reply) => {
      const { isOwn, base } = whoseIn(request)
      const typed = { ...((request.body ?? {}) as Form), ...idsIn(request) }
      const said = says(typed, { isOwn, today: londonDay(new Date()) })
      if ('errors' in said) return form(request, reply.code(400), template, typed, said.errors)
      const answer = await askMine(app, request, '/me/entries', { entries: [said.entry] })
      if (answer.status < 300) return reply.redirect(`${base}?done=said`)
      return form(request, reply.code(answer.status), template, typed, { words: whyNot(answer) })
    })
  }

  /** The page with what was typed: nothing that somebody wrote is lost because something did not work. */
  async function form(
    request: FastifyRequest,
    reply: FastifyReply,
    template: string,
    typed: Form,
    errors?: Record<string, string>,
  ): Promise<FastifyReply> {
    const lists = { lifeArea, speakers, fits }
    const id = typed.entry ?? typed.support
    if (whoseIn(request).isOwn && id === undefined) return showMine(app, request, reply, template, { typed, errors, lists })
    const answer = await askMine(app, request, '/me')
    const about = thingOf(answer.body, id)
    if (errors === undefined && answer.status !== 200) return showNotOpen(request, reply, answer)
    if (errors === undefined && id !== undefined && about === undefined) return showNothing(request, reply)
    return showMine(app, request, reply, template, { me: answer.body, typed, errors, about, lists })
  }
}

/** What the address of the page says it is about. */
function idsIn({ params }: FastifyRequest): Form {
  const { person: _, ...ids } = params as Form
  return ids
}

function showNothing(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return showProblem(request, reply, {
    status: 404,
    body: { title: 'There is nothing here', detail: 'It is not in the story as it is now.' },
  })
}

/** Why it is not in the story, in a sentence. */
export function whyNot({ status, body }: Answered): string {
  if (status === 400) return 'Something in it could not be read. Nothing was put in the story yet.'
  if (status === 409) return 'This was put in the story before, as it was first sent. Open an empty page to say something else.'
  if (status === 401)
    return 'You are no longer signed in, and nothing was put in the story yet. Sign in again below, and copy what you wrote into the page that opens.'
  return `${body.detail ?? body.title ?? 'Something went wrong.'} Nothing was put in the story yet.`
}
