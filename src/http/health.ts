import type { FastifyInstance } from 'fastify'
import type { Projection } from '../projecting/projection.ts'
import { standings } from '../projecting/wait.ts'
import type { Db } from '../projecting/writer.ts'
import type { TheRecord } from '../store/record.ts'

/** Whoever watches over the service asks as often as they need. */
const unlimited = { rateLimit: false } as const

/** Whether the service runs, and whether it can do its work: the record in reach, and how far each read model has come. */
export function health({ record, db }: { record: TheRecord; db: Db }, projections: readonly Projection[]) {
  return async function health(app: FastifyInstance): Promise<void> {
    app.get('/live', { config: unlimited, schema: { summary: 'It runs', tags: ['health'], security: [] } }, () => ({ live: true }))
    app.get(
      '/ready',
      { config: unlimited, schema: { summary: 'It can do its work', tags: ['health'], security: [] } },
      async (request, reply) => {
        try {
          const standing = await standings(db, projections, record)
          const ready = standing.every(({ stopped }) => !stopped)
          return reply.code(ready ? 200 : 503).send({ ready, record: 'in reach', projections: standing })
        } catch (error) {
          request.log.warn({ error: error instanceof Error ? error.name : typeof error }, 'not ready')
          return reply.code(503).send({ ready: false, record: 'out of reach' })
        }
      },
    )
  }
}
