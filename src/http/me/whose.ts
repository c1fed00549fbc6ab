import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Id } from '../../domain/values.ts'
import { outOfReach } from '../reach.ts'
import { whoOf } from '../who.ts'

/** Whose story: for who acts for more than one person, or has a story of their own too. */
export const For = z.strictObject({
  for: Id.optional().describe('The person acted for; left out: one’s own story, or that of the only person acted for'),
})

/** The person whose story is asked for. Throws where the token names nobody it could be. */
export function whoseStory(request: FastifyRequest, asked: Id | undefined): Id {
  const { person, actsFor } = whoOf(request)
  const others = new Set(actsFor.map((each) => each.person))
  const only = others.size === 1 ? [...others][0] : undefined
  const whose = asked ?? person ?? only
  return whose !== undefined && (whose === person || others.has(whose)) ? whose : outOfReach()
}
