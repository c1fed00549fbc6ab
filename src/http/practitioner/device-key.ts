import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { deviceKeyOf } from '../../store/device-keys.ts'
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
        body: z.strictObject({}),
        response: {
          200: z.object({ worker: z.string().describe('The id this worker goes by'), key: z.string() }),
          '4xx': ProblemAnswer,
          503: ProblemAnswer,
        },
      },
    },
    async (request) => {
      const worker = workerIdOf(whoOf(request).sub)
      return { worker, key: Buffer.from(await deviceKeyOf(people, worker)).toString('base64') }
    },
  )
}
