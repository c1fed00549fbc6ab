import { randomUUID } from 'node:crypto'
import t from 'tap'
import { type TestApp, withApp } from '../support/app.ts'
import { ask, met } from '../support/asking.ts'
import { holdingLooks } from '../support/holding-looks.ts'
import { appendsFail } from '../support/record-trouble.ts'

const now = '2026-06-15T10:00:00.000Z'
const clock = () => new Date(now)
const amira = { sub: 'amira', name: 'Amira Nasser', organisation: 'SALLOW', roles: ['practitioner'] }
const roisin = { sub: 'roisin', name: 'Roisin Kane', organisation: 'SALLOW', roles: ['practitioner'] }
const ray = { sub: 'ray', name: 'Ray Poole', roles: ['reviewer'] }
const wyn = { sub: 'wyn', name: 'Wyn Bell', roles: ['steward'] }

interface Shown {
  who: { role: string; name?: string; sub?: string; organisation?: string }
  what: string
  why: string
}
const line = ({ who, what, why }: Shown) => [who.name ?? who.role, what, why]

async function withSam(t: Parameters<typeof withApp>[0], more: Parameters<typeof withApp>[1] = {}) {
  const service = await withApp(t, { clock, ...more })
  const sam = randomUUID()
  const heard = ask('ConversationHeld', {}, { happened: { from: '2026-06-14' } })
  await service.post(`/practitioner/people/${sam}/entries`, { entries: [met(), heard] }, amira)
  await service.settled()
  return { ...service, sam, pat: { sub: 'pat', name: 'Pat', roles: ['person'], areas: [], person: sam } }
}

async function looksAt({ get }: TestApp, sam: string): Promise<unknown[][]> {
  const { body } = await get(`/steward/people/${sam}/access?limit=200`, wyn)
  return body.looks.map(line).toReversed()
}

t.test('every read of a person is kept, with who, what and why; to ask who looked is one more', async (t) => {
  const service = await withSam(t)
  const { get, sam, pat } = service
  const asked: [string, object][] = [
    [`/practitioner/people/${sam}`, amira],
    [`/practitioner/people/${sam}/journey`, amira],
    [`/practitioner/people/${sam}/household`, amira],
    ['/practitioner/people?name=Sam', amira],
    ['/practitioner/caseload', amira],
    ...['profile', 'journey', 'days', 'difference?from=2026-06-01', 'replay', 'pace', 'us', 'path', 'attention', 'household'].map(
      (route): [string, object] => [`/reviewer/people/${sam}/${route}`, ray],
    ),
    ['/me', pat],
    ['/me/journey', pat],
    ['/me/difference?from=2026-06-01', pat],
    ['/me/everything', pat],
    ['/me/who-looked', pat],
    [`/steward/people/${sam}/hold-backs`, wyn],
    [`/steward/people/${sam}/everything`, wyn],
  ]
  for (const [url, who] of asked) t.equal((await get(url, who)).status, 200, url)
  const [tied, reviews, own, steward] = ['held-a-conversation', 'reviews-it', 'own-story', 'looks-after-the-record']
  t.same(await looksAt(service, sam), [
    ...['now', 'journey', 'household', 'their name', 'my people'].map((what) => ['Amira Nasser', what, tied]),
    ...['profile', 'journey', 'days', 'difference', 'replay', 'pace', 'us', 'path', 'attention', 'household'].map((what) => [
      'Ray Poole',
      what,
      reviews,
    ]),
    ...['now', 'journey', 'difference', 'everything', 'who looked'].map((what) => ['person', what, own]),
    ...['what is held back', 'everything', 'access'].map((what) => ['Wyn Bell', what, steward]),
  ])
})

