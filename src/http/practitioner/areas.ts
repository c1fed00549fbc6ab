import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { sql } from 'kysely'
import { z } from 'zod'
import type { PeopleNeeds } from '../needs.ts'
import { ProblemAnswer } from '../problems.ts'

/** A postcode however it is typed; as the areas file has it: in capitals and without spaces. */
const Postcode = z
  .string()
  .max(12)
  .transform((typed) => typed.toUpperCase().replace(/\s/g, ''))
  .pipe(z.string().regex(/^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/, 'not a postcode'))

/** Which area a postcode is in, for whoever writes down where somebody lives. It is asked of the areas file: nothing is told of anybody. */
export function areas(room: FastifyInstance, needs: PeopleNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().get(
    '/areas',
    {
      schema: {
        summary: 'The area of a postcode',
        description:
          'From the areas file (`npm run areas`); none where that names no such postcode. Areas that are none any more are left out.',
        tags: ['practitioner'],
        querystring: z.strictObject({ postcode: Postcode }),
        response: {
          200: z.object({ areas: z.array(z.object({ code: z.string(), name: z.string(), kind: z.string() })) }),
          '4xx': ProblemAnswer,
        },
      },
    },
    async (request) => {
      const today = needs.clock().toISOString().slice(0, 10)
      const { rows } = await sql<{ code: string; name: string; kind: string }>`
        select code, name, kind from area
        where postcodes @> array[${request.query.postcode}] and (ends_on is null or ends_on > ${today}::date)
        order by code`.execute(needs.people)
      return { areas: rows }
    },
  )
}
