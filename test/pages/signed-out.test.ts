import { randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import t from 'tap'
import { limitRequests } from '../../src/http/limits.ts'
import { pages } from '../../src/pages/pages.ts'

t.test('who is signed in no more when they send a conversation still has what they typed', async (t) => {
  const app = Fastify()
  t.teardown(() => app.close())
  await pages({ issuer: () => 'https://sign-in.example', clientId: 'pages' })(app)
  app.get('/for/:minutes', (request) => {
    request.session.token = 'a-token'
    request.session.until = Date.now() + Number((request.params as { minutes: string }).minutes) * 60_000
    return {}
  })
  app.get('/practitioner/people/:person', () => ({ name: { name: 'Sam' }, goals: [] }))
  app.post('/practitioner/people/:person/entries', (_, reply) =>
    reply.code(401).send({ code: 'bad-token', title: 'This token does not hold.' }),
  )

  const cookieIn = ({ cookies: [cookie] }: { cookies: { name: string; value: string }[] }) => ({ unfolding: cookie?.value ?? '' })
  const cookies = cookieIn(await app.inject('/for/60'))
  const url = `/my-people/${randomUUID()}/conversation`
  const form = await app.inject({ url, cookies })
  const hidden = Object.fromEntries(
    [...form.body.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  )
  await app.inject({ url: '/for/-1', cookies })
  const answer = await app.inject({
    method: 'POST',
    url,
    cookies,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ ...hidden, heard: 'The choir is back', who: 'person', day: '2026-01-02' }).toString(),
  })
  t.equal(answer.statusCode, 401)
  t.match(answer.body, /You are no longer signed in[\s\S]*The choir is back[\s\S]*Sign in again/)
  t.match((await app.inject({ url, cookies })).headers.location, '/enter?to=', 'the page itself asks to sign in')
})

t.test('who asks too much is told so on a page', async (t) => {
  const app = Fastify()
  t.teardown(() => app.close())
  await limitRequests(app, { rateLimit: 1, rateLimitSubject: 1 })
  await pages({ issuer: () => 'https://sign-in.example', clientId: 'pages' })(app)
  t.equal((await app.inject('/')).statusCode, 200)
  const { statusCode, body } = await app.inject('/the-area')
  t.equal(statusCode, 429)
  t.match(body, /<main[\s\S]*Too many requests/)
})
