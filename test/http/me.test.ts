import { randomUUID } from 'node:crypto'
import t from 'tap'
import { withApp } from '../support/app.ts'
import { ask, met, voiced } from '../support/asking.ts'

const now = '2026-06-15T10:00:00.000Z'
const clock = () => new Date(now)
const amira = { sub: 'amira', organisation: 'SALLOW' }
const steward = { sub: 'wyn', roles: ['steward'] }
const person = () => {
  const id = randomUUID()
  return { id, at: `/practitioner/people/${id}/entries`, pat: { sub: 'pat', roles: ['person'], areas: [], person: id } }
}
const saidBy = { who: 'person' as const }
const ids = (entries: { id: string }[]) => entries.map(({ id }) => id)

t.test('a person reads their own story, as it is and as it was, and not what a worker thought or who at work wrote it', async (t) => {
  const { get, post } = await withApp(t, { clock })
  const { id, at, pat } = person()
  const goal = randomUUID()
  const heard = ask('ConversationHeld', {}, { words: { heard: 'The heron is back', reflection: 'She seemed low' } })
  const corrected = ask(
    'EntryCorrected',
    { entry: heard.id, kind: 'slip' },
    { words: { reason: 'Not low', words: { reflection: 'She seemed tired' } } },
  )
  const reworded = ask(
    'GoalReworded',
    { goal },
    { happened: { from: '2026-06-10' }, saidBy, ledBy: 'person', words: { goal: 'A flat by the sea' } },
  )
  await post(at, { entries: [met(), heard, corrected, voiced(goal, 'My own front door'), reworded] }, amira)

  const { status, body } = await get('/me', pat)
  t.match({ status, body }, { status: 200, body: { person: id, name: { name: 'Sam' }, goals: [{ words: 'A flat by the sea' }] } })
  t.match((await get('/me?asAt=2026-06-09', pat)).body, { goals: [{ words: 'My own front door' }] })
  t.equal((await get('/me?asAt=2026-05-31', pat)).status, 404)
  const difference = await get('/me/difference?from=2026-06-09', pat)
  t.match(difference, { status: 200, body: { items: [{ item: 'goal', changes: ['reworded'] }] } })

  const journey = await get('/me/journey', pat)
  t.equal(journey.status, 200)
  const text = JSON.stringify([body, journey.body, difference.body])
  for (const word of [/amira/, /seemed low/, /tired/]) t.notMatch(text, word)
  t.match(text, /heron/)
  t.same(journey.body.entries[0].recordedBy, { role: 'practitioner', organisation: 'SALLOW' })
  t.match(
    JSON.stringify((await get('/me/everything', pat)).body),
    /She seemed low.*She seemed tired|She seemed tired.*She seemed low/,
    'it can be asked for',
  )
})

