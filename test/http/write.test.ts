import { randomUUID } from 'node:crypto'
import t from 'tap'
import { withApp } from '../support/app.ts'
import { ask, met, newEntryId, voiced } from '../support/asking.ts'
import { appendsFail } from '../support/record-trouble.ts'

const at = (person: string) => `/practitioner/people/${person}/entries`

t.test('a conversation and what came of it are written down, all or nothing, and read back', async (t) => {
  const { post, get, settled } = await withApp(t)
  const person = randomUUID()
  const goal = randomUUID()
  const held = ask('ConversationHeld', { where: 'home', with: ['person'] }, { words: { heard: 'Sam talked about his own front door.' } })
  const entries = [met(), held, voiced(goal, 'My own front door', { partOf: held.id })]
  const { status, body } = await post(at(person), { writtenAt: '2026-06-01T16:05:00+01:00', entries })
  t.equal(status, 201)
  t.same(
    body.recorded.map(({ id, revision }: { id: string; revision: number }) => ({ id, revision })),
    entries.map(({ id }, i) => ({ id, revision: i + 1 })),
  )
  t.equal(body.position, body.recorded[2].position)

  const seen = await get(`/practitioner/people/${person}?atLeast=${body.position}`)
  t.equal(seen.status, 200)
  t.equal(seen.headers.etag, '"3"')
  t.match(seen.body, {
    person,
    revision: 3,
    name: { name: 'Sam' },
    goals: [{ goal, words: 'My own front door', state: 'open', saidBy: { who: 'person' }, toldBy: 'worker' }],
  })

  await settled()
  const journey = await get(`/practitioner/people/${person}/journey`)
  t.match(journey.body.entries[1], {
    type: 'ConversationHeld',
    words: { heard: 'Sam talked about his own front door.' },
    writtenAt: '2026-06-01T15:05:00.000Z',
  })
})

t.test('sent again it is answered as it was, and recorded once', async (t) => {
  const { post, record } = await withApp(t)
  const person = randomUUID()
  const first = [met(), ask('ConversationHeld', { where: 'cafe' }, { words: { heard: 'Hello' } })]
  const sent = await post(at(person), { entries: first })
  const again = await post(at(person), { entries: first })
  t.equal(again.status, 200)
  t.same(again.body, sent.body)
  t.equal((await record.read(`person-${person}`)).length, 2)

  const more = ask('ConversationHeld', { where: 'phone' })
  const some = await post(at(person), { entries: [...first, more] })
  t.equal(some.status, 201)
  t.same(some.body.recorded.slice(0, 2), sent.body.recorded)
  t.equal(some.body.recorded[2].revision, 3)
})

t.test('the same id with other content is refused, words and all', async (t) => {
  const { post } = await withApp(t)
  const person = randomUUID()
  const heard = ask('ConversationHeld', { where: 'cafe' }, { words: { heard: 'Hello' } })
  await post(at(person), { entries: [met(), heard] })
  for (const other of [
    { ...heard, facts: { where: 'phone' } },
    { ...heard, words: { heard: 'Goodbye' } },
    { ...heard, happened: { from: '2026-05-31' } },
  ]) {
    const { status, body } = await post(at(person), { entries: [other] })
    t.equal(status, 409)
    t.match(body, { code: 'entry-id-reused', entry: heard.id })
  }
  const other = randomUUID()
  t.equal((await post(at(other), { entries: [met(), heard] })).status, 201, 'ids are of one story alone')
})

t.test('a refusal says which entry and why, and nothing of the request is recorded', async (t) => {
  const { post, record } = await withApp(t)
  const person = randomUUID()
  const nearer = ask('GoalProgressed', { goal: randomUUID(), says: 'nearer' }, { saidBy: { who: 'person' } })
  const { status, headers, body } = await post(at(person), { entries: [met(), nearer] })
  t.equal(status, 422)
  t.match(headers['content-type'], /^application\/problem\+json/)
  t.match(body, { status: 422, code: 'goal-unknown', entry: nearer.id, errors: [{ path: 'facts.goal' }] })
  t.same(await record.read(`person-${person}`), [])
})

t.test('what is so already is answered so, and recorded nowhere', async (t) => {
  const { post, record } = await withApp(t)
  const person = randomUUID()
  const goal = randomUUID()
  const led = { saidBy: { who: 'person' as const }, ledBy: 'person' as const }
  await post(at(person), { entries: [met(), voiced(goal, 'A dog'), ask('GoalPaused', { goal }, led)] })
  const again = ask('GoalPaused', { goal }, led)
  const { status, body } = await post(at(person), { entries: [again] })
  t.equal(status, 200)
  t.match(body, { recorded: [], alreadySo: [again.id] })
  t.equal((await record.read(`person-${person}`)).length, 3)
})

