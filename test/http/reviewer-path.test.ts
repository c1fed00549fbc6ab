import { randomUUID } from 'node:crypto'
import t from 'tap'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { withApp } from '../support/app.ts'
import { ask, met } from '../support/asking.ts'

const reviewer = { sub: 'ray', roles: ['reviewer'] }
const mind = { sector: 'mental-health', organisation: 'NORTH' }
const drugs = { sector: 'drug-and-alcohol' }
const health = { sector: 'health' }

const on = (day: string, more: Partial<AnyEntry> = {}): Partial<AnyEntry> => ({ happened: { from: day }, ...more })

t.test('a reviewer reads how somebody was passed from pillar to post, then and as it was known', async (t) => {
  let now = new Date('2025-03-12T10:00:00Z')
  const { get, post, settled, openReview, openStory } = await withApp(t, { clock: () => now })
  const [sam, des] = [randomUUID(), randomUUID()]
  const write = (person: string, ...entries: AnyEntry[]) => post(`/practitioner/people/${person}/entries`, { entries })
  const path = (query = '') => get(`/reviewer/people/${sam}/path${query}`, reviewer)

  await write(des, { ...met('X10000101', 'Des'), ...on('2025-03-01') })
  const over = ask('HandedOver', { from: health, to: mind, warm: true }, on('2025-03-02', { ledBy: 'service' }))
  const stop = ask(
    'TurnedAway',
    { by: mind, reason: 'must-do-something-first', mustFirst: 'stop-using' },
    on('2025-03-10', { words: { about: `They told {person:${des}} too` } }),
  )
  t.equal((await write(sam, { ...met(), ...on('2025-03-01') }, over, stop)).status, 201)

  now = new Date('2025-07-01T10:00:00Z')
  await openStory(sam)
  const stable = ask('TurnedAway', { by: drugs, reason: 'must-do-something-first', mustFirst: 'be-stable' }, on('2025-06-05'))
  const retold = ask('StoryRetold', { to: drugs, hadWeThisAlready: true }, on('2025-06-05', { saidBy: { who: 'person' } }))
  const back = ask('TurnedAway', { by: mind, reason: 'too-complex', sentTo: health, rightRefused: 'care-act-conversation' }, on('2025-06'))
  t.equal((await write(sam, stable, retold, back)).status, 201)
  await openReview(des, reviewer.sub)
  await settled()

  const overStep = {
    entry: over.id,
    type: 'HandedOver',
    on: '2025-03-02',
    happened: { from: '2025-03-02' },
    from: health,
    to: mind,
    warm: true,
    ledBy: 'service',
    words: {},
  }
  const stopStep = {
    entry: stop.id,
    type: 'TurnedAway',
    on: '2025-03-10',
    happened: { from: '2025-03-10' },
    by: mind,
    reason: 'must-do-something-first',
    mustFirst: 'stop-using',
    words: { about: 'They told Des too' },
  }
  const backStep = {
    entry: back.id,
    type: 'TurnedAway',
    on: '2025-06-01',
    happened: { from: '2025-06' },
    by: mind,
    reason: 'too-complex',
    sentTo: health,
    rightRefused: 'care-act-conversation',
    words: {},
  }
  const stableStep = {
    entry: stable.id,
    type: 'TurnedAway',
    on: '2025-06-05',
    happened: { from: '2025-06-05' },
    by: drugs,
    reason: 'must-do-something-first',
    mustFirst: 'be-stable',
    words: {},
  }
  const retoldStep = {
    entry: retold.id,
    type: 'StoryRetold',
    on: '2025-06-05',
    happened: { from: '2025-06-05' },
    to: drugs,
    hadWeThisAlready: true,
    saidBy: { who: 'person' },
    words: {},
  }
  const loop = { services: [health, mind, health], entries: [over.id, back.id], from: '2025-03-02', to: '2025-06-01' }
  const deadlock = { between: [mind, drugs], entries: [stop.id, stable.id], from: '2025-03-10', to: '2025-06-05', since: '2025-06-05' }

  t.same((await path()).body, {
    person: sam,
    steps: [overStep, stopStep, backStep, stableStep, retoldStep],
    told: 1,
    loops: [loop],
    deadlocks: [deadlock],
  })
  t.same((await path('?asAt=2025-05-31')).body, {
    person: sam,
    asAt: '2025-05-31',
    steps: [overStep, stopStep],
    told: 0,
    loops: [],
    deadlocks: [],
  })
  t.same(
    (await path('?asAt=2025-06-04')).body,
    { person: sam, asAt: '2025-06-04', steps: [overStep, stopStep, { ...backStep, about: true }], told: 0, loops: [loop], deadlocks: [] },
    'sent back some time in June, and not yet told to be stable first',
  )
  t.same(
    (await path('?asAt=2025-06-30&knownAt=2025-06-30T23:59:59Z')).body,
    {
      person: sam,
      asAt: '2025-06-30',
      knownAt: '2025-06-30T23:59:59.000Z',
      steps: [overStep, stopStep],
      told: 0,
      loops: [],
      deadlocks: [],
    },
    'it was so, and nobody had written it down',
  )

  now = new Date('2025-09-01T10:00:00Z')
  await openStory(sam)
  await openReview(des, reviewer.sub)
  const withdrawn = ask('EntryWithdrawn', { entry: stable.id, why: 'slip' }, { words: { reason: 'It was about an appointment' } })
  const { happened: _, ...takesBack } = withdrawn
  t.equal((await write(sam, takesBack as AnyEntry)).status, 201)
  const deadlocks = async (query: string) => (await path(query)).body.deadlocks
  t.same((await path()).body, {
    person: sam,
    steps: [overStep, stopStep, backStep, retoldStep],
    told: 1,
    loops: [loop],
    deadlocks: [],
  })
  t.same(await deadlocks('?asAt=2025-07-01'), [], 'as known now there never was one')
  t.same(await deadlocks('?knownAt=2025-09-01T09:59:59.999Z'), [deadlock], 'until it was taken back it was known so')
  t.same(await deadlocks('?knownAt=2025-09-01T10:00:00Z'), [])

  t.match(await path('?asAt=2025-02-28'), { status: 404, body: { code: 'not-met-then' } })
  t.match(await path('?from=2025-02-28'), { status: 400, body: { code: 'not-understood' } })
  const elsewhere = await get(`/reviewer/people/${sam}/path`, { ...reviewer, areas: ['X10000200'] })
  t.match(elsewhere, { status: 403, body: { code: 'out-of-reach' } })
})