t.test(
  'what is held back is not there for the person, nor anything that says it is; a count of it only where that is no tip-off',
  async (t) => {
    const { get, post, put } = await withApp(t, { clock })
    const { id, at, pat } = person()
    const concern = randomUUID()
    const until = '2026-07-01'
    const worry = ask(
      'WorryVoiced',
      { lifeArea: 'safety' },
      { saidBy: { who: 'family' }, words: { worry: 'The card' }, heldBack: { ground: 'serious-harm', until } },
    )
    const raised = ask(
      'ConcernRaised',
      { concern, kinds: ['financial'], personWants: 'not-asked' },
      { words: { what: 'Grandson' }, heldBack: { ground: 'safeguarding', until } },
    )
    const closed = ask('ConcernClosed', { concern, how: 'passed-on', personsWishMet: 'not-asked' }, { words: { about: 'Grandson' } })
    const strength = ask(
      'StrengthNamed',
      { lifeArea: 'giving' },
      { saidBy, because: [raised.id, worry.id], words: { strength: 'Feeds everybody' } },
    )
    const first = met()
    t.equal((await post(at, { entries: [first, worry, raised, closed, strength] }, amira)).status, 201)

    const journey = await get('/me/journey', pat)
    t.same(ids(journey.body.entries), ids([first, strength]))
    t.equal(journey.body.entries[1].because, undefined)
    t.equal(journey.body.withheld, 1, 'the worry; of what is held back for safeguarding nothing is said')
    const all = await get('/me/everything', pat)
    t.same(all.body.heldBack, [{ ground: 'serious-harm', entries: 1 }])
    t.notMatch(JSON.stringify([journey.body, all.body, (await get('/me', pat)).body]), /card|Grandson|safeguarding/i)

    // To name it is as if it were not there.
    const dispute = (entry: string) => ask('EntryDisputed', { entry, asks: 'remove', meanwhile: 'use' }, { words: { words: 'No' } })
    for (const named of [worry.id, raised.id, closed.id, randomUUID()]) {
      const said = dispute(named)
      t.match(await post('/me/entries', { entries: [said] }, pat), {
        status: 422,
        body: { code: 'entry-unknown', entry: said.id, errors: [{ path: 'facts.entry' }] },
      })
      const because = ask('StrengthNamed', { lifeArea: 'fun' }, { because: [named], words: { strength: 'Sings' } })
      t.match(await post('/me/entries', { entries: [because] }, pat), {
        status: 422,
        body: { code: 'entry-unknown', errors: [{ path: 'because.0' }] },
      })
    }

    // A steward weighs it: with its ground, and lifts one and confirms the other.
    const held = await get(`/steward/people/${id}/hold-backs`, steward)
    t.match(held.body.heldBack, [
      { entry: worry.id, ground: 'serious-harm', until, words: { worry: 'The card' } },
      { entry: raised.id, ground: 'safeguarding', until, words: { what: 'Grandson' } },
    ])
    const weighed = await get(`/steward/people/${id}/everything`, steward)
    t.match(weighed.body.heldBack, [
      { ground: 'serious-harm', entries: 1, which: [{ entry: worry.id, until }] },
      { ground: 'safeguarding', entries: 2, which: [{ entry: raised.id, until }] },
    ])
    t.same((await put(`/steward/people/${id}/hold-backs/${worry.id}`, { lifted: true }, steward)).body, {
      entry: worry.id,
      heldBack: false,
    })
    t.same(ids((await get('/me/journey', pat)).body.entries), ids([first, worry, strength]))
    t.equal((await put(`/steward/people/${id}/hold-backs/${raised.id}`, { until: '2026-09-13' }, steward)).status, 200)
    t.match(await put(`/steward/people/${id}/hold-backs/${raised.id}`, { until: '2026-09-14' }, steward), {
      status: 422,
      body: { code: 'held-back-too-long' },
    })
    t.match(await put(`/steward/people/${id}/hold-backs/${strength.id}`, { lifted: true }, steward), {
      status: 422,
      body: { code: 'not-held-back' },
    })
    t.equal((await get('/me/journey', pat)).body.withheld, undefined)
  },
)

t.test('what nobody looks at again is held back no longer than was said', async (t) => {
  let today = now
  const { get, post } = await withApp(t, { clock: () => new Date(today) })
  const { at, pat } = person()
  const worry = ask(
    'WorryVoiced',
    { lifeArea: 'safety' },
    { saidBy: { who: 'family' }, words: { worry: 'The card' }, heldBack: { ground: 'third-party', until: '2026-07-01' } },
  )
  await post(at, { entries: [met(), worry] }, amira)
  const worries = async () => (await get('/me/journey?types=WorryVoiced', pat)).body.entries.length
  today = '2026-07-01T22:59:59.999Z'
  t.equal(await worries(), 0, 'to the end of its last day in London')
  today = '2026-07-01T23:00:00.000Z'
  t.equal(await worries(), 1)
})

