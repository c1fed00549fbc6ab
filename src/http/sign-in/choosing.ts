import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { errors, type Provider } from 'oidc-provider'
import { z } from 'zod'
import { Problem } from '../problems.ts'
import { client } from './names.ts'
import { page } from './page.ts'
import { type MadeUp, madeUp, people } from './people.ts'

const hidden = { schema: { hide: true } } as const

const Chosen = z.object({ who: z.string() })

/** Where somebody who signs in on this machine says who they are: a list of made-up people, and no password. Whoever came by an address that names one of them (`login_hint`) is that one at once. */
export function choosing(app: FastifyInstance, provider: () => Provider): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )

  app.get('/choose/:uid', hidden, async (request, reply) => {
    const { params } = await begun(() => provider().interactionDetails(request.raw, reply.raw))
    const named = madeUp(params.login_hint)
    // A page elsewhere does not say who one is.
    if (named && request.headers['sec-fetch-site'] !== 'cross-site') return signInAs(named, request, reply, params)
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', policy(String(params.redirect_uri)))
      .send(choices)
  })

  app.post('/choose/:uid', hidden, async (request, reply) => {
    const { params } = await begun(() => provider().interactionDetails(request.raw, reply.raw))
    const somebody = madeUp(Chosen.safeParse(request.body).data?.who)
    if (!somebody) throw new Problem(400, 'not-understood', { detail: 'who: choose one of the people listed' })
    return signInAs(somebody, request, reply, params)
  })

  async function signInAs(
    { sub }: MadeUp,
    { raw }: FastifyRequest,
    reply: FastifyReply,
    params: { scope?: unknown },
  ): Promise<FastifyReply> {
    const grant = new (provider().Grant)({ accountId: sub, clientId: client })
    grant.addOIDCScope(String(params.scope))
    const result = { login: { accountId: sub, remember: false }, consent: { grantId: await grant.save() } }
    return reply.redirect(await provider().interactionResult(raw, reply.raw, result), 303)
  }
}

/** What somebody began, in the same browser and not too long ago. */
async function begun<T>(find: () => Promise<T>): Promise<T> {
  try {
    return await find()
  } catch (error) {
    if (error instanceof errors.SessionNotFound) throw new Problem(400, 'not-understood', { detail: 'Begin to sign in again.' })
    throw error
  }
}

/** The choice is sent to ourselves, and from here back to where they came from: a browser holds both to be where the form goes. */
function policy(redirectUri: string): string {
  const back = new URL(redirectUri).origin
  return `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${back}; base-uri 'none'; frame-ancestors 'none'`
}

const choices = page(
  'Who are you today?',
  `<p class="note">This is for trying things out on this machine only. These people are made up, and there is no password.
Where real sign-in is set up, or other machines can reach the service, there is no such page.</p>
<form method="post">
<ul>
${people.map(({ sub, name, about }) => `<li><button name="who" value="${sub}" aria-describedby="${sub}">${name}</button><p id="${sub}">${about}</p></li>`).join('\n')}
</ul>
</form>`,
)
