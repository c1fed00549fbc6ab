import { randomBytes } from 'node:crypto'
import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import form from '@fastify/formbody'
import session from '@fastify/session'
import type { FastifyError, FastifyInstance } from 'fastify'
import { ZodError } from 'zod'
import { problemOf } from '../http/problems.ts'
import type { Tokens } from '../http/who.ts'
import { mustBeSignedIn, showProblem } from './asking.ts'
import { area } from './commissioner/area.ts'
import { front } from './front.ts'
import { installing } from './installing.ts'
import { css, leaf, styles } from './look.ts'
import { mePages } from './me/pages.ts'
import { practitionerPages } from './practitioner/pages.ts'
import { journeys } from './reviewer/journeys.ts'
import { scriptNamed, scripts } from './scripts.ts'
import { inMemory } from './sessions.ts'
import { type SignInWith, signingIn } from './signing-in.ts'

/** Nothing but our own styles and scripts, and forms to ourselves: nothing inline, no frame, nothing from elsewhere. */
const policy = [
  "default-src 'none'",
  ...['style', 'script', 'connect', 'img', 'manifest', 'worker'].map((kind) => `${kind}-src 'self'`),
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
].join('; ')

/** How long somebody stays signed in at most, in milliseconds. */
const aWorkingDay = 8 * 3_600_000

/** What people look at in a browser. Every page asks the rooms as whoever is signed in, and works without a script; scripts make some of them better. */
export function pages(signIn: SignInWith, tokens: Tokens) {
  return async function pages(app: FastifyInstance): Promise<void> {
    await app.register(form)
    await app.register(cookie)
    await app.register(session, {
      // Who is signed in is remembered in memory alone: a restart asks again, with another secret.
      secret: randomBytes(32).toString('hex'),
      cookieName: 'unfolding',
      saveUninitialized: false,
      // What is asked beside a page, such as its icon, does not bring back who has just left.
      rolling: false,
      store: inMemory(aWorkingDay),
      cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: 'auto', maxAge: aWorkingDay },
    })
    await app.register(csrf, { sessionPlugin: '@fastify/session', getToken: ({ body }) => (body as { _csrf?: string } | undefined)?._csrf })
    app.addHook('onSend', async (_request, reply) => void reply.header('content-security-policy', policy))
    app.setErrorHandler((error: FastifyError, request, reply) => {
      if (error.code?.startsWith('FST_CSRF')) {
        return showProblem(request, reply, {
          status: 403,
          body: { title: 'That did not come from this page', detail: 'Go back, load the page again, and try once more.' },
        })
      }
      // An address that is none, or a form that did not come from a page.
      if (error instanceof ZodError) {
        const status = request.method === 'GET' ? 404 : 400
        return showProblem(request, reply, { status, body: { title: 'There is nothing here', detail: 'Look at the address again.' } })
      }
      const problem = problemOf(error, request)
      const status = 'status' in problem ? problem.status : 422
      return showProblem(request, reply, { status, body: { title: 'That did not work', detail: problem.message } })
    })

    app.get(styles, { schema: { hide: true } }, (_request, reply) =>
      reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=31536000, immutable').send(css),
    )
    app.get(`${scripts}/:script`, { schema: { hide: true } }, (request, reply) => {
      const text = scriptNamed((request.params as { script: string }).script)
      if (text === undefined) return showProblem(request, reply, { status: 404, body: { title: 'There is nothing here' } })
      return reply.type('text/javascript; charset=utf-8').header('cache-control', 'public, max-age=31536000, immutable').send(text)
    })
    app.get('/pages/leaf.svg', { schema: { hide: true } }, (_request, reply) => reply.type('image/svg+xml').send(leaf))
    front(app, signIn)
    signingIn(app, signIn, tokens)
    installing(app)
    await app.register(mePages, { prefix: '/my-story' })
    await app.register(mePages, { prefix: '/my-story/for/:person' })
    await app.register(practitionerPages, { prefix: '/my-people' })
    await app.register(
      async (areas) => {
        areas.addHook('preHandler', mustBeSignedIn)
        area(areas)
      },
      { prefix: '/the-area' },
    )
    await app.register(
      async (lives) => {
        lives.addHook('preHandler', mustBeSignedIn)
        journeys(lives)
      },
      { prefix: '/journeys' },
    )
  }
}
