import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { type Claimed, withApp } from '../support/app.ts'
import { ask, met, voiced } from '../support/asking.ts'

const reviewer: Claimed = { sub: 'ray', roles: ['reviewer'] }
const quayside = { areas: ['X10000101'] }

const on = (from: string) => ({ happened: { from } })
const metOn = (from: string, name: string, area?: string) => ({ ...met(area, name), ...on(from) })
const home = (from: string, household: string | undefined, facts: object = {}) =>
  ask(
    'HomeChanged',
    { area: 'X10000101', kind: 'family-home', ...(household && { household }), ...facts },
    { ...on(from), ledBy: 'family' },
  )
const supported = (from: string, facts: object) =>
  ask('SupportStarted', { support: randomUUID(), sector: 'home-care', ...facts }, { ...on(from), ledBy: 'together' })
const correctedTo = (entry: AnyEntry, facts: object) =>
  ask('EntryCorrected', { entry: entry.id, kind: 'fact', facts }, { happened: undefined, words: { reason: 'It was not so' } })
const withdrawn = (entry: AnyEntry) =>
  ask('EntryWithdrawn', { entry: entry.id, why: 'slip' }, { happened: undefined, words: { reason: 'It was not so' } })
const inCircle = (facts: object, words: object = {}) => ask('CircleMemberNamed', { member: randomUUID(), ...facts }, { words })

/** The service, with a clock that is moved by hand, and households as either room answers them: to a reviewer the reviews of everybody are open. */
async function houses(t: Pick<Test, 'teardown'>) {
  let now = '2026-01-01T10:00:00Z'
  const known = new Set<string>()
  const service = await withApp(t, { clock: () => new Date(now) })
  const tell = async (day: string, person: string, ...entries: AnyEntry[]) => {
    now = `${day}T10:00:00Z`
    known.add(person)
    const { status, body } = await service.post(`/practitioner/people/${person}/entries`, { entries })
    if (status !== 201) throw new Error(JSON.stringify(body))
    await service.settled()
    return body.position as string
  }
  const lookedBack = async (person: string, query = '', who: Claimed = {}) => {
    for (const each of known) await service.openReview(each, reviewer.sub)
    return (await service.get(`/reviewer/people/${person}/household${query}`, { ...reviewer, ...who })).body
  }
  const seen = async (person: string, who: Claimed = {}) => (await service.get(`/practitioner/people/${person}/household`, { ...who })).body
  return { ...service, tell, lookedBack, seen }
}

const people = (answer: { members: { person: string }[] }) => answer.members.map(({ person }) => person)