t.test('a person says what they want, and it is theirs: nobody is said to have spoken for them', async (t) => {
  const { get, post, record } = await withApp(t, { clock })
  const { id, at, pat } = person()
  await post(at, { entries: [met()] }, amira)
  const want = ask('WantVoiced', { want: randomUUID(), lifeArea: 'belonging' }, { words: { want: 'Someone my age to go out with' } })
  const sent = await post('/me/entries', { entries: [want] }, pat)
  t.match(sent, { status: 201, body: { recorded: [{ id: want.id }] } })
  t.equal((await post('/me/entries', { entries: [want] }, pat)).status, 200, 'sent again it is the same')
  t.equal((await post('/me/entries', { entries: [{ ...want, saidBy }] }, pat)).status, 200, 'said or not, it is the person who speaks')
  t.match((await get('/me', pat)).body.wants, [{ saidBy: { who: 'person' }, toldBy: undefined, words: 'Someone my age to go out with' }])
  const [, kept] = await record.read(`person-${id}`)
  t.match(kept, { saidBy: { who: 'person' }, record: { by: { sub: 'pat', role: 'person' } } })
  const other = (said: object) => ({
    entries: [ask('WantVoiced', { want: randomUUID(), lifeArea: 'fun' }, { words: { want: 'Songs' }, ...said })],
  })
  t.match(await post('/me/entries', other({ saidBy: { who: 'worker' } }), pat), {
    status: 400,
    body: { errors: [{ path: 'entries.0.saidBy' }] },
  })
  t.match(await post('/me/entries', other({ heldBack: { ground: 'third-party', until: '2026-07-01' } }), pat), {
    status: 400,
    body: { code: 'not-understood' },
  })
})

t.test('who acts for a person says who they are, writes no sharing, and what they write is theirs', async (t) => {
  const { get, post } = await withApp(t, { clock })
  const { id, at, pat } = person()
  const sharing = randomUUID()
  const agreed = ask('SharingAgreed', { sharing, withWhom: 'chosen', what: 'all', purpose: 'support' })
  await post(at, { entries: [met(), agreed] }, amira)
  const mum = { sub: 'mum', roles: ['person'], areas: [], actsFor: [{ person: id, ground: 'chosen', until: '2026-12-31' }] }
  const want = (said?: object) =>
    ask(
      'WantVoiced',
      { want: randomUUID(), lifeArea: 'home' },
      { words: { want: 'A garden' }, ...(said && { saidBy: said as typeof saidBy }) },
    )
  const says = async (entry: object, who: object = mum) => {
    const { status, body } = await post('/me/entries', { entries: [entry] }, who)
    return status === 201 ? 201 : [status, body.code]
  }
  t.equal(await says(want({ who: 'family', name: 'Mum' })), 201)
  for (const said of [undefined, saidBy, { who: 'worker', name: 'Mum' }, { who: 'family' }])
    t.same(await says(want(said)), [400, 'not-understood'])
  const family = { saidBy: { who: 'family' as const, name: 'Mum' } }
  t.same(await says(ask('SharingAgreed', { sharing: randomUUID(), withWhom: 'chosen', what: 'all', purpose: 'review' }, family)), [
    403,
    'not-yours-to-say',
  ])
  t.same(await says(ask('SharingWithdrawn', { sharing }, family)), [403, 'not-yours-to-say'])
  const mine = want()
  t.equal(await says(mine, pat), 201)
  const withdrawn = (entry: string, more: object = {}) =>
    ask('EntryWithdrawn', { entry, why: 'slip' }, { words: { reason: 'No' }, ...more })
  t.same(await says(withdrawn(mine.id, family)), [422, 'not-your-own'], 'what the person said is not theirs to take back')
  t.same(await says(withdrawn(agreed.id), pat), [422, 'not-your-own'], 'nor what a worker wrote the person’s')
  const atWork = { sub: 'pat' }
  const wrote = ask('LabelGiven', { by: { sector: 'health' } }, { saidBy: { who: 'worker' }, words: { label: 'Hard to reach' } })
  await post(`/practitioner/people/${id}/open`, { ground: 'other', reason: 'To try' }, atWork)
  t.equal((await post(at, { entries: [wrote] }, atWork)).status, 201)
  t.same(await says(withdrawn(wrote.id), pat), [422, 'not-your-own'], 'nor what they wrote themself at work')
  t.equal(await says(withdrawn(mine.id), pat), 201)
  t.equal(await says(ask('SharingWithdrawn', { sharing }), pat), 201)
  t.equal((await get('/me', mum)).status, 403, 'from then on they see nothing')
  t.same(await says(want({ who: 'family', name: 'Mum' })), [403, 'out-of-reach'])
})

