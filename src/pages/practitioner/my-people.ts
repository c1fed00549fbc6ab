import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { askRoom, show, showProblem } from '../asking.ts'

const Asked = z.object({ name: z.string().trim().max(200).catch('') })

/** My people, with what waits for them; and anybody in reach, by name. */
export function myPeople(app: FastifyInstance): void {
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    const { name } = Asked.parse(request.query)
    const mine = await askRoom(app, request, '/practitioner/caseload')
    if (mine.status !== 200) return showProblem(request, reply, mine)
    const found = name === '' ? undefined : await askRoom(app, request, `/practitioner/people?name=${encodeURIComponent(name)}`)
    if (found && found.status !== 200) return showProblem(request, reply, found)
    return show(request, reply, 'practitioner/my-people.njk', { people: mine.body.people, found: found?.body, sought: name })
  })
}
