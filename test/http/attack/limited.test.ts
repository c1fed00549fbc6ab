import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import type { AnyEntry } from '../../../src/domain/entry.ts'
import { workerIdOf } from '../../../src/http/worker-id.ts'
import type { Answer, Claimed } from '../../support/app.ts'
import { ask, met, voiced, worksWithThem } from '../../support/asking.ts'
import { queryOf, routesOf } from '../../support/routes.ts'
import { pagesOf, withTwins } from '../../support/twins.ts'

// Workers whom the person's word limits are told how much is kept from them, "with nothing that hints at what it is". So they must not be able to tell two stories apart in which as much is
// kept from them, but not the same; nor lift the limit by what they write.

const may = { happened: { from: '2026-05-20' } }
const own = { saidBy: { who: 'person' as const } }
const gwen: Claimed = { sub: 'gwen', organisation: 'GREYSTON' }
const joe: Claimed = { sub: 'joe', organisation: 'SALLOW' }
const rae: Claimed = { sub: 'rae', roles: ['reviewer'], organisation: 'SALLOW' }
const wyn: Claimed = { sub: 'wyn', roles: ['steward'] }
const sharing = randomUUID()
const agreed = ask(
  'SharingAgreed',
  { sharing, withWhom: { sector: 'home-care', organisation: 'SALLOW' }, what: ['home'], purpose: 'support' },
  { ...may, ...own },
)
const forReview = ask(
  'SharingAgreed',
  { sharing: randomUUID(), withWhom: { sector: 'home-care', organisation: 'SALLOW' }, what: ['home'], purpose: 'review' },
  { ...may, ...own },
)
const goal = randomUUID()
const theirs = voiced(goal, 'My own front door', may)
const hiddenGoal = randomUUID()
const planted = 'Quibblewick'
/** As many entries of a life as in `others`, and about other things. */
const some = [
  ask('WorryVoiced', { lifeArea: 'money' }, { ...may, ...own, words: { worry: planted } }),
  { ...voiced(hiddenGoal, planted, may), facts: { goal: hiddenGoal, lifeArea: 'money', whose: 'person', towards: 'change' } } as AnyEntry,
  ask('GoalProgressed', { goal: hiddenGoal, says: 'nearer' }, { ...may, ...own, words: { how: planted } }),
  ask('WantVoiced', { want: randomUUID(), lifeArea: 'safety' }, { ...may, ...own, words: { want: planted } }),
]
const others = ['learning', 'learning', 'work', 'work'].map((_, i) =>
  ask('StrengthNamed', { lifeArea: 'belonging' }, { happened: { from: `2026-05-1${i}` }, ...own, words: { strength: planted } }),
)
const righted = (facts: object, type = 'EntryCorrected') => {
  const { happened: _, ...entry } = ask(type, facts, { words: { reason: 'It was not so' } })
  return entry as AnyEntry
}

/** Two people of whom as much is kept from joe and rae, and not the same: of one of them it was put right, disputed and opened besides. */
async function withLimited(t: Test) {
  const twins = await withTwins(t)
  const { service, one, other, both, write } = twins
  await both([{ ...met(), ...may }, worksWithThem('joe', may), agreed, forReview], gwen)
  await write(one, some.slice(0, 2), gwen)
  await write(other, others.slice(0, 2), gwen)
  await both([theirs], gwen)
  await write(one, [...some.slice(2), righted({ entry: some[0]?.id, kind: 'slip', facts: { lifeArea: 'safety' } })], gwen)
  await write(one, [righted({ entry: some[3]?.id, why: 'slip' }, 'EntryWithdrawn')], gwen)
  await write(other, others.slice(2), gwen)
  for (const person of [one, other]) {
    const { status } = await service.post(`/steward/people/${person}/reviews`, { reviewer: 'rae', until: '2026-07-01' }, wyn)
    t.equal(status, 201)
  }
  await service.openStory(one, { sub: 'cem' })
  await both([ask('ConversationHeld', {}, may)], gwen)
  await service.settled()
  return twins
}

t.test('nothing that a limited worker can ask tells what is kept from them', async (t) => {
  const { service, one, alike } = await withLimited(t)
  const routes = routesOf(service.app.printRoutes({ commonPrefix: false })).filter((route) =>
    /^GET \/(practitioner|reviewer)\//.test(route),
  )
  t.ok(routes.length >= 14, `${routes.length} routes`)
  for (const route of routes) {
    const path = route.replace('GET ', '')
    const who = path.startsWith('/reviewer') ? rae : joe
    const query = path === '/practitioner/people' ? '?name=sam' : queryOf(path)
    const asked = (person: string) => service.get(path.replace(':personId', person) + query, who)
    const { status, body } = path.includes(':personId') ? await alike(route, asked) : await asked(one)
    t.equal(status, 200, route)
    t.notMatch(JSON.stringify(body), new RegExp([planted, hiddenGoal, ...[...some, ...others].map(({ id }) => id)].join('|')), route)
    if (path.endsWith('/journey'))
      await alike(`${route} by one`, (person) =>
        pagesOf((cursor) => service.get(`${path.replace(':personId', person)}?limit=1${cursor}`, who)),
      )
    for (const cut of ['asAt=2026-05-20', 'knownAt=2026-06-15T10:00:00Z', 'asAt=2026-05-12'])
      if (/profile|days|attention|pace|us|path|household/.test(path) && who === rae)
        await alike(`${route} ${cut}`, (person) => service.get(`${path.replace(':personId', person)}?${cut}`, who))
  }
  const { body, headers } = await service.get(`/practitioner/people/${one}`, joe)
  t.match({ body, headers }, { body: { withheld: 7, revision: 3 }, headers: { etag: '"3"' } })
})

