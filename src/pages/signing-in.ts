import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as openid from 'openid-client'
import { z } from 'zod'
import { Problem } from '../http/problems.ts'

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
}

/** What is remembered of somebody between pages. */
export interface Remembered {
  /** While they are signing in. */
  begun?: { verifier: string; state: string; backTo: string }
  /** Once they are. */
  token?: string
  until?: number
}

declare module 'fastify' {
  interface Session extends Remembered {}
}

const BackTo = z.object({
  to: z
    .string()
    .regex(/^\/(?![/\\])[\w/-]*$/)
    .catch('/'),
})

/** Signing in by authorization code with PKCE: `/enter` sends people to whoever signs them in, `/signed-in` is where they come back to, `/leave` forgets them. */
export function signingIn(app: FastifyInstance, { issuer, clientId, clientSecret, idTokenAlg = 'RS256', resource }: SignInWith): void {
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
    const { to } = BackTo.parse(request.query)
    const [verifier, state] = [openid.randomPKCECodeVerifier(), openid.randomState()]
    request.session.begun = { verifier, state, backTo: to }
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: `${originOf(request)}/signed-in`,
      scope: 'openid',
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      ...(resource !== undefined && { resource }),
    })
    return reply.redirect(url.href)
  })

  app.get('/signed-in', { schema: { hide: true } }, async (request, reply) => {
    const { begun } = request.session
    if (!begun) return reply.redirect('/')
    const config = await provider()
    const tokens = await openid
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
    // Another session from here on: nobody who knew the one before is signed in with it.
    await request.session.regenerate()
    request.session.token = tokens.access_token
    request.session.until = Date.now() + (tokens.expiresIn() ?? 300) * 1_000
    return reply.redirect(begun.backTo)
  })

  app.post('/leave', { schema: { hide: true }, preHandler: app.csrfProtection }, async (request, reply) => {
    await request.session.destroy()
    return reply.redirect('/')
  })
}

/** The token of whoever asks, where they are signed in. Who asks too much is answered before anybody looks for it. */
export function tokenOf({ session }: { session: FastifyRequest['session'] | null }): string | undefined {
  const { token, until = 0 } = session ?? {}
  return until > Date.now() ? token : undefined
}

function originOf({ protocol, host }: FastifyRequest): string {
  return `${protocol}://${host}`
}
