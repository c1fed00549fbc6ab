import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { limitRequests } from '../../src/http/limits.ts'
import type { Claims } from '../../src/http/who.ts'
import { pages } from '../../src/pages/pages.ts'
import { wayBack } from '../../src/pages/signing-in.ts'
import { tokens } from '../support/app.ts'
import { withIssuer } from '../support/issuer.ts'

const [own, des, ann] = [randomUUID(), randomUUID(), randomUUID()]
const until = '2099-12-31'
const christine: Claims = {
  sub: 'christine',
  name: 'Christine Ahmed',
  roles: ['person'],
  areas: [],
  actsFor: [{ person: des, ground: 'attorney-welfare', until }],
}

/** Pages with rooms that answer as little as they need, and somebody who is signed in for so many minutes: with less than none, no more. */
async function withPages(t: Test, who: Claims = christine) {
  const app = Fastify()
  t.teardown(() => app.close())
  await pages({ issuer: () => 'https://sign-in.example', clientId: 'pages' }, tokens)(app)
  app.get('/for/:minutes', (request) => {
    request.session.token = 'a-token'
    request.session.who = who
    request.session.until = Date.now() + Number((request.params as { minutes: string }).minutes) * 60_000
    return {}
  })
  app.get('/practitioner/people/:person', () => ({ name: { name: 'Sam' }, goals: [] }))
  let held: { asked: () => void; answered: Promise<void> } | undefined
  app.get('/me', async (request, reply) => {
    held?.asked()
    await held?.answered
    const { for: whose } = request.query as { for?: string }
    if (whose === ann) return reply.code(403).send({ code: 'out-of-reach', title: 'This is out of your reach.' })
    return { name: { name: whose === des ? 'Des Ahmed' : 'Me Myself' } }
  })
  for (const room of ['/practitioner/people/:person/entries', '/me/entries'])
    app.post(room, (_, reply) => reply.code(401).send({ code: 'bad-token', title: 'This token does not hold.' }))
  const cookies = cookieIn(await app.inject('/for/60'))
  /** Holds what the person's room answers, until it may. */
  function hold(): { asked: Promise<void>; answer: () => void } {
    const [asked, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    held = { asked: asked.resolve, answered: answered.promise }
    return { asked: asked.promise, answer: answered.resolve }
  }
  return { app, cookies, hold, signOut: () => app.inject({ url: '/for/-1', cookies }) }
}

function cookieIn({ cookies: [cookie] }: { cookies: { name: string; value: string }[] }): { unfolding: string } {
  return { unfolding: cookie?.value ?? '' }
}

async function get(app: FastifyInstance, url: string, cookies: Record<string, string>) {
  return app.inject({ url, cookies })
}

t.test('who is signed in no more when they send something still has what they typed', async (t) => {
  const forms: [url: string, typed: Record<string, string>, kept: RegExp][] = [
    [`/my-people/${randomUUID()}/conversation`, { heard: 'The choir is back', who: 'person', day: '2026-01-02' }, /The choir is back/],
    [
      `/my-story/for/${des}/say`,
      { speaker: 'family', speakerName: 'Chris', kind: 'want', lifeArea: 'fun', words: 'The bowls club' },
      /value="family" checked[\s\S]*value="Chris"[\s\S]*value="want" checked[\s\S]*The bowls club/,
    ],
    [
      `/my-story/for/${des}/fit/${randomUUID()}`,
      { speaker: 'family', speakerName: 'Chris', fit: 'partly', words: 'Too early' },
      /Too early/,
    ],
  ]
  for (const [url, typed, kept] of forms) {
    const { app, cookies, signOut } = await withPages(t)
    const form = await get(app, url.replace(/fit.*/, 'say'), cookies)
    const hidden = Object.fromEntries(
      [...form.body.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    )
    await signOut()
    const answer = await app.inject({
      method: 'POST',
      url,
      cookies,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ ...hidden, ...typed }).toString(),
    })
    t.equal(answer.statusCode, 401)
    t.match(answer.body, /You are no longer signed in/)
    t.match(answer.body, kept)
    t.match(answer.body, 'Sign in again')
    t.match((await get(app, url, cookies)).headers.location, '/enter?to=', 'the page itself asks to sign in')
  }
})

t.test('a page that is still being made does not bring back who has left meanwhile', async (t) => {
  const { app, cookies, hold } = await withPages(t)
  await get(app, `/my-story/for/${des}`, cookies)
  const release = hold()
  const page = get(app, `/my-story/for/${des}`, cookies)
  await release.asked
  t.equal((await get(app, '/leave-quickly', cookies)).statusCode, 302)
  release.answer()
  t.equal((await page).statusCode, 200)
  t.match((await get(app, `/my-story/for/${des}`, cookies)).headers.location, '/enter?to=')
})

t.test('who is sent to sign in comes back with all that they asked', async (t) => {
  const { app } = await withPages(t)
  const url = `/journeys/${own}/two-days?from=2026-01-01&to=2026-02-01`
  const { headers } = await app.inject(url)
  t.equal(headers.location, `/enter?to=${encodeURIComponent(url)}`)
  t.equal(wayBack(url), url)
})