t.test('nor anything that they write: what is kept from them is not there, and cannot be written to', async (t) => {
  const { service, one, other, alike } = await withLimited(t)
  const post = (what: string, entries: object[], headers = {}): Promise<Answer> =>
    alike(what, (person) => service.post(`/practitioner/people/${person}/entries`, { entries }, joe, headers))
  const stories = async () => Promise.all([one, other].map(async (person) => (await service.record.read(`person-${person}`)).length))
  const before = await stories()
  const entry = some[0]?.id ?? ''
  for (const asked of [
    ask('ConversationHeld', {}, { ...may, because: [entry] }),
    ask('ConversationHeld', {}, { ...may, partOf: entry }),
    ask('StillSo', { entry }, { ...may, ...own }),
    righted({ entry, kind: 'slip', facts: { lifeArea: 'home' } }),
    righted({ entry, why: 'wrong-person' }, 'EntryWithdrawn'),
    righted({ entry, ground: 'other' }, 'WordsRemoved'),
    { ...righted({ entry, asks: 'remove', meanwhile: 'do-not-use' }, 'EntryDisputed'), ...own, words: { words: 'Not so' } },
    ask('GoalProgressed', { goal: hiddenGoal, says: 'nearer' }, { ...may, ...own }),
    ask('GoalReworded', { goal: hiddenGoal }, { ...may, ...own, ledBy: 'person', words: { goal: 'Another' } }),
    ask('SharingWithdrawn', { sharing }, may),
  ]) {
    const { status, body } = await post(asked.type, [asked])
    t.match({ status, code: body.code }, { status: 422, code: /-unknown$/ }, asked.type)
  }
  t.same(await stories(), before, 'nothing was recorded')
  t.equal((await post('moved on', [ask('ConversationHeld', {}, may)], { 'if-match': '"4"' })).status, 412)
  t.equal((await post('not moved on', [ask('ConversationHeld', {}, may)], { 'if-match': '"3"' })).status, 201)
  for (const guess of [some[0], { ...some[0], words: { worry: 'Another' } }]) {
    const { status, body } = await service.post(`/practitioner/people/${one}/entries`, { entries: [guess] }, joe)
    t.match({ status, code: body.code }, { status: 409, code: 'entry-id-reused' }, 'whatever it is guessed to say')
  }
})

for (const [how, by, made] of [
  [
    'disputing it',
    joe,
    () => ({ ...righted({ entry: agreed.id, asks: 'remove', meanwhile: 'do-not-use' }, 'EntryDisputed'), ...own, words: { words: 'No' } }),
  ],
  ['taking it back', joe, () => righted({ entry: agreed.id, why: 'slip' }, 'EntryWithdrawn')],
  ['correcting with whom it was', joe, () => righted({ entry: agreed.id, kind: 'fact', facts: { withWhom: { sector: 'voluntary' } } })],
] as const)
  t.test(`the limit of an organisation is not lifted by ${how}`, async (t) => {
    const { service, one, write } = await withTwins(t)
    // They wrote it down themselves: it is not kept from them.
    await write(one, [{ ...met(), ...may }, worksWithThem('joe', may), ...some.slice(0, 1)], gwen)
    await write(one, [agreed], joe)
    const kept = async () => (await service.get(`/practitioner/people/${one}/journey`, by)).body.withheld
    t.equal(await kept(), 1, 'the worry')
    t.equal((await service.post(`/practitioner/people/${one}/entries`, { entries: [made()] }, by)).status, 201)
    t.equal(await kept(), 1)
  })

t.test('where another takes back that it was agreed, nothing was', async (t) => {
  const { service, one, write } = await withTwins(t)
  await write(one, [{ ...met(), ...may }, worksWithThem('joe', may), agreed], gwen)
  await write(one, [righted({ entry: agreed.id, why: 'wrong-person' }, 'EntryWithdrawn')], gwen)
  t.notOk('withheld' in (await service.get(`/practitioner/people/${one}/journey`, joe)).body)
})

t.test('where another says that it was not agreed, it limits all the same until that is looked at', async (t) => {
  const { service, one, write } = await withTwins(t)
  await write(one, [{ ...met(), ...may }, worksWithThem('joe', may), theirs, agreed], gwen)
  const kept = async () => (await service.get(`/practitioner/people/${one}/journey`, joe)).body.withheld
  t.equal(await kept(), 1)
  await write(
    one,
    [{ ...righted({ entry: agreed.id, asks: 'remove', meanwhile: 'do-not-use' }, 'EntryDisputed'), ...own, words: { words: 'No' } }],
    gwen,
  )
  t.equal(await kept(), 2, 'the goal too')
})

t.test('whoever is limited can still say that they left, and is gone then', async (t) => {
  const { service, one, write } = await withTwins(t)
  await write(one, [{ ...met(), ...may }, worksWithThem('joe', may), worksWithThem('ida', may), agreed], gwen)
  t.notMatch(JSON.stringify((await service.get(`/practitioner/people/${one}/journey`, joe)).body), new RegExp(workerIdOf('ida')))
  await write(one, [ask('WorkerLeft', { worker: workerIdOf('joe') }, may)], joe)
  t.equal((await service.get(`/practitioner/people/${one}/journey`, joe)).status, 403)
})
