import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { ofAPage } from '../../src/http/limits.ts'
import { requestId, sayRequestId } from '../../src/http/request-id.ts'
import { pages } from '../../src/pages/pages.ts'
import { bearer, type TestApp, tokens, withApp } from '../support/app.ts'
import { met, voiced } from '../support/asking.ts'

const planted = 'Quibblewick'

/** Makes the database refuse every entry from now on, with an error that quotes what was to be written. */
async function refuseWith({ database }: TestApp, code: string): Promise<void> {
  await database.open('owner').pool.query(`
    create or replace function refuse() returns trigger language plpgsql as $$
      begin raise exception '${planted} %', new using errcode = '${code}', detail = '${planted} ' || new.body; end $$;
    create or replace trigger refuse before insert on record for each row execute function refuse()`)
}

/** What was logged of one request, and of no other. */
function linesOf({ logged }: TestApp, id: unknown): { msg: string }[] {
  return logged.map((line) => JSON.parse(line) as { reqId?: string; msg: string }).filter(({ reqId }) => reqId === id)
}

async function writeInVain(t: Test, code: string) {
  const app = await withApp(t)
  await refuseWith(app, code)
  app.logged.length = 0
  const [person, goal] = [randomUUID(), randomUUID()]
  const answer = await app.post(`/practitioner/people/${person}/entries`, { entries: [met('X10000101', planted), voiced(goal, planted)] })
  const told = linesOf(app, answer.headers['x-request-id']).map(({ msg }) => msg)
  for (const word of [planted, person, goal, 'Sam'])
    t.notOk(
      app.logged.some((line) => line.includes(word)),
      `nothing of ${word}`,
    )
  return { app, answer, told }
}

t.test(
  'what failed in the record in a way that nobody foresaw is logged under the id that the answer says, and quotes nobody',
  async (t) => {
    const { app, answer, told } = await writeInVain(t, 'P0001')
    t.equal(answer.status, 500)
    t.same(told, ['went wrong', 'answered'])
    const [line] = app.logged.filter((line) => line.includes('went wrong'))
    t.match(JSON.parse(line ?? ''), { code: 'P0001', where: [/^\s+at .*\.(ts|js)/] }, 'where it came from is said')
  },
)

t.test('that the record could not be reached is logged under that id too', async (t) => {
  const { answer, told } = await writeInVain(t, '53100')
  t.equal(answer.status, 503)
  t.same(told, ['store unavailable', 'answered'])
})

t.test('that a view could not be asked in time is no error of ours: the same may be asked again', async (t) => {
  const app = await withApp(t)
  const { pool } = app.database.open('owner')
  const holding = await pool.connect()
  t.teardown(() => holding.release(true))
  await holding.query('begin')
  await holding.query('lock table caseload_v2 in access exclusive mode')
  // More than the room has connections, each of which waits for the table.
  const asked = Array.from({ length: 5 }, () => app.get('/practitioner/caseload'))
  await setTimeout(500)
  const { status, headers, body } = await app.get('/practitioner/caseload')
  await holding.query('rollback')
  await Promise.all(asked)
  t.same([status, body.code, headers['retry-after']], [503, 'store-unavailable', '2'])
  const told = linesOf(app, headers['x-request-id']).map(({ msg }) => msg)
  t.same(told, ['store unavailable', 'answered'])
})

t.test('each request has an id of its own, which nobody chooses but a page for what it asks of rooms', async (t) => {
  const { app } = await withApp(t)
  const idOf = async (url: string, remoteAddress: string) => {
    const headers = { ...(await bearer()), 'x-request-id': planted }
    return (await app.inject({ url, headers, remoteAddress })).headers['x-request-id']
  }
  const ids = await Promise.all(
    ['/practitioner/caseload', '/practitioner/caseload', '/nowhere', '/health/live'].map((url) => idOf(url, '192.0.2.1')),
  )
  for (const id of ids) t.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  t.equal(new Set(ids).size, ids.length)
  t.equal(await idOf('/practitioner/caseload', ofAPage), planted)
})

t.test('what a page asks of a room goes by the id of the page', async (t) => {
  const app = Fastify({ genReqId: requestId })
  t.teardown(() => app.close())
  sayRequestId(app)
  await pages({ issuer: () => 'https://sign-in.example', clientId: 'pages' }, tokens)(app)
  app.get('/signed-in-here', ({ session }) => {
    Object.assign(session, { token: 'a-token', who: { sub: 'christine', roles: ['person'], areas: [] }, until: Date.now() + 60_000 })
    return {}
  })
  const asked: string[] = []
  app.get('/me', ({ id }) => {
    asked.push(id)
    return { name: { name: 'Me Myself' } }
  })
  const { cookies } = await app.inject('/signed-in-here')
  const page = await app.inject({ url: '/my-story', cookies: Object.fromEntries(cookies.map(({ name, value }) => [name, value])) })
  t.same(asked, [page.headers['x-request-id']])
})
