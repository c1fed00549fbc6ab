import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { bearer, type Claimed, withApp } from '../../support/app.ts'
import { ask, met } from '../../support/asking.ts'
import { allRooms, send } from '../../support/routes.ts'

// Below the routes: methods, headers, bodies and bytes that no client of ours sends.

const planted = 'Quibblewick'
const everyRole: Claimed = { roles: ['practitioner', 'reviewer', 'commissioner', 'steward', 'person'] }

/** The service, listening, with one person in it whom amira met. */
async function listening(t: Test, limits: { rateLimit?: number } = {}) {
  const service = await withApp(t, limits)
  const sam = randomUUID()
  const { status } = await service.post(`/practitioner/people/${sam}/entries`, { entries: [met('X10000101', planted)] })
  t.equal(status, 201)
  await service.settled()
  await service.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = service.app.server.address() as AddressInfo
  /** Sends bytes as they are; gives what comes back until the other side is done. */
  async function bytes(...sent: (string | Buffer)[]): Promise<string> {
    const socket = net.connect(port, '127.0.0.1')
    socket.setTimeout(10_000, () => socket.destroy())
    for (const each of sent) socket.write(each)
    return text(socket)
  }
  return { service, sam, port, bytes, head: await service.record.head() }
}

t.test('a method that a route does not have does nothing there, whatever the headers say', async (t) => {
  const { service, sam, port, head } = await listening(t)
  const headers = { ...(await bearer({ ...everyRole, person: randomUUID() })), 'content-type': 'application/json', 'content-length': '2' }
  const wrong: string[] = []
  const requests = allRooms(service.app, { person: sam })
  const has = new Map<string, Set<string>>()
  for (const { url, method } of requests) {
    const path = url.split('?')[0] ?? ''
    has.set(path, (has.get(path) ?? new Set()).add(method))
  }
  for (const [path, methods] of has) {
    const others = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'SEARCH', 'LOCK', 'PURGE', 'QUERY']
    for (const method of [...others.filter((each) => !methods.has(each)), ...(methods.has('GET') ? [] : ['GET', 'HEAD'])]) {
      const asked = http.request({ port, path, method, headers, agent: false }).end('{}')
      const [answer] = (await once(asked, 'response')) as [http.IncomingMessage]
      const told = await text(answer)
      if (![400, 404, 405, 415].includes(answer.statusCode ?? 0) || told.includes(planted))
        wrong.push(`${method} ${path}: ${answer.statusCode} ${told}`)
    }
  }
  for (const request of requests.filter(({ method }) => method === 'GET'))
    for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
      const given = await bearer({ ...everyRole, person: sam, sub: 'amira' })
      const [plain, overridden] = [
        await send(service.app, request, given),
        await send(service.app, request, { ...given, [name]: 'DELETE' }),
      ]
      if (plain.status !== overridden.status) wrong.push(`${request.route} ${name}: ${overridden.status}`)
    }
  t.same(wrong.slice(0, 5), [])
  t.equal(await service.record.head(), head)
})

t.test('a HEAD is let in no further than its GET, and is a look like it', async (t) => {
  const { service, sam } = await listening(t)
  for (const request of allRooms(service.app, { person: sam }).filter(({ method }) => method === 'GET')) {
    const by = await bearer({ sub: 'stranger', roles: ['practitioner', 'reviewer', 'steward'], areas: ['X10000200'] })
    const head = await service.app.inject({ method: 'HEAD', url: request.url, headers: by })
    const { status } = await send(service.app, request, by)
    t.ok(head.statusCode === status || (request.route.endsWith('/replay') && head.statusCode === 404), request.route)
    t.equal(head.payload, '')
  }
  const who = async () =>
    (await service.get('/me/who-looked', { roles: ['person'], person: sam })).body.looks.filter(
      ({ what }: { what: string }) => what === 'now',
    )
  t.same(await who(), [])
  t.equal((await service.app.inject({ method: 'HEAD', url: `/practitioner/people/${sam}`, headers: await bearer() })).statusCode, 200)
  t.equal((await who()).length, 1)
})

