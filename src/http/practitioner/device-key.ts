import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { sql } from 'kysely'
import { z } from 'zod'
import type { PeopleNeeds } from '../needs.ts'
import { ProblemAnswer } from '../problems.ts'
import { whoOf } from '../who.ts'
import { workerIdOf } from '../worker-id.ts'

/** What a worker seals on their own device with, until it is sent: the same key whenever they sign in, so that nothing they wrote is lost by signing out. */
export function deviceKey(room: FastifyInstance, { people }: PeopleNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().post(
    '/device-key',
    {
      schema: {
        summary: 'The key that seals what waits on a device',
        description:
          'For a client that keeps what was written down without a network: 256 bits in base64, of this worker alone and always the same. A client forgets it when somebody signs out.',
        tags: ['practitioner'],
        body: z.strictObject({}).nullish(),
        response: {
          200: z.object({ worker: z.string().describe('The id this worker goes by'), key: z.string() }),
          '4xx': ProblemAnswer,
          503: ProblemAnswer,
        },
      },
    },
    async (request) => {
      const worker = workerIdOf(whoOf(request).sub)
      await sql`insert into device_key (worker, key) values (${worker}, ${randomBytes(32)}) on conflict do nothing`.execute(people)
      const { rows } = await sql<{ key: Buffer }>`select key from device_key where worker = ${worker}`.execute(people)
      return { worker, key: rows.map(({ key }) => key.toString('base64')).join() }
    },
  )
}
