import { Readable } from 'node:stream'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Why } from '../domain/ties.ts'
import type { Id } from '../domain/values.ts'
import { inTime } from '../store/in-time.ts'
import type { Look, Looks } from '../store/looks.ts'
import { answersWithin } from './deadline.ts'
import { problemInstead } from './problems.ts'
import { whoOf } from './who.ts'

/** What somebody is shown, of whom, and on what ground they are let in. */
export interface Looked {
  person: Id
  what: string
  why: Why
  /** The entry of the story that it rests on. */
  restsOn?: Id
}

/** How long a look is waited for at least once all else is ready to be answered, in milliseconds. */
const aMoment = 1_000

interface NotingNeeds {
  looks: Looks
  clock: () => Date
}

/** What is noted while one request is answered. */
interface Noting extends NotingNeeds {
  underWay: Map<string, Promise<void>>
  /** The headers that were there before the route began. */
  headersBefore: readonly string[]
}

/**
 * Makes a room wait, before the first byte of any answer leaves it, until every look that was begun for it is kept. Where one cannot be, the answer is the
 * problem `store-unavailable`, and nothing that the route made ready leaves. Streams that are sent as an answer wait like all else; a route must not take
 * over the connection itself. Comes after `admitOnly`.
 */
export function noteLooks(room: FastifyInstance, needs: NotingNeeds): void {
  room.decorateRequest('noting', null)
  room.addHook('preHandler', async (request, reply) => {
    const { looks, clock } = needs
    request.setDecorator<Noting>('noting', { looks, clock, underWay: new Map(), headersBefore: Object.keys(reply.getHeaders()) })
  })
  room.addHook('onSend', async (request, reply, payload) => {
    const noting = request.getDecorator<Noting | null>('noting')
    if (!noting) return payload
    // A stream that breaks meanwhile is told of by whoever sends it.
    if (payload instanceof Readable) payload.on('error', () => {})
    try {
      await inTime(Math.max(answersWithin - reply.elapsedTime, aMoment), 'What keeps looks', () => Promise.all(noting.underWay.values()))
      return payload
    } catch (error) {
      leaveOut(reply, payload, noting)
      return problemInstead(error as FastifyError, request, reply)
    }
  })
}

/**
 * Somebody is shown something of a person: begins to note it at once, beside all else that the route has to do. Called once it is known that they are let in;
 * the answer waits by itself. The same look is noted once in a request.
 */
export function looked(request: FastifyRequest, { person, what, why, restsOn }: Looked): void {
  const { looks, clock, underWay } = notingOf(request)
  const look = `${person} ${what} ${restsOn ?? ''}`
  if (underWay.has(look)) return
  const kept = looks.note([
    { person, at: clock().toISOString(), by: lookerOf(request), what, why, ...(restsOn !== undefined && { restsOn }) },
  ])
  // Whoever hung up is not answered: nobody is left to hear that it failed.
  kept.catch(() => {})
  underWay.set(look, kept)
}

/** Waits until every look that was begun is kept: for whoever comes upon one more person in a stream that has begun. */
export async function looksKept(request: FastifyRequest): Promise<void> {
  await Promise.all(notingOf(request).underWay.values())
}

function notingOf(request: FastifyRequest): Noting {
  const noting = request.getDecorator<Noting | null>('noting')
  if (!noting) throw new Error('A look in a room that notes none.')
  return noting
}

function lookerOf(request: FastifyRequest): Look['by'] {
  const { sub, as: role, name, organisation } = whoOf(request)
  return {
    sub,
    role,
    ...(name !== undefined && role !== 'person' && { name }),
    ...(organisation !== undefined && { organisation }),
  }
}

/** What the service says of every answer just before it leaves. */
const ofEveryAnswer = ['cache-control']

/** Lets go of what was to be answered: of what a stream holds, and of what the headers say. */
function leaveOut(reply: FastifyReply, payload: unknown, { headersBefore }: Noting): void {
  if (payload instanceof Readable) payload.destroy()
  const stays = [...headersBefore, ...ofEveryAnswer]
  for (const header of Object.keys(reply.getHeaders())) if (!stays.includes(header)) reply.removeHeader(header)
}
