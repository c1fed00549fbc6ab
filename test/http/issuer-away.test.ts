import { execFile } from 'node:child_process'
import { setTimeout as later } from 'node:timers/promises'
import { promisify } from 'node:util'
import t from 'tap'
import { aboutPath, inJson, keyPair, keysPath, withIssuer } from '../support/issuer.ts'
import { roomOf } from '../support/room-of-issuer.ts'
import { ended, environment, folder, root, start } from '../support/service.ts'

const unavailable = {
  status: 503,
  headers: { 'retry-after': '2', 'content-type': 'application/problem+json' },
  body: {
    type: 'about:blank',
    title: 'Tokens cannot be checked now. Send the same again.',
    status: 503,
    detail: 'Tokens cannot be checked now. Send the same again.',
    code: 'sign-in-unavailable',
  },
}

t.test('where the issuer is not there it says so and tells nothing more, until the issuer is', async (t) => {
  const pair = await keyPair('first')
  const issuer = await withIssuer(t, pair)
  await issuer.goAway()
  const { enter, logged } = await roomOf(t, issuer, { patience: { pause: 100 } })
  const token = await issuer.sign(pair)
  const answer = await enter(token)
  t.match(answer, unavailable)
  t.same(answer.body, unavailable.body)
  t.match(await enter('not.a.token'), { status: 401 }, 'what is no token needs no issuer')
  t.match(logged, [/ECONNREFUSED.*sign-in unavailable/])

  await issuer.comeBack()
  await later(150)
  t.equal((await enter(token)).status, 200)
})

t.test('an issuer that is not there is asked once in a while, however many ask us', async (t) => {
  const pair = await keyPair('first')
  const issuer = await withIssuer(t, pair)
  issuer.instead[aboutPath] = (reply) => reply.writeHead(500).end()
  const { enter } = await roomOf(t, issuer, { patience: { pause: 60_000 } })
  const token = await issuer.sign(pair)
  const answers = await Promise.all(Array.from({ length: 50 }, () => enter(token)))
  t.same(new Set(answers.map(({ status }) => status)), new Set([503]))
  t.match(await enter(token), unavailable)
  t.same(issuer.asked, [aboutPath])
})

t.test('an issuer that goes away is not missed while its keys are good, and nobody is let in after that', async (t) => {
  const [pair, unknown] = [await keyPair('first'), await keyPair('unknown')]
  const issuer = await withIssuer(t, pair)
  const { enter } = await roomOf(t, issuer, { patience: { pause: 100, newKeysEvery: 0, keysGoodFor: 1_500 } })
  const token = await issuer.sign(pair)
  t.equal((await enter(token)).status, 200)
  await issuer.goAway()
  t.match(await enter(await issuer.sign(unknown)), unavailable, 'it may be a new key')
  t.equal((await enter(token)).status, 200)
  await later(1_600)
  t.match(await enter(token), unavailable)

  // It comes back with its keys in another place.
  issuer.about = { jwks_uri: `${issuer.address}/moved` }
  issuer.instead = { '/moved': (reply) => inJson(reply, { keys: issuer.keys }), [keysPath]: (reply) => reply.writeHead(410).end() }
  await issuer.comeBack()
  await later(150)
  t.equal((await enter(token)).status, 200)
})

t.test('an issuer that does not answer is not waited for', async (t) => {
  const pair = await keyPair('first')
  const token = async (issuer: Awaited<ReturnType<typeof withIssuer>>) => issuer.sign(pair)
  for (const path of [aboutPath, keysPath])
    for (const begun of [false, true]) {
      const issuer = await withIssuer(t, pair)
      issuer.instead[path] = (reply) => void (begun && reply.writeHead(200, { 'content-type': 'application/json' }).write('{"issuer":'))
      const { enter } = await roomOf(t, issuer, { patience: { answersWithin: 300 } })
      const before = performance.now()
      t.match(await enter(await token(issuer)), unavailable, path)
      t.ok(performance.now() - before < 2_000, 'in little more than it may take')
    }
})

