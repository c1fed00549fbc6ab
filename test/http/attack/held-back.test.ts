import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import type { AnyEntry } from '../../../src/domain/entry.ts'
import type { Answer, Claimed } from '../../support/app.ts'
import { ask, met, newEntryId, voiced } from '../../support/asking.ts'
import { pagesOf, withTwins } from '../../support/twins.ts'

// What is held back for safeguarding is not even counted to the person, since a number is a tip-off. So the person, or whoever has got hold of their token, must not be able to tell a
// story in which something is from one in which nothing is: not by any question, nor by anything that they write.

const may = { happened: { from: '2026-05-20' } }
const heldBack = { ground: 'safeguarding' as const, until: '2026-07-01' }
const own = { saidBy: { who: 'person' as const } }
const pat = (person: string): Claimed => ({ sub: 'pat', roles: ['person'], areas: [], person })
const mum = (person: string): Claimed => ({
  sub: 'mum',
  roles: ['person'],
  areas: [],
  actsFor: [{ person, ground: 'chosen', until: '2027-01-01' }],
})
const wyn: Claimed = { sub: 'wyn', roles: ['steward'] }
const goal = randomUUID()
const want = randomUUID()
const theirs = voiced(goal, 'My own front door', may)
const seen = ask('ConversationHeld', {}, { ...may, words: { heard: 'The heron is back' } })
const wanted = ask('WantVoiced', { want, lifeArea: 'home' }, { ...may, ...own, words: { want: 'A garden' } })
const shared = ask('SharingAgreed', { sharing: randomUUID(), withWhom: 'chosen', what: 'all', purpose: 'support' }, may)

const hiddenGoal = randomUUID()
const hidden = {
  conversation: ask('ConversationHeld', {}, { ...may, heldBack, words: { heard: 'Quibblewick' } }),
  worry: ask('WorryVoiced', { lifeArea: 'safety' }, { ...may, heldBack, saidBy: { who: 'family' }, words: { worry: 'Quibblewick' } }),
  goal: { ...voiced(hiddenGoal, 'Quibblewick', may), heldBack },
  progress: ask('GoalProgressed', { goal: hiddenGoal, says: 'nearer' }, { ...may, ...own, words: { how: 'Quibblewick' } }),
  pause: ask('GoalPaused', { goal }, { ...may, ...own, ledBy: 'worker', heldBack }),
  unmet: ask('WantUnmet', { want, why: 'waiting' }, { ...may, ...own, heldBack }),
}

/** Two people, of one of whom much is held back: between what is not, so that there are gaps. */
async function withHidden(t: Test) {
  const twins = await withTwins(t)
  const { service, one, other, both, write } = twins
  await both([{ ...met(), ...may }, seen])
  await write(one, [hidden.conversation, hidden.worry])
  for (const person of [one, other]) {
    const { status } = await service.post('/me/entries', { entries: [theirs, wanted] }, pat(person))
    t.equal(status, 201)
  }
  await write(one, [hidden.goal, hidden.progress, hidden.pause, hidden.unmet])
  await both([shared])
  const opened = await service.post(
    `/practitioner/people/${one}/open`,
    { ground: 'somebody-is-in-danger', reason: 'A card', heldBack },
    {
      sub: 'cem',
    },
  )
  t.equal(opened.status, 201)
  for (let i = 0; i < 3; i += 1) t.equal((await service.get(`/practitioner/people/${one}/journey`, { sub: 'cem' })).status, 200)
  t.equal((await service.put(`/steward/people/${one}/hold-backs/${hidden.worry.id}`, { until: '2026-08-01' }, wyn)).status, 200)
  await service.get(`/steward/people/${one}/hold-backs`, wyn)
  await service.get(`/steward/people/${other}/access`, wyn)
  await service.settled()
  return twins
}