t.test('the person is told roles and organisations, or names where that is the policy; their own name is never kept', async (t) => {
  for (const nameWorkers of [false, true]) {
    const { get, sam, pat } = await withSam(t, { nameWorkers })
    await get(`/practitioner/people/${sam}`, amira)
    const { body } = await get('/me/who-looked', pat)
    const name = nameWorkers && { name: 'Amira Nasser' }
    t.same(
      body.looks.map(({ at, ...look }: { at: string }) => look),
      [
        { who: { role: 'person' }, what: 'who looked', why: 'own-story' },
        { who: { role: 'practitioner', organisation: 'SALLOW', ...name }, what: 'now', why: 'held-a-conversation' },
      ],
    )
    t.same(body.looks[1].at, now)
    t.notMatch(JSON.stringify(body), /amira"|Pat/)
  }
})

t.test('who is out of reach, or asks in another room, has not looked', async (t) => {
  const service = await withSam(t)
  const { get, post, sam } = service
  t.equal((await get(`/practitioner/people/${sam}`, roisin)).status, 403)
  t.equal((await get(`/reviewer/people/${sam}/profile`, amira)).status, 403)
  t.equal((await get('/practitioner/people?name=Sam', roisin)).status, 200)
  t.equal((await get('/me', { sub: 'pat', roles: ['person'], person: randomUUID() })).status, 403)
  await post(`/practitioner/people/${sam}/entries`, { entries: [ask('ConversationHeld', {})] }, roisin)
  t.same(await looksAt(service, sam), [['Wyn Bell', 'access', 'looks-after-the-record']])
})

t.test('to be named in another story is to be looked at, where the name is told', async (t) => {
  const service = await withSam(t)
  const { get, post, settled, sam } = service
  const des = randomUUID()
  const heard = ask('ConversationHeld', {}, { words: { heard: `With {person:${sam}}` } })
  await post(`/practitioner/people/${des}/entries`, { entries: [met('X10000101', 'Des'), heard] }, roisin)
  await settled()
  await get(`/practitioner/people/${des}/journey`, roisin)
  t.same(await looksAt(service, sam), [['Wyn Bell', 'access', 'looks-after-the-record']], 'Roisin is told of somebody')
  await post(
    `/practitioner/people/${des}/entries`,
    { entries: [ask('WorkerStarted', { worker: randomUUID(), role: 'navigator' })] },
    roisin,
  )
  await post(`/practitioner/people/${sam}/open`, { ground: 'they-asked-me-to', reason: 'Des asked' }, roisin)
  await get(`/practitioner/people/${des}/journey`, roisin)
  t.same((await looksAt(service, sam)).at(-2), ['Roisin Kane', 'their name', 'opened-it'])
})

t.test('who opens a story without a tie says why, and the person is shown it: who, when, and what they looked at', async (t) => {
  const service = await withSam(t)
  const { get, post, sam, pat } = service
  const open = (body: object, who = roisin) => post(`/practitioner/people/${sam}/open`, body, who)
  t.equal((await open({ ground: 'they-asked-me-to' })).status, 400, 'a reason is needed')
  t.equal((await open({ ground: 'curious', reason: 'Because' })).status, 400)
  const opened = await open({ ground: 'covering-for-a-colleague', reason: 'Amira is away' })
  t.match(opened, { status: 201, body: { until: '2026-06-15T13:00:00.000Z' } })
  t.equal((await get(`/practitioner/people/${sam}`, roisin)).status, 200)
  t.match((await get('/me/who-looked', pat)).body.looks[1], {
    who: { role: 'practitioner', organisation: 'SALLOW' },
    what: 'now',
    why: 'opened-it',
  })
  t.match((await get('/me/everything', pat)).body.opened, [
    {
      type: 'StoryOpened',
      at: now,
      by: { role: 'practitioner', organisation: 'SALLOW' },
      ground: 'covering-for-a-colleague',
      reason: 'Amira is away',
    },
  ])
  t.match((await get(`/steward/people/${sam}/access`, wyn)).body.opened, [
    { type: 'StoryOpened', by: { sub: 'roisin' }, reason: 'Amira is away' },
  ])
})

t.test('an opening that is held back is not shown to the person, nor what was looked at by it; to a steward it is', async (t) => {
  const service = await withSam(t)
  const { get, post, put, sam, pat } = service
  const heldBack = { ground: 'safeguarding', until: '2026-07-01' }
  const { body } = await post(
    `/practitioner/people/${sam}/open`,
    { ground: 'concern-for-their-safety', reason: 'The grandson', heldBack },
    roisin,
  )
  await get(`/practitioner/people/${sam}/journey`, roisin)
  const shown = async () => JSON.stringify([(await get('/me/who-looked', pat)).body, (await get('/me/everything', pat)).body])
  t.notMatch(await shown(), /opened-it|grandson|safeguarding|StoryOpened/)
  t.match((await looksAt(service, sam))[0], ['Roisin Kane', 'journey', 'opened-it'])
  await put(`/steward/people/${sam}/hold-backs/${body.opened}`, { lifted: true }, wyn)
  const lifted = await shown()
  t.match(lifted, /opened-it/)
  t.match(lifted, /The grandson/)
})

t.test('an opening is for who opened it, of the area, and nothing is opened where it cannot be kept', async (t) => {
  const { get, post, sam, database } = await withSam(t)
  const open = (who: object, person = sam) =>
    post(`/practitioner/people/${person}/open`, { ground: 'they-asked-me-to', reason: 'She rang' }, { ...roisin, ...who })
  t.match(await open({ areas: ['X10000200'] }), { status: 403, body: { code: 'out-of-reach' } })
  t.same((await open({ areas: ['X10000200'] }, randomUUID())).body, (await open({ areas: ['X10000200'] })).body, 'known or not')
  const mend = await appendsFail(database, 'out-of-reach')
  t.equal((await open({})).status, 503)
  await mend()
  t.equal((await get(`/practitioner/people/${sam}`, roisin)).status, 403)
  t.equal((await open({})).status, 201)
  t.equal((await get(`/practitioner/people/${sam}`, roisin)).status, 200)
})

t.test('that somebody asks is in the answer, however slowly it is kept', async (t) => {
  const { get, sam, pat, database } = await withSam(t)
  const routes: [string, object, string][] = [
    ['/me/who-looked', pat, 'who looked'],
    ['/me/everything', pat, 'everything'],
    [`/steward/people/${sam}/access`, wyn, 'access'],
  ]
  for (const [url, who, what] of routes) {
    const held = await holdingLooks(database)
    const asked = get(url, who)
    await held.waitedFor()
    await held.letGo()
    const { looks, whoLooked = looks } = (await asked).body
    t.ok(
      whoLooked.some((look: Shown) => look.what === what),
      url,
    )
  }
})

t.test('a steward who looks through what is held back from all tips nobody off; once it is lifted, that look is shown', async (t) => {
  const service = await withSam(t)
  const { get, post, put, settled, sam, pat } = service
  const heldBack = { ground: 'safeguarding' as const, until: '2026-07-01' }
  const concern = ask(
    'ConcernRaised',
    { concern: randomUUID(), kinds: ['financial'], personWants: 'not-asked' },
    { heldBack, words: { what: 'The card' } },
  )
  await post(`/practitioner/people/${sam}/entries`, { entries: [concern] }, amira)
  await settled()
  t.equal((await get('/steward/hold-backs', wyn)).body.heldBack.length, 1)
  await get(`/steward/people/${sam}/hold-backs`, wyn)
  const what = async () => (await get('/me/who-looked', pat)).body.looks.map(({ what }: Shown) => what)
  t.same(await what(), ['who looked', 'access'])
  t.notMatch(JSON.stringify((await get('/me/everything', pat)).body), /held back/)
  await put(`/steward/people/${sam}/hold-backs/${concern.id}`, { lifted: true }, wyn)
  t.ok((await what()).includes('access'))
  t.equal((await get(`/me/who-looked?limit=200`, pat)).body.looks.length, 6)
})

t.test('who opened a story takes no words away in it', async (t) => {
  const { post, sam } = await withSam(t)
  const said = ask('WorryVoiced', { lifeArea: 'money' }, { saidBy: { who: 'person' }, words: { worry: 'The card' } })
  const at = `/practitioner/people/${sam}/entries`
  await post(at, { entries: [said] }, amira)
  await post(`/practitioner/people/${sam}/open`, { ground: 'they-asked-me-to', reason: 'She rang' }, roisin)
  const away = (type: string, facts: object) =>
    post(at, { entries: [ask(type, { entry: said.id, ...facts }, { words: { reason: 'No' } })] }, roisin)
  t.match(await away('WordsRemoved', { ground: 'other' }), { status: 403, body: { code: 'opened-only' } })
  t.match(await away('EntryWithdrawn', { why: 'wrong-person' }), { status: 403, body: { code: 'opened-only' } })
  t.equal((await away('EntryWithdrawn', { why: 'slip' })).status, 201)
})

t.test('whoever acts for somebody is noted where they are told that person’s name', async (t) => {
  const { get, post } = await withApp(t, { clock })
  const [sam, des] = [randomUUID(), randomUUID()]
  const chosen = () => ask('SharingAgreed', { sharing: randomUUID(), withWhom: 'chosen', what: 'all', purpose: 'support' })
  await post(
    `/practitioner/people/${sam}/entries`,
    { entries: [met(), chosen(), ask('ConversationHeld', {}, { words: { heard: `With {person:${des}}` } })] },
    amira,
  )
  await post(`/practitioner/people/${des}/entries`, { entries: [met('X10000101', 'Des'), chosen()] }, amira)
  const acting = (person: string) => ({ person, ground: 'chosen', until: '2027-01-01' })
  const mum = { sub: 'mum', roles: ['person'], areas: [], actsFor: [acting(sam), acting(des)] }
  t.match(JSON.stringify((await get(`/me/journey?for=${sam}`, mum)).body), /With Des/)
  t.match((await get(`/steward/people/${des}/access`, wyn)).body.looks[1], {
    who: { sub: 'mum' },
    what: 'their name',
    why: 'acts-for-them',
  })
})

t.test('looks are read a page at a time, each once', async (t) => {
  const { get, sam, pat } = await withSam(t)
  for (const what of ['', '/journey', '/household', '/journey']) await get(`/practitioner/people/${sam}${what}`, amira)
  const first = await get('/me/who-looked?limit=3', pat)
  t.same(
    first.body.looks.map(({ what }: Shown) => what),
    ['who looked', 'journey', 'household'],
  )
  const second = await get(`/me/who-looked?limit=3&cursor=${first.body.next}`, pat)
  t.same(
    second.body.looks.map(({ what }: Shown) => what),
    ['journey', 'now'],
  )
  t.equal(second.body.next, undefined)
  t.equal((await get('/me/who-looked?cursor=abc', pat)).status, 400)
})