t.test('who acts for two people says for whom', async (t) => {
  const { get, post } = await withApp(t, { clock })
  const [one, other] = [person(), person()]
  const agreed = () => ask('SharingAgreed', { sharing: randomUUID(), withWhom: 'chosen', what: 'all', purpose: 'support' })
  await post(one.at, { entries: [met('X10000101', 'Sam'), agreed()] })
  await post(other.at, { entries: [met('X10000101', 'Des'), agreed()] })
  const acting = (id: string) => ({ person: id, ground: 'chosen', until: '2026-12-31' })
  const mum = { sub: 'mum', roles: ['person'], areas: [], actsFor: [acting(one.id), acting(other.id)] }
  t.equal((await get('/me', mum)).status, 403)
  t.match((await get(`/me?for=${one.id}`, mum)).body, { name: { name: 'Sam' } })
  t.match((await get(`/me?for=${other.id}`, mum)).body, { name: { name: 'Des' } })
  t.equal((await get(`/me?for=${randomUUID()}`, mum)).status, 403)
})

t.test('a dispute of the person is answered by somebody else than who wrote what it is about', async (t) => {
  const { get, post } = await withApp(t, { clock })
  const { at, pat } = person()
  const label = ask('LabelGiven', { by: { sector: 'health' } }, { saidBy: { who: 'worker' }, words: { label: 'Hard to reach' } })
  await post(at, { entries: [met(), label] }, amira)
  const dispute = ask('EntryDisputed', { entry: label.id, asks: 'show-mine', meanwhile: 'use' }, { words: { words: 'Nobody rang' } })
  t.equal((await post('/me/entries', { entries: [dispute] }, pat)).status, 201)
  const answer = ask('DisputeAnswered', { entry: dispute.id, answer: 'kept-dispute-shown' }, { words: { reason: 'Both stand' } })
  t.match(await post(at, { entries: [answer] }, amira), { status: 422, body: { code: 'answered-by-author' } })
  const lead = { sub: 'lena', roles: ['practitioner', 'team-lead'], organisation: 'SALLOW' }
  t.equal((await post(at, { entries: [answer] }, lead)).status, 201)
  t.match((await get('/me/journey?types=LabelGiven', pat)).body.entries, [
    { disputes: [{ words: { words: 'Nobody rang' }, answers: [{ words: { reason: 'Both stand' } }] }] },
  ])
})

t.test(
  'somebody else looks: who held back does not confirm it, nor answers who disputed; and each ground counts what is its own',
  async (t) => {
    const { get, post, put } = await withApp(t, { clock })
    const { id, at, pat } = person()
    const until = '2026-07-01'
    const worry = ask(
      'WorryVoiced',
      { lifeArea: 'safety' },
      { saidBy: { who: 'family' }, words: { worry: 'The card' }, heldBack: { ground: 'third-party', until } },
    )
    const still = ask('StillSo', { entry: worry.id }, { saidBy: { who: 'family' }, heldBack: { ground: 'safeguarding', until } })
    const strength = ask('StrengthNamed', { lifeArea: 'fun' }, { saidBy, words: { strength: 'Sings' } })
    const dispute = ask(
      'EntryDisputed',
      { entry: strength.id, asks: 'remove', meanwhile: 'use' },
      { saidBy: { who: 'worker' }, words: { words: 'No' } },
    )
    await post(at, { entries: [met(), worry, still] }, amira)
    await post('/me/entries', { entries: [strength] }, pat)
    await post(at, { entries: [dispute] }, amira)
    t.same((await get('/me/everything', pat)).body.heldBack, [{ ground: 'third-party', entries: 1 }])
    t.equal((await get('/me/journey', pat)).body.withheld, 1)
    const confirm = (who: object) => put(`/steward/people/${id}/hold-backs/${worry.id}`, { until: '2026-08-01' }, who)
    t.match(await confirm({ ...steward, sub: 'amira' }), { status: 422, body: { code: 'held-back-by-you' } })
    t.equal((await confirm(steward)).status, 200)
    const answer = ask('DisputeAnswered', { entry: dispute.id, answer: 'kept-and-not-used' }, { words: { reason: 'So' } })
    t.match(await post(at, { entries: [answer] }, amira), { status: 422, body: { code: 'answered-by-disputer' } })
  },
)
