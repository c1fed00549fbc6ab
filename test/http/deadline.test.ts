import Fastify, { type FastifyInstance } from 'fastify'
import t from 'tap'
import { answerInTime } from '../../src/http/deadline.ts'
import { answerProblems } from '../../src/http/problems.ts'

function appThat(): FastifyInstance {
  const app = Fastify()
  answerProblems(app)
  answerInTime(app, 200)
  app.get('/never', () => new Promise(() => {}))
  app.post('/never', () => new Promise(() => {}))
  app.get('/late', () => new Promise((resolve) => setTimeout(resolve, 300, { told: 'late' })))
  app.get('/failing-late', () => new Promise((_, reject) => setTimeout(reject, 300, new Error('too late'))))
  app.get('/at-once', async () => ({ told: 'at once' }))
  return app
}

t.test('whoever asks for what is never answered is told in time to ask again, whether or not they sent anything', async (t) => {
  const app = appThat()
  t.teardown(() => app.close())
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  for (const more of [{}, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }]) {
    const began = performance.now()
    const answer = await fetch(`${url}/never`, more)
    t.match(await answer.json(), { status: 503, code: 'took-too-long' })
    t.equal(answer.headers.get('retry-after'), '2')
    t.match(answer.headers.get('content-type'), /^application\/problem\+json/)
    t.ok(performance.now() - began < 2_000)
  }
})

t.test('what comes after that is given to nobody, and the next is answered as ever', async (t) => {
  const app = appThat()
  t.teardown(() => app.close())
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  for (const late of ['late', 'failing-late']) t.equal((await fetch(`${url}/${late}`)).status, 503)
  await new Promise((resolve) => setTimeout(resolve, 300))
  t.same(await (await fetch(`${url}/at-once`)).json(), { told: 'at once' })
})
