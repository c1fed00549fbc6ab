import { randomUUID } from 'node:crypto'
import t from 'tap'
import { withApp } from '../support/app.ts'
import { ask, met } from '../support/asking.ts'

const reviewer = { sub: 'ray', roles: ['reviewer'] }
const on = (from: string) => ({ happened: { from } })
const byPerson = { saidBy: { who: 'person' as const } }

/** A service with a person in it, written to at the instants it is told; asked as the reviewer asks. */
async function withPerson(t: Parameters<typeof withApp>[0]) {
  let now = new Date()
  const { get, post, settled, openReview, openStory } = await withApp(t, { clock: () => now })
  const person = randomUUID()
  let isMet = false
  return {
    person,
    settled,
    async write(at: string, ...entries: object[]) {
      now = new Date(at)
      // Months go by without a conversation: whoever writes opens the story first.
      if (isMet) await openStory(person)
      isMet = true
      const { status, body } = await post(`/practitioner/people/${person}/entries`, { entries })
      if (status !== 201) throw new Error(JSON.stringify(body))
    },
    /** Somebody else, known here under a name. */
    async knows(name: string, at: string) {
      now = new Date(at)
      const other = randomUUID()
      const { status } = await post(`/practitioner/people/${other}/entries`, {
        entries: [{ ...met('X10000101', name), ...on('2026-01-04') }],
      })
      if (status !== 201) throw new Error(`${name} is not known`)
      return other
    },
    /** Opens the review of somebody else to the reviewer. */
    opensTo: (other: string) => openReview(other, reviewer.sub),
    ask: async (view: string, query = '', who: object = reviewer) => get(`/reviewer/people/${person}/${view}${query}`, who),
  }
}

t.test('the pace of a life: how each change came, as it is known now and as it was known then', async (t) => {
  const { person, write, knows, opensTo, settled, ask: answerOf } = await withPerson(t)
  const des = await knows('Des', '2026-01-04T10:00:00Z')
  const care = randomUUID()
  const moved = ask(
    'HomeChanged',
    { area: 'X10000101', kind: 'residential', choice: 'not-asked', noticeDays: 40 },
    { ...on('2026-01-10'), ledBy: 'service', words: { about: `{person:${des}} was told and I was not` } },
  )
  const started = ask(
    'SupportStarted',
    { support: care, sector: 'home-care', hoursPerWeek: 20 },
    { ...on('2026-01-15'), ledBy: 'together' },
  )
  const first = ask('SupportAdjusted', { support: care, hoursPerWeek: 17 }, { ...on('2026-03-02'), ledBy: 'service' })
  const second = ask('SupportAdjusted', { support: care, hoursPerWeek: 14, noticeDays: 5 }, { ...on('2026-03-16'), ledBy: 'service' })
  const ended = ask('SupportEnded', { support: care, planned: true }, { ...on('2026-05-04'), ledBy: 'rule' })
  const corrected = ask(
    'EntryCorrected',
    { entry: moved.id, kind: 'fact', facts: { noticeDays: 4 } },
    { ...on('2026-06-01'), words: { reason: 'The letter came on the sixth' } },
  )
  const planned = ask('SupportPlanned', { support: care, change: 'end' }, on('2026-04-01'))
  await write('2026-01-20T10:00:00Z', { ...met(), ...on('2026-01-05') }, moved, started)
  await write('2026-03-20T10:00:00Z', first, second)
  await write('2026-05-10T10:00:00Z', ended)
  await write('2026-06-01T10:00:00Z', corrected)
  await write('2026-06-02T10:00:00Z', planned)
  await opensTo(des)
  await settled()

  const { status, body } = await answerOf('pace')
  t.equal(status, 200)
  const sector = 'home-care'
  // 3 of 20 hours are less than a quarter, 6 of 20 within 14 days are more. From 1 April to 4 May are 33 days.
  t.same(body, {
    person,
    changes: [
      {
        ...{ entry: moved.id, type: 'HomeChanged', on: '2026-01-10', happened: { from: '2026-01-10' }, direction: 'move' },
        ...{ choice: 'not-asked', large: true, pace: 'sudden', noticeDays: 4, ledBy: 'service' },
        words: { about: 'Des was told and I was not' },
      },
      {
        ...{ entry: started.id, type: 'SupportStarted', on: '2026-01-15', happened: { from: '2026-01-15' }, direction: 'start' },
        ...{ support: care, sector, large: false, ledBy: 'together' },
      },
      {
        ...{ entry: first.id, type: 'SupportAdjusted', on: '2026-03-02', happened: { from: '2026-03-02' }, direction: 'less' },
        ...{ support: care, sector, hoursPerWeek: { was: 20, is: 17 }, large: false, ledBy: 'service' },
      },
      {
        ...{ entry: second.id, type: 'SupportAdjusted', on: '2026-03-16', happened: { from: '2026-03-16' }, direction: 'less' },
        ...{ support: care, sector, hoursPerWeek: { was: 17, is: 14 }, large: true, addedUp: [first.id] },
        ...{ pace: 'sudden', noticeDays: 5, ledBy: 'service' },
      },
      {
        ...{ entry: ended.id, type: 'SupportEnded', on: '2026-05-04', happened: { from: '2026-05-04' }, direction: 'end' },
        ...{ support: care, sector, large: true, pace: 'gradual', noticeDays: 33, noticeFrom: planned.id, planned: true, ledBy: 'rule' },
      },
    ],
    summary: [
      { pace: 'sudden', ledBy: 'service', entries: 2 },
      { pace: 'gradual', ledBy: 'rule', entries: 1 },
    ],
  })

  const paces = async (query: string) => {
    const answer = await answerOf('pace', query)
    const { changes = [], summary } = answer.body
    return { paces: changes.map(({ pace }: { pace?: string }) => pace ?? '-').join(' '), summary, code: answer.body.code }
  }
  t.same(
    await paces('?knownAt=2026-06-01T09:59:59.999Z'),
    {
      paces: 'gradual - - sudden notice-unknown',
      summary: [
        { pace: 'sudden', ledBy: 'service', entries: 1 },
        { pace: 'gradual', ledBy: 'service', entries: 1 },
        { pace: 'notice-unknown', ledBy: 'rule', entries: 1 },
      ],
      code: undefined,
    },
    'before it was corrected the move was known with 40 days’ notice, and no plan for the end was known',
  )
  t.equal((await paces('?knownAt=2026-06-01T10:00:00Z')).paces, 'sudden - - sudden notice-unknown', 'corrected, from that instant on')
  t.equal((await paces('?knownAt=2026-06-02T10:00:00Z')).paces, 'sudden - - sudden gradual', 'and then the plan was written down')
  t.equal((await paces('?asAt=2026-03-15')).paces, 'sudden - -')
  t.equal((await paces('?asAt=2026-03-16')).paces, 'sudden - - sudden')
  t.equal(
    (await paces('?asAt=2026-03-16&knownAt=2026-03-19T00:00:00Z')).paces,
    'gradual -',
    'what was so that day and not written down yet',
  )
  t.match((await answerOf('pace', '?asAt=2026-03-15')).body, { person, asAt: '2026-03-15' })
  t.equal((await paces('?asAt=2026-01-04')).code, 'not-met-then')
  t.equal((await paces('?knownAt=2026-01-20T09:59:59Z')).code, 'not-met-then')

  // Without the first step there are 20 hours before the second: it needs no other to be more than a quarter down.
  await write(
    '2026-06-03T10:00:00Z',
    ask('EntryWithdrawn', { entry: first.id, why: 'slip' }, { words: { reason: 'That was another person' } }),
  )
  const withdrawn = (await answerOf('pace')).body
  t.same(
    withdrawn.changes.map(({ entry }: { entry: string }) => entry),
    [moved.id, started.id, second.id, ended.id],
  )
  t.same(withdrawn.changes[2].hoursPerWeek, { was: 20, is: 14 })
  t.equal(withdrawn.changes[2].addedUp, undefined)
})