t.test('a household holds who lives there, what supports them, where they are heading, and who cares for whom', async (t) => {
  const { tell, lookedBack, seen } = await houses(t)
  const [rosa, ben, house] = [randomUUID(), randomUUID(), randomUUID()]
  const rosasHome = home('2020-05-01', house)
  const stay = voiced(randomUUID(), `Stop here with {person:${ben}}`, on('2026-01-05'))
  const garden = voiced(randomUUID(), 'The garden as it was', on('2026-01-06'))
  const mornings = supported('2025-02-01', { provider: 'ACME1', hoursPerWeek: 6 })
  const nights = supported('2025-03-01', { sector: 'carers' })
  const sonOf = inCircle({ tie: 'child', care: 'me-for-them', person: ben })
  const edna = inCircle({ tie: 'neighbour', care: 'them-for-me' }, { name: 'Edna' })
  const cousin = inCircle({ tie: 'relative', care: 'neither' }, { name: 'Con' })
  const paused = supported('2025-04-01', {})
  await tell(
    '2026-06-10',
    rosa,
    ...[metOn('2020-01-01', 'Rosa'), rosasHome, stay, garden, mornings, nights, paused, sonOf, edna, cousin],
    ask('SupportAdjusted', { support: (mornings.facts as { support: string }).support, hoursPerWeek: 4 }, { ledBy: 'service' }),
    ask('SupportPaused', { support: (paused.facts as { support: string }).support }, { ledBy: 'service' }),
    ask('GoalPaused', { goal: (garden.facts as { goal: string }).goal }, { saidBy: { who: 'person' }, ledBy: 'life' }),
  )
  const bensHome = home('2021-03', house, { kind: 'staying-with-others' })
  const lock = voiced(randomUUID(), 'A room with a lock', on('2026-02-01'))
  const days = supported('2025-09-01', { provider: 'ACME1', sector: 'day-support' })
  const mother = inCircle({ tie: 'parent', care: 'both', person: rosa })
  await tell('2026-06-11', ben, metOn('2020-01-01', 'Ben'), bensHome, lock, days, mother)

  const idIn = ({ facts }: AnyEntry, thing: string) => (facts as Record<string, string>)[thing]
  const whole = await seen(rosa)
  t.match(whole, { person: rosa, household: house, notNamed: 0 })
  t.match(whole.members[0], {
    person: rosa,
    name: 'Rosa',
    since: { from: '2020-05-01' },
    kind: 'family-home',
    supports: [
      { support: idIn(mornings, 'support'), sector: 'home-care', provider: 'ACME1', hoursPerWeek: 4, since: { from: '2025-02-01' } },
      { support: idIn(nights, 'support'), sector: 'carers' },
    ],
    goals: [{ goal: idIn(stay, 'goal'), lifeArea: 'home', whose: 'person', words: 'Stop here with Ben', saidBy: { who: 'person' } }],
  })
  t.equal(whole.members[0].supports.length, 2, 'one that stands still does not run')
  t.equal(whole.members[0].goals.length, 1, 'nor is one that is paused open')
  t.match(whole.members[1], {
    person: ben,
    name: 'Ben',
    since: { from: '2021-03' },
    kind: 'staying-with-others',
    supports: [{ support: idIn(days, 'support'), sector: 'day-support' }],
    goals: [{ goal: idIn(lock, 'goal'), words: 'A room with a lock' }],
  })
  t.equal(whole.members.length, 2)
  t.same(whole.touching, {
    goals: [
      {
        lifeArea: 'home',
        goals: [
          { person: rosa, goal: idIn(stay, 'goal') },
          { person: ben, goal: idIn(lock, 'goal') },
        ],
      },
    ],
    supports: [
      {
        provider: 'ACME1',
        supports: [
          { person: rosa, support: idIn(mornings, 'support'), sector: 'home-care' },
          { person: ben, support: idIn(days, 'support'), sector: 'day-support' },
        ],
      },
    ],
  })
  const byWorker = { saidBy: { who: 'worker' } }
  const neighbour = { member: idIn(edna, 'member'), tie: 'neighbour', name: 'Edna' }
  t.same(whole.care, [
    { from: { person: rosa }, to: { person: ben }, storyOf: rosa, saidIn: sonOf.id, ...byWorker },
    { from: neighbour, to: { person: rosa }, storyOf: rosa, saidIn: edna.id, ...byWorker },
    { from: { person: ben }, to: { person: rosa }, storyOf: ben, saidIn: mother.id, ...byWorker },
    { from: { person: rosa }, to: { person: ben }, storyOf: ben, saidIn: mother.id, ...byWorker },
  ])
  t.same(await lookedBack(rosa), whole, 'with no clock set back a reviewer reads the same')
  t.same(people(await seen(ben)), [ben, rosa], 'whoever is asked about comes first')
})

t.test('who lived together hangs on the day: it is read from their homes as at that day', async (t) => {
  const { tell, lookedBack, seen } = await houses(t)
  const [rosa, ben, cat, house] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  await tell('2026-06-01', rosa, metOn('2020-01-01', 'Rosa'), home('2020-05-01', house))
  await tell('2026-06-02', ben, metOn('2020-01-01', 'Ben'), home('2021-03', house), home('2026-02-20', undefined))
  await tell('2026-06-03', cat, metOn('2020-01-01', 'Cat'), home('2019', randomUUID()), home('2026-03-01', house))

  const on = async (day: string, person = rosa) => people(await lookedBack(person, `?asAt=${day}`))
  t.same(await lookedBack(rosa, '?asAt=2020-04-30'), {
    person: rosa,
    asAt: '2020-04-30',
    members: [{ person: rosa, name: 'Rosa', supports: [], goals: [] }],
    notNamed: 0,
    touching: { goals: [], supports: [] },
    care: [],
  })
  t.same(await on('2020-05-01'), [rosa])
  t.same(await on('2021-02-28'), [rosa])
  t.same(await on('2021-03-01'), [rosa, ben])
  t.match((await lookedBack(rosa, '?asAt=2021-03-30')).members[1], { about: true }, 'he came in March: about then')
  t.equal((await lookedBack(rosa, '?asAt=2021-03-31')).members[1].about, undefined)
  t.same(await on('2026-02-19'), [rosa, ben])
  t.same(await on('2026-02-20'), [rosa], 'he leaves it with his next home')
  t.same(await on('2026-03-01'), [rosa, cat])
  t.same(people(await seen(rosa)), [rosa, cat])
  t.match(await lookedBack(ben), { person: ben, household: undefined, members: [{ person: ben, since: { from: '2026-02-20' } }] })
  t.same(await on('2026-02-19', ben), [ben, rosa])
  t.same(await on('2026-02-19', cat), [cat], 'before she came she lived in another')
})

