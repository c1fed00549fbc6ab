import { randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import { exportJWK, exportSPKI, SignJWT } from 'jose'
import t from 'tap'
import { answerProblems } from '../../src/http/problems.ts'
import { admitOnly } from '../../src/http/who.ts'
import { privateKey, publicKey, withApp } from '../support/app.ts'
import { ask, met } from '../support/asking.ts'
import { appendsFail, readsFail, spoilWords } from '../support/record-trouble.ts'

const amira = { roles: ['practitioner'], areas: ['X10000001'] }
const at = (person: string) => `/practitioner/people/${person}`

/** A token of Amira's as she would be given it, not signed yet. */
function token(alg: string): SignJWT {
  return new SignJWT(amira)
    .setProtectedHeader({ alg })
    .setSubject('amira')
    .setIssuer('https://sign-in.example')
    .setAudience('unfolding')
    .setIssuedAt()
}

t.test('a token that never ends is refused', async (t) => {
  const { app } = await withApp(t)
  const asking = async (jwt: string) => app.inject({ url: '/practitioner/caseload', headers: { authorization: `Bearer ${jwt}` } })
  t.equal((await asking(await token('EdDSA').setExpirationTime('5m').sign(privateKey))).statusCode, 200)
  const answer = await asking(await token('EdDSA').sign(privateKey))
  t.match({ status: answer.statusCode, body: answer.json() }, { status: 401, body: { code: 'bad-token' } })
})

t.test('a token signed with the public key as if it were a secret is refused, whatever the keys are', async (t) => {
  const { app } = await withApp(t)
  const asIfSecrets = [Buffer.from(await exportSPKI(publicKey)), Buffer.from((await exportJWK(publicKey)).x ?? '', 'base64url')]
  const bare = Fastify()
  t.teardown(() => bare.close())
  answerProblems(bare)
  let secret = Buffer.alloc(0)
  admitOnly(bare, 'practitioner', { keys: async () => secret, issuer: 'https://sign-in.example', audience: 'unfolding' })
  bare.get('/practitioner/caseload', () => ({}))
  for (secret of asIfSecrets) {
    const jwt = await token('HS256').setExpirationTime('5m').sign(secret)
    for (const service of [app, bare]) {
      const answer = await service.inject({ url: '/practitioner/caseload', headers: { authorization: `Bearer ${jwt}` } })
      t.match({ status: answer.statusCode, body: answer.json() }, { status: 401, body: { code: 'bad-token' } })
    }
  }
})

t.test('who has moved out of my areas is not among my people nor found by name, even where the views lag', async (t) => {
  const { get, post, settled, database } = await withApp(t, { clock: () => new Date('2026-06-15T10:00:00Z') })
  const [sam, samira] = [randomUUID(), randomUUID()]
  const moves = ask('HomeChanged', { area: 'X10000201', kind: 'own-home', responsible: 'X10000201' }, { ledBy: 'person' })
  await post(`${at(sam)}/entries`, { entries: [met('X10000101', 'Sam'), ask('ConversationHeld', {}), moves] })
  await post(`${at(samira)}/entries`, { entries: [met('X10000101', 'Samira'), ask('ConversationHeld', {})] })
  await settled()
  const { pool } = database.open('owner')
  await pool.query(`update profile_v1 set area = 'X10000101'`)
  await pool.query(`update caseload_v2 set card = jsonb_set(card::jsonb, '{area}', '"X10000101"')`)

  const named = async (area: string) => (await get('/practitioner/people?name=sam', { areas: [area] })).body.people
  t.same(await named('X10000101'), [{ person: samira, name: 'Samira' }])
  t.same(await named('X10000100'), [{ person: samira, name: 'Samira' }], 'nor by who has all of the district')
  const mine = async (area: string) =>
    (await get('/practitioner/caseload', { areas: [area] })).body.people.map(({ person }: { person: string }) => person)
  t.same(await mine('X10000101'), [samira])
  t.same(await mine('X10000201'), [sam])
  t.same(await mine('X10000202'), [])
})

t.test('the service is not ready where a read model had to stop, and says which', async (t) => {
  const { app, post, settled, database } = await withApp(t)
  await post(`${at(randomUUID())}/entries`, { entries: [met()] })
  await settled()
  t.equal((await app.inject('/health/ready')).statusCode, 200)
  const { pool } = database.open('owner')
  await pool.query(`update checkpoint set stopped_at = 1, stopped_why = 'TypeError' where projection = 'caseload'`)
  const answer = await app.inject('/health/ready')
  t.equal(answer.statusCode, 503)
  const { ready, record, projections } = answer.json()
  t.same({ ready, record }, { ready: false, record: 'in reach' })
  t.same(
    projections.filter(({ stopped }: { stopped?: object }) => stopped),
    [{ projection: 'caseload', version: 2, lag: 0, stopped: { position: '1', why: 'TypeError' } }],
  )
  t.equal((await app.inject('/health/live')).statusCode, 200, 'it runs all the same')
})

t.test('the service is not ready where the record is out of reach', async (t) => {
  const { app, database } = await withApp(t)
  await readsFail(database)
  const answer = await app.inject('/health/ready')
  t.equal(answer.statusCode, 503)
  t.same(answer.json(), { ready: false, record: 'out of reach' })
})

t.test('every answer tells browsers to be careful with it', async (t) => {
  const { app, get } = await withApp(t)
  for (const { headers } of [await app.inject('/health/live'), await app.inject('/nothing/here'), await get('/practitioner/caseload')]) {
    t.equal(headers['x-content-type-options'], 'nosniff')
    t.match(headers['content-security-policy'], /default-src 'self'/)
    t.match(headers['strict-transport-security'], /max-age=\d+/)
    t.notOk(headers['x-powered-by'])
  }
})

t.test('a page of a journey opens the words of its own entries and no other', async (t) => {
  const { get, post, settled, database } = await withApp(t)
  const person = randomUUID()
  const heard = (day: string) => ask('ConversationHeld', {}, { happened: { from: day }, words: { heard: day } })
  const days = ['2026-05-01', '2026-05-02', '2026-05-03']
  await post(`${at(person)}/entries`, { entries: [{ ...met(), happened: { from: '2026-04-01' } }, ...days.map(heard)] })
  await settled()
  t.equal(await spoilWords(database, 4), 1)

  for (const [room, who] of Object.entries({ practitioner: amira, reviewer: { ...amira, roles: ['reviewer'] } })) {
    const page = await get(`/${room}/people/${person}/journey?limit=3`, who)
    t.equal(page.status, 200, room)
    t.same(
      page.body.entries.map(({ words }: { words: object }) => words),
      [{ name: 'Sam' }, { heard: '2026-05-01' }, { heard: '2026-05-02' }],
    )
    t.equal((await get(`/${room}/people/${person}/journey?from=2026-05-03`, who)).status, 500, 'what was tampered with is not read out')
  }
})

t.test('to name somebody out of reach opens nothing of them', async (t) => {
  const { get, post, settled, openReview, openStory } = await withApp(t)
  const [sam, des] = [randomUUID(), randomUUID()]
  const nobody = randomUUID()
  const quayside = { areas: ['X10000101'] }
  await post(`${at(des)}/entries`, { entries: [met('X10000201', 'Desmond')] })
  const known = (person: string) => ask('CircleMemberNamed', { member: randomUUID(), tie: 'friend', care: 'both', person })
  const heard = ask(
    'ConversationHeld',
    {},
    { words: { heard: `With {person:${des}}, {person:${des.toUpperCase()}} and {person:${nobody}}` } },
  )
  const { status } = await post(`${at(sam)}/entries`, { entries: [met('X10000101'), known(des), known(nobody), heard] }, quayside)
  t.equal(status, 201)
  await settled()

  const reads = async (room: string, who: object) => {
    const { body } = await get(room === 'reviewer' ? `/reviewer/people/${sam}/profile` : at(sam), { roles: [room], ...who })
    const journey = await get(`/${room}/people/${sam}/journey?types=ConversationHeld`, { roles: [room], ...who })
    t.notOk(JSON.stringify(journey.body).includes('{person:'))
    return [...body.circle.map(({ name }: { name: string }) => name).sort(), journey.body.entries[0].words.heard]
  }
  const untold = ['somebody', 'somebody', 'With somebody, somebody and somebody']
  const untied = { sub: 'cem' }
  await openStory(sam, untied)
  t.same(await reads('practitioner', untied), untold, 'a practitioner of the county whom nothing ties to him')
  t.same(await reads('reviewer', {}), untold, 'a reviewer of the county to whom his story is not open')
  await openReview(des)
  for (const room of ['practitioner', 'reviewer']) {
    t.same(await reads(room, quayside), untold, `${room} of Quayside`)
    t.same(await reads(room, {}), ['Desmond', 'somebody', 'With Desmond, Desmond and somebody'], `${room} of the county`)
  }
  await post(`${at(des)}/entries`, {
    entries: [ask('HomeChanged', { area: 'X10000101', kind: 'own-home', responsible: 'X10000101' }, { ledBy: 'person' })],
  })
  t.same((await reads('practitioner', quayside))[0], 'Desmond', 'once they are in reach they are named')
})

t.test('where others keep writing to a story it says so, and the same can be sent again', async (t) => {
  const { post, database, record } = await withApp(t)
  const person = randomUUID()
  const entries = [met()]
  const mend = await appendsFail(database, 'overtaken')
  const { status, headers, body } = await post(`${at(person)}/entries`, { entries })
  t.match({ status, code: body.code }, { status: 503, code: 'busy' })
  t.ok(headers['retry-after'])
  await mend()
  t.same(await record.read(`person-${person}`), [])
  t.equal((await post(`${at(person)}/entries`, { entries })).status, 201)
})
