import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Id } from '../../domain/values.ts'

const Whose = z.object({ personId: Id })

/** Whose page it is. There is none of whoever has no id. */
export function personIn({ params }: FastifyRequest): Id {
  return Whose.parse(params).personId
}
