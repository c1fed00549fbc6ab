import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import type { AnyEntry } from '../../../src/domain/entry.ts'
import { workerIdOf } from '../../../src/http/worker-id.ts'
import { type Claimed, withApp } from '../../support/app.ts'
import { ask, met, voiced, worksWithThem } from '../../support/asking.ts'

// A practitioner of the area who wants to read, or change, what is not theirs: of people they have no tie to, of other stories, and of their own.

const now = '2026-06-15T10:00:00.000Z'
const may = { happened: { from: '2026-05-20' } }
const gwen: Claimed = { sub: 'gwen', organisation: 'GREYSTON' }
const joe: Claimed = { sub: 'joe', organisation: 'SALLOW' }
const planted = 'Quibblewick'
const righting = (type: string, facts: object, words: object = { reason: 'It was not so' }) => {
  const { happened: _, ...entry } = ask(type, facts, { words })
  return entry as AnyEntry
}

/** Sam, with whom joe works, and Ana, whom he has nothing to do with. */
async function withTwo(t: Test) {
  const service = await withApp(t, { clock: () => new Date(now), reviewsOpened: false })
  const [sam, ana] = [randomUUID(), randomUUID()]
  const write = (person: string, entries: object[], who = joe, headers = {}) =>
    service.post(`/practitioner/people/${person}/entries`, { entries }, who, headers)
  const held = ask('ConversationHeld', {}, { ...may, words: { heard: planted } })
  const goal = voiced(randomUUID(), planted, may)
  const want = ask('WantVoiced', { want: randomUUID(), lifeArea: 'home' }, { ...may, saidBy: { who: 'person' }, words: { want: planted } })
  const support = ask('SupportStarted', { support: randomUUID(), sector: 'home-care' }, { ...may, ledBy: 'together' })
  const friend = ask('CircleMemberNamed', { member: randomUUID(), tie: 'friend', care: 'neither' }, { ...may, words: { name: planted } })
  const theirs = [held, goal, want, support, friend]
  for (const [person, entries] of [
    [sam, [worksWithThem('joe', may)]],
    [ana, theirs],
  ] as const)
    t.equal((await write(person, [{ ...met(), ...may }, ...entries], gwen)).status, 201)
  return { service, sam, ana, write, held, goal, want, support, friend, theirs }
}

const idOf = ({ facts }: AnyEntry, thing: string) => (facts as Record<string, string>)[thing]

t.test('what is of another story cannot be named in this one, wherever it is put', async (t) => {
  const { service, sam, write, held, goal, want, support, friend, theirs } = await withTwo(t)
  const head = await service.record.head()
  const own = { ...may, saidBy: { who: 'person' as const } }
  const led = { ...own, ledBy: 'person' as const }
  const asked: AnyEntry[] = [
    ...theirs.flatMap(({ id }) => [
      ask('ConversationHeld', {}, { ...may, because: [id] }),
      ask('ConversationHeld', {}, { ...may, partOf: id }),
      righting('EntryWithdrawn', { entry: id, why: 'wrong-person' }),
      righting('EntryCorrected', { entry: id, kind: 'slip', facts: {} }, { reason: 'A slip', words: { heard: 'Nothing' } }),
      righting('WordsRemoved', { entry: id, ground: 'other' }),
      {
        ...righting('EntryDisputed', { entry: id, asks: 'remove', meanwhile: 'do-not-use' }, { words: 'No' }),
        saidBy: { who: 'person' as const },
      },
      righting('DisputeAnswered', { entry: id, answer: 'stands' }),
    ]),
    ask('StillSo', { entry: held.id }, own),
    ask('NoLongerSo', { entry: held.id, why: 'changed' }, own),
    ask('GoalProgressed', { goal: idOf(goal, 'goal'), says: 'nearer' }, own),
    ask('GoalPaused', { goal: idOf(goal, 'goal') }, led),
    ask('GoalReached', { goal: idOf(goal, 'goal') }, led),
    ask('GoalReworded', { goal: idOf(goal, 'goal') }, { ...led, words: { goal: 'Mine' } }),
    ask('StepAgreed', { step: randomUUID(), goal: idOf(goal, 'goal'), who: 'worker' }, { ...own, words: { step: 'Ring' } }),
    ask('WantUnmet', { want: idOf(want, 'want'), why: 'waiting' }, own),
    ask('WantMet', { want: idOf(want, 'want') }, own),
    ask('SupportEnded', { support: idOf(support, 'support'), why: 'moved' }, led),
    ask('SupportPaused', { support: idOf(support, 'support') }, led),
    ask('CircleMemberLeft', { member: idOf(friend, 'member'), how: 'moved-away' }, may),
  ]
  let understood = 0
  for (const entry of asked) {
    const { status, body } = await write(sam, [entry])
    if (status === 422) understood += 1
    t.ok(status === 422 ? /unknown$/.test(body.code) : status === 400, `${entry.type}: ${status} ${body.code}`)
    t.notMatch(JSON.stringify(body), new RegExp(planted))
  }
  t.ok(understood > 30, `${understood} of ${asked.length} were understood and refused`)
  t.equal(await service.record.head(), head)
})

