import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import Fastify from 'fastify'
import t from 'tap'
import { letGoOnClosing } from '../../src/http/closing.ts'
import { withApp } from '../support/app.ts'

t.test('a service that stops answers what it was asked, and waits for nobody who keeps a connection open', async (t) => {
  const app = Fastify({ return503OnClosing: false })
  letGoOnClosing(app)
  let answer = () => {}
  app.get('/slow', () => new Promise((resolve) => (answer = () => resolve({ told: true }))))
  app.get('/', async () => ({ told: true }))
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const agent = new Agent({ keepAlive: true })
  const ask = async (path: string) => {
    const [response] = (await once(get(`${url}${path}`, { agent }), 'response')) as [IncomingMessage]
    response.resume()
    await once(response, 'end')
    return response
  }

  await ask('/')
  const unused = connect(Number(new URL(url).port), '127.0.0.1')
  unused.on('error', () => {})
  await once(unused, 'connect')
  const asked = ask('/slow')
  await new Promise((resolve) => setTimeout(resolve, 100))
  const began = performance.now()
  const closed = app.close()
  await new Promise((resolve) => setTimeout(resolve, 300))
  answer()
  t.match(await asked, { statusCode: 200, headers: { connection: 'close' } })
  await closed
  t.ok(performance.now() - began < 3_000)
  agent.destroy()
})

t.test('an answer that had begun before it stops is told to its end, and its connection is let go of then', async (t) => {
  const app = Fastify({ return503OnClosing: false })
  letGoOnClosing(app)
  const told = new PassThrough()
  app.get('/', (_request, reply) => reply.send(told))
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const agent = new Agent({ keepAlive: true })
  t.teardown(() => agent.destroy())
  told.write('begun')
  const [response] = (await once(get(url, { agent }), 'response')) as [IncomingMessage]
  const whole = text(response)
  const closed = app.close()
  await new Promise((resolve) => setTimeout(resolve, 300))
  told.end(', ended')
  t.equal(await whole, 'begun, ended')
  const longEnough = new Promise((resolve) => setTimeout(resolve, 3_000, 'still open'))
  t.not(await Promise.race([closed, longEnough]), 'still open')
})

t.test('what comes in while it stops, on a connection that was open, is answered as ever', async (t) => {
  const { app } = await withApp(t)
  const url = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  const socket = connect(Number(url.port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write('GET /health/live HTTP/1.1\r\nHost: here\r\n')
  await new Promise((resolve) => setTimeout(resolve, 100))
  const closed = app.close()
  await new Promise((resolve) => setTimeout(resolve, 300))
  socket.write('\r\n')
  const answer = await text(socket)
  t.match(answer, /^HTTP\/1\.1 200 OK/)
  t.match(answer, /connection: close/i)
  await closed
})
