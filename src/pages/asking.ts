import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ofAPage } from '../http/limits.ts'
import { requestIdHeader } from '../http/request-id.ts'
import { workerIdOf } from '../http/worker-id.ts'
import { render } from './look.ts'
import { tokenOf, whoLooksAt } from './signing-in.ts'

/** An answer of a room. */
export interface Answered {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: what rooms answer is shown as it is
  body: any
  /** How a file is called, where it is one. */
  disposition?: string | undefined
}

/** Asks a room as whoever looks at the page would: through the same door, with their own token, counted and noted like anybody; by their address it was counted when they asked for the page. Pages have no other way to what is held. */
export async function askRoom(
  app: FastifyInstance,
  request: FastifyRequest,
  url: string,
  { send, accept = 'application/json' }: { send?: object; accept?: string } = {},
): Promise<Answered> {
  const answer = await app.inject({
    method: send ? 'POST' : 'GET',
    url,
    remoteAddress: ofAPage,
    headers: { authorization: `Bearer ${tokenOf(request)}`, accept, [requestIdHeader]: request.id },
    ...(send && { payload: send }),
  })
  const isJson = /json/.test(String(answer.headers['content-type']))
  const disposition = answer.headers['content-disposition']
  return { status: answer.statusCode, body: isJson ? answer.json() : answer.body, disposition: disposition && String(disposition) }
}

/** Whoever is not signed in is sent to sign in, and comes back to where they were going, with all that they asked there. */
export async function mustBeSignedIn(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  if (tokenOf(request) !== undefined) return undefined
  return reply.redirect(`/enter?to=${encodeURIComponent(request.url)}`)
}

/** Sends a page. It says who may leave, and carries what every form sends back so that nobody else can send it for them. */
export function show(request: FastifyRequest, reply: FastifyReply, template: string, context: object = {}): FastifyReply {
  const isSignedIn = tokenOf(request) !== undefined
  return reply.type('text/html; charset=utf-8').send(
    render(template, {
      ...context,
      path: request.url.replace(/\?.*/, ''),
      isSignedIn,
      worker: isSignedIn ? workerIdOf(whoLooksAt(request)?.sub ?? '') : undefined,
      csrf: isSignedIn ? reply.generateCsrf() : undefined,
    }),
  )
}

/** Says in plain words that something did not work. */
export function showProblem(request: FastifyRequest, reply: FastifyReply, { status, body }: Answered): FastifyReply {
  return show(request, reply.code(status), 'problem.njk', { title: body.title ?? 'Something went wrong', detail: body.detail })
}
