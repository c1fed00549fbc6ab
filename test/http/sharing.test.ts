import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import { workerIdOf } from '../../src/http/worker-id.ts'
import { type Claimed, type TestApp, withApp } from '../support/app.ts'
import { ask, met, voiced } from '../support/asking.ts'

const clock = () => new Date('2026-06-15T10:00:00.000Z')
const amira = { sub: 'amira', organisation: 'SALLOW' }
const lou = { sub: 'lou', organisation: 'LANTRN01' }
const saidBy = { who: 'person' as const }
const agreed = (what: 'all' | string[], more: object = {}) => {
  const sharing = randomUUID()
  const facts = { sharing, withWhom: { sector: 'housing', organisation: 'LANTRN01' }, what, purpose: 'support', ...more }
  return ask('SharingAgreed', facts, { words: { about: 'Lantern may know where I live' } })
}

/** Sam, whom Amira of the council and Lou of Lantern work with; and what was said about home, about money, and about nothing in particular. */
async function withSam(t: Test) {
  const service = await withApp(t, { clock })
  const sam = randomUUID()
  const goal = randomUUID()
  const money = ask('WorryVoiced', { lifeArea: 'money' }, { saidBy, words: { worry: 'The card' } })
  const entries = {
    met: met(),
    money,
    home: voiced(goal, 'My own front door'),
    nearer: ask('GoalProgressed', { goal, says: 'nearer' }, { saidBy, because: [money.id], words: { how: 'Keys on Friday' } }),
    still: ask('StillSo', { entry: money.id }, { saidBy }),
    heard: ask('ConversationHeld', {}, { words: { heard: 'All sorts' } }),
    lou: ask('WorkerStarted', { worker: workerIdOf('lou'), role: 'support-worker', organisation: 'LANTRN01' }),
  }
  const at = `/practitioner/people/${sam}`
  t.equal((await service.post(`${at}/entries`, { entries: Object.values(entries) }, amira)).status, 201)
  const own = ask('ConversationHeld', {}, { words: { heard: 'What Lou heard' } })
  t.equal((await service.post(`${at}/entries`, { entries: [own] }, lou)).status, 201)
  await service.settled()
  const says = (...entries: object[]) => service.post('/me/entries', { entries }, { sub: 'pat', roles: ['person'], person: sam })
  return { ...service, sam, at, entries: { ...entries, own }, says }
}

async function journeyOf({ get }: TestApp, at: string, who: Claimed) {
  const { body } = await get(`${at}/journey`, who)
  return { ids: body.entries.map(({ id }: { id: string }) => id), withheld: body.withheld, text: JSON.stringify(body) }
}

t.test('what was not agreed is left out for the workers of that organisation, counted and no more', async (t) => {
  const { says, at, entries, ...service } = await withSam(t)
  const { met, home, nearer, money, still, heard, lou: started, own } = entries
  const all = [met, money, home, nearer, still, heard, started, own].map(({ id }) => id)
  t.same((await journeyOf(service as TestApp, at, lou)).ids, all, 'where nothing was said of it they are not limited')

  const sharing = agreed(['home'])
  await says(sharing)
  await service.settled()
  const limited = await journeyOf(service as TestApp, at, lou)
  t.same(
    limited.ids,
    [met, home, nearer, started, own].map(({ id }) => id),
    'who it is, what is about home, that they work with them, and what they wrote themselves',
  )
  t.equal(limited.withheld, 4, 'the worry, that it is still so, the conversation, and the sharing')
  for (const { id } of [money, still, heard, sharing]) t.notOk(limited.text.includes(id))
  t.notMatch(limited.text, /card|All sorts|money/)

  const profile = await service.get(at, lou)
  t.match(profile.body, { name: { name: 'Sam' }, goals: [{ words: 'My own front door' }], worries: [], withheld: 4 })
  t.notOk(JSON.stringify(profile.body).includes(money.id))
  t.match((await service.get(`${at}/household`, lou)).body, { withheld: 4 })
  const card = (await service.get('/practitioner/caseload', lou)).body.people
  t.same(card, [{ person: service.sam, name: 'Sam', lastHeldOn: '2026-06-01', withheld: 4 }])

  const council = await journeyOf(service as TestApp, at, amira)
  t.same([council.ids.length, council.withheld], [9, undefined], 'nobody else is limited by it')
})

t.test('what was agreed ends with its day or when it is withdrawn; and what is agreed since is open', async (t) => {
  const { says, at, entries, ...service } = await withSam(t)
  const first = agreed('all', { until: '2026-06-15' })
  await says(first)
  t.equal((await journeyOf(service as TestApp, at, lou)).withheld, undefined)
  await says(ask('SharingWithdrawn', { sharing: (first.facts as { sharing: string }).sharing }))
  const after = await journeyOf(service as TestApp, at, lou)
  t.same(
    after.ids,
    [entries.met, entries.lou, entries.own].map(({ id }) => id),
    'nothing but who it is, and what they wrote themselves',
  )
  await says(agreed(['money'], { until: '2026-06-14' }), agreed(['home']), agreed(['money'], { purpose: 'review' }))
  const { met, home, nearer, lou: started, own } = entries
  t.same(
    (await journeyOf(service as TestApp, at, lou)).ids,
    [met, home, nearer, started, own].map(({ id }) => id),
  )
  await says(agreed(['money']))
  t.ok((await journeyOf(service as TestApp, at, lou)).ids.includes(entries.money.id), 'several agreements add up')
})

