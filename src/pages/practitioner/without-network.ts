import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { askRoom } from '../asking.ts'
import { hintsFor } from '../browser/plain-words.ts'
import { render } from '../look.ts'
import { tokenOf } from '../signing-in.ts'
import { quoted } from '../words.ts'
import { lists } from './log.ts'
import { personIn } from './person-in.ts'
import { tell } from './telling.ts'

const Sent = z.object({
  writtenAt: z.iso.datetime(),
  typed: z.record(z.string().max(40), z.union([z.string(), z.array(z.string()).max(20)])),
})

/** The page itself. It tells of nobody, so that a device may keep it. */
export const pageWithoutNetwork = render('practitioner/log.njk', {
  path: '/my-people/log',
  lists,
  goals: [],
  typed: { who: 'person', with: ['person'] },
})

/**
 * Logging where there is no network. The page is the same for everybody and tells of nobody, so that a device can keep it; who is signed in, and whom they work with, it asks for apart, and keeps
 * sealed. What was written on a device comes in here as it was typed.
 */
export function withoutNetwork(app: FastifyInstance): void {
  app.get('/log', { schema: { hide: true } }, (_request, reply) => reply.type('text/html; charset=utf-8').send(pageWithoutNetwork))

  app.get('/log/mine', { schema: { hide: true } }, async (request, reply) => {
    if (tokenOf(request) === undefined) return reply.code(401).send({})
    const device = await askRoom(app, request, '/practitioner/device-key', { send: {} })
    if (device.status !== 200) return reply.code(device.status).send({})
    const own = { ...device.body, csrf: reply.generateCsrf() }
    // Whoever is shown their names looked at them: only where they are asked for.
    if ((request.query as { people?: string }).people !== 'yes') return reply.send(own)
    const mine = await askRoom(app, request, '/practitioner/caseload')
    if (mine.status !== 200) return reply.code(mine.status).send({})
    const people = mine.body.people.map(({ person, name }: { person: string; name?: string }) => ({ person, name: quoted(name) }))
    return reply.send({ ...own, people })
  })

  app.post('/log/:personId', { schema: { hide: true }, preHandler: app.csrfProtection }, async (request, reply) => {
    if (tokenOf(request) === undefined) return reply.code(401).send({})
    const sent = Sent.safeParse(request.body)
    if (!sent.success) return reply.code(400).send({ why: 'Something in it could not be read.', errors: {} })
    const told = await tell(app, request, personIn(request), sent.data.typed, sent.data.writtenAt)
    if ('address' in told) return reply.send({ address: told.address, hints: hintsFor(told.hints) })
    const why = Object.values(told.errors).join(' ')
    return reply.code(told.status).send({ why, errors: told.errors })
  })
}