t.test('what was corrected is read as it was known: who lived together then, and who as is known since', async (t) => {
  const { tell, lookedBack, seen } = await houses(t)
  const [rosa, ben, una, house, other] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  await tell('2026-01-10', rosa, metOn('2020-01-01', 'Rosa'), home('2020-05-01', house))
  await tell('2026-01-10', una, metOn('2020-01-01', 'Una'), home('2020-05-01', other))
  const moved = home('2024-01-01', other)
  await tell('2026-02-01', ben, metOn('2020-01-01', 'Ben'), moved)
  const right = correctedTo(moved, { household: house })
  await tell('2026-03-01', ben, right)

  const known = async (at: string, person: string) => people(await lookedBack(person, `?asAt=2025-01-01&knownAt=${at}T00:00:00Z`))
  t.same(await known('2026-01-20', rosa), [rosa])
  t.same(await known('2026-02-20', rosa), [rosa])
  t.same(await known('2026-02-20', una), [una, ben], 'as was told first')
  t.same(await known('2026-02-20', ben), [ben, una])
  t.same(await known('2026-03-02', rosa), [rosa, ben], 'as it was corrected')
  t.same(await known('2026-03-02', una), [una])
  t.same(people(await seen(ben)), [ben, rosa])

  // The meeting with Una ties nobody to her in May any more; a conversation does.
  await tell('2026-04-01', una, ask('ConversationHeld', {}, on('2026-04-01')))
  await tell('2026-04-01', ben, withdrawn(right))
  t.same(people(await seen(rosa)), [rosa], 'the correction does not stand')
  t.same(people(await seen(una)), [una, ben])
  t.same(await known('2026-03-02', rosa), [rosa, ben], 'and it stood then')
  await tell('2026-05-01', ben, withdrawn(moved))
  t.same(people(await seen(una)), [una])
  t.same(await known('2026-04-02', una), [una, ben])
  t.match(await seen(ben), { household: undefined, members: [{ person: ben, since: undefined, kind: undefined }] })
  t.equal((await lookedBack(ben, '?knownAt=2026-01-31T00:00:00Z')).code, 'not-met-then')
})

t.test('who is out of reach is counted, and nothing else of them is in the answer', async (t) => {
  const { tell, get, lookedBack, seen, openStory, database } = await houses(t)
  const [rosa, ola, ivo, house] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const olasHome = home('2022-01-01', house, { kind: 'staying-with-others' })
  const olasGoal = voiced(randomUUID(), 'Back to the sea', on('2026-01-05'))
  const olasSupport = supported('2025-02-01', { provider: 'ACME1' })
  const olaCares = inCircle({ tie: 'friend', care: 'me-for-them', person: rosa })
  const rosaCares = inCircle({ tie: 'friend', care: 'both', person: ola })
  await tell('2026-06-02', ola, metOn('2020-01-01', 'Olanna', 'X10000201'), olasHome, olasGoal, olasSupport, olaCares)
  await tell(
    '2026-06-03',
    rosa,
    metOn('2020-01-01', 'Rosa'),
    home('2020-05-01', house),
    voiced(randomUUID(), `Stop here with {person:${ola}}`, on('2026-01-05')),
    supported('2025-02-01', { provider: 'ACME1' }),
    rosaCares,
  )
  await tell('2026-06-04', ivo, metOn('2020-01-01', 'Ivo', 'X10000201'), home('2023-01-01', house), home('2026-01-01', undefined))

  const ofOla = [ola, ivo, 'Olanna', 'Ivo', 'Back to the sea', 'staying-with-others', '2022-01-01']
  const ids = [olasHome, olasGoal, olasSupport, olaCares, rosaCares].flatMap(({ id, facts }) => [
    id,
    ...Object.values(facts).filter((fact) => typeof fact === 'string' && fact.length === 36 && fact !== rosa && fact !== house),
  ])
  // Two who do not have her area, and two who have it: nothing ties the one to her, and her review is not open to the other.
  const untied = { sub: 'cem' }
  await openStory(rosa, untied)
  const answers = [await seen(rosa, quayside), await lookedBack(rosa, '', quayside), await seen(rosa, untied)]
  for (const answer of [...answers, await lookedBack(rosa, '', { sub: 'rue' })]) {
    const { household, notNamed, touching, care } = answer
    t.same({ household, notNamed, touching, care }, { household: house, notNamed: 1, touching: { goals: [], supports: [] }, care: [] })
    t.same(people(answer), [rosa])
    t.equal(answer.members[0].goals[0].words, 'Stop here with somebody')
    for (const text of [...ofOla, ...ids]) t.notOk(JSON.stringify(answer).includes(text), text)
  }
  t.match(await lookedBack(rosa, '?asAt=2025-01-01', quayside), { notNamed: 2 }, 'as many as lived there then')
  const whole = await seen(rosa)
  t.same(people(whole), [rosa, ola])
  t.match(whole, { notNamed: 0, touching: { goals: [{ lifeArea: 'home' }], supports: [{ provider: 'ACME1', sector: 'home-care' }] } })
  t.equal(whole.care.length, 3, 'one as Ola says it, and one each way as Rosa does')

  for (const room of ['practitioner', 'reviewer']) {
    const asked = { roles: [room], ...quayside }
    const [known, unknown] = [ola, randomUUID()].map((person) => get(`/${room}/people/${person}/household`, asked))
    t.match(await known, { status: 403, body: { code: 'out-of-reach' } })
    t.same((await known)?.body, (await unknown)?.body)
  }

  const { pool } = database.open('owner')
  const spoil = 'update key_node set wrapped = set_byte(wrapped, 0, (get_byte(wrapped, 0) + 1) % 256) where stream = $1'
  t.ok(((await pool.query(spoil, [`person-${ola}`])).rowCount ?? 0) > 0)
  t.equal((await get(`/practitioner/people/${rosa}/household`)).status, 500, 'a key that was tampered with opens nothing')
  t.equal((await seen(rosa, quayside)).notNamed, 1, 'and of who is out of reach no key is touched')
  t.match(await get(`/practitioner/people/${ola}/household`, quayside), { status: 403 }, 'nor is it where they are asked about')
})

