import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import t, { type Test } from 'tap'
import type { Room } from '../../src/domain/entry.ts'
import { looked, looksKept, noteLooks } from '../../src/http/looking.ts'
import { answerProblems, Problem } from '../../src/http/problems.ts'
import { admitOnly } from '../../src/http/who.ts'
import { looksIn } from '../../src/store/looks.ts'
import { bearer, type Claimed, tokens } from '../support/app.ts'
import { withDatabase } from '../support/database.ts'
import { holdingLooks } from '../support/holding-looks.ts'

const sam = '00000000-0000-4000-8000-000000000001'
const ana = '00000000-0000-4000-8000-000000000002'
const at = '2026-03-01T10:00:00.120Z'
const profile = { person: sam, what: 'profile', why: 'held-a-conversation' } as const

type Route = (request: FastifyRequest, reply: FastifyReply) => unknown

/** A room of one route, listening; beside it a page that is about nobody. */
async function withRoom(t: Test, route: Route, role: Room = 'practitioner') {
  const database = await withDatabase(t)
  const looks = looksIn(database.open('unfolding_looks'))
  const app = Fastify()
  answerProblems(app)
  let sending = () => {}
  const ready = new Promise<void>((resolve) => {
    sending = resolve
  })
  app.addHook('onSend', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    if (request.url !== '/nobody') sending()
  })
  app.get('/nobody', async () => 'nobody')
  app.register(
    async (room) => {
      admitOnly(room, role, tokens)
      noteLooks(room, { looks, clock: () => new Date(at) })
      room.get('/person', route)
    },
    { prefix: '/room' },
  )
  await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => app.close())
  const { port } = app.server.address() as AddressInfo

  function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
    const asked = http.request({ port, path, headers, method, agent: false }).end()
    let began = false
    const answer = once(asked, 'response').then(async ([answer]: http.IncomingMessage[]) => {
      began = true
      if (!answer) throw new Error('no answer')
      return { status: answer.statusCode, headers: answer.headers, body: await text(answer) }
    })
    return { answer, began: () => began }
  }
  return {
    database,
    looks,
    /** Once the answer of the route is on its way, and waits for nothing but its look. */
    ready,
    nobody: () => ask('/nobody').answer,
    async person(who: Claimed = {}, method = 'GET') {
      return ask('/room/person', await bearer({ roles: [role], ...who }), method)
    },
  }
}

async function* frames() {
  yield 'data: Sam\n\n'
  yield 'data: Sam again\n\n'
}

const showing =
  (answer: unknown): Route =>
  async (request) => {
    looked(request, profile)
    return answer
  }

const answering: [string, Route, { status: number; body: RegExp }][] = [
  ['an answer', showing({ name: 'Sam' }), { status: 200, body: /^\{"name":"Sam"\}$/ }],
  [
    'a stream',
    (request, reply) => {
      looked(request, profile)
      return reply.type('text/event-stream').send(Readable.from(frames()))
    },
    { status: 200, body: /^data: Sam\n\ndata: Sam again\n\n$/ },
  ],
  [
    'a problem',
    async (request) => {
      looked(request, profile)
      throw new Problem(404, 'not-met-then')
    },
    { status: 404, body: /"code":"not-met-then"/ },
  ],
  [
    'an answer that nobody foresaw',
    async (request) => {
      looked(request, profile)
      throw new Error('oh')
    },
    { status: 500, body: /"code":"went-wrong"/ },
  ],
]

for (const [what, route, { status, body }] of answering)
  t.test(`${what} leaves once its look is kept, and not a byte of it before`, async (t) => {
    const { database, looks, ready, nobody, person } = await withRoom(t, route)
    const hold = await holdingLooks(database)
    const asked = await person()
    await Promise.all([hold.waitedFor(), ready])
    t.match(await nobody(), { status: 200, body: 'nobody' }, 'others are answered meanwhile')
    t.equal(asked.began(), false)
    await hold.letGo()
    t.match(await asked.answer, { status, body })
    t.equal((await looks.at(sam, { limit: 9 })).looks.length, 1)
  })

for (const [what, route] of answering)
  t.test(`where its look cannot be kept ${what} is a 503, and nothing that was made ready leaves`, async (t) => {
    const { database, looks, person } = await withRoom(t, (request, reply) => route(request, reply.header('etag', '"Sam"')))
    const hold = await holdingLooks(database)
    const asked = await person()
    await hold.loseWhoWaits()
    const { status, headers, body } = await asked.answer
    t.equal(status, 503)
    t.equal(JSON.parse(body).code, 'store-unavailable')
    t.equal(headers['retry-after'], '2')
    t.equal(headers['content-type'], 'application/problem+json; charset=utf-8')
    t.equal(headers['cache-control'], 'no-store', 'what the service says of every answer it says of this one')
    t.notMatch(JSON.stringify(headers) + body, /Sam/)
    await hold.letGo()
    t.same(await looks.at(sam, { limit: 9 }), { looks: [] })
    const again = await person()
    t.not((await again.answer).status, 503, 'the next one is answered')
  })

t.test('a stream that does not leave is let go of', async (t) => {
  const stream = Readable.from(frames())
  const { database, person } = await withRoom(t, (request, reply) => {
    looked(request, profile)
    return reply.send(stream)
  })
  const hold = await holdingLooks(database)
  const asked = await person()
  await hold.loseWhoWaits()
  await asked.answer
  await hold.letGo()
  t.equal(stream.destroyed, true)
})

