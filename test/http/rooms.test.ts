import { randomUUID } from 'node:crypto'
import t from 'tap'
import { projections } from '../../projections/index.ts'
import { withApp } from '../support/app.ts'
import { ask, met, voiced, worksWithThem } from '../support/asking.ts'

const reviewer = { sub: 'ray', roles: ['reviewer'] }

t.test('nobody is let into a room that is not theirs', async (t) => {
  const { get, post } = await withApp(t)
  const person = randomUUID()
  await post(`/practitioner/people/${person}/entries`, { entries: [met()] })
  const rooms = {
    practitioner: `/practitioner/people/${person}`,
    reviewer: `/reviewer/people/${person}/profile`,
    commissioner: '/commissioner/areas',
  }
  for (const [room, url] of Object.entries(rooms)) {
    for (const role of ['practitioner', 'reviewer', 'commissioner', 'person', 'steward']) {
      const { status, body } = await get(url, { roles: [role] })
      if (role === room) t.not(status, 403, `a ${role} in the ${room}’s room`)
      else t.match({ status, code: body.code }, { status: 403, code: 'wrong-room' }, `a ${role} in the ${room}’s room`)
    }
  }
})

t.test('out of reach is answered the same whether or not somebody is known', async (t) => {
  const { get, post } = await withApp(t)
  const known = randomUUID()
  const unknown = randomUUID()
  await post(`/practitioner/people/${known}/entries`, { entries: [met('X10000101')] })
  const elsewhere = { areas: ['X10000200'] }
  const same = async (url: (person: string) => string, who: object) => {
    const [there, not] = [await get(url(known), who), await get(url(unknown), who)]
    t.equal(there.status, 403, url('…'))
    t.same(there.body, not.body)
  }
  await same((person) => `/practitioner/people/${person}`, elsewhere)
  await same((person) => `/practitioner/people/${person}/journey`, elsewhere)
  await same((person) => `/reviewer/people/${person}/profile`, { ...reviewer, ...elsewhere })
  await same((person) => `/reviewer/people/${person}/journey`, { ...reviewer, ...elsewhere })
  await same((person) => `/practitioner/people/${person}`, { areas: [] })
  const write = (person: string) => post(`/practitioner/people/${person}/entries`, { entries: [ask('ConversationHeld', {})] }, elsewhere)
  t.same((await write(known)).body, (await write(unknown)).body)
  const notMet = await post(`/practitioner/people/${unknown}/entries`, { entries: [ask('ConversationHeld', {})] })
  t.match(notMet, { status: 403, body: { code: 'out-of-reach' } }, 'a person not yet met and no PersonMet')
  t.equal((await post(`/practitioner/people/${unknown}/entries`, { entries: [met('X10000201')] }, { areas: ['X10000100'] })).status, 403)
})

t.test('reach follows the responsible area at once, from the story itself', async (t) => {
  const { get, post } = await withApp(t)
  const person = randomUUID()
  const write = (who: object, ...entries: object[]) => post(`/practitioner/people/${person}/entries`, { entries }, who)
  const quayside = { areas: ['X10000101'] }
  const heathEnd = { areas: ['X10000201'] }
  t.equal((await write(quayside, met('X10000101'))).status, 201)
  t.equal((await write(heathEnd, ask('ConversationHeld', {}))).status, 403)
  const stays = ask('HomeChanged', { area: 'X10000201', kind: 'own-home' }, { ledBy: 'person' })
  t.equal((await write(quayside, stays)).status, 201)
  t.equal((await get(`/practitioner/people/${person}`, heathEnd)).status, 403, 'a home elsewhere does not change who is responsible')
  const moves = ask('HomeChanged', { area: 'X10000201', kind: 'own-home', responsible: 'X10000201' }, { ledBy: 'person' })
  t.equal((await write(quayside, moves)).status, 201)
  t.equal((await write(heathEnd, ask('ConversationHeld', {}))).status, 201)
  t.equal((await write(quayside, ask('ConversationHeld', {}))).status, 403)
})

