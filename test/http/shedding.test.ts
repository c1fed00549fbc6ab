import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { ofAPage } from '../../src/http/limits.ts'
import { bearer, type TestApp, withApp } from '../support/app.ts'
import { met } from '../support/asking.ts'

const caseload = '/practitioner/caseload'
const metricsToken = 'a-token-of-metrics'
const title = 'More is asked just now than can be answered. Nothing was done; send the same again a little later.'

/** A request that waits for the database until it is let go: that long it is in hand. */
async function held(t: Pick<Test, 'teardown'>, { app, database }: TestApp, signal?: AbortSignal) {
  const here = app.server.listening ? app.listeningOrigin : await app.listen({ host: '127.0.0.1', port: 0 })
  const holding = await database.open('owner').pool.connect()
  t.teardown(() => holding.release(true))
  await holding.query('begin')
  await holding.query('lock table caseload_v2 in access exclusive mode')
  const answered = fetch(`${here}${caseload}`, { headers: await bearer(), ...(signal && { signal }) }).then(
    ({ status }) => status,
    () => 'hung up',
  )
  return { answered, letGo: () => holding.query('rollback') }
}

/** Somebody who has begun to send something to the service and not ended. */
async function halfSent({ app }: TestApp): Promise<Socket> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 })
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(
    'POST /nowhere HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 20\r\nExpect: 100-continue\r\n\r\n',
  )
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
  const first = await held(t, app)
  await soon(app, 503, '/nowhere')
  const { status, headers, body } = await app.get(caseload)
  t.equal(status, 503)
  t.match(headers['content-type'], /^application\/problem\+json/)
  t.same(body, { type: 'about:blank', title, status: 503, detail: title, code: 'overloaded' })
  const wait = Number(headers['retry-after'])
  t.ok(wait >= 2 && wait <= 5, `after ${wait} seconds`)
  t.match(await sentAway(app), [
    /^unfolding_requests_shed_total{why="at once"} [2-9]$/,
    /^unfolding_requests_shed_total{why="late"} 0$/,
    /in_hand 1$/,
  ])

  await first.letGo()
  t.equal(await first.answered, 200, 'who was there first is answered')
  for (let i = 0; i < 3; i += 1) t.equal((await app.get(caseload)).status, 200, 'and then one after another')
})

t.test('who sends slowly takes nobody’s place', async (t) => {
  const app = await withApp(t, { atOnce: 1 })
  const slow = await halfSent(app)
  t.equal((await app.get(caseload)).status, 200)
  slow.write('{"entries": "none" }')
  t.match(String((await once(slow, 'data'))[0]), /^HTTP\/1\.1 404 /)
  slow.destroy()
})

t.test('what was sent slowly is in hand once it is there', async (t) => {
  const app = await withApp(t, { atOnce: 1 })
  const person = randomUUID()
  const here = await app.app.listen({ host: '127.0.0.1', port: 0 })
  const holding = await app.database.open('owner').pool.connect()
  t.teardown(() => holding.release(true))
  await holding.query('begin')
  await holding.query('lock table record in access exclusive mode')
  const body = JSON.stringify({ entries: [met()] })
  const headers = { ...(await bearer()), 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
  const asked = request(`${here}/practitioner/people/${person}/entries`, { method: 'POST', headers })
  asked.flushHeaders()
  await setTimeout(200)
  t.equal((await app.get('/nowhere')).status, 404)
  asked.end(body)
  await soon(app, 503, '/nowhere')
  await holding.query('rollback')
  const [{ statusCode }] = await once(asked, 'response')
  t.equal(statusCode, 201)
  await soon(app, 404, '/nowhere')
})

t.test('what somebody asked who hung up is in hand until it was done', async (t) => {
  const app = await withApp(t, { atOnce: 1 })
  const hangUp = new AbortController()
  const { answered, letGo } = await held(t, app, hangUp.signal)
  await soon(app, 503, '/nowhere')
  hangUp.abort()
  t.equal(await answered, 'hung up')
  await setTimeout(200)
  t.equal((await app.get('/nowhere')).status, 503)
  await letGo()
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
  const first = await held(t, app)
  await soon(app, 503, '/nowhere')
  const head = await app.record.head()
  t.match(await app.post(`/practitioner/people/${person}/entries`, { entries: [entry] }), { status: 503, body: { code: 'overloaded' } })
  t.equal(await app.record.head(), head)
  await first.letGo()
  await soon(app, 404, '/nowhere')
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
