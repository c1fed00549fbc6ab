import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { v5, v7 } from 'uuid'
import { z } from 'zod'
import { lifeArea } from '../../domain/lists.ts'
import { EntryId, Id, londonDay } from '../../domain/values.ts'
import { errorsIn } from '../errors.ts'
import type { Form } from './forms.ts'
import { whyNot } from './say.ts'
import { askMine, showMine, showNotOpen, whoseIn } from './whose.ts'

const oneOrMore = (value: unknown) => (value === undefined ? [] : [value].flat())
const Agreed = z.object({
  id: EntryId,
  organisation: z
    .string()
    .trim()
    .max(20)
    .regex(/^[A-Za-z0-9]*$/, 'The code of an organisation has letters and digits alone')
    .default(''),
  what: z.enum(['all', 'some'], 'Choose how much they may see'),
  areas: z.preprocess(oneOrMore, z.array(z.enum(lifeArea))),
})
const Withdrawn = z.object({ id: EntryId, sharing: Id })

/** Who may see a story: what the person agreed to, agreeing to more, and agreeing to it no longer. Who acts for them reads it, and decides none of it. */
export function sharing(app: FastifyInstance): void {
  const guarded = { schema: { hide: true }, preHandler: app.csrfProtection }

  app.get('/who-may-see', { schema: { hide: true } }, (request, reply) =>
    page(request, reply, { id: v7() }, { done: (request.query as { done?: string }).done }),
  )

  app.post('/who-may-see', guarded, async (request, reply) => {
    const typed = (request.body ?? {}) as Form
    const asked = Agreed.safeParse(typed)
    const errors = errorsIn(asked.error)
    if (asked.data?.what === 'some' && asked.data.areas.length === 0) errors.areas = 'Choose which parts of life'
    if (!asked.success || Object.keys(errors).length > 0) return page(request, reply.code(400), typed, { errors })
    const { id, organisation, what, areas } = asked.data
    const withWhom = organisation === '' ? 'chosen' : { sector: 'other', organisation: organisation.toUpperCase() }
    // The same form again is about the same thing.
    const facts = { sharing: v5('sharing', id), withWhom, what: what === 'all' ? 'all' : areas, purpose: 'support' }
    return send(request, reply, typed, { id, type: 'SharingAgreed', facts })
  })

  app.post('/no-longer', guarded, async (request, reply) => {
    const { id, sharing } = Withdrawn.parse(request.body)
    return send(request, reply, { id: v7() }, { id, type: 'SharingWithdrawn', facts: { sharing } })
  })

  async function send(request: FastifyRequest, reply: FastifyReply, typed: Form, entry: object): Promise<FastifyReply> {
    const answer = await askMine(app, request, '/me/entries', { entries: [{ happened: { from: londonDay(new Date()) }, ...entry }] })
    if (answer.status < 300) return reply.redirect(`${whoseIn(request).base}/who-may-see?done=yes`)
    return page(request, reply.code(answer.status), typed, { errors: { organisation: whyNot(answer) } })
  }

  /** The page with what was chosen: nothing of it is lost because something did not work. */
  async function page(request: FastifyRequest, reply: FastifyReply, typed: Form, more: { done?: unknown; errors?: object }) {
    const answer = await askMine(app, request, '/me/everything')
    if (answer.status !== 200 && more.errors === undefined) return showNotOpen(request, reply, answer)
    const { sharing = [], opened = [], name } = answer.status === 200 ? answer.body : {}
    const withdrawals = Object.fromEntries(sharing.map((each: { sharing: string }) => [each.sharing, v7()]))
    const me = { name: { name } }
    return showMine(app, request, reply, 'me/sharing.njk', {
      me,
      sharing,
      opened,
      withdrawals,
      lifeAreas: lifeArea,
      typed: { ...typed, areas: oneOrMore(typed.areas) },
      ...more,
    })
  }
}
