import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import type { FastifyBaseLogger } from 'fastify'
import type { JWK } from 'jose'
import { errors, Provider } from 'oidc-provider'
import { inMemory } from './memory.ts'
import { client, rooms } from './names.ts'
import { inHtml, page } from './page.ts'
import { claimsOf, madeUp } from './people.ts'

/** What the tokens of signing in on this machine are made with: the same that they are held against. */
export interface OwnSignIn {
  /** The service's own key, the private part too. */
  key: JWK
  tokenIssuer: string
  tokenAudience: string
}

/** Where they are sent back to, at whichever port of this machine (RFC 8252 section 7.3). */
const signedIn = ['http://127.0.0.1/signed-in', 'http://localhost/signed-in']

const anHour = 3_600

/**
 * An OpenID provider for the made-up people. What it gives is a token that the rooms take like one of `npm run token`: signed with the same key, in
 * the same name. Nobody stays signed in with it: who comes again chooses again.
 */
export function providerAt(issuer: string, { key, tokenIssuer, tokenAudience }: OwnSignIn, log: FastifyBaseLogger): Provider {
  const provider = new Provider(issuer, {
    adapter: inMemory(),
    jwks: { keys: [{ ...key, alg: 'EdDSA', use: 'sig' }] },
    clients: [
      {
        client_id: client,
        client_name: 'Unfolding',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: signedIn,
        id_token_signed_response_alg: 'EdDSA',
      },
    ],
    clientAuthMethods: ['none'],
    responseTypes: ['code'],
    scopes: ['openid'],
    claims: { openid: ['sub', 'name', 'roles', 'areas', 'organisation', 'person', 'actsFor'] },
    conformIdTokenClaims: false,
    clientBasedCORS: () => false,
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: { session: 'sign_in', interaction: 'sign_in_choosing', resume: 'sign_in_back' },
      long: { httpOnly: true, sameSite: 'lax', path: new URL(issuer).pathname },
    },
    interactions: { url: (_ctx, { uid }) => `${new URL(issuer).pathname}/choose/${uid}` },
    findAccount(_ctx, sub) {
      const somebody = madeUp(sub)
      return somebody && { accountId: sub, claims: () => ({ sub, ...claimsOf(somebody) }) }
    },
    extraTokenClaims(_ctx, token) {
      const somebody = 'accountId' in token ? madeUp(token.accountId) : undefined
      return somebody && claimsOf(somebody)
    },
    formats: {
      customizers: {
        jwt: (_ctx, _token, { payload }) => {
          payload.iss = tokenIssuer
        },
      },
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => rooms,
        useGrantedResource: () => true,
        getResourceServerInfo(_ctx, resource) {
          if (resource !== rooms) throw new errors.InvalidTarget()
          return { scope: '', audience: tokenAudience, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'EdDSA' } } }
        },
      },
    },
    expiresWithSession: () => false,
    ttl: { AccessToken: anHour, AuthorizationCode: 60, Grant: anHour, IdToken: anHour, Interaction: anHour, Session: anHour },
    renderError(ctx, { error, error_description }) {
      ctx.type = 'html'
      const why = inHtml(error_description ?? error)
      ctx.body = page('Signing in did not work', `<p>Go back to where you came from, and sign in again.</p><p>Why: ${why}.</p>`)
    },
  })
  provider.use(async (ctx, next) => {
    await next()
    if (ctx.oidc?.route === 'resume') await ctx.oidc.session?.destroy()
  })
  const wentWrong = (error: unknown) => log.error({ err: error }, 'signing in went wrong')
  provider.on('server_error', (_ctx, error) => wentWrong(error))
  // Its types know no such event; without one who listens, it writes to the console.
  EventEmitter.prototype.on.call(provider, 'error', wentWrong)
  return provider
}
