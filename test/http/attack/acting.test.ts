import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import type { AnyEntry } from '../../../src/domain/entry.ts'
import { mineAlone } from '../../../src/http/me/entries.ts'
import { type Claimed, withApp } from '../../support/app.ts'
import { ask, met, voiced } from '../../support/asking.ts'

// Whoever acts for somebody speaks beside them, and never as them; they see what the person agreed to, and do not come by more.

const now = '2026-06-15T10:00:00.000Z'
const may = { happened: { from: '2026-05-20' } }
const family = { saidBy: { who: 'family' as const, name: 'Mum' } }
const planted = 'Quibblewick'
const righting = (type: string, facts: object, words: object = { reason: 'It was not so' }, more: object = family) => {
  const { happened: _, ...entry } = ask(type, facts, { words, ...more })
  return entry as AnyEntry
}

/** Sam, who agreed that whoever acts for them sees what is about home; and somebody else, for whom nobody acts. */
async function withSam(t: Test) {
  const service = await withApp(t, { clock: () => new Date(now) })
  const [sam, another, sharing] = [randomUUID(), randomUUID(), randomUUID()]
  const pat: Claimed = { sub: 'pat', roles: ['person'], areas: [], person: sam }
  const mum: Claimed = { sub: 'mum', roles: ['person'], areas: [], actsFor: [{ person: sam, ground: 'chosen', until: '2027-01-01' }] }
  const agreed = ask(
    'SharingAgreed',
    { sharing, withWhom: 'chosen', what: ['home'], purpose: 'support' },
    { ...may, saidBy: { who: 'person' } },
  )
  const money = ask('WorryVoiced', { lifeArea: 'money' }, { ...may, saidBy: { who: 'person' }, words: { worry: planted } })
  const goal = voiced(randomUUID(), 'My own front door', may)
  const theirs = voiced(randomUUID(), planted, may)
  const started = [
    await service.post(`/practitioner/people/${sam}/entries`, { entries: [{ ...met(), ...may }, goal] }),
    await service.post(`/practitioner/people/${another}/entries`, { entries: [{ ...met(), ...may }, theirs] }),
    await service.post('/me/entries', { entries: [agreed, money] }, pat),
  ]
  for (const { status, body } of started) t.equal(status, 201, JSON.stringify(body))
  const write = (entries: object[], who = mum, query = '') => service.post(`/me/entries${query}`, { entries }, who)
  return { service, sam, another, sharing, pat, mum, agreed, money, goal, theirs, write }
}

t.test('nobody who acts for a person decides who sees their story, nor who they are', async (t) => {
  const { service, sam, sharing, agreed, write } = await withSam(t)
  const head = await service.record.head()
  const more = { sharing: randomUUID(), withWhom: 'chosen', what: 'all', purpose: 'support' }
  const asked: Record<string, AnyEntry> = {
    SharingAgreed: ask('SharingAgreed', more, { ...may, ...family }),
    SharingWithdrawn: ask('SharingWithdrawn', { sharing }, { ...may, ...family }),
    NameChosen: ask('NameChosen', {}, { ...may, ...family, words: { name: 'Samuel' } }),
    SelfDescribed: ask('SelfDescribed', {}, { ...may, ...family, words: { about: 'A good boy' } }),
  }
  t.same(Object.keys(asked).sort(), [...mineAlone].sort())
  for (const [type, entry] of Object.entries(asked)) {
    const { status, body } = await write([entry])
    t.ok((status === 403 && body.code === 'not-yours-to-say') || (type === 'SelfDescribed' && status === 400), type)
  }
  // What they may not see is not there; and nor is it where they may.
  for (const entry of [
    righting('EntryCorrected', { entry: agreed.id, kind: 'fact', facts: { what: 'all' } }),
    righting('EntryWithdrawn', { entry: agreed.id, why: 'slip' }),
    righting('EntryDisputed', { entry: agreed.id, asks: 'remove', meanwhile: 'do-not-use' }, { words: 'He never said so' }),
  ])
    t.match(await write([entry]), { status: 422, body: { code: 'entry-unknown' } }, entry.type)
  t.equal(await service.record.head(), head, 'nothing was recorded')
  t.equal((await service.record.read(`person-${sam}`)).length, 4)
})