t.test('a reviewer reads the person as at a day, as known at an instant', async (t) => {
  let now = new Date('2026-03-01T10:00:00Z')
  const { get, post } = await withApp(t, { clock: () => now })
  const person = randomUUID()
  const goal = randomUUID()
  const write = (...entries: object[]) => post(`/practitioner/people/${person}/entries`, { entries })
  const on = (day: string) => ({ happened: { from: day } })
  await write({ ...met(), ...on('2026-03-01') }, voiced(goal, 'My own front door', on('2026-03-01')))
  now = new Date('2026-05-01T10:00:00Z')
  await write(
    ask(
      'GoalReworded',
      { goal },
      { ...on('2026-04-10'), saidBy: { who: 'person' }, ledBy: 'person', words: { goal: 'A flat near my sister' } },
    ),
  )

  const words = async (query: string) => {
    const { status, body } = await get(`/reviewer/people/${person}/profile${query}`, reviewer)
    return status === 200 ? body.goals[0]?.words : body.code
  }
  t.equal(await words(''), 'A flat near my sister')
  t.equal(await words('?asAt=2026-04-09'), 'My own front door', 'it was not reworded yet')
  t.equal(await words('?asAt=2026-04-10'), 'A flat near my sister', 'a day counts to its end')
  t.equal(await words('?asAt=2026-04-20&knownAt=2026-04-30T23:59:59Z'), 'My own front door', 'it was, and nobody had written it down')
  t.equal(await words('?knownAt=2026-05-01T11:00:00%2B01:00'), 'A flat near my sister', 'an instant is inclusive')
  t.equal(await words('?asAt=2026-02-28'), 'not-met-then')
  t.equal(await words('?knownAt=2026-03-01T09:59:59.999Z'), 'not-met-then')
  t.equal(await words('?asAt=2026-02-30'), 'not-understood')
  t.equal(await words('?asof=2026-02-28'), 'not-understood')
})

t.test('a journey is read in order of life, by days, kinds and pages, and as it was known', async (t) => {
  let now = new Date('2026-03-01T10:00:00Z')
  const { get, post, settled } = await withApp(t, { clock: () => now })
  const person = randomUUID()
  const at = (day: string, type = 'ConversationHeld') =>
    ask(type, type === 'TurningPointNamed' ? {} : { where: 'home' }, {
      happened: { from: day },
      saidBy: { who: 'person' },
      words: type === 'TurningPointNamed' ? { what: day } : { heard: day },
    })
  await post(`/practitioner/people/${person}/entries`, {
    entries: [{ ...met(), happened: { from: '2026-02-01' } }, at('2026-02-20'), at('1998', 'TurningPointNamed')],
  })
  now = new Date('2026-04-01T10:00:00Z')
  await post(`/practitioner/people/${person}/entries`, { entries: [at('2026-02-10'), at('2026-03-15')] })
  await settled()

  const days = async (query: string, room = 'reviewer') => {
    const { body } = await get(`/${room}/people/${person}/journey${query}`, room === 'reviewer' ? reviewer : undefined)
    return { days: body.entries.map(({ happened }: { happened: { from: string } }) => happened.from), next: body.next }
  }
  const all = ['1998', '2026-02-01', '2026-02-10', '2026-02-20', '2026-03-15']
  t.same((await days('')).days, all)
  t.same((await days('', 'practitioner')).days, all)
  t.same((await days('?from=2026-02-10&to=2026-02-20')).days, ['2026-02-10', '2026-02-20'])
  t.same((await days('?types=TurningPointNamed,PersonMet')).days, ['1998', '2026-02-01'])
  t.same((await days('?knownAt=2026-03-31T00:00:00Z')).days, ['1998', '2026-02-01', '2026-02-20'])

  const first = await days('?limit=2')
  t.same(first.days, all.slice(0, 2))
  await post(`/practitioner/people/${person}/entries`, { entries: [at('1999', 'TurningPointNamed')] })
  const second = await days(`?limit=2&cursor=${first.next}`)
  t.same(second.days, all.slice(2, 4), 'the page goes on where it was, whatever was written meanwhile')
  const third = await days(`?limit=2&cursor=${second.next}`)
  t.same(third, { days: all.slice(4), next: undefined })
  t.equal((await get(`/reviewer/people/${person}/journey?cursor=abc`, reviewer)).status, 400)
  t.equal((await get(`/reviewer/people/${person}/journey?types=GoalScored`, reviewer)).status, 400)
})

