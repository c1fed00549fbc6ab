import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ActsFor } from '../../domain/acting.ts'
import { Id, londonDay } from '../../domain/values.ts'
import type { Claims } from '../../http/who.ts'
import { type Answered, askRoom, show, showProblem } from '../asking.ts'
import { whoLooksAt } from '../signing-in.ts'

/** Whose story a page is of: told by its address, so that two windows never take one for the other. */
export interface Whose {
  isOwn: boolean
  /** The person acted for; absent where it is one's own story. */
  person?: Id
  /** What somebody acts for them as. */
  ground?: ActsFor['ground']
  /** Where the pages of this story begin. */
  base: string
}

/** What lets somebody act for a person, as a page says it to them. */
const grounds: Record<ActsFor['ground'], string> = {
  parent: 'their parent',
  'attorney-welfare': 'their attorney for health and welfare',
  'attorney-money': 'their attorney for money',
  deputy: 'their deputy',
  appointee: 'their appointee',
  advocate: 'their advocate',
  imca: 'their independent mental capacity advocate',
  chosen: 'somebody they chose',
}

/** There is no page of whoever has no id. */
const OfWhom = z.object({ person: Id.optional() })

/** Whose story this page is of. */
export function whoseIn(request: FastifyRequest): Whose {
  const { person } = OfWhom.parse(request.params)
  const who = whoLooksAt(request)
  if (person === undefined || person === who?.person) return { isOwn: true, base: '/my-story' }
  const ground = actedForBy(who).find((each) => each.person === person)?.ground
  return { isOwn: false, person, ...(ground && { ground }), base: `/my-story/for/${person}` }
}

/** Asks the person's room about whoever's story this page is of. */
export function askMine(app: FastifyInstance, request: FastifyRequest, way: string, send?: object): Promise<Answered> {
  const { person } = whoseIn(request)
  const whose = person === undefined ? '' : `${way.includes('?') ? '&' : '?'}for=${person}`
  return askRoom(app, request, `${way}${whose}`, send && { send })
}

/** A page of a story. It says plainly whose it is; to say it by name, a page of somebody acted for is a look at who they are, and noted as one. */
export async function showMine(
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
  template: string,
  context: Readonly<Record<string, unknown>> & { me?: Answered['body'] },
): Promise<FastifyReply> {
  const whose = whoseIn(request)
  const known = context.me ?? (whose.isOwn ? undefined : (await askMine(app, request, '/me')).body)
  return show(request, reply, template, {
    ...context,
    ...whose,
    whom: whose.isOwn ? undefined : { name: known?.name?.name, as: whose.ground && grounds[whose.ground] },
    several: storiesOf(whoLooksAt(request)) > 1,
  })
}

/** Why something is not shown: to who acts for somebody, that what the person agreed to does not hold it. */
export function showNotOpen(request: FastifyRequest, reply: FastifyReply, answer: Answered): FastifyReply {
  const whose = whoseIn(request)
  if (whose.isOwn || answer.body.code !== 'out-of-reach') return showProblem(request, reply, answer)
  return show(request, reply.code(403), 'me/not-open.njk', { ...whose, several: storiesOf(whoLooksAt(request)) > 1 })
}

/** Who has no story of their own is sent to that of the only person they act for, or to choose. */
export async function mustSayWhose(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const who = whoLooksAt(request)
  const [one, ...others] = actedForBy(who)
  if ((request.params as { person?: string }).person !== undefined || who?.person !== undefined || !one) return undefined
  if (others.length > 0) return reply.redirect('/my-story/whose')
  return reply.redirect(request.url.replace('/my-story', `/my-story/for/${one.person}`))
}

/** Choosing whose story to look at: one's own, or that of somebody one acts for. */
export function whose(app: FastifyInstance): void {
  app.get('/whose', { schema: { hide: true } }, async (request, reply) => {
    const who = whoLooksAt(request)
    const others = await Promise.all(
      actedForBy(who).map(async ({ person, ground, until }) => {
        const { status, body } = await askRoom(app, request, `/me?for=${person}`)
        return { person, as: grounds[ground], until, name: body.name?.name, isOpen: status === 200 }
      }),
    )
    return show(request, reply, 'me/whose.njk', {
      hasOwn: who?.person !== undefined,
      others,
      base: '/my-story',
      isOwn: true,
      several: true,
    })
  })
}

/** Whom somebody acts for today: each once. */
function actedForBy(who: Claims | undefined): ActsFor[] {
  const today = londonDay(new Date())
  const acting = (who?.actsFor ?? []).filter(({ until, person }) => until >= today && person !== who?.person)
  return [...new Map(acting.map((each) => [each.person, each])).values()]
}

function storiesOf(who: Claims | undefined): number {
  return actedForBy(who).length + (who?.person === undefined ? 0 : 1)
}
