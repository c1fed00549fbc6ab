import type { FastifyInstance } from 'fastify'
import { v7 } from 'uuid'
import { z } from 'zod'
import { lifeArea } from '../../domain/lists.ts'
import { londonDay } from '../../domain/values.ts'
import { askRoom, show, showProblem } from '../asking.ts'

const oneOrMore = (value: unknown) => (value === undefined ? [] : [value].flat())
const Agreed = z.object({
  organisation: z
    .string()
    .trim()
    .max(20)
    .regex(/^[A-Za-z0-9]*$/, 'The code of an organisation has letters and digits alone')
    .default(''),
  what: z.enum(['all', 'some'], 'Choose how much they may see'),
  areas: z.preprocess(oneOrMore, z.array(z.enum(lifeArea))),
})
const Withdrawn = z.object({ sharing: z.uuid() })

/** Who may see my story: what I agreed to, agreeing to more, and agreeing to it no longer. */
export function sharing(app: FastifyInstance): void {
  const guarded = { schema: { hide: true }, preHandler: app.csrfProtection }
  const page = async (request: Parameters<typeof show>[0], reply: Parameters<typeof show>[1], more: object = {}) => {
    const answer = await askRoom(app, request, '/me/everything')
    if (answer.status !== 200) return showProblem(request, reply, answer)
    return show(request, reply, 'me/sharing.njk', {
      sharing: answer.body.sharing,
      opened: answer.body.opened,
      lifeAreas: lifeArea,
      ...more,
    })
  }

  app.get('/who-may-see', { schema: { hide: true } }, (request, reply) =>
    page(request, reply, { done: (request.query as { done?: string }).done }),
  )

  app.post('/who-may-see', guarded, async (request, reply) => {
    const asked = Agreed.safeParse(request.body)
    const errors = asked.success ? {} : Object.fromEntries(asked.error.issues.map(({ path, message }) => [String(path[0]), message]))
    if (asked.success && asked.data.what === 'some' && asked.data.areas.length === 0)
      Object.assign(errors, { areas: 'Choose which parts of life' })
    if (!asked.success || Object.keys(errors).length > 0) return page(request, reply.code(400), { errors })
    const { organisation, what, areas } = asked.data
    const withWhom = organisation === '' ? 'chosen' : { sector: 'other', organisation: organisation.toUpperCase() }
    const facts = { sharing: v7(), withWhom, what: what === 'all' ? 'all' : areas, purpose: 'support' }
    return send(request, reply, { type: 'SharingAgreed', facts })
  })

  app.post('/no-longer', guarded, async (request, reply) => {
    const { sharing } = Withdrawn.parse(request.body)
    return send(request, reply, { type: 'SharingWithdrawn', facts: { sharing } })
  })

  async function send(request: Parameters<typeof show>[0], reply: Parameters<typeof show>[1], entry: object) {
    const entries = [{ id: v7(), happened: { from: londonDay(new Date()) }, ...entry }]
    const answer = await askRoom(app, request, '/me/entries', { send: { entries } })
    return answer.status < 300 ? reply.redirect('/my-story/who-may-see?done=yes') : showProblem(request, reply, answer)
  }
}