t.test('a body of another kind, or none, is not read on any route that takes one', async (t) => {
  const { service, sam, head } = await listening(t)
  const authorization = { ...(await bearer({ ...everyRole, person: sam })) }
  const kinds: [type: string | undefined, body: string | Buffer | undefined][] = [
    ...[
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/xml',
      'text/html',
      'application/jsonp',
      '*/*',
    ].map((type): [string, string] => [type, '{"roles":["steward"]}']),
    ['application/json; charset=utf-16', Buffer.from('{"a":1}', 'utf16le')],
    ['application/json', undefined],
    ...['', ' ', '{', 'null', '[]', '"x"', '0', '{"a":NaN}', "{'a':1}", '\ufeff{', '{"entries":[],}', '{"entries":[{}]} {}'].map(
      (body): [string, string] => ['application/json', body],
    ),
    ...['__proto__', 'constructor'].map((key): [string, string] => [
      'application/json',
      `{"${key}":{"roles":["steward"]},"entries":[{"${key}":{"prototype":{"a":1}}}]}`,
    ]),
    ['application/json', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['application/json', `${'{"entries":'.repeat(40_000)}1${'}'.repeat(40_000)}`],
    ['application/json', `{"entries":[${'1e999,'.repeat(1_000)}1]}`],
    ['application/json', `{"entries":[],"writtenAt":"${'2'.repeat(500_000)}"}`],
    ['application/json', `{"${'x'.repeat(600_000)}":1}`],
    [undefined, '{"entries":[]}'],
  ]
  const wrong: string[] = []
  for (const { route, method, url } of allRooms(service.app, { person: sam }).filter(({ method }) => method !== 'GET'))
    for (const [type, body] of kinds) {
      const headers = { ...authorization, ...(type !== undefined && { 'content-type': type }) }
      const { statusCode, payload } = await service.app.inject({ method, url, headers, ...(body !== undefined && { payload: body }) })
      const isJson = type?.startsWith('application/json') && !type.startsWith('application/jsonp')
      if (!(isJson ? [400, 413] : [415]).includes(statusCode) || payload.length > 5_000)
        wrong.push(`${route} ${type} ${String(body).slice(0, 40)}: ${statusCode} ${payload.slice(0, 200)}`)
    }
  t.same(wrong.slice(0, 5), [], `${wrong.length}`)
  t.equal(await service.record.head(), head)
  t.equal(({} as { roles?: unknown }).roles, undefined)
  t.equal(({} as { a?: unknown }).a, undefined)
})

t.test('of two tokens no second one counts, and headers and requests cannot be split or smuggled', async (t) => {
  const { service, sam, bytes, head } = await listening(t)
  const good = (await bearer()).authorization
  const line = `GET /practitioner/people/${sam} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n`
  const status = (answer: string) => answer.split(' ')[1]
  const asked: [sent: string, statuses: string[]][] = [
    [`${line}Authorization: Bearer x.y.z\r\nAuthorization: ${good}\r\n\r\n`, ['401', '400']],
    [`${line}Authorization: Bearer x.y.z\r\nX-Authorization: ${good}\r\nProxy-Authorization: ${good}\r\n\r\n`, ['401']],
    [`${line}Authorization: Bearer x.y.z\r\n ${good}\r\n\r\n`, ['400', '401']],
    [`${line}Authorization : ${good}\r\n\r\n`, ['400', '401']],
    [`${line}Authorization: ${good}\x00\r\n\r\n`, ['400', '401']],
    [`${line}Authorization: Bearer ${'A'.repeat(20_000)}\r\n\r\n`, ['431']],
    [`${line}X: ${'A'.repeat(20_000)}\r\n\r\n`, ['431']],
    [`GET /practitioner/people/${sam}?token=${good.slice(7)} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`, ['401']],
    [
      `GET http://127.0.0.1/practitioner/people/${sam} HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n`,
      ['401', '404', '400'],
    ],
    [`GET /practitioner/people/${sam}\x00 HTTP/1.1\r\nHost: a\r\n\r\n`, ['400']],
    ['GET /\r\nX HTTP/1.1\r\nHost: a\r\n\r\n', ['400']],
    ['NONSENSE\r\n\r\n', ['400']],
    [
      `POST /practitioner/people/${sam}/entries HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: ${good}\r\nContent-Type: application/json\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      ['400'],
    ],
    [
      `POST /practitioner/people/${sam}/entries HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: ${good}\r\nContent-Type: application/json\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}`,
      ['400'],
    ],
    [
      `POST /practitioner/people/${sam}/entries HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: ${good}\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n{}`,
      ['400'],
    ],
  ]
  for (const [sent, statuses] of asked) {
    const answer = await bytes(sent)
    t.ok(statuses.includes(status(answer) ?? ''), `${status(answer)} to ${sent.slice(0, 60).replaceAll(/\s+/g, ' ')}`)
    t.notMatch(answer, new RegExp(`${planted}|at .*\\.ts:|node_modules`))
    t.equal(answer.match(/HTTP\/1\.1 /g)?.length, 1, 'it is one answer')
  }
  t.match(await bytes(`${line}Authorization: ${good}\r\n\r\n`), new RegExp(`^HTTP/1.1 200[^]*${planted}`), 'as one token it holds')
  for (const host of ['attacker.example', '"><script>', '127.0.0.1:1@attacker.example'])
    t.notMatch(
      await bytes(`GET /openapi.json HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-Host: ${host}\r\nConnection: close\r\n\r\n`),
      /attacker|<script>/,
    )
  t.equal(await service.record.head(), head)
})

t.test('nobody asks more by saying that they ask from elsewhere, or by another spelling of an address', async (t) => {
  const { service } = await listening(t, { rateLimit: 12 })
  const { authorization } = await bearer({ sub: 'somebody' })
  const ways = Array.from({ length: 20 }, (_, i) => ({
    'x-forwarded-for': `203.0.113.${i}`,
    forwarded: `for=203.0.113.${i}`,
    'x-real-ip': `203.0.113.${i}`,
    'cf-connecting-ip': `203.0.113.${i}`,
    'true-client-ip': `203.0.113.${i}`,
    'user-agent': `${i}`,
  }))
  const statuses: number[] = []
  for (const [i, headers] of ways.entries()) {
    const url = ['/practitioner/caseload', '/practitioner/caseload?', '/nowhere', '/practitioner/CASELOAD'][i % 4] ?? ''
    statuses.push((await service.app.inject({ url, headers: { ...headers, authorization } })).statusCode)
  }
  t.equal(statuses.filter((status) => status !== 429).length, 11, 'one was used up by meeting somebody')
  t.ok(statuses.slice(-8).every((status) => status === 429))
})

t.test('an entry that says more than an entry says is not understood, at any depth', async (t) => {
  const { service, sam, head } = await listening(t)
  const entry = ask('ConversationHeld', { where: 'home' }, { saidBy: { who: 'person' }, words: { heard: { text: 'The heron' } } })
  const ways = [[], ['facts'], ['words'], ['words', 'heard'], ['saidBy'], ['happened']]
  for (const key of [
    'record',
    'by',
    'position',
    'revision',
    'at',
    'from',
    'edition',
    'wordsGone',
    'person',
    'stream',
    'constructor',
    'hasOwnProperty',
    'Where',
    'where ',
    '',
  ])
    for (const way of ways) {
      if (way[0] === 'happened' && key === 'from') continue
      const sent = structuredClone(entry) as object
      const holder = way.reduce<object>((inner, name) => Reflect.get(inner, name) as object, sent)
      Object.defineProperty(holder, key, { value: { sub: 'wyn' }, enumerable: true })
      const { status, body } = await service.post(`/practitioner/people/${sam}/entries`, { entries: [sent] })
      t.match({ status, code: body.code }, { status: 400, code: 'not-understood' }, `${way.join('.')}.${key}`)
    }
  t.equal(await service.record.head(), head)
})