t.test('whoever acts for a person does not speak as them, nor makes their words the person’s afterwards', async (t) => {
  const { service, pat, mum, write } = await withSam(t)
  const want = ask('WantVoiced', { want: randomUUID(), lifeArea: 'home' }, { ...may, ...family, words: { want: 'A hostel' } })
  for (const saidBy of [undefined, { who: 'person' }, { who: 'person', name: 'Sam' }, { who: 'worker', name: 'Joe' }, { who: 'family' }]) {
    const { saidBy: _, ...rest } = want
    t.match(
      await write([{ ...rest, ...(saidBy && { saidBy }) }]),
      { status: 400, body: { code: 'not-understood' } },
      JSON.stringify(saidBy),
    )
  }
  t.equal((await write([want])).status, 201)
  const corrections: [facts: object, words: object][] = [
    [{ saidBy: { who: 'person' } }, {}],
    [{ saidBy: { who: 'person' } }, { saidBy: { name: 'Sam' } }],
    [{ saidBy: { who: 'worker' } }, {}],
    [{ saidBy: { who: null } }, {}],
    [{ saidBy: null }, {}],
    [{}, { saidBy: { name: null } }],
  ]
  for (const [facts, words] of corrections) {
    const correction = righting('EntryCorrected', { entry: want.id, kind: 'slip', ...facts }, { reason: 'A slip', ...words })
    t.match(await write([correction]), { status: 400, body: { code: 'not-understood' } }, JSON.stringify([facts, words]))
  }
  const told = async () => (await service.get('/me/journey', pat)).body.entries.find(({ id }: AnyEntry) => id === want.id).saidBy
  t.same(await told(), { who: 'family', name: 'Mum' })
  const friend = righting(
    'EntryCorrected',
    { entry: want.id, kind: 'slip', saidBy: { who: 'friend' } },
    { reason: 'A slip', saidBy: { name: 'Bea' } },
  )
  t.equal((await write([friend], mum)).status, 201, 'who it was among those who act for them can be put right')
  t.same(await told(), { who: 'friend', name: 'Bea' })

  const own = ask('WantVoiced', { want: randomUUID(), lifeArea: 'home' }, { ...may, words: { want: 'A garden' } })
  t.equal((await write([own], pat)).status, 201)
  for (const saidBy of [{ who: 'worker' }, { who: 'family' }, null])
    t.match(
      await write([righting('EntryCorrected', { entry: own.id, kind: 'slip', saidBy }, { reason: 'A slip' }, {})], pat),
      { status: 400 },
      'nor does the person put their words into the mouth of another',
    )
})

t.test('only what they wrote themselves is theirs to put right, and nobody else’s story is theirs', async (t) => {
  const { service, another, pat, goal, theirs, money, write } = await withSam(t)
  const ofPat = ask('WantVoiced', { want: randomUUID(), lifeArea: 'home' }, { ...may, words: { want: 'A garden' } })
  t.equal((await write([ofPat], pat)).status, 201)
  const head = await service.record.head()
  const mine = (entry: string) => righting('EntryWithdrawn', { entry, why: 'slip' })
  t.match(await write([mine(goal.id)]), { status: 422, body: { code: 'not-your-own' } }, 'what a worker wrote')
  t.match(await write([mine(ofPat.id)]), { status: 422, body: { code: 'not-your-own' } }, 'what the person wrote')
  t.match(await write([{ ...mine(goal.id), saidBy: { who: 'person' } } as AnyEntry], pat), { status: 422, body: { code: 'not-your-own' } })
  t.match(await write([mine(money.id)]), { status: 422, body: { code: 'entry-unknown' } }, 'what is not shared with them')
  t.match(await write([mine(theirs.id)]), { status: 422, body: { code: 'entry-unknown' } }, 'what is of another story')
  for (const who of [{ sub: 'mum' }, { sub: 'pat' }, { sub: 'amira', roles: ['practitioner', 'person'] }] as Claimed[]) {
    const asked = { roles: ['person'], areas: [], ...who }
    for (const query of [`?for=${another}`, `?for=${another.toUpperCase()}`, `?for=${another}&for=${another}`, `?person=${another}`]) {
      const answer = await write(
        [ask('WantVoiced', { want: randomUUID(), lifeArea: 'home' }, { ...may, words: { want: 'Mine' } })],
        asked,
        query,
      )
      t.ok([400, 403].includes(answer.status), query)
      for (const page of ['', '/journey', '/difference', '/everything', '/who-looked']) {
        const { status, body } = await service.get(`/me${page}${query}${page === '/difference' ? '&from=2026-01-01' : ''}`, asked)
        t.ok([400, 403].includes(status), `${page}${query}`)
        t.notMatch(JSON.stringify(body), new RegExp(planted))
      }
    }
  }
  t.equal(await service.record.head(), head)
})

t.test('what is not shared with whoever acts for a person is on no page of theirs, and everything is not theirs', async (t) => {
  const { service, mum, money } = await withSam(t)
  for (const page of ['', '/journey', '/difference?from=2026-01-01', '/everything', '/who-looked']) {
    const { status, body } = await service.get(`/me${page}`, mum)
    t.equal(status, ['/everything', '/who-looked'].includes(page) ? 403 : 200, page)
    t.notMatch(JSON.stringify(body), new RegExp(`${planted}|${money.id}`), page)
  }
})
