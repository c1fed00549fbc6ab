import type { FastifyInstance } from 'fastify'
import type { Projection } from '../projecting/projection.ts'
import { standings } from '../projecting/wait.ts'
import type { Db } from '../projecting/writer.ts'
import { inTime } from '../store/in-time.ts'
import type { MindedRecord } from './appends.ts'
import { toldWithin } from './deadline.ts'
import type { Tokens } from './who.ts'

/** Whoever watches over the service asks as often as they need. */
const unlimited = { rateLimit: false } as const

/**
 * Whether the service runs, and whether it can do its work: the record in reach and taking what is written, how far each read model has come, and, where an issuer signs people in,
 * whether its keys could be had. Without them ever, nobody can be let in, and it is not ready; later, those it has are good for a while.
 */
export function health(
  { record, turnsAway, db, tokens }: Pick<MindedRecord, 'record' | 'turnsAway'> & { db: Db; tokens: Tokens },
  projections: readonly Projection[],
) {
  return async function health(app: FastifyInstance): Promise<void> {
    app.get('/live', { config: unlimited, schema: { summary: 'It runs', tags: ['health'], security: [] } }, () => ({ live: true }))
    app.get(
      '/ready',
      { config: unlimited, schema: { summary: 'It can do its work', tags: ['health'], security: [] } },
      async (request, reply) => {
        const signIn = signInBy(tokens)
        try {
          const standing = await inTime(toldWithin, 'The database', () => standings(db, projections, record))
          const takesNothing = turnsAway()
          const ready = standing.every(({ stopped }) => !stopped) && signIn.ever && !takesNothing
          return reply
            .code(ready ? 200 : 503)
            .send({ ready, record: takesNothing ? 'cannot be written to' : 'in reach', ...signIn.told, projections: standing })
        } catch (error) {
          request.log.warn({ error: error instanceof Error ? error.name : typeof error }, 'not ready')
          return reply.code(503).send({ ready: false, record: 'out of reach', ...signIn.told })
        }
      },
    )
  }
}

function signInBy({ reach }: Tokens): { ever: boolean; told: { signIn?: 'in reach' | 'out of reach' } } {
  if (!reach) return { ever: true, told: {} }
  const { now, ever } = reach()
  return { ever, told: { signIn: now ? 'in reach' : 'out of reach' } }
}
