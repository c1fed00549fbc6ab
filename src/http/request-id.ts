import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { ofAPage } from './limits.ts'

/** The header in which an answer says under which id the log speaks of its request, and a page under which it asks rooms. */
export const requestIdHeader = 'x-request-id'

/** A new id for each request, the same over everything that is logged of it. What a page asks of rooms goes by the id of the page; nobody else chooses one, since anything could be in it. */
export function requestId({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): string {
  const given = headers[requestIdHeader]
  return socket.remoteAddress === ofAPage && typeof given === 'string' ? given : randomUUID()
}

/** Every answer says the id of its request, so that whoever was answered can name it. */
export function sayRequestId(app: FastifyInstance): void {
  app.addHook('onSend', async ({ id }, reply) => void reply.header(requestIdHeader, id))
}
