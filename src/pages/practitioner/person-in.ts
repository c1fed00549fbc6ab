import type { FastifyReply, FastifyRequest } from 'fastify'
import { Id } from '../../domain/values.ts'
import { showProblem } from '../asking.ts'

/** Whose page it is. */
export function personIn({ params }: FastifyRequest): string {
  return (params as { personId: string }).personId
}

/** There is no page of whoever has no id. */
export async function mustBeAnId(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const { personId } = (request.params ?? {}) as { personId?: string }
  if (personId === undefined || Id.safeParse(personId).success) return undefined
  return showProblem(request, reply, { status: 404, body: { title: 'There is nothing here', detail: 'Look at the address again.' } })
}