t.test('an issuer that answers something else is as good as none, and the log says what is wrong', async (t) => {
  const pair = await keyPair('first')
  const html = (reply: Parameters<typeof inJson>[0]) => void reply.writeHead(200, { 'content-type': 'text/html' }).end('<p>Welcome</p>')
  const error = (reply: Parameters<typeof inJson>[0]) => void reply.writeHead(500).end('at secret.ts:5')
  const elsewhere = (reply: Parameters<typeof inJson>[0]) => void reply.writeHead(302, { location: '/elsewhere' }).end()
  const wrong: [string, { about?: object; instead?: object }, RegExp][] = [
    ['another issuer', { about: { issuer: 'https://elsewhere.example' } }, /not what is needed: issuer/],
    ['a name with a slash more', { about: { issuer: 'http://127.0.0.1/' } }, /not what is needed: issuer/],
    ['no name', { about: { issuer: undefined } }, /not what is needed: issuer/],
    ['keys in the open', { about: { jwks_uri: 'http://keys.example/keys' } }, /not what is needed: jwks_uri/],
    ['keys in a file', { about: { jwks_uri: 'file:///etc/passwd' } }, /not what is needed: jwks_uri/],
    ['keys nowhere', { about: { jwks_uri: undefined } }, /not what is needed: jwks_uri/],
    ['keys at no address', { about: { jwks_uri: 'keys' } }, /not what is needed: jwks_uri/],
    ['a page', { instead: { [aboutPath]: html } }, /not JSON/],
    ['an error', { instead: { [aboutPath]: error } }, /it answered 500/],
    ['another place', { instead: { [aboutPath]: elsewhere, '/elsewhere': (reply: never) => inJson(reply, {}) } }, /fetch failed/],
    ['a page for keys', { instead: { [keysPath]: html } }, /not JSON/],
    ['an error for keys', { instead: { [keysPath]: error } }, /it answered 500/],
    [
      'another place for keys',
      { instead: { [keysPath]: elsewhere, '/elsewhere': (reply: never) => inJson(reply, { keys: [pair.published] }) } },
      /fetch failed/,
    ],
    ['no set of keys', { instead: { [keysPath]: (reply: never) => inJson(reply, { keys: 'none' }) } }, /not what is needed: keys/],
    ['keys that are none', { instead: { [keysPath]: (reply: never) => inJson(reply, { keys: [5, null] }) } }, /not what is needed: keys/],
  ]
  for (const [what, { about, instead }, why] of wrong) {
    const issuer = await withIssuer(t, pair)
    Object.assign(issuer.about, about)
    Object.assign(issuer.instead, instead)
    const { enter, logged } = await roomOf(t, issuer)
    const answer = await enter(await issuer.sign(pair))
    t.match(answer, unavailable, what)
    t.same(answer.body, unavailable.body)
    t.match(logged.join('\n'), why)
    t.notMatch(logged.join('\n'), /secret|Welcome/)
  }
})

t.test('the service starts without its issuer, and knows people once the issuer is there', async (t) => {
  const pair = await keyPair('first')
  const issuer = await withIssuer(t, pair)
  await issuer.goAway()
  const service = await start(await folder(t), { OIDC_ISSUER: issuer.address, CLAIM_ROLES: 'realm_access.roles' })
  const authorization = `Bearer ${await issuer.sign(pair, { roles: undefined, realm_access: { roles: ['practitioner'] } })}`
  const caseload = () => fetch(`${service.address}/practitioner/caseload`, { headers: { authorization } })
  const without = await caseload()
  t.equal(without.status, 503)
  t.same(await without.json(), unavailable.body)
  t.equal((await fetch(`${service.address}/health/live`)).status, 200)

  await issuer.comeBack()
  const until = Date.now() + 20_000
  while ((await caseload()).status !== 200 && Date.now() < until) await later(200)
  t.equal((await caseload()).status, 200)
  t.equal(await ended(service.process, 'SIGTERM'), 0)
})

t.test('the service makes no tokens of its own where they are an issuer’s', async (t) => {
  const env = { ...environment(await folder(t)), OIDC_ISSUER: 'https://sign-in.example' }
  const asked = promisify(execFile)(process.execPath, ['src/tasks/token.ts', '--role', 'practitioner'], { cwd: root, env })
  await t.rejects(asked, { code: 1, stdout: '', stderr: /yours come from .*OIDC_ISSUER/ })
})