t.test('people in reach are found by name, and my people are those I spoke with', async (t) => {
  const { get, post, settled } = await withApp(t, { clock: () => new Date('2026-06-15T10:00:00Z') })
  const [sam, samira] = [randomUUID(), randomUUID()]
  const step = randomUUID()
  const agreed = ask(
    'StepAgreed',
    { step, who: 'worker', by: '2026-06-10' },
    { saidBy: { who: 'person' }, words: { step: 'Ring the housing office' } },
  )
  await post(`/practitioner/people/${sam}/entries`, { entries: [met('X10000101', 'Sam 100% Okafor'), ask('ConversationHeld', {}), agreed] })
  await post(`/practitioner/people/${samira}/entries`, { entries: [met('X10000201', 'Samira Bell')] })
  await settled()
  const names = async (name: string, who = {}) =>
    (await get(`/practitioner/people?name=${encodeURIComponent(name)}`, who)).body.people.map((found: { name: string }) => found.name)
  t.same(await names('sam'), ['Sam 100% Okafor', 'Samira Bell'])
  t.same(await names('sam', { areas: ['X10000200'] }), ['Samira Bell'])
  t.same(await names('100%'), ['Sam 100% Okafor'], 'a sign that means something to the database means itself')
  t.same(await names('sam', { areas: [] }), [])

  const caseload = await get('/practitioner/caseload')
  t.match(caseload.body.people, [{ person: sam, lastHeardOn: '2026-06-01', stepsOverdue: [{ step, words: 'Ring the housing office' }] }])
  t.equal(caseload.body.people.length, 1)
  t.same((await get('/practitioner/caseload', { sub: 'somebody-else' })).body.people, [])

  const started = [worksWithThem('roisin'), worksWithThem('amira')]
  await post(`/practitioner/people/${samira}/entries`, { entries: started })
  await settled()
  const mine = async (who = {}) => (await get('/practitioner/caseload', who)).body.people.map(({ person }: { person: string }) => person)
  t.same(await mine({ sub: 'roisin' }), [samira], 'whom a colleague wrote down as hers')
  t.same(await mine({ sub: 'roisin', areas: ['X10000100'] }), [], 'in her areas alone')
})

t.test('another person known here is named as they are called now', async (t) => {
  const { get, post, settled } = await withApp(t)
  const [sam, des] = [randomUUID(), randomUUID()]
  await post(`/practitioner/people/${des}/entries`, { entries: [met('X10000101', 'Desmond')] })
  const member = ask('CircleMemberNamed', { member: randomUUID(), tie: 'friend', care: 'both', person: des })
  const heard = ask('ConversationHeld', {}, { words: { heard: `Fishing with {person:${des}} again` } })
  await post(`/practitioner/people/${sam}/entries`, { entries: [met(), member, heard] })
  await post(`/practitioner/people/${des}/entries`, { entries: [ask('NameChosen', {}, { words: { name: 'Des' } })] })
  await settled()
  const profile = await get(`/practitioner/people/${sam}`)
  t.equal(profile.body.circle[0].name, 'Des')
  const journey = await get(`/practitioner/people/${sam}/journey`)
  t.equal(journey.body.entries.find(({ type }: { type: string }) => type === 'ConversationHeld').words.heard, 'Fishing with Des again')
})

t.test('the service says what it is, how it is, and when it is asked too much', async (t) => {
  const { app, get, post } = await withApp(t, { rateLimit: 9 })
  const { body } = await post(`/practitioner/people/${randomUUID()}/entries`, { entries: [met()] })
  t.ok(body.position)
  const openapi = (await app.inject('/openapi.json')).json()
  t.equal(openapi.openapi, '3.1.0')
  t.equal((await get('/practitioner/caseload')).headers['cache-control'], 'no-store')
  t.ok(openapi.paths['/practitioner/people/{personId}/entries'].post.requestBody)
  t.equal((await app.inject('/docs/')).statusCode, 200)
  t.same((await app.inject('/health/live')).json(), { live: true })
  const ready = (await app.inject('/health/ready')).json()
  t.match(ready, { ready: true, record: 'in reach' })
  t.same(
    ready.projections.map(({ projection }: { projection: string }) => projection),
    projections.map(({ name }) => name),
  )
  for (let i = 0; i < 8; i += 1) await get('/practitioner/caseload')
  t.match(await get('/practitioner/caseload'), { status: 429, body: { code: 'too-many-requests' } })
})

t.test('a view that does not catch up in time is a 503', async (t) => {
  const { get, post } = await withApp(t)
  const person = randomUUID()
  await post(`/practitioner/people/${person}/entries`, { entries: [met()] })
  t.match(await get(`/practitioner/people/${person}?atLeast=999999`), { status: 503, body: { code: 'view-behind' } })
  t.equal((await get(`/practitioner/people/${person}?atLeast=soon`)).status, 400)
})