t.test('a reviewer reads where attention went beside what matters, then and as it was known', async (t) => {
  let now = new Date('2026-01-10T10:00:00Z')
  const { get, post, settled, openReview } = await withApp(t, { clock: () => now })
  const [sam, des, goal] = [randomUUID(), randomUUID(), randomUUID()]
  const person = { saidBy: { who: 'person' } } as const
  const write = (whose: string, ...entries: AnyEntry[]) => post(`/practitioner/people/${whose}/entries`, { entries })

  await write(des, { ...met('X10000101', 'Des'), ...on('2026-01-01') })
  const mosque = ask(
    'WhatMattersNamed',
    { lifeArea: 'faith-and-culture' },
    on('2026-01-02', { ...person, words: { what: `Fridays with {person:${des}}` } }),
  )
  const flat = ask(
    'GoalVoiced',
    { goal, lifeArea: 'home', whose: 'person', towards: 'change' },
    on('2026-01-02', { ...person, words: { goal: { text: 'My own front door', quote: true } } }),
  )
  const same = ask('GoalProgressed', { goal, says: 'same' }, on('2026-01-09', { saidBy: { who: 'worker' } }))
  t.equal((await write(sam, { ...met(), ...on('2026-01-01') }, mosque, flat, same)).status, 201)
  now = new Date('2026-03-01T10:00:00Z')
  const worry = ask('WorryVoiced', { lifeArea: 'health' }, on('2026-01-05', { saidBy: { who: 'family' }, words: { worry: 'The cough' } }))
  const notNow = ask('NoLongerSo', { entry: mosque.id, why: 'changed' }, on('2026-02-20', person))
  t.equal((await write(sam, worry, notNow)).status, 201)
  await openReview(des, reviewer.sub)
  await settled()

  const attention = async (query: string) => {
    const { body } = await get(`/reviewer/people/${sam}/attention${query}`, reviewer)
    const { areas, ...rest } = body
    t.equal(areas.length, 15, 'every area stands there')
    const some = areas.filter((area: { entries: number }) => area.entries > 0)
    return { ...rest, areas: some }
  }
  const nothing = { matters: [], goals: [], wants: [] }
  const fridays = {
    entries: [mosque.id],
    since: { from: '2026-01-02' },
    saidBy: { who: 'person' },
    toldBy: 'worker',
    words: 'Fridays with Des',
  }
  const door = {
    goal,
    entries: [flat.id],
    since: { from: '2026-01-02' },
    saidBy: { who: 'person' },
    toldBy: 'worker',
    words: { text: 'My own front door', quote: true },
  }
  const home = { lifeArea: 'home', entries: 2, said: { person: 1, others: 1 }, ...nothing, goals: [door] }

  t.same(await attention(''), {
    person: sam,
    entries: 6,
    areas: [
      { ...home, share: 0.333 },
      { lifeArea: 'health', entries: 1, share: 0.167, said: { person: 0, others: 1 }, ...nothing },
      { lifeArea: 'faith-and-culture', entries: 2, share: 0.333, said: { person: 2, others: 0 }, ...nothing },
    ],
    none: { entries: 1, share: 0.167, said: { person: 0, others: 1 } },
    nothingElseWritten: [],
  })
  const faith = { lifeArea: 'faith-and-culture', entries: 1, said: { person: 1, others: 0 }, ...nothing, matters: [fridays] }
  t.same(await attention('?asAt=2026-01-31'), {
    person: sam,
    asAt: '2026-01-31',
    entries: 5,
    areas: [
      { ...home, share: 0.4 },
      { lifeArea: 'health', entries: 1, share: 0.2, said: { person: 0, others: 1 }, ...nothing },
      { ...faith, share: 0.2 },
    ],
    none: { entries: 1, share: 0.2, said: { person: 0, others: 1 } },
    nothingElseWritten: ['faith-and-culture'],
  })
  t.same(await attention('?knownAt=2026-01-31T00:00:00Z'), {
    person: sam,
    knownAt: '2026-01-31T00:00:00.000Z',
    entries: 4,
    areas: [
      { ...home, share: 0.5 },
      { ...faith, share: 0.25 },
    ],
    none: { entries: 1, share: 0.25, said: { person: 0, others: 1 } },
    nothingElseWritten: ['faith-and-culture'],
  })

  const asked = (query: string, who: object = reviewer) => get(`/reviewer/people/${sam}/attention${query}`, who)
  t.match(await asked('?knownAt=2026-01-10T09:59:59Z'), { status: 404, body: { code: 'not-met-then' } })
  t.match(await asked('?asAt=2026-02-30'), { status: 400, body: { code: 'not-understood' } })
  t.match(await asked('', { ...reviewer, areas: ['X10000200'] }), { status: 403, body: { code: 'out-of-reach' } })
})