t.test('nothing that somebody without a tie sends of a person gives them one, and all of it is answered alike', async (t) => {
  const { service, ana, write, held } = await withTwo(t)
  const head = await service.record.head()
  const me = workerIdOf('joe')
  const attempts: Record<string, AnyEntry[]> = {
    'that I work with them': [worksWithThem('joe', may)],
    'that I met them': [{ ...met(), ...may }],
    'that I heard them, long ago': [ask('ConversationHeld', {}, { happened: { from: '2026-04-01' } })],
    'that I heard them, and what they said': [ask('ConversationHeld', {}, may), voiced(randomUUID(), 'A door', may)],
    'that somebody else left': [ask('WorkerLeft', { worker: workerIdOf('gwen') }, may)],
    'that it was I who was meant': [righting('EntryCorrected', { entry: held.id, kind: 'fact', facts: { worker: me } })],
    'that they agreed': [
      ask(
        'SharingAgreed',
        { sharing: randomUUID(), withWhom: { sector: 'home-care', organisation: 'SALLOW' }, what: 'all', purpose: 'support' },
        may,
      ),
    ],
    'that they live in an area of mine': [
      ask('HomeChanged', { area: 'X10000101', kind: 'own-home', responsible: 'X10000101' }, { ...may, ledBy: 'person' }),
    ],
  }
  const answers = new Set<string>()
  for (const [what, entries] of Object.entries(attempts))
    for (const person of [ana, ana.toUpperCase(), randomUUID()])
      for (const headers of [{}, { 'if-match': '"7"' }] as Record<string, string>[]) {
        // Of somebody who is not known, whoever is of the area may be the first to write.
        if (what === 'that I met them' && person.toLowerCase() !== ana) continue
        const { status, body } = await write(person, entries, joe, headers)
        answers.add(JSON.stringify([status, body]))
      }
  t.equal(answers.size, 1, [...answers].join('\n'))
  t.match([...answers][0], /403.*out-of-reach/)
  t.equal(await service.record.head(), head)
  for (const page of ['', '/journey', '/household']) t.equal((await service.get(`/practitioner/people/${ana}${page}`, joe)).status, 403)
})

t.test('an entry sent twice, with other content the second time, stays as it was', async (t) => {
  const { service, sam, write } = await withTwo(t)
  const entry = ask('ConversationHeld', {}, { ...may, words: { heard: 'The heron is back' } })
  t.equal((await write(sam, [entry])).status, 201)
  const head = await service.record.head()
  for (const other of [
    { ...entry, words: { heard: 'Nothing' } },
    { ...entry, words: {} },
    { ...entry, happened: { from: '2026-05-21' } },
    { ...entry, facts: { where: 'home' } },
    { ...entry, type: 'ReviewHeld', words: {} },
    { ...entry, id: entry.id.toUpperCase(), words: { heard: 'Nothing' } },
    { ...entry, heldBack: { ground: 'serious-harm', until: '2026-07-01' } },
  ])
    t.match(await write(sam, [ask('ConversationHeld', {}, may), other]), {
      status: 409,
      body: { code: 'entry-id-reused', entry: entry.id },
    })
  t.equal(await service.record.head(), head, 'and nothing beside it is recorded')
  t.match(await write(sam, [{ ...entry, id: entry.id.toUpperCase() }]), { status: 200, body: { recorded: [{ id: entry.id }] } })
})

t.test('nobody comes to their own story, or to that of whom they act for, by the work that they do', async (t) => {
  const { service, sam, ana, write } = await withTwo(t)
  const heldBack = { ground: 'safeguarding', until: '2026-07-01' }
  const worry = ask('WorryVoiced', { lifeArea: 'safety' }, { ...may, saidBy: { who: 'family' }, words: { worry: planted } })
  t.equal((await write(sam, [{ ...worry, heldBack }, worksWithThem('rae', may)], gwen)).status, 201)
  t.equal(
    (await service.post(`/steward/people/${sam}/reviews`, { reviewer: 'rae', until: '2026-07-01' }, { sub: 'wyn', roles: ['steward'] }))
      .status,
    201,
  )
  const roles = ['practitioner', 'team-lead', 'reviewer', 'steward', 'person']
  const ways: Claimed[] = [
    { sub: 'rae', organisation: 'GREYSTON', roles, person: sam },
    { sub: 'rae', organisation: 'GREYSTON', roles, person: sam.toUpperCase() },
    { sub: 'rae', organisation: 'GREYSTON', roles, actsFor: [{ person: sam, ground: 'chosen', until: '2027-01-01' }] },
  ]
  const head = await service.record.head()
  for (const who of ways) {
    const asked = [
      ...['', '/journey', '/household'].map((page) => service.get(`/practitioner/people/${sam}${page}`, who)),
      ...['profile', 'journey', 'replay'].map((page) => service.get(`/reviewer/people/${sam}/${page}`, who)),
      ...['access', 'everything', 'hold-backs'].map((page) => service.get(`/steward/people/${sam}/${page}`, who)),
      service.post(`/practitioner/people/${sam}/open`, { ground: 'somebody-is-in-danger', reason: 'Me' }, who),
      service.post(`/steward/people/${sam}/reviews`, { reviewer: 'rae', until: '2026-07-01' }, who),
      service.put(`/steward/people/${sam}/hold-backs/${worry.id}`, { lifted: true }, who),
      write(sam, [ask('ConversationHeld', {}, may)], who),
    ]
    for (const { status, body } of await Promise.all(asked)) t.match({ status, code: body.code }, { status: 403, code: 'out-of-reach' })
  }
  const nobody = randomUUID()
  t.equal((await write(nobody, [met()], { ...ways[0], person: nobody })).status, 403, 'nor does anybody begin their own')
  t.equal(await service.record.head(), head)
  t.equal(
    (await service.get(`/practitioner/people/${sam}/journey`, { sub: 'rae', organisation: 'GREYSTON', person: ana })).status,
    200,
    'others’ are reached as before',
  )
  t.match(await service.get('/me/journey', ways[0]), { status: 200 }, 'and their own where it is theirs')
})
