import { request as ask } from 'node:http'
import { decodeJwt } from 'jose'
import t from 'tap'
import { personIn } from '../../src/tasks/demo/who.ts'
import { ended, folder, start, tokenFor } from '../support/service.ts'
import { authorizationUrl, back, browser, choose, discover, exchange, verifier } from '../support/signing-in.ts'

const dataDir = await folder(t)
const service = await start(dataDir)
t.teardown(() => ended(service.process, 'SIGTERM'))
const { address } = service
const provider = await discover(address)

/** Signs somebody in, in a browser of their own; gives what the page they are sent back to can have. */
async function signedIn(who: string, by = browser()) {
  const { secret, challenge } = verifier()
  const sent = await choose(by, authorizationUrl(provider, challenge), who)
  return { sent, ...(await exchange(provider, sent.get('code') ?? '', secret)) }
}

async function opens(path: string, token = ''): Promise<number> {
  const answer = await fetch(`${address}${path}`, { headers: { authorization: `Bearer ${token}` } })
  await answer.arrayBuffer()
  return answer.status
}

t.test('who tries it out chooses who to be, and gets a token that opens their room and no other', async (t) => {
  t.match(provider, {
    issuer: `${address}/sign-in`,
    authorization_endpoint: `${address}/sign-in/auth`,
    token_endpoint: `${address}/sign-in/token`,
    code_challenge_methods_supported: ['S256'],
  })
  const published = (await (await fetch(provider.jwks_uri)).json()) as { keys: object[] }
  t.same(
    published.keys.map((key) => Object.keys(key).sort()),
    [['alg', 'crv', 'kid', 'kty', 'use', 'x']],
    'one key, and nothing private of it',
  )

  const by = browser()
  const { secret, challenge } = verifier()
  const began = await by.go(authorizationUrl(provider, challenge))
  t.equal(began.status, 303)
  t.match(began.headers.get('location'), /^\/sign-in\/choose\//)
  const choosing = new URL(began.headers.get('location') ?? '', address).href
  const page = await by.go(choosing)
  t.equal(page.status, 200)
  t.match(page.headers.get('content-type'), 'text/html')
  t.match(page.headers.get('content-security-policy'), /^default-src 'none'; .*form-action 'self' http:\/\/127\.0\.0\.1:5999;/)
  t.equal(page.headers.get('cache-control'), 'no-store')
  const html = await page.text()
  t.match(html, /<h1>Who are you today\?<\/h1>/)
  t.match(html, /on this machine only\. These people are made up, and there is no password/)
  t.notMatch(html, /<script|\son\w+=|password"/i)
  t.same(html.match(/(?<=<button [^>]*>)[^<]+/g), [
    'Amira Nasser',
    'Carlton Webb',
    'Sunita Rao',
    'Ruth Callow',
    'Farida Khan',
    'Owen Price',
    'Angela Mullaney',
    'Christine Ahmed',
  ])

  const chosen = await by.go(choosing, { who: 'amira' })
  t.equal(chosen.status, 303)
  const resumed = await by.go(chosen.headers.get('location') ?? '')
  t.equal(resumed.status, 303)
  const sent = new URL(resumed.headers.get('location') ?? '')
  t.equal(`${sent.origin}${sent.pathname}`, back)
  t.equal(sent.searchParams.get('state'), 'where-i-was')
  t.equal(sent.searchParams.get('iss'), `${address}/sign-in`)

  const { status, body } = await exchange(provider, sent.searchParams.get('code') ?? '', secret)
  t.match({ status, body }, { status: 200, body: { token_type: 'Bearer', expires_in: 3600 } })
  t.equal(await opens('/practitioner/caseload', body.access_token), 200)
  t.equal(await opens('/steward/same', body.access_token), 403)
  t.match(decodeJwt(body.id_token ?? ''), { iss: `${address}/sign-in`, aud: 'unfolding-pages', sub: 'amira', nonce: 'once' })
  t.equal(await opens('/practitioner/caseload', body.id_token), 401, 'what says who signed in opens nothing')
  const { paths } = (await (await fetch(`${address}/openapi.json`)).json()) as { paths: object }
  t.same(
    Object.keys(paths).filter((path) => path.includes('sign-in')),
    [],
  )
})

t.test('each of them has a token for what they are there for', async (t) => {
  const county = { areas: ['X10000001'], organisation: 'SALLOW01' }
  const said: Record<string, object> = {
    amira: { name: 'Amira Nasser', roles: ['practitioner'], ...county },
    carlton: { name: 'Carlton Webb', roles: ['practitioner'], areas: ['X10000001'], organisation: 'MILLHALL1' },
    sunita: { name: 'Sunita Rao', roles: ['practitioner', 'team-lead'], ...county },
    ruth: { name: 'Ruth Callow', roles: ['reviewer'], ...county },
    farida: { name: 'Farida Khan', roles: ['commissioner'], ...county },
    owen: { name: 'Owen Price', roles: ['steward'], ...county },
    angela: { name: 'Angela Mullaney', roles: ['person'], areas: [], person: personIn('unfolding', 11) },
    christine: {
      name: 'Christine Ahmed',
      roles: ['person'],
      areas: [],
      actsFor: [{ person: personIn('unfolding', 2), ground: 'attorney-welfare', until: '2099-12-31' }],
    },
  }
  const room: Record<string, string> = {
    carlton: '/practitioner/caseload',
    sunita: '/practitioner/caseload',
    farida: '/commissioner/areas',
    owen: '/steward/same',
  }
  for (const [sub, claims] of Object.entries(said)) {
    const { body } = await signedIn(sub)
    const { jti, iat, exp, client_id, ...rest } = decodeJwt(body.access_token ?? '')
    t.same(rest, { sub, iss: 'unfolding', aud: 'unfolding', ...claims })
    if (room[sub]) t.equal(await opens(room[sub], body.access_token), 200, sub)
  }
})

t.test('nobody stays signed in: in the same browser one is asked again, and can be somebody else', async (t) => {
  const by = browser()
  t.equal((await signedIn('amira', by)).status, 200)
  const { status, body } = await signedIn('owen', by)
  t.equal(status, 200)
  t.equal(decodeJwt(body.access_token ?? '').sub, 'owen')
  const silently = await by.go(authorizationUrl(provider, verifier().challenge, { prompt: 'none' }))
  t.match(new URL(silently.headers.get('location') ?? '').searchParams.get('error'), 'login_required')
})

t.test(
  'an address may name who one is, and then nobody is asked; not one that a page elsewhere leads to, nor one that names nobody here',
  async (t) => {
    const choosing = async (login_hint: string) => {
      const by = browser()
      const began = await by.go(authorizationUrl(provider, verifier().challenge, { login_hint }))
      return { by, url: new URL(began.headers.get('location') ?? '', address).href }
    }
    const amira = await choosing('amira')
    const straight = await amira.by.go(amira.url)
    t.equal(straight.status, 303)
    const back = await amira.by.go(new URL(straight.headers.get('location') ?? '', address).href)
    t.ok(new URL(back.headers.get('location') ?? '').searchParams.get('code'))
    const nobody = await choosing('nobody')
    t.equal((await nobody.by.go(nobody.url)).status, 200, 'the page to choose')
    const elsewhere = await choosing('amira')
    const cookie = elsewhere.by.jar.map(({ name, value }) => `${name}=${value}`).join('; ')
    const from = (site: string) =>
      new Promise((resolve, reject) =>
        ask(elsewhere.url, { headers: { cookie, 'sec-fetch-site': site } }, (answer) => resolve(answer.resume().statusCode))
          .on('error', reject)
          .end(),
      )
    t.equal(await from('cross-site'), 200, 'the page to choose')
    t.equal(await from('none'), 303)
    const enter = async (query: string) => (await fetch(`${address}/enter?${query}`, { redirect: 'manual' })).headers.get('location') ?? ''
    t.match(await enter('as=amira&to=/my-people'), /login_hint=amira/)
    t.notMatch(await enter('to=/my-people'), /login_hint/)
  },
)

t.test('a code is for whoever began, once', async (t) => {
  const { secret, challenge } = verifier()
  const codeFor = async () => (await choose(browser(), authorizationUrl(provider, challenge), 'amira')).get('code') ?? ''
  const refused = { status: 400, body: { error: 'invalid_grant', access_token: undefined } }

  const stolen = await codeFor()
  t.match(await exchange(provider, stolen, verifier().secret), refused, 'another verifier')
  t.match(await exchange(provider, stolen, ''), refused, 'none')
  t.match(await exchange(provider, stolen, secret, { redirect_uri: 'http://127.0.0.1:6000/signed-in' }), refused, 'sent elsewhere')
  t.match(await exchange(provider, stolen, secret, { client_id: 'others' }), { status: 401, body: { error: 'invalid_client' } })
  t.equal((await exchange(provider, stolen, secret)).status, 200, 'and then by whoever began')
  t.match(await exchange(provider, stolen, secret), refused, 'twice')
  t.match(await exchange(provider, 'made-up', secret), refused)
})

t.test('a page of another origin gets no token by a script, and is not quoted as it wrote itself', async (t) => {
  const { secret, challenge } = verifier()
  const code = (await choose(browser(), authorizationUrl(provider, challenge), 'amira')).get('code') ?? ''
  const form = { grant_type: 'authorization_code', client_id: 'unfolding-pages', redirect_uri: back, code, code_verifier: secret }
  const headers = { origin: '<b>elsewhere</b>', accept: 'text/html' }
  const answer = await fetch(provider.token_endpoint, { method: 'POST', body: new URLSearchParams(form), headers })
  t.equal(answer.status, 400)
  t.equal(answer.headers.get('access-control-allow-origin'), null)
  t.match(await answer.text(), /origin &#60;b&#62;elsewhere&#60;\/b&#62; not allowed/)
})

t.test('nobody is sent elsewhere than to this machine, or without what proves it was them who began', async (t) => {
  const { challenge } = verifier()
  const elsewhere = [
    'https://elsewhere.example/signed-in',
    'http://127.0.0.1.elsewhere.example/signed-in',
    'http://127.0.0.1:5999@elsewhere.example/signed-in',
    'http://127.0.0.1:5999/elsewhere',
    'https://127.0.0.1:5999/signed-in',
    'unfolding://signed-in',
  ]
  for (const redirect_uri of elsewhere) {
    const answer = await browser().go(authorizationUrl(provider, challenge, { redirect_uri }))
    t.equal(answer.status, 400, redirect_uri)
    t.equal(answer.headers.get('location'), null)
    t.match(await answer.text(), /<h1>Signing in did not work<\/h1>/)
  }
  for (const redirect_uri of ['http://127.0.0.1:1/signed-in', 'http://localhost:65535/signed-in'])
    t.equal((await browser().go(authorizationUrl(provider, challenge, { redirect_uri }))).status, 303, 'any port of this machine')

  const why = async (more: Record<string, string | undefined>) => {
    const answer = await browser().go(authorizationUrl(provider, challenge, more))
    return new URL(answer.headers.get('location') ?? '', address).searchParams.get('error')
  }
  t.equal(await why({ code_challenge: undefined, code_challenge_method: undefined }), 'invalid_request')
  t.equal(await why({ code_challenge_method: 'plain' }), 'invalid_request')
  t.equal(await why({ resource: 'urn:somebody-elses' }), 'invalid_target')
})

t.test('the choice is made in the browser where it began, among those who are listed', async (t) => {
  const by = browser()
  const began = await by.go(authorizationUrl(provider, verifier().challenge))
  const choosing = new URL(began.headers.get('location') ?? '', address).href
  const old = { status: 400, code: 'not-understood' }
  const answered = async (answer: Response) => ({ status: answer.status, code: ((await answer.json()) as { code: string }).code })
  t.match(await answered(await browser().go(choosing)), old)
  t.match(await answered(await browser().go(choosing, { who: 'amira' })), old)
  t.match(await answered(await by.go(choosing, { who: 'somebody' })), old)
  t.match(await answered(await by.go(choosing, {})), old)
  t.equal((await by.go(choosing, { who: 'amira' })).status, 303)
})

t.test('of those who begin and go away, the last thousand are remembered', async (t) => {
  const url = authorizationUrl(provider, verifier().challenge)
  const begin = async () => {
    const by = browser()
    const began = await by.go(url)
    const choosing = new URL(began.headers.get('location') ?? '', address).href
    return async () => (await by.go(choosing)).status
  }
  const first = await begin()
  t.equal(await first(), 200)
  const second = await begin()
  for (let n = 2; n < 1_001; n += 1) await fetch(url, { redirect: 'manual' })
  t.same([await first(), await second()], [400, 200])
})

t.test('by another name than this machine’s, or through a proxy, there is nothing', async (t) => {
  const by = (headers: Record<string, string>) =>
    new Promise((resolve, reject) =>
      ask(`${address}/sign-in/jwks`, { headers }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end(),
    )
  const { port } = new URL(address)
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]) t.equal(await by({ host }), 200, host)
  for (const host of ['elsewhere.example', `elsewhere.example:${port}`, '127.0.0.1.elsewhere.example', '192.168.0.10'])
    t.equal(await by({ host }), 404, host)
  t.equal(await by({ 'x-forwarded-for': '192.0.2.1' }), 404)
  t.equal(await by({ forwarded: 'for=192.0.2.1' }), 404)
})

t.test('tokens of the command line are accepted beside those', async (t) => {
  const tokenWith = async (...more: string[]) => (await tokenFor(dataDir, ...more)).authorization?.replace('Bearer ', '') ?? ''
  t.equal(await opens('/practitioner/caseload', await tokenWith()), 200)
  const person = 'D72BB857-E507-48DF-A6D0-FAF1431FF3A8'
  t.match(decodeJwt(await tokenWith('--role', 'person', '--person', person)), {
    roles: ['practitioner', 'person'],
    person: 'd72bb857-e507-48df-a6d0-faf1431ff3a8',
  })
  await t.rejects(tokenWith('--person', 'angela'), { message: /--person: Invalid UUID/ })
})

t.test('where sign-in is set up, or more than this machine can reach the service, nobody signs in as somebody made up', async (t) => {
  const dataDir = await folder(t)
  const settings: Record<string, string>[] = [
    {},
    { OIDC_ISSUER: 'https://127.0.0.1:1' },
    { TOKEN_KEYS: 'test/support/no-keys.json' },
    { HOST: '0.0.0.0' },
    { TRUST_PROXY: 'true' },
  ]
  const found = []
  for (const more of settings) {
    const other = await start(dataDir, more)
    const { port } = new URL(other.address)
    const paths = ['/.well-known/openid-configuration', '/jwks', '/auth', '/choose/some-choice']
    const answers = await Promise.all(paths.map((path) => fetch(`http://127.0.0.1:${port}/sign-in${path}`)))
    found.push(answers.map(({ status }) => status))
    t.equal(await ended(other.process, 'SIGTERM'), 0)
  }
  const nothing = [404, 404, 404, 404]
  t.same(found, [[200, 200, 400, 400], nothing, nothing, nothing, nothing])
})