t.test('no question that the person can ask is answered otherwise where something is held back for safeguarding', async (t) => {
  const { service, alike } = await withHidden(t)
  for (const who of [pat, mum]) {
    const get = (url: string, headers = {}) => alike(url, async (person) => withoutOwnLooks(await service.get(url, who(person), headers)))
    for (const query of ['', '?asAt=2026-05-20', '?knownAt=2026-06-15T10:00:00Z', '?knownAt=2027-01-01T00:00:00Z', '?asAt=2026-06-14'])
      t.equal((await get(`/me${query}`)).status, 200)
    await get('/me?asAt=2026-05-19')
    for (const query of [
      '',
      'from=2026-06-01',
      `types=${['ConversationHeld', 'GoalPaused', 'WorryVoiced'].join()}`,
      'knownAt=2026-06-15T10:00:00Z',
    ])
      await alike(`/me/journey by one, ${query}`, (person) =>
        pagesOf((cursor) => service.get(`/me/journey?limit=1&${query}${cursor}`, who(person))),
      )
    await get('/me/difference?from=2026-05-01')
    const { body } = await get('/me/everything')
    t.same(body.heldBack, [])
    t.match(await get('/me/everything', { accept: 'text/html' }), { status: 200, body: /front door/ })
    await alike('/me/who-looked by one', (person) =>
      pagesOf((cursor) => service.get(`/me/who-looked?limit=1${cursor}`, who(person)), { nextIsTold: false }).then(inFullPages),
    )
  }
  const { body } = await service.get(
    '/me/everything',
    pat((await alike('the same', (person) => service.get('/me', pat(person)))).body.person),
  )
  t.notMatch(JSON.stringify(body), /Quibblewick|held-back|danger/)
})

/** Whether the look that somebody just takes is in the answer already is chance. */
function withoutOwnLooks({ body, ...answer }: Answer): Answer {
  if (typeof body === 'string') return { ...answer, body: body.replaceAll(/<tr><td>[^<]*<\/td><td>Person.*\n/g, '') }
  return { ...answer, body: body.whoLooked ? { ...body, whoLooked: body.whoLooked.filter(isOfOthers) } : body }
}

function isOfOthers({ who }: { who: { role: string } }): boolean {
  return who.role !== 'person'
}

/** Pages of one look each, without those of looks of one's own; and that no page was short. */
function inFullPages({ body, ...answer }: Answer): Answer {
  const pages = body as { looks: { who: { role: string } }[]; more: boolean }[]
  return {
    ...answer,
    body: { others: pages.flatMap(({ looks }) => looks.filter(isOfOthers)), short: pages.filter(({ looks }) => looks.length !== 1) },
  }
}

t.test('nor is anything that they write: naming what is held back, or standing in its way, is as if it were not there', async (t) => {
  const { service, alike } = await withHidden(t)
  const post = (what: string, entries: object[], headers = {}, who = pat) =>
    alike(what, (person) => service.post('/me/entries', { entries }, who(person), headers))
  const righting = (type: string, facts: object, words: object = { reason: 'It was not so' }) => {
    const { happened: _, ...entry } = ask(type, facts, { ...own, words })
    return entry as AnyEntry
  }
  const strength = (more: Partial<AnyEntry>) =>
    ask('StrengthNamed', { lifeArea: 'home' }, { ...may, ...own, words: { strength: 'Patience' }, ...more })

  for (const { id } of [...Object.values(hidden), ask('ConversationHeld', {})]) {
    t.equal((await post(`because of ${id}`, [strength({ because: [id] })])).body.code, 'entry-unknown')
    t.equal((await post(`part of ${id}`, [strength({ partOf: id })])).body.code, 'entry-unknown')
    for (const type of ['StillSo', 'NoLongerSo'])
      t.equal(
        (
          await post(type, [
            ask(type, { entry: id, ...(type === 'NoLongerSo' && { why: 'changed' }) }, { ...may, ...own, ledBy: 'person' }),
          ])
        ).body.code,
        'entry-unknown',
      )
    const disputed = righting('EntryDisputed', { entry: id, asks: 'remove', meanwhile: 'do-not-use' }, { words: 'Not me' })
    t.equal((await post('disputed', [disputed])).body.code, 'entry-unknown')
    t.equal((await post('withdrawn', [righting('EntryWithdrawn', { entry: id, why: 'slip' })])).body.code, 'entry-unknown')
    t.equal((await post('corrected', [righting('EntryCorrected', { entry: id, kind: 'slip', facts: {} })])).body.code, 'entry-unknown')
  }
  for (const type of ['GoalProgressed', 'GoalReached', 'GoalPaused'])
    t.match(
      await post(type, [
        ask(type, { goal: hiddenGoal, says: type === 'GoalProgressed' ? 'nearer' : undefined }, { ...may, ...own, ledBy: 'person' }),
      ]),
      {
        body: { code: 'goal-unknown' },
      },
    )

  const { revision } = (await alike('/me', (person) => service.get('/me', pat(person)))).body
  t.equal(revision, 5, 'met, heard, a goal, a want and the sharing')
  t.equal((await post('moved on', [strength({})], { 'if-match': `"${revision + 1}"` })).status, 412)
  t.match(await post('not moved on', [strength({})], { 'if-match': `"${revision}"` }), {
    status: 201,
    body: { recorded: [{ revision: 6 }] },
  })

  const paused = ask('GoalPaused', { goal }, { ...may, ...own, ledBy: 'person' })
  t.match(await post('a pause of what is paused', [paused]), { status: 201, body: { recorded: [{ revision: 7 }] } })
  t.match(await post('once more', [paused]), { status: 200, body: { recorded: [{ revision: 7 }] } })
  await post('picked up again', [ask('GoalPickedUpAgain', { goal }, { ...may, ...own, ledBy: 'person' })])
  await post('corrected to be the other goal', [
    righting('EntryCorrected', { entry: paused.id, kind: 'slip', facts: { goal: hiddenGoal } }),
  ])
  const back = ['EntryWithdrawn', 'EntryWithdrawn'].map((type) => righting(type, { entry: wanted.id, why: 'slip' }))
  t.equal((await post('what others rest on is withdrawn', back.slice(0, 1))).status, 201)
  t.match(await post('once more', back.slice(1)), { status: 200, body: { alreadySo: [back[1]?.id] } })
  await alike('and it reads so', (person) => service.get('/me/journey', pat(person)))
})

