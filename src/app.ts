import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import { projections } from '../projections/index.ts'
import { mindAppends } from './http/appends.ts'
import { letGoOnClosing } from './http/closing.ts'
import { commissionerRoom } from './http/commissioner/room.ts'
import { answerInTime } from './http/deadline.ts'
import { health } from './http/health.ts'
import { type Limits, limitRequests } from './http/limits.ts'
import { meRoom } from './http/me/room.ts'
import { type Measured, metricsOf } from './http/metrics.ts'
import type { PeopleNeeds, Rooms } from './http/needs.ts'
import { practitionerRoom } from './http/practitioner/room.ts'
import { answerError, answerProblems } from './http/problems.ts'
import { requestId, sayRequestId } from './http/request-id.ts'
import { reviewerRoom } from './http/reviewer/room.ts'
import { shedRequests, type Taking } from './http/shedding.ts'
import type { SignInNeeds } from './http/sign-in/door.ts'
import { stewardRoom } from './http/steward/room.ts'
import { pages } from './pages/pages.ts'
import type { SignInWith } from './pages/signing-in.ts'
import type { Tracing } from './tracing/tracing.ts'

/** What the service is made of. */
export interface AppNeeds extends Omit<PeopleNeeds, 'people'>, Limits, Taking {
  rooms: Rooms
  log: Logger
  /** Whether a person is told the names of the workers who looked at their story. */
  nameWorkers: boolean
  trustProxy?: boolean
  /** How long somebody may take to send a request, in milliseconds; left out, half a minute. */
  sendsWithin?: number
  /** How long an answer may take, in milliseconds; left out, a quarter of a minute. */
  answersWithin?: number
  /** With whom people sign in to the pages; left out, there are none. Given the service, since where it listens may be part of it. */
  pages?: (app: FastifyInstance) => SignInWith
  /** What whoever reads how the service is, in numbers, has to send; left out, there is nothing to read. */
  metrics?: Pick<Measured, 'token' | 'connections'>
  /** Traces of what is asked; left out, there are none. */
  traces?: Pick<Tracing, 'plugin' | 'ofRequests'>
  /** Where people sign in with the service itself, on this machine and as somebody made up. */
  signIn?: SignInNeeds
}

/** What the reference says of all routes. */
const about =
  'A record of how people’s lives change. Errors are RFC 9457 problems. Any route may answer 503 with `Retry-After`: the same may be sent again after so many seconds, and what was recorded is not recorded twice.'
/** The largest body that is read, in bytes. */
const bodyLimit = 512 * 1024
/** How long somebody may take to send a request, in milliseconds: who sends a byte now and then keeps a place from others. */
const sendsWithin = 30_000

/** The service over HTTP: opens the rooms. It knows of no listening. */
export async function buildApp(needs: AppNeeds): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    loggerInstance: needs.log,
    // The default request log prints addresses, and with them people's ids: the pattern of the route is logged instead.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    frameworkErrors: answerError,
    trustProxy: needs.trustProxy ?? false,
    bodyLimit,
    // What comes in while the service stops is answered as ever.
    return503OnClosing: false,
    requestTimeout: needs.sendsWithin ?? sendsWithin,
    http: { connectionsCheckingInterval: Math.min(needs.sendsWithin ?? sendsWithin, 5_000) },
  }) as never
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.removeContentTypeParser('text/plain')
  if (needs.traces) await app.register(needs.traces.plugin)
  answerProblems(app)
  answerInTime(app, needs.answersWithin)
  letGoOnClosing(app)
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    request.log.info({ method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered')
  })

  sayRequestId(app)
  // What is answered here is somebody's story: nobody on the way keeps it.
  app.addHook('onSend', async (_request, reply) => void (reply.hasHeader('cache-control') || reply.header('cache-control', 'no-store')))
  // Without `upgrade-insecure-requests`: a service that is reached over http would send its own page's parts to https.
  await app.register(helmet, { contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } })
  const shed = await shedRequests(app, needs)
  await limitRequests(app, needs)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Unfolding', version: '1', description: about },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
  })
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true })
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())

  const { rooms, areas, tokens, nameWorkers } = needs
  const minded = mindAppends(needs.record)
  const measured = needs.metrics && metricsOf({ ...needs.metrics, record: minded.record, db: rooms.commissioner, projections, shed })
  measured?.metrics(app)
  const counted = measured?.record ?? minded.record
  const record = needs.traces?.ofRequests(counted) ?? counted
  const within = (room: keyof Rooms): PeopleNeeds => ({ ...needs, record, people: rooms[room] })
  await app.register(health({ record, turnsAway: minded.turnsAway, db: rooms.commissioner, tokens }, projections), { prefix: '/health' })
  await app.register(practitionerRoom(within('practitioner')), { prefix: '/practitioner' })
  await app.register(reviewerRoom(within('reviewer')), { prefix: '/reviewer' })
  await app.register(commissionerRoom({ db: rooms.commissioner, areas, tokens }), { prefix: '/commissioner' })
  await app.register(meRoom({ ...within('person'), nameWorkers }), { prefix: '/me' })
  await app.register(stewardRoom(within('steward')), { prefix: '/steward' })
  if (needs.signIn) {
    // It is not even loaded anywhere else.
    const { signIn } = await import('./http/sign-in/door.ts')
    await app.register(signIn(needs.signIn), { prefix: '/sign-in' })
  }
  if (needs.pages) await app.register(pages(needs.pages(app), tokens))
  return app
}