t.test('If-Match is asked only where something is new', async (t) => {
  const { post } = await withApp(t)
  const person = randomUUID()
  const first = [met()]
  await post(at(person), { entries: first })
  await post(at(person), { entries: [ask('ConversationHeld', {})] }, undefined, { 'if-match': '"1"' })
  const behind = await post(at(person), { entries: [ask('ConversationHeld', {})] }, undefined, { 'if-match': '"1"' })
  t.equal(behind.status, 412)
  t.equal(behind.body.code, 'moved-on')
  t.equal((await post(at(person), { entries: first }, undefined, { 'if-match': '"0"' })).status, 200, 'a resend is no change')
  t.equal((await post(at(person), { entries: first }, undefined, { 'if-match': 'yesterday' })).status, 400)
})

t.test('two who write to one story at once are both recorded', async (t) => {
  const { post, record } = await withApp(t)
  const person = randomUUID()
  await post(at(person), { entries: [met()] })
  const asked = Array.from({ length: 2 }, () => post(at(person), { entries: [ask('ConversationHeld', {})] }))
  t.same(
    (await Promise.all(asked)).map(({ status }) => status),
    [201, 201],
  )
  t.equal((await record.read(`person-${person}`)).length, 3)
})

t.test('what is not understood is a 400 that says what and where', async (t) => {
  const { post, record } = await withApp(t)
  const person = randomUUID()
  const good = voiced(randomUUID(), 'A garden')
  const cases: [string, object, string][] = [
    ['an unknown field', { ...good, mood: 'sad' }, 'entries.1.mood'],
    ['an unknown fact', { ...good, facts: { ...good.facts, score: 3 } }, 'entries.1.facts.score'],
    ['a wrong type', { ...ask('ConversationHeld', { minutes: 'ten' }) }, 'entries.1.facts.minutes'],
    ['text where a code belongs', { ...good, facts: { ...good.facts, lifeArea: 'his garden' } }, 'entries.1.facts.lifeArea'],
    ['a day that does not exist', { ...good, happened: { from: '2026-02-30' } }, 'entries.1.happened.from'],
    ['an end before the start', { ...good, happened: { from: '2026-02', to: '2026-01' } }, 'entries.1.happened'],
    ['a bad id', { ...good, id: 'not-a-uuid' }, 'entries.1.id'],
    ['an id that is no UUIDv7', { ...good, id: randomUUID() }, 'entries.1.id'],
    ['a record of its own', { ...good, record: { at: '2020-01-01T00:00:00Z' } }, 'entries.1.record'],
    ['a time of recording', { ...good, recordedAt: '2020-01-01T00:00:00Z' }, 'entries.1.recordedAt'],
    ['nobody who said it', { ...good, saidBy: undefined }, 'entries.1.saidBy'],
    ['no such kind of entry', { ...good, type: 'GoalScored' }, 'entries.1.type'],
    ['words missing', { ...good, words: {} }, 'entries.1.words.goal'],
    ['words of another shape', { ...good, words: { goal: { text: 'A garden', score: 1 } } }, 'entries.1.words.goal.score'],
    ['characters no store can hold', { ...good, words: { goal: 'A\u0000garden' } }, 'entries.1.words.goal'],
  ]
  for (const [about, entry, path] of cases) {
    const { status, body } = await post(at(person), { entries: [met(), entry] })
    t.equal(status, 400, about)
    t.equal(body.code, 'not-understood', about)
    t.ok(
      body.errors.some((error: { path: string }) => error.path === path),
      `${about}: ${JSON.stringify(body.errors)}`,
    )
  }
  const missing = await post(at(person), { entries: [{ ...good, words: {} }] })
  t.same(missing.body.errors, [{ path: 'entries.0.words.goal', message: 'is missing' }])
  const twice = met()
  t.equal((await post(at(person), { entries: [twice, twice] })).status, 400)
  t.equal((await post(at(person), { entries: [] })).status, 400)
  t.equal((await post(at(person), { entries: [met()], position: 1 })).status, 400)
  t.equal((await post(at('not-a-uuid'), { entries: [met()] })).status, 400)
  t.equal((await post(at(person), { entries: Array.from({ length: 101 }, () => ask('ConversationHeld', {})) })).status, 400)
  t.same(await record.read(`person-${person}`), [])
})

t.test('what cannot have happened yet, or nowhere we know, is refused', async (t) => {
  const { post } = await withApp(t, { clock: () => new Date('2026-06-15T23:30:00Z') })
  const person = randomUUID()
  const inLondon = ask('ConversationHeld', {}, { happened: { from: '2026-06-16' } })
  t.equal(
    (await post(at(person), { entries: [{ ...met(), happened: { from: '2026-06-15' } }, inLondon] })).status,
    201,
    'in London it is the 16th by then',
  )
  const tomorrow = ask('ConversationHeld', {}, { happened: { from: '2026-06-17' } })
  t.match(await post(at(person), { entries: [tomorrow] }), { status: 422, body: { code: 'not-yet-happened', entry: tomorrow.id } })
  const nowhere = ask('HomeChanged', { area: 'X99999999', kind: 'own-home' }, { ledBy: 'person' })
  t.match(await post(at(person), { entries: [nowhere] }), { status: 422, body: { code: 'area-unknown', entry: nowhere.id } })
})

