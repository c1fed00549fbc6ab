import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { ofAPage } from '../../src/http/limits.ts'
import { bearer, type TestApp, withApp } from '../support/app.ts'
import { met } from '../support/asking.ts'

const caseload = '/practitioner/caseload'
const metricsToken = 'a-token-of-metrics'
const title = 'More is asked just now than can be answered. Nothing was done; send the same again a little later.'

/** Somebody who has begun to send something to the service and not ended: that request is in hand. */
async function halfSent({ app }: TestApp): Promise<Socket> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 })
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  await once(socket, 'connect')
  const { authorization } = await bearer()
  const headers = [`Authorization: ${authorization}`, 'Content-Type: application/json', 'Content-Length: 20', 'Expect: 100-continue']
  socket.write(`POST /practitioner/people/${randomUUID()}/entries HTTP/1.1\r\nHost: here\r\n${headers.join('\r\n')}\r\n\r\n`)
  await once(socket, 'data')
  return socket
}

async function sentAway(app: TestApp): Promise<string[]> {
  const { body } = await app.get('/metrics', undefined, { authorization: `Bearer ${metricsToken}` })
  return (body as string).split('\n').filter((line) => /^unfolding_requests_(shed|in_hand)/.test(line))
}

/** Asks until it is answered so; whoever hangs up is noticed a moment later. */
async function soon(app: TestApp, status: number, url = caseload): Promise<void> {
  for (const until = Date.now() + 10_000; (await app.get(url)).status !== status; await setTimeout(20))
    if (Date.now() > until) throw new Error(`it is not answered with ${status}`)
}

t.test('whoever comes when enough is in hand is sent away in words, and asked to come again', async (t) => {
  const app = await withApp(t, { atOnce: 1, metricsToken })
  const slow = await halfSent(app)
  const { status, headers, body } = await app.get(caseload)
  t.equal(status, 503)
  t.match(headers['content-type'], /^application\/problem\+json/)
  t.same(body, { type: 'about:blank', title, status: 503, detail: title, code: 'overloaded' })
  const wait = Number(headers['retry-after'])
  t.ok(wait >= 2 && wait <= 5, `after ${wait} seconds`)
  t.equal((await app.get('/nowhere')).status, 503, 'before anything is looked at')
  t.same(await sentAway(app), [
    'unfolding_requests_shed_total{why="at once"} 2',
    'unfolding_requests_shed_total{why="late"} 0',
    'unfolding_requests_in_hand 1',
  ])

  slow.write('{"entries": "none" }')
  t.match(String((await once(slow, 'data'))[0]), /^HTTP\/1\.1 400 /, 'who was there first is answered')
  t.equal((await app.get(caseload)).status, 200, 'and then the next')
  for (let i = 0; i < 3; i += 1) t.equal((await app.get(caseload)).status, 200, 'one after another are as many as they like')
  slow.destroy()
})

t.test('who hangs up half-way takes nobody’s place', async (t) => {
  const app = await withApp(t, { atOnce: 1 })
  const slow = await halfSent(app)
  t.equal((await app.get(caseload)).status, 503)
  slow.destroy()
  await soon(app, 200)
})

t.test('what somebody asked who hung up is in hand until it was done', async (t) => {
  const app = await withApp(t, { atOnce: 1 })
  const here = await app.app.listen({ host: '127.0.0.1', port: 0 })
  const { pool } = app.database.open('owner')
  const holding = await pool.connect()
  t.teardown(() => holding.release(true))
  await holding.query('begin')
  await holding.query('lock table caseload_v2 in access exclusive mode')
  const hangUp = new AbortController()
  const asked = fetch(`${here}${caseload}`, { headers: await bearer(), signal: hangUp.signal }).catch(() => 'hung up')
  await soon(app, 503, '/nowhere')
  hangUp.abort()
  t.equal(await asked, 'hung up')
  await setTimeout(200)
  t.equal((await app.get('/nowhere')).status, 503)
  await holding.query('rollback')
  await soon(app, 404, '/nowhere')
})

t.test('signing in on this machine takes a place no longer than it lasts', async (t) => {
  const app = await withApp(t, { atOnce: 1, withPages: true })
  const here = await app.app.listen({ host: '127.0.0.1', port: 0 })
  for (let i = 0; i < 3; i += 1) t.equal((await fetch(`${here}/sign-in/.well-known/openid-configuration`)).status, 200)
})

t.test('nothing is recorded of what was sent away', async (t) => {
  const app = await withApp(t, { atOnce: 1 })
  const [person, entry] = [randomUUID(), met()]
  const slow = await halfSent(app)
  const head = await app.record.head()
  t.match(await app.post(`/practitioner/people/${person}/entries`, { entries: [entry] }), { status: 503, body: { code: 'overloaded' } })
  t.equal(await app.record.head(), head)
  slow.destroy()
  await soon(app, 200)
  t.equal((await app.post(`/practitioner/people/${person}/entries`, { entries: [entry] })).status, 201, 'the same is taken later')
})

t.test('whoever watches over the service is never sent away, nor what a page that was let in asks', async (t) => {
  const app = await withApp(t, { atOnce: 0, withPages: true, metricsToken })
  for (const url of ['/health/live', '/health/ready']) t.equal((await app.get(url)).status, 200, url)
  t.equal((await sentAway(app)).length, 3)
  const asked = (remoteAddress: string) =>
    bearer().then((headers) => app.app.inject({ url: caseload, headers, remoteAddress }).then(({ statusCode }) => statusCode))
  t.equal(await asked(ofAPage), 200)
  t.equal(await asked('192.0.2.1'), 503)
})

t.test('who looks at pages gets a plain page', async (t) => {
  const app = await withApp(t, { atOnce: 0, withPages: true })
  for (const url of ['/', '/my-people', '/the-area']) {
    const { status, headers, body } = await app.get(url)
    t.equal(status, 503, url)
    t.match(headers['content-type'], /^text\/html/)
    t.match(headers['retry-after'], /^[2-5]$/)
    t.match(body, 'More is asked just now than can be answered.')
  }
})

/** Keeps everything else waiting for so many milliseconds. */
function compute(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until; );
}

t.test('that it computes for a moment, as when it starts, sends nobody away', async (t) => {
  const app = await withApp(t, { late: 1_000 })
  for (let i = 0; i < 2; i += 1) {
    compute(1_300)
    await setTimeout(1)
  }
  t.equal((await app.get(caseload)).status, 200)
})

t.test('where the process is late with everything, others are sent away until it is not', async (t) => {
  const app = await withApp(t, { late: 100, metricsToken })
  t.equal((await app.get(caseload)).status, 200)
  let busy = true
  const work = async () => {
    while (busy) {
      compute(300)
      await setTimeout(1)
    }
  }
  const working = work()
  await setTimeout(6_000)
  t.match(await app.get(caseload), { status: 503, body: { code: 'overloaded' } })
  t.equal((await app.get('/health/live')).status, 200)
  busy = false
  await working
  await soon(app, 200)
  t.match(await sentAway(app), [/at once"} 0$/, /late"} [1-9]/])
})
