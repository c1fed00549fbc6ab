import { randomUUID } from 'node:crypto'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { generateKeyPair } from 'jose'
import t from 'tap'
import { ofAPage } from '../../src/http/limits.ts'
import { bearer, type Claimed, type TestApp, withApp } from '../support/app.ts'
import { met } from '../support/asking.ts'

const tooMuch = {
  status: 429,
  type: 'application/problem+json',
  body: {
    type: 'about:blank',
    title: 'Too many requests. Wait a little.',
    status: 429,
    detail: 'Too many requests. Wait a little.',
    code: 'too-many-requests',
  },
}

/** Asks from an address of this machine, with a token or with what is no token. */
async function ask({ app }: TestApp, url: string, remoteAddress: string, who?: Claimed | string) {
  const headers = typeof who === 'string' ? { authorization: `Bearer ${who}` } : await bearer(who)
  const answer = await app.inject({ url, headers, remoteAddress })
  const type = String(answer.headers['content-type']).replace('; charset=utf-8', '')
  return { status: answer.statusCode, type, wait: Number(answer.headers['retry-after']), body: answer.json() }
}

const [here, there] = ['192.0.2.1', '198.51.100.1']
const caseload = '/practitioner/caseload'

t.test('one subject is limited over all addresses and rooms, and nobody else with them', async (t) => {
  const app = await withApp(t, { rateLimitSubject: 3 })
  const both = { roles: ['practitioner', 'commissioner'] }
  t.equal((await ask(app, caseload, here, both)).status, 200)
  t.equal((await ask(app, caseload, there, both)).status, 200)
  t.equal((await ask(app, '/commissioner/areas', here, both)).status, 200)
  for (const [url, from] of [
    [caseload, here],
    [caseload, there],
    ['/commissioner/areas', there],
  ] as const) {
    const { wait, ...answer } = await ask(app, url, from, both)
    t.same(answer, tooMuch, `${url} from ${from}`)
    t.ok(wait >= 1 && wait <= 60, `${wait} seconds`)
  }
  t.equal((await ask(app, caseload, here, { sub: 'carlton' })).status, 200, 'another subject at the same address')
  t.equal((await ask(app, '/health/live', here)).status, 200)
})

t.test('what a page asks for somebody is counted of them, and not of their address again', async (t) => {
  const app = await withApp(t, { rateLimit: 2, rateLimitSubject: 4 })
  const statuses = []
  for (let i = 0; i < 5; i += 1) statuses.push((await ask(app, caseload, ofAPage)).status)
  t.same(statuses, [200, 200, 200, 200, 429])
  const forged = await app.app.inject({
    url: caseload,
    headers: { ...(await bearer({ sub: 'x' })), 'x-forwarded-for': ofAPage },
    remoteAddress: here,
  })
  const again = [(await ask(app, caseload, here, { sub: 'y' })).status, (await ask(app, caseload, here, { sub: 'z' })).status]
  t.same([forged.statusCode, ...again], [200, 200, 429], 'nobody says so of themself')
})

t.test('every room counts who comes with a token', async (t) => {
  const rooms: Record<string, string[]> = {
    practitioner: [caseload, `/practitioner/people/${randomUUID()}`],
    reviewer: [`/reviewer/people/${randomUUID()}/profile`],
    commissioner: ['/commissioner/areas'],
    steward: ['/steward/same'],
    person: ['/me'],
  }
  const app = await withApp(t, { rateLimitSubject: 1 })
  for (const [role, urls] of Object.entries(rooms))
    for (const url of urls) {
      const who = { sub: `${role} at ${url}`, roles: [role] }
      t.not((await ask(app, url, here, who)).status, 429, url)
      t.equal((await ask(app, url, there, who)).status, 429, url)
    }
})

t.test('what is asked too much is not done', async (t) => {
  const app = await withApp(t, { rateLimitSubject: 2 })
  const person = randomUUID()
  t.equal((await app.post(`/practitioner/people/${person}/entries`, { entries: [met()] })).status, 201)
  t.equal((await app.get(caseload)).status, 200)
  const head = await app.record.head()
  t.match(await app.post(`/practitioner/people/${person}/entries`, { entries: [met()] }), { status: 429 })
  t.match(await app.post(`/practitioner/people/${person}/entries`, 'not even JSON'), { status: 429 }, 'nor read')
  t.equal(await app.record.head(), head)
})

t.test('bad tokens, and wrong addresses of ours, count against the address alone', async (t) => {
  const app = await withApp(t, { rateLimit: 6, rateLimitSubject: 1 })
  const { authorization } = await bearer({ key: (await generateKeyPair('EdDSA')).privateKey })
  const forged = authorization.replace('Bearer ', '')
  t.equal((await ask(app, caseload, here, forged)).status, 401, 'in the name of amira')
  t.equal((await ask(app, caseload, here, 'no.token.at-all')).status, 401)
  t.equal((await ask(app, caseload, here, { expires: 1 })).status, 401)
  t.equal((await ask(app, '/steward/same', here)).status, 403, 'in a room of others')
  t.equal((await ask(app, '/practitioner/nothing', here)).status, 404)
  t.equal((await ask(app, '/nowhere', here)).status, 404)
  for (const url of [caseload, '/practitioner/nothing', '/nowhere'])
    for (const who of [forged, { sub: 'carlton' }]) {
      const { wait, ...answer } = await ask(app, url, here, who)
      t.same(answer, tooMuch, url)
      t.ok(wait >= 1 && wait <= 60, `${wait} seconds`)
    }
  t.equal((await ask(app, '/health/live', here)).status, 200, 'whoever watches over the service goes on asking')
  t.equal((await ask(app, caseload, there)).status, 200, 'amira has asked nothing yet')
  t.equal((await ask(app, caseload, there)).status, 429)
})

t.test('who takes too long to send a request is answered 408 and let go, and others are answered meanwhile', async (t) => {
  const { app } = await withApp(t, { sendsWithin: 300 })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const slow = connect(port, '127.0.0.1')
  const said = text(slow)
  slow.write('GET /health/live HTTP/1.1\r\nHost: he')
  t.equal((await fetch(`http://127.0.0.1:${port}/health/live`)).status, 200)
  t.match(await said, /^HTTP\/1\.1 408 /)
})
