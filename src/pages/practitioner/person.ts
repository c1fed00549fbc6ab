import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { londonDay } from '../../domain/values.ts'
import { askRoom, show, showProblem } from '../asking.ts'
import { hintsFor } from '../browser/plain-words.ts'
import { whoLooksAt } from '../signing-in.ts'
import { offerToOpen } from './open.ts'
import { personIn } from './person-in.ts'
import { promptsFor } from './prompts.ts'
import { newsIn } from './since.ts'

const Asked = z.object({
  atLeast: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
  done: z.string().max(20).optional().catch(undefined),
  hint: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string()).catch([])),
})
const AskedForMore = z.object({ cursor: z.string().max(200).optional().catch(undefined) })

/** A person as they are now, their own words first; and the way they came. */
export function person(app: FastifyInstance): void {
  app.get('/:personId', { schema: { hide: true } }, async (request, reply) => {
    const { atLeast, done, hint } = Asked.parse(request.query)
    const person = personIn(request)
    const [answer, since] = await Promise.all([
      askRoom(app, request, `/practitioner/people/${person}${atLeast === undefined ? '' : `?atLeast=${atLeast}`}`),
      askRoom(app, request, `/practitioner/people/${person}/since-i-looked`),
    ])
    if (answer.status !== 200) return offerToOpen(request, reply, answer)
    return show(request, reply, 'practitioner/person.njk', {
      person,
      name: answer.body.name?.name,
      them: answer.body,
      prompts: promptsFor(answer.body),
      news: since.status === 200 ? newsIn(since.body, whoLooksAt(request)?.sub) : undefined,
      hints: hintsFor(hint),
      done,
      today: londonDay(new Date()),
    })
  })

  app.get('/:personId/journey', { schema: { hide: true } }, async (request, reply) => {
    const { cursor } = AskedForMore.parse(request.query)
    const person = personIn(request)
    const way = `/practitioner/people/${person}/journey`
    const answer = await askRoom(app, request, cursor === undefined ? way : `${way}?cursor=${encodeURIComponent(cursor)}`)
    if (answer.status !== 200) return cursor === undefined ? offerToOpen(request, reply, answer) : showProblem(request, reply, answer)
    return show(request, reply, 'practitioner/journey.njk', { person, journey: answer.body, isFurtherOn: cursor !== undefined })
  })
}
