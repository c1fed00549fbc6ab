import { finished, Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** How a stream came to its end: all was told, the reader hung up (or the service stopped), the token ended, or something failed. */
export type Over = 'told' | 'closed' | 'token' | 'failed'

/** The longest that a timer can run, in milliseconds. */
const longest = 2 ** 31 - 1

/** One server-sent event, as text. */
export function eventText({ id, event, data }: { id: string; event?: string; data: object }): string {
  return `id: ${id}\n${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`
}

/** How long a stream may go on, in milliseconds, and what is to be done when it is over. */
interface Ends {
  holdsFor: number
  over: (how: Over) => void
}

/**
 * Gives a room server-sent events as the answer to a request: each is made when the reader has room for it, and others are answered in between. They
 * end when there are no more, when the reader hangs up or the service stops, or after `holdsFor`, also where a reader who does not read is waited for.
 */
export function eventStreams(
  room: FastifyInstance,
  clock: () => Date,
): (reply: FastifyReply, events: AsyncIterable<string>, ends: Ends) => Readable {
  const running = new Set<Readable>()
  room.addHook('preClose', async () => {
    for (const each of running) each.destroy()
  })
  return (reply, events, ends) => {
    const stream = eventStream(reply, events, clock, ends)
    running.add(stream)
    finished(reply.raw, () => running.delete(stream))
    return stream
  }
}

function eventStream(reply: FastifyReply, events: AsyncIterable<string>, clock: () => Date, { holdsFor, over }: Ends): Readable {
  const until = clock().getTime() + holdsFor
  let how: Over | undefined

  async function* whileItHolds(): AsyncGenerator<string> {
    for await (const event of events) {
      if (clock().getTime() >= until) {
        how = 'token'
        return
      }
      yield event
      await setImmediate()
    }
  }

  const stream = Readable.from(whileItHolds())
  const timer = setTimeout(
    () => {
      how = 'token'
      stream.destroy()
      reply.raw.destroy()
    },
    Math.min(Math.max(holdsFor, 0), longest),
  )
  stream.once('error', () => {
    how = 'failed'
  })
  finished(reply.raw, (error) => {
    clearTimeout(timer)
    over(how ?? (error ? 'closed' : 'told'))
  })
  reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no')
  return stream
}