t.test('a body that is no JSON, of another kind or too large', async (t) => {
  const { post, app } = await withApp(t)
  const person = randomUUID()
  t.match(await post(at(person), '{"entries": ['), { status: 400, body: { code: 'malformed-json' } })
  const large = { entries: [met(), ask('ConversationHeld', {}, { words: { heard: 'x'.repeat(600_000) } })] }
  t.match(await post(at(person), large), { status: 413, body: { code: 'too-large' } })
  t.match(await post(at(person), 'hello', undefined, { 'content-type': 'text/plain' }), {
    status: 415,
    body: { code: 'unsupported-media-type' },
  })
  t.equal((await app.inject('/nothing/here')).statusCode, 404)
  const badUrl = await app.inject('/practitioner/people/%zz')
  t.match(badUrl.json(), { status: 400, code: 'not-understood' })
})

t.test('words are neither logged nor told back in a problem', async (t) => {
  const { post, logged } = await withApp(t)
  const person = randomUUID()
  const secret = 'Marmaduke the budgerigar'
  await post(at(person), { entries: [met('X10000101', secret), voiced(randomUUID(), secret)] })
  const bad = await post(at(person), { entries: [{ ...voiced(randomUUID(), secret), happened: { from: secret } }] })
  t.equal(bad.status, 400)
  const refused = await post(at(person), {
    entries: [ask('GoalReworded', { goal: newEntryId() }, { saidBy: { who: 'person' }, ledBy: 'person', words: { goal: secret } })],
  })
  t.equal(refused.status, 422)
  t.notOk(JSON.stringify([bad.body, refused.body, logged]).includes('Marmaduke'))
  t.notOk(
    logged.some((line) => line.includes(person)),
    'nor whose story it was',
  )
  t.ok(logged.some((line) => line.includes('/practitioner/people/:personId/entries')))
})

t.test('the largest request that is taken can be recorded, wherever the record is kept', async (t) => {
  const { post } = await withApp(t)
  const person = randomUUID()
  const who = { sub: '£'.repeat(200) }
  await post(at(person), { entries: [met()] }, who)
  const named = (strength: string) => ask('StrengthNamed', { lifeArea: 'giving' }, { saidBy: { who: 'person' }, words: { strength } })
  const room = 512 * 1024 - JSON.stringify({ entries: Array.from({ length: 100 }, () => named('')) }).length
  const entries = Array.from({ length: 100 }, () => named('£'.repeat(Math.floor(room / 200))))
  t.ok(Buffer.byteLength(JSON.stringify({ entries })) > 512 * 1024 - 300, 'it is as large as can be')
  t.equal((await post(at(person), { entries }, who)).status, 201)
})

t.test('the store out of reach is a 503 with nothing recorded, and the same can be sent again', async (t) => {
  const { post, database, record } = await withApp(t)
  const person = randomUUID()
  const first = [met()]
  const mend = await appendsFail(database, 'out-of-reach')
  const failed = await post(at(person), { entries: first })
  t.equal(failed.status, 503)
  t.equal(failed.body.code, 'store-unavailable')
  t.ok(failed.headers['retry-after'])
  await mend()
  t.same(await record.read(`person-${person}`), [])
  t.equal((await post(at(person), { entries: first })).status, 201)
})

t.test('days and instants outside what anybody lives in are not understood', async (t) => {
  const { post, get } = await withApp(t)
  const person = randomUUID()
  await post(at(person), { entries: [met()] })
  const reviewer = { roles: ['reviewer'] }
  for (const query of [
    'from=0000-01-01',
    'to=9999-01-01',
    `cursor=${Buffer.from('["0000-01-01",0,1]').toString('base64url')}`,
    `cursor=${Buffer.from('["2026-01-01",0,9007199254740991]').toString('base64url')}`,
  ]) {
    t.equal((await get(`/practitioner/people/${person}/journey?${query}`)).status, 400, query)
  }
  t.equal((await get(`/reviewer/people/${person}/profile?knownAt=9999-12-31T23:59:59-23:59`, reviewer)).status, 400)
})

t.test('a long name, and a writer with an odd one, stop no view', async (t) => {
  const { post, get, settled } = await withApp(t)
  const person = randomUUID()
  const name = Array.from({ length: 9_000 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000))).join('')
  const who = { sub: 'constructor' }
  t.equal((await post(at(person), { entries: [met('X10000101', name), ask('ConversationHeld', {})] }, who)).status, 201)
  await settled()
  t.equal((await get(`/practitioner/people/${person}`, who)).body.name.name, name)
})

t.test('a problem names at most twenty things', async (t) => {
  const { post } = await withApp(t)
  const wrong = Array.from({ length: 100 }, () => ({ ...ask('ConversationHeld', {}), mood: 1 }))
  const { status, body } = await post(at(randomUUID()), { entries: wrong })
  t.equal(status, 400)
  t.equal(body.errors.length, 20)
  t.ok(body.detail.length < 200)
})