t.test('an issuer of real people is not told who somebody says they are', async (t) => {
  const issuer = await withIssuer(t)
  issuer.about = { authorization_endpoint: `${issuer.address}/auth`, token_endpoint: `${issuer.address}/token` }
  const app = Fastify()
  t.teardown(() => app.close())
  await pages({ issuer: () => issuer.address, clientId: 'pages' }, tokens)(app)
  const { headers } = await app.inject('/enter?to=/my-people&as=amira')
  t.match(headers.location, `${issuer.address}/auth?`)
  t.notMatch(headers.location, 'login_hint')
})

t.test('nobody is sent back to anywhere but a page of ours', async (t) => {
  const ways: Record<string, string> = {
    '/my-story': '/my-story',
    '/my-people?name=J%20K&x=a+b': '/my-people?name=J%20K&x=a+b',
    '/my-people?name=“J”': '/my-people',
    '/my-story?x=//evil.example': '/my-story',
    '': '/',
    'my-story': '/',
    '//evil.example': '/',
    '//evil': '/',
    '//evil?x': '/',
    '//evil?“': '/',
    '//evil.example?x': '/',
    '/\\evil.example': '/',
    '\\\\evil.example': '/',
    '/%2fevil.example': '/',
    '/.//evil.example': '/',
    '/x/..//evil.example': '/',
    '/\t/evil.example': '/',
    '/\n/evil.example': '/',
    'https://evil.example': '/',
    'https:evil.example': '/',
    'javascript:alert(1)': '/',
    '/javascript:alert(1)': '/',
    '/x\r\nLocation: https://evil.example': '/',
    '/x?y\r\nLocation: https://evil.example': '/x',
    '/@evil.example': '/',
    [`/${'x'.repeat(2_000)}`]: '/',
    [`/x?${'y'.repeat(2_000)}`]: '/',
  }
  for (const [to, leads] of Object.entries(ways)) {
    t.equal(wayBack(to), leads, JSON.stringify(to).slice(0, 60))
    t.equal(new URL(wayBack(to), 'https://ours.example').origin, 'https://ours.example')
  }
})

t.test('whoever has a story of their own and acts for others chooses whose; each window keeps to its own', async (t) => {
  const actsFor = [
    ...christine.actsFor,
    { person: ann, ground: 'parent' as const, until },
    { person: randomUUID(), ground: 'chosen' as const, until: '2020-01-01' },
  ]
  const { app, cookies } = await withPages(t, { ...christine, person: own, actsFor })
  const mine = (await get(app, '/my-story', cookies)).body
  t.match(mine, /Me Myself[\s\S]*/)
  t.match(mine, 'href="/my-story/whose"')
  t.notMatch(mine, 'This is the story of')
  const choices = (await get(app, '/my-story/whose', cookies)).body
  t.match(choices, new RegExp(`href="/my-story">My own[\\s\\S]*href="/my-story/for/${des}">Des Ahmed</a>`))
  t.match(choices, 'You act as their attorney for health and welfare, until 31 December 2099.')
  t.match(choices, /A story that is not open to you[\s\S]*You act as their parent/)
  t.equal(choices.match(/You act as/g)?.length, 2, 'what has ended is not offered')
  const his = (await get(app, `/my-story/for/${des}/say`, cookies)).body
  t.match(his, /This is the story of <strong>Des Ahmed<\/strong>/)
  t.match(his, `action="/my-story/for/${des}/say"`)

  const withoutOwn = await withPages(t, { ...christine, actsFor })
  const { headers } = await get(withoutOwn.app, '/my-story/say', withoutOwn.cookies)
  t.equal(headers.location, '/my-story/whose')
  t.equal((await get(app, '/my-story/for/nobody', cookies)).statusCode, 404)
})

t.test('the front page has the doors of one’s own rooms, and none to whoever is not signed in', async (t) => {
  const doorsOf = (body: string) =>
    [...body.matchAll(/href="(\/(?:my-story|my-people|journeys|the-area|enter\?to=\/))"/g)].map(([, at]) => at)
  const { app, cookies } = await withPages(t, { ...christine, roles: ['person', 'reviewer'] })
  t.same(doorsOf((await app.inject('/')).body), ['/enter?to=/'])
  t.same(doorsOf((await get(app, '/', cookies)).body), ['/my-story', '/journeys'])
  const steward = await withPages(t, { ...christine, roles: ['steward'] })
  const { body } = await get(steward.app, '/', steward.cookies)
  t.same(doorsOf(body), [])
  t.match(body, 'There are no pages for what you do here yet.')
})

t.test('who asks too much is told so on a page', async (t) => {
  const app = Fastify()
  t.teardown(() => app.close())
  await limitRequests(app, { rateLimit: 1, rateLimitSubject: 1 })
  await pages({ issuer: () => 'https://sign-in.example', clientId: 'pages' }, tokens)(app)
  t.equal((await app.inject('/')).statusCode, 200)
  const { statusCode, body } = await app.inject('/the-area')
  t.equal(statusCode, 429)
  t.match(body, /<main[\s\S]*Too many requests/)
})