t.test('who died lives with nobody from that day', async (t) => {
  const { tell, lookedBack, seen } = await houses(t)
  const [rosa, ben, house] = [randomUUID(), randomUUID(), randomUUID()]
  const goal = voiced(randomUUID(), 'The garden as it was', on('2026-01-06'))
  const told = [metOn('2020-01-01', 'Rosa'), home('2020-05-01', house), goal, supported('2025-02-01', {})]
  await tell('2026-06-01', rosa, ...told, ask('PersonDied', {}, on('2026-03-10')))
  await tell('2026-06-02', ben, metOn('2020-01-01', 'Ben'), home('2021-03-01', house))
  t.same(people(await lookedBack(ben, '?asAt=2026-03-09')), [ben, rosa])
  const alone = await lookedBack(ben, '?asAt=2026-03-10')
  t.same([alone.household, people(alone), alone.notNamed], [house, [ben], 0])
  const hers = await seen(rosa)
  t.same([hers.household, hers.notNamed], [undefined, 0])
  t.same(hers.members, [{ person: rosa, name: 'Rosa', supports: [], goals: [] }])
  t.match(await lookedBack(rosa, '?asAt=2026-03-09'), { household: house, members: [{ goals: [{ lifeArea: 'home' }] }, { person: ben }] })
})

t.test('what was just written down is waited for where that is asked; what is not understood is refused', async (t) => {
  const { tell, get } = await houses(t)
  const [rosa, ben, house] = [randomUUID(), randomUUID(), randomUUID()]
  await tell('2026-06-01', rosa, metOn('2020-01-01', 'Rosa'), home('2020-05-01', house))
  const position = await tell('2026-06-02', ben, metOn('2020-01-01', 'Ben'), home('2021-03-01', house))
  const at = (query: string) => get(`/practitioner/people/${rosa}/household${query}`)
  t.same(people((await at(`?atLeast=${position}`)).body), [rosa, ben])
  t.match(await at('?atLeast=999999'), { status: 503, body: { code: 'view-behind' } })
  t.equal((await at('?atLeast=soon')).status, 400)
  t.equal((await at('?asAt=2026-06-01')).status, 400, 'a practitioner reads it as it is now')
  t.equal((await get(`/reviewer/people/${rosa}/household?asAt=2026-02-30`, reviewer)).status, 400)
  t.match(await get(`/reviewer/people/${rosa}/household?asAt=2019-12-31`, reviewer), { status: 404, body: { code: 'not-met-then' } })
  t.match(await get(`/reviewer/people/${rosa}/household`), { status: 403, body: { code: 'wrong-room' } })
})