t.test('a stream that breaks while its look is being kept ends that answer and nothing else', async (t) => {
  const stream = Readable.from(frames())
  const { database, ready, nobody, person } = await withRoom(t, (request, reply) => {
    looked(request, profile)
    return reply.send(stream)
  })
  const hold = await holdingLooks(database)
  const asked = await person()
  await Promise.all([hold.waitedFor(), ready])
  stream.destroy(new Error('broken'))
  t.match(await nobody(), { status: 200 })
  await hold.letGo()
  t.match(await asked.answer, { status: 500, body: /went-wrong/ })
})

t.test('a look is begun at once, beside what the route has to do', async (t) => {
  const held: { hold?: Awaited<ReturnType<typeof holdingLooks>> } = {}
  const { database, person } = await withRoom(t, async (request) => {
    looked(request, profile)
    await held.hold?.waitedFor()
    await held.hold?.letGo()
    return 'Sam'
  })
  held.hold = await holdingLooks(database)
  t.match(await (await person()).answer, { status: 200, body: 'Sam' })
})

t.test('all looks of one request are waited for, each person once; and asking for the head alone is a look too', async (t) => {
  const { looks, person } = await withRoom(t, async (request) => {
    for (const person of [sam, ana, sam]) looked(request, { person, what: 'household', why: 'held-a-conversation' })
    looked(request, { ...profile, why: 'opened-it', restsOn: ana })
    return 'Sam and Ana'
  })
  t.match(await (await person({}, 'HEAD')).answer, { status: 200, body: '' })
  const what = async (whom: string) => (await looks.at(whom, { limit: 9 })).looks.map(({ what, why, restsOn }) => [what, why, restsOn])
  t.same(await what(sam), [
    ['profile', 'opened-it', ana],
    ['household', 'held-a-conversation', undefined],
  ])
  t.same(await what(ana), [['household', 'held-a-conversation', undefined]])
})

t.test('a look that was begun last is waited for like the first', async (t) => {
  const held: { hold?: Awaited<ReturnType<typeof holdingLooks>> } = {}
  const { database, looks, ready, nobody, person } = await withRoom(t, async (request) => {
    looked(request, profile)
    await looksKept(request)
    held.hold = await holdingLooks(database)
    looked(request, { person: ana, what: 'name', why: 'held-a-conversation' })
    return 'Sam and Ana'
  })
  const asked = await person()
  await ready
  await held.hold?.waitedFor()
  await nobody()
  t.equal(asked.began(), false)
  await held.hold?.letGo()
  t.match(await asked.answer, { status: 200, body: 'Sam and Ana' })
  t.equal((await looks.at(ana, { limit: 9 })).looks.length, 1)
})

t.test('workers are kept by name, people who look at their own story are not; the time is the service’s', async (t) => {
  const claimed = { sub: 'amira', name: 'Amira Khan', organisation: 'X01', roles: ['practitioner', 'person', 'steward'] }
  for (const [role, by] of [
    ['practitioner', { sub: 'amira', name: 'Amira Khan', role: 'practitioner', organisation: 'X01' }],
    ['person', { sub: 'amira', role: 'person', organisation: 'X01' }],
  ] as const) {
    const { looks, person } = await withRoom(t, showing('Sam'), role)
    t.match(await (await person(claimed)).answer, { status: 200 })
    const { looks: kept } = await looks.at(sam, { limit: 9 })
    t.same(kept, [{ id: kept[0]?.id, person: sam, at, by, what: 'profile', why: 'held-a-conversation' }])
  }
})

t.test('one more person in a stream that has begun can be waited for, and it is told where that was not kept', async (t) => {
  const held: { hold?: Awaited<ReturnType<typeof holdingLooks>> } = {}
  async function* moreFrames(request: FastifyRequest) {
    yield 'Sam, '
    held.hold = await holdingLooks(database)
    looked(request, { person: ana, what: 'replay', why: 'held-a-conversation' })
    let told = false
    const kept = looksKept(request).then(() => {
      told = true
    })
    await held.hold.waitedFor()
    t.equal(told, false)
    await held.hold.letGo()
    await kept
    yield `Ana ${(await looks.at(ana, { limit: 9 })).looks.map(({ what }) => what)}, `
    held.hold = await holdingLooks(database)
    looked(request, { person: ana, what: 'lost', why: 'held-a-conversation' })
    await held.hold.loseWhoWaits()
    await looksKept(request).catch(() => held.hold?.letGo())
    yield 'and whoever is not noted is not told of'
  }
  const { database, looks, person } = await withRoom(t, (request, reply) => {
    looked(request, profile)
    return reply.send(Readable.from(moreFrames(request)))
  })
  t.match(await (await person()).answer, { status: 200, body: 'Sam, Ana replay, and whoever is not noted is not told of' })
})

t.test('who is not let in has looked at nothing, and is told so as before', async (t) => {
  const { looks, person } = await withRoom(t, showing('Sam'))
  t.match(await (await person({ roles: ['reviewer'] })).answer, { status: 403, body: /wrong-room/ })
  t.same(await looks.at(sam, { limit: 9 }), { looks: [] })
})
