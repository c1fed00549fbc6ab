import type { AddressInfo } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import { addressOf, isLocal } from '../../config.ts'
import { Problem } from '../problems.ts'
import { choosing } from './choosing.ts'
import { type OwnSignIn, providerAt } from './provider.ts'

/** What signing in on this machine needs. */
export interface SignInNeeds extends OwnSignIn {
  /** What the service listens on. */
  host: string
}

/**
 * Signing in on this machine, for trying out: an OpenID provider under this door, and the page where one chooses who to be. Whoever comes by another
 * name than this machine's own (a page elsewhere whose name was made to lead here), or through a proxy, finds nothing.
 */
export function signIn(needs: SignInNeeds) {
  return async function signIn(app: FastifyInstance): Promise<void> {
    let made: Provider | undefined
    let answers: ReturnType<Provider['callback']> | undefined
    // Which port it is, is known once it listens.
    const provider = () => {
      made ??= providerAt(`${addressOf(needs.host, (app.server.address() as AddressInfo).port)}${app.prefix}`, needs, app.log)
      return made
    }

    app.addHook('onRequest', async ({ hostname, headers }) => {
      const passedOn = headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined
      if (passedOn || !isLocal(hostname.replace(/^\[(.*)\]$/, '$1'))) throw new Problem(404, 'not-found')
    })

    function answer({ raw }: FastifyRequest, reply: FastifyReply): void {
      reply.hijack()
      const whole = raw.url ?? ''
      // It works out its own addresses from the two, as Express has them.
      Object.assign(raw, { originalUrl: whole, url: whole.slice(app.prefix.length) })
      answers ??= provider().callback()
      answers(raw, reply.raw)
    }

    choosing(app, provider)
    await app.register(async (rest) => {
      // The provider reads what is sent to it by itself.
      rest.removeAllContentTypeParsers()
      rest.addContentTypeParser('*', (_request, _payload, done) => done(null))
      rest.route({ method: ['GET', 'POST', 'OPTIONS'], url: '/*', schema: { hide: true }, handler: answer })
    })
  }
}