t.test('an entry sent by the id of one that is held back finds out nothing of what that says', async (t) => {
  const { service, one } = await withHidden(t)
  const head = await service.record.head()
  for (const guess of [hidden.worry, { ...hidden.worry, words: { worry: 'Something else' } }]) {
    const { heldBack: _, ...entry } = guess
    const { status, body } = await service.post('/me/entries', { entries: [{ ...entry, saidBy: { who: 'person' } }] }, pat(one))
    t.match({ status, body }, { status: 409, body: { code: 'entry-id-reused', entry: hidden.worry.id } })
    t.notMatch(JSON.stringify(body), /Quibblewick|safeguarding/)
  }
  t.equal(await service.record.head(), head)
})

t.test('nor does the position that is answered move on with what is held back', async (t) => {
  const { service, one, both, write } = await withTwins(t)
  await both([{ ...met(), ...may }])
  const { happened: _, ...back } = ask('EntryWithdrawn', { entry: theirs.id, why: 'slip' }, { ...own, words: { reason: 'A slip' } })
  await service.post('/me/entries', { entries: [theirs, back] }, pat(one))
  const again = async () => (await service.post('/me/entries', { entries: [{ ...back, id: newEntryId() }] }, pat(one))).body
  const before = await again()
  t.equal(before.alreadySo.length, 1)
  await write(one, [hidden.worry])
  t.equal((await again()).position, before.position)
})

t.test('a fact that may name what nobody told of names nothing that is held back either', async (t) => {
  const { service, one, both, write } = await withTwins(t)
  await both([{ ...met(), ...may }])
  const support = randomUUID()
  await write(one, [ask('SupportStarted', { support, sector: 'home-care' }, { ...may, ledBy: 'worker', heldBack })])
  const hiddenWant = randomUUID()
  await write(one, [
    { ...ask('WantVoiced', { want: hiddenWant, lifeArea: 'home' }, { ...may, ...own, words: { want: 'Quibblewick' } }), heldBack },
  ])
  t.equal((await service.post('/me/entries', { entries: [wanted] }, pat(one))).status, 201)
  const head = await service.record.head()
  for (const [facts, code] of [
    [{ want, support }, 'support-unknown'],
    [{ want: hiddenWant, support: randomUUID() }, 'want-unknown'],
  ] as const)
    t.match(await service.post('/me/entries', { entries: [ask('WantMet', facts, { ...may, ...own })] }, pat(one)), {
      status: 422,
      body: { code },
    })
  t.equal(await service.record.head(), head)
})
