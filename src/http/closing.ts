import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** How often connections that nobody asks anything on are closed while the service stops, in milliseconds. */
const every = 100

/**
 * A service that stops answers what it was asked, and each answer says that its connection ends with it. Whoever keeps connections open would else keep the service from
 * stopping: what is idle when it begins to stop is closed, but not what becomes so after that, nor what somebody opened and never asked anything on.
 */
export function letGoOnClosing(app: FastifyInstance): void {
  let closing: NodeJS.Timeout | undefined
  const open = new Set<Socket>()
  app.server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  app.addHook('preClose', async () => {
    closing = setInterval(() => {
      app.server.closeIdleConnections()
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
    }, every)
    closing.unref()
  })
  app.addHook('onSend', async (_request, reply) => void (closing && reply.header('connection', 'close')))
  app.addHook('onClose', async () => clearInterval(closing))
}