t.test('us: what services did, beside what changed in the 90 days after', async (t) => {
  const { person, write, knows, opensTo, settled, ask: answerOf } = await withPerson(t)
  const des = await knows('Des', '2026-01-04T10:00:00Z')
  const [care, goal] = [randomUUID(), randomUUID()]
  const started = ask('SupportStarted', { support: care, sector: 'home-care' }, { ...on('2026-01-15'), ledBy: 'together' })
  const turnedAway = ask('TurnedAway', { by: { sector: 'housing' }, reason: 'no-address' }, on('2026-02-01'))
  const noted = ask(
    'SystemEffectNoted',
    { what: 'wait', effect: 'harmed' },
    { ...on('2026-02-10'), ...byPerson, words: { what: 'No letter' } },
  )
  const voiced = ask(
    'GoalVoiced',
    { goal, lifeArea: 'home', whose: 'person', towards: 'change' },
    { ...on('2026-03-01'), ...byPerson, words: { goal: `My own front door, near {person:${des}}` } },
  )
  const ended = ask('SupportEnded', { support: care, planned: false }, { ...on('2026-04'), ledBy: 'service' })
  const letGo = ask('GoalLetGo', { goal, why: 'not-possible-here' }, { ...on('2026-05-02'), ...byPerson, ledBy: 'life' })
  const worry = ask('WorryVoiced', { lifeArea: 'home' }, { ...on('2026-05-03'), ...byPerson, words: { worry: 'Where to go' } })
  await write('2026-03-05T10:00:00Z', { ...met(), ...on('2026-01-05') }, started, turnedAway, noted, voiced)
  await write('2026-05-10T10:00:00Z', ended, letGo, worry)
  await opensTo(des)
  await settled()

  // 1 February and 90 days is 2 May; 10 February, 11 May; 1 April, 30 June.
  const { status, body } = await answerOf('us')
  t.equal(status, 200)
  const told = {
    voiced: {
      ...{ entry: voiced.id, type: 'GoalVoiced', on: '2026-03-01', happened: { from: '2026-03-01' }, ...byPerson },
      facts: { goal, lifeArea: 'home', whose: 'person', towards: 'change' },
      words: { goal: 'My own front door, near Des' },
    },
    letGo: {
      ...{ entry: letGo.id, type: 'GoalLetGo', on: '2026-05-02', happened: { from: '2026-05-02' }, ...byPerson, ledBy: 'life' },
      facts: { goal, why: 'not-possible-here' },
      words: {},
    },
    worry: {
      ...{ entry: worry.id, type: 'WorryVoiced', on: '2026-05-03', happened: { from: '2026-05-03' }, ...byPerson },
      facts: { lifeArea: 'home' },
      words: { worry: 'Where to go' },
    },
  }
  t.same(body, {
    person,
    acts: [
      {
        ...{ entry: turnedAway.id, type: 'TurnedAway', on: '2026-02-01', happened: { from: '2026-02-01' } },
        ...{ facts: { by: { sector: 'housing' }, reason: 'no-address' }, words: {}, until: '2026-05-02' },
        after: [
          { ...told.voiced, daysAfter: 28 },
          { ...told.letGo, daysAfter: 90 },
        ],
      },
      {
        ...{ entry: noted.id, type: 'SystemEffectNoted', on: '2026-02-10', happened: { from: '2026-02-10' }, ...byPerson },
        ...{ effect: 'harmed', facts: { what: 'wait', effect: 'harmed' }, words: { what: 'No letter' }, until: '2026-05-11' },
        after: [
          { ...told.voiced, daysAfter: 19 },
          { ...told.letGo, daysAfter: 81 },
          { ...told.worry, daysAfter: 82 },
        ],
      },
      {
        ...{ entry: ended.id, type: 'SupportEnded', on: '2026-04-01', happened: { from: '2026-04' }, ledBy: 'service' },
        ...{ facts: { support: care, planned: false }, words: {}, until: '2026-06-30' },
        after: [
          { ...told.letGo, daysAfter: 31 },
          { ...told.worry, daysAfter: 32 },
        ],
      },
    ],
    note: 'What came after stands beside what services did; nothing here says that it came from it.',
  })

  type Acts = { entry: string; about?: true; after: { entry: string }[] }[]
  const acts = async (query: string) =>
    ((await answerOf('us', query)).body.acts as Acts).map(({ entry, after }) => [entry, ...after.map(({ entry }) => entry)])
  t.same(
    await acts('?knownAt=2026-05-10T09:59:59.999Z'),
    [
      [turnedAway.id, voiced.id],
      [noted.id, voiced.id],
    ],
    'nothing of April and May was written down yet',
  )
  t.same(await acts('?asAt=2026-05-02'), [
    [turnedAway.id, voiced.id, letGo.id],
    [noted.id, voiced.id, letGo.id],
    [ended.id, letGo.id],
  ])
  t.same(await acts('?asAt=2026-02-05'), [[turnedAway.id]])
  t.same(await acts('?asAt=2026-01-31'), [])
  const inApril = (await answerOf('us', '?asAt=2026-04-10')).body
  t.equal(inApril.acts.at(-1).about, true, 'on a day of the month it is told of, it is only about then')
  t.equal(inApril.asAt, '2026-04-10')
  t.equal((await answerOf('us', '?asAt=2026-01-04')).body.code, 'not-met-then')

  // Led by the person after all: it is no longer what services did, and stands among what came after.
  const corrected = ask('EntryCorrected', { entry: ended.id, kind: 'fact', ledBy: 'person' }, { words: { reason: 'It was his own doing' } })
  await write('2026-06-01T10:00:00Z', corrected)
  t.same(await acts(''), [
    [turnedAway.id, voiced.id, ended.id, letGo.id],
    [noted.id, voiced.id, ended.id, letGo.id, worry.id],
  ])
  t.equal((await acts('?knownAt=2026-05-31T00:00:00Z')).length, 3, 'as it was known in May, services led it')
})

t.test('pace and us are out of reach, the same whether or not somebody is known, and for reviewers alone', async (t) => {
  const { get, post, openReview } = await withApp(t, { reviewsOpened: false })
  const [known, unknown] = [randomUUID(), randomUUID()]
  await post(`/practitioner/people/${known}/entries`, { entries: [met('X10000101')] })
  const outOfReach = async (view: string, who: object) => {
    const there = await get(`/reviewer/people/${known}/${view}`, who)
    t.match(there, { status: 403, body: { code: 'out-of-reach' } }, view)
    t.same((await get(`/reviewer/people/${unknown}/${view}`, who)).body, there.body, view)
  }
  for (const view of ['pace', 'us']) await outOfReach(view, reviewer)
  await openReview(known, reviewer.sub)
  for (const view of ['pace', 'us']) {
    await outOfReach(view, { ...reviewer, areas: ['X10000200'] })
    t.equal((await get(`/reviewer/people/${known}/${view}`)).body.code, 'wrong-room', view)
    t.equal((await get(`/reviewer/people/${known}/${view}?asof=2026-01-01`, reviewer)).body.code, 'not-understood', view)
    t.equal((await get(`/reviewer/people/${known}/${view}`, reviewer)).status, 200, view)
  }
})
