import Fastify, { type FastifyInstance } from 'fastify'
import t from 'tap'
import type { Why } from '../../src/domain/ties.ts'
import { answerInTime, answersWithin } from '../../src/http/deadline.ts'
import { looked, noteLooks } from '../../src/http/looking.ts'
import { answerProblems } from '../../src/http/problems.ts'
import type { Looks } from '../../src/store/looks.ts'

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

t.test('where it is never told that a look is kept, whoever looked is shown nothing, and told in time to ask again', async (t) => {
  const app = Fastify()
  answerProblems(app)
  app.decorateRequest('who', null)
  app.addHook('onRequest', async (request) => request.setDecorator('who', { sub: 'amira', as: 'practitioner' }))
  noteLooks(app, { looks: { note: () => new Promise(() => {}) } as unknown as Looks, clock: () => new Date() })
  app.get('/sam', async (request) => {
    looked(request, { person: 'sam', what: 'now', why: 'works-with-them' as Why })
    return { told: 'a life' }
  })
  t.teardown(() => app.close())
  const began = performance.now()
  const answer = await app.inject('/sam')
  t.match([answer.statusCode, answer.json().code, answer.headers['retry-after']], [503, 'store-unavailable', '2'])
  t.notMatch(answer.body, /a life/)
  t.ok(performance.now() - began < answersWithin + 2_000)
})