t.test('a reviewer is limited by what was agreed for a review, and by nothing that was agreed for support', async (t) => {
  const { says, at, entries, ...service } = await withSam(t)
  const ray = { sub: 'ray', roles: ['reviewer'], organisation: 'LANTRN01' }
  const url = at.replace('practitioner', 'reviewer')
  await says(agreed(['home']))
  t.equal((await service.get(`${url}/profile`, ray)).body.withheld, undefined)
  await says(agreed(['home'], { purpose: 'learning' }))
  for (const route of ['profile', 'journey', 'days', 'pace', 'us', 'path', 'attention', 'household', 'difference?from=2026-05-01']) {
    const { status, body } = await service.get(`${url}/${route}`, ray)
    t.equal(status, 200, route)
    t.equal(body.withheld, 6, `${route}: as of Lou above, and the other sharing`)
    t.notMatch(JSON.stringify(body), /card|All sorts/, route)
    t.notOk(JSON.stringify(body).includes(entries.money.id), route)
  }
  const replay = await service.get(`${url}/replay`, ray)
  t.notMatch(String(replay.body), /card|All sorts/)
  t.notOk(String(replay.body).includes(entries.money.id))
})

t.test('what is about two parts of life is open where both are', async (t) => {
  const { says, at, ...service } = await withSam(t)
  const [home, money] = [randomUUID(), randomUUID()]
  const want = (want: string, lifeArea: string) => ask('WantVoiced', { want, lifeArea }, { words: { want: lifeArea } })
  await says(want(home, 'home'), want(money, 'money'))
  const started = ask('SupportStarted', { support: randomUUID(), sector: 'voluntary', wants: [home, money] }, { ledBy: 'person' })
  t.equal((await service.post(`${at}/entries`, { entries: [started] }, amira)).status, 201)
  await says(agreed(['home']))
  t.notOk((await journeyOf(service as TestApp, at, lou)).text.includes(started.id))
  await says(agreed(['money']))
  t.ok((await journeyOf(service as TestApp, at, lou)).text.includes(started.id))
})

t.test('a team lead of that organisation is limited like everybody of it', async (t) => {
  const { says, at, ...service } = await withSam(t)
  await says(agreed(['home']))
  const lead = { sub: 'lena', roles: ['practitioner', 'team-lead'], organisation: 'LANTRN01' }
  t.equal((await journeyOf(service as TestApp, at, lead)).withheld, 5)
})

t.test('nobody of an organisation opens more to it than the person said, be it by saying so for them', async (t) => {
  const { says, at, entries, ...service } = await withSam(t)
  const first = agreed(['home'])
  await says(first)
  const wider = agreed('all')
  t.equal((await service.post(`${at}/entries`, { entries: [wider] }, lou)).status, 201)
  t.notOk((await journeyOf(service as TestApp, at, lou)).ids.includes(entries.money.id))
  const withdrawn = ask('SharingWithdrawn', { sharing: (first.facts as { sharing: string }).sharing })
  await says(withdrawn)
  const dispute = ask(
    'EntryDisputed',
    { entry: withdrawn.id, asks: 'remove', meanwhile: 'do-not-use' },
    { saidBy: { who: 'family' }, words: { words: 'No' } },
  )
  t.equal((await service.post(`${at}/entries`, { entries: [dispute] }, amira)).status, 201)
  t.notOk((await journeyOf(service as TestApp, at, lou)).ids.includes(entries.home.id), 'a dispute opens nothing again')
  await says(agreed('all'))
  t.ok((await journeyOf(service as TestApp, at, lou)).ids.includes(entries.money.id), 'the person does')
})

t.test('what puts right, and what was agreed, is not held back by itself', async (t) => {
  const { at, entries, ...service } = await withSam(t)
  const heldBack = { ground: 'safeguarding' as const, until: '2026-07-01' }
  for (const entry of [
    ask('EntryCorrected', { entry: entries.home.id, kind: 'slip' }, { heldBack, words: { reason: 'No', words: { goal: 'A care home' } } }),
    ask('EntryWithdrawn', { entry: entries.home.id, why: 'slip' }, { heldBack, words: { reason: 'No' } }),
    ask('WordsRemoved', { entry: entries.home.id, ground: 'other' }, { heldBack, words: { reason: 'No' } }),
    ask('EntryDisputed', { entry: entries.home.id, asks: 'remove', meanwhile: 'use' }, { heldBack, saidBy, words: { words: 'No' } }),
    { ...agreed('all'), heldBack },
  ]) {
    const { status, body } = await service.post(`${at}/entries`, { entries: [entry] }, amira)
    t.match({ status, body }, { status: 400, body: { errors: [{ path: 'entries.0.heldBack' }] } }, entry.type)
  }
})

t.test('a household does not tell where somebody lives who did not share it', async (t) => {
  const service = await withApp(t, { clock })
  const [sam, quinn] = [randomUUID(), randomUUID()]
  const household = randomUUID()
  const home = () => ask('HomeChanged', { area: 'X10000101', kind: 'refuge', household }, { ledBy: 'person' })
  const worksHere = () => ask('WorkerStarted', { worker: workerIdOf('lou'), role: 'support-worker', organisation: 'LANTRN01' })
  await service.post(`/practitioner/people/${sam}/entries`, { entries: [met('X10000101', 'Sam'), home(), worksHere()] }, amira)
  await service.post(`/practitioner/people/${quinn}/entries`, { entries: [met('X10000101', 'Quinn'), home(), worksHere()] }, amira)
  await service.settled()
  const members = async () => {
    const { body } = await service.get(`/practitioner/people/${sam}/household`, lou)
    return [body.members.map(({ name }: { name: string }) => name), body.notNamed]
  }
  t.same(await members(), [['Sam', 'Quinn'], 0])
  await service.post('/me/entries', { entries: [agreed(['money'])] }, { sub: 'quinn', roles: ['person'], person: quinn })
  t.same(await members(), [['Sam'], 1])
})
