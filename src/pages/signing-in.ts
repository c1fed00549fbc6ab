import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as openid from 'openid-client'
import { z } from 'zod'
import { Problem } from '../http/problems.ts'
import { type Claims, type Tokens, whoIs } from '../http/who.ts'

/** With whom people sign in, and as which program. */
export interface SignInWith {
  /** The issuer; a function where it is known once the service listens. */
  issuer: () => string
  clientId: string
  clientSecret?: string | undefined
  /** How its id tokens are signed, where it is not RS256. */
  idTokenAlg?: string
  /** What the token is asked for, where the issuer has to be told (RFC 8707). */
  resource?: string | undefined
  /** Whether it is people made up who sign in: then an address can say who one is. */
  asMadeUp?: boolean
}

/** What is remembered of somebody between pages. */
export interface Remembered {
  /** While they are signing in. */
  begun?: { verifier: string; state: string; backTo: string }
  /** Once they are. */
  token?: string
  until?: number
  /** Who they are, as their token says it: it says what pages offer them, and opens nothing. */
  who?: Claims
}

declare module 'fastify' {
  interface Session extends Remembered {}
}

const BackTo = z.object({ to: z.string().catch('/').transform(wayBack), as: z.string().max(200).optional().catch(undefined) })

/** Where somebody may be sent back to once they are signed in: a page of ours with what was asked of it; without that where it holds anything unusual, and to the front page from anywhere else. */
export function wayBack(to: string): string {
  if (to.length > 2_000) return '/'
  const [, page, asked = ''] = /^(\/(?!\/)[\w/-]*)(\?[\w.~%&=+:,*-]*)?$/.exec(to) ?? /^(\/(?!\/)[\w/-]*)(?=\?)/.exec(to) ?? []
  return page === undefined ? '/' : `${page}${asked}`
}

/** Where nobody wonders why somebody was looking. */
const elsewhere = 'https://www.bbc.co.uk/weather'

/** Signing in by authorization code with PKCE: `/enter` sends people to whoever signs them in, `/signed-in` is where they come back to, `/leave` forgets them; `/leave-quickly` too, and leads elsewhere. */
export function signingIn(
  app: FastifyInstance,
  { issuer, clientId, clientSecret, idTokenAlg = 'RS256', resource, asMadeUp = false }: SignInWith,
  tokens: Tokens,
): void {
  let found: Promise<openid.Configuration> | undefined
  const provider = () => {
    const at = new URL(issuer())
    const execute = at.protocol === 'http:' ? [openid.allowInsecureRequests] : []
    found ??= openid
      .discovery(
        at,
        clientId,
        { id_token_signed_response_alg: idTokenAlg },
        clientSecret === undefined ? openid.None() : openid.ClientSecretPost(clientSecret),
        { execute },
      )
      .catch((error: unknown) => {
        found = undefined
        app.log.warn({ error: error instanceof Error ? error.name : typeof error }, 'sign-in unavailable')
        throw new Problem(503, 'sign-in-unavailable')
      })
    return found
  }

  app.get('/enter', { schema: { hide: true } }, async (request, reply) => {
    const config = await provider()
    const { to, as } = BackTo.parse(request.query)
    const [verifier, state] = [openid.randomPKCECodeVerifier(), openid.randomState()]
    request.session.begun = { verifier, state, backTo: to }
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: `${originOf(request)}/signed-in`,
      scope: 'openid',
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      ...(resource !== undefined && { resource }),
      ...(asMadeUp && as !== undefined && { login_hint: as }),
    })
    return reply.redirect(url.href)
  })

  app.get('/signed-in', { schema: { hide: true } }, async (request, reply) => {
    const { begun } = request.session
    if (!begun) return reply.redirect('/')
    const config = await provider()
    const given = await openid
      .authorizationCodeGrant(
        config,
        new URL(request.url, originOf(request)),
        { pkceCodeVerifier: begun.verifier, expectedState: begun.state },
        resource === undefined ? undefined : { resource },
      )
      .catch((error: unknown) => {
        request.log.warn({ error: error instanceof Error ? error.name : typeof error }, 'signing in did not work')
        throw new Problem(401, 'bad-token', { detail: 'Signing in did not work. Try it again.' })
      })
    const who = await whoIs(given.access_token, tokens)
    // Another session from here on: nobody who knew the one before is signed in with it.
    await request.session.regenerate()
    request.session.token = given.access_token
    request.session.until = Date.now() + (given.expiresIn() ?? 300) * 1_000
    request.session.who = who
    // What every form carries is made here, so that no page that is still being made changes what is remembered, and brings back who has left meanwhile.
    reply.generateCsrf()
    return reply.redirect(begun.backTo)
  })

  app.post('/leave', { schema: { hide: true }, preHandler: app.csrfProtection }, async (request, reply) => {
    await request.session.destroy()
    return reply.redirect('/?left=yes')
  })

  // A link, so that it works without a script and at once: whoever goes back from where it leads is asked to sign in.
  app.get('/leave-quickly', { schema: { hide: true } }, async (request, reply) => {
    await request.session.destroy()
    return reply.redirect(elsewhere)
  })
}

/** The token of whoever asks, where they are signed in. Who asks too much is answered before anybody looks for it. */
export function tokenOf({ session }: { session: FastifyRequest['session'] | null }): string | undefined {
  const { token, until = 0 } = session ?? {}
  return until > Date.now() ? token : undefined
}

/** Who looks at a page, as far as they are remembered: also once their token has ended. */
export function whoLooksAt({ session }: FastifyRequest): Claims | undefined {
  return session.who
}

function originOf({ protocol, host }: FastifyRequest): string {
  return `${protocol}://${host}`
}
