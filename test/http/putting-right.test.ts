import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { type Claimed, withApp } from '../support/app.ts'
import { met as anybody, ask, voiced, worksWithThem } from '../support/asking.ts'

const reviewer: Claimed = { sub: 'ray', roles: ['reviewer'] }
const ben: Claimed = { sub: 'ben' }

const met = () => ({ ...anybody(), happened: { from: '2026-03-01' } })

/** What puts right says when it was only by when it is written down. */
function right(
  type: string,
  of: AnyEntry,
  facts: object,
  words: object = { reason: 'It was not so' },
  more: Partial<AnyEntry> = {},
): AnyEntry {
  const { happened: _, ...entry } = ask(type, { entry: of.id, ...facts }, { words, ...more })
  return entry
}

/** Sam, met on 1 March 2026 and written about by amira, on the days that are said. */
async function withSam(t: Pick<Test, 'teardown'>) {
  let now = new Date('2026-03-01T10:00:00Z')
  const app = await withApp(t, { clock: () => now })
  const sam = randomUUID()
  const write = async (day: string, entries: AnyEntry[], who?: Claimed) => {
    now = new Date(`${day}T10:00:00Z`)
    return app.post(`/practitioner/people/${sam}/entries`, { entries }, who)
  }
  const looked = async (path: string) => (await app.get(`/reviewer/people/${sam}/${path}`, reviewer)).body
  const current = async () => {
    await app.settled()
    return (await app.get(`/practitioner/people/${sam}`)).body
  }
  return { ...app, sam, write, looked, current }
}

const started = (support: string, hoursPerWeek: number) =>
  ask(
    'SupportStarted',
    { support, sector: 'home-care', hoursPerWeek },
    { happened: { from: '2026-03-02' }, ledBy: 'together', words: { about: 'Mornings' } },
  )

t.test(
  'a corrected entry reads as corrected from when that was written down, on every day of life, and as it was told before',
  async (t) => {
    const { write, looked, current } = await withSam(t)
    const support = started(randomUUID(), 10)
    const correction = right('EntryCorrected', support, {
      kind: 'fact',
      facts: { hoursPerWeek: 4 },
      happened: { from: '2026-03-09' },
    })
    await write('2026-03-05', [met(), support])
    t.equal((await write('2026-04-01', [correction])).status, 201)

    t.match((await current()).supports, [{ hoursPerWeek: 4, since: { from: '2026-03-09' } }])
    t.match((await looked('profile?knownAt=2026-03-31T23:00:00Z')).supports, [{ hoursPerWeek: 10, since: { from: '2026-03-02' } }])
    t.match((await looked('profile?asAt=2026-03-10')).supports, [{ hoursPerWeek: 4 }], 'asked about March now')
    t.same((await looked('profile?asAt=2026-03-05')).supports, [], 'before it began')
    t.same(
      (await looked('journey')).entries.map(({ type }: AnyEntry) => type),
      ['PersonMet', 'SupportStarted'],
    )
    const [, line] = (await looked('journey')).entries
    t.match(line, {
      happened: { from: '2026-03-09' },
      facts: { hoursPerWeek: 4 },
      words: { about: 'Mornings' },
      recordedAt: '2026-03-05T10:00:00.000Z',
      asFirstTold: { happened: { from: '2026-03-02' }, facts: { hoursPerWeek: 10 } },
      putRight: [
        { id: correction.id, words: { reason: 'It was not so' }, recordedAt: '2026-04-01T10:00:00.000Z', recordedBy: { sub: 'amira' } },
      ],
    })
  },
)

t.test('withdrawing a correction brings back what was told; withdrawing that brings the correction back', async (t) => {
  const { write, current } = await withSam(t)
  const support = started(randomUUID(), 10)
  const correction = right('EntryCorrected', support, { kind: 'fact', facts: { hoursPerWeek: 4 } })
  const back = right('EntryWithdrawn', correction, { why: 'slip' })
  const again = right('EntryWithdrawn', back, { why: 'slip' })
  const hours = async () => (await current()).supports[0].hoursPerWeek
  await write('2026-03-05', [met(), support])
  for (const [entry, expected] of [
    [correction, 4],
    [back, 10],
    [again, 4],
  ] as const) {
    t.equal((await write('2026-03-06', [entry])).status, 201)
    t.equal(await hours(), expected)
  }
  const refused = await write('2026-03-07', [right('EntryCorrected', correction, { kind: 'slip', facts: { hoursPerWeek: 5 } })])
  t.match(refused, { status: 422, body: { code: 'correct-the-original', detail: /withdraw it, by its own id, and put right the entry/ } })
})

t.test('what others rest on is not withdrawn or changed under them, and they are named', async (t) => {
  const { write, current } = await withSam(t)
  const goal = randomUUID()
  const said = voiced(goal, 'My own front door', { happened: { from: '2026-03-02' } })
  const nearer = ask('GoalProgressed', { goal, says: 'nearer' }, { happened: { from: '2026-03-04' }, saidBy: { who: 'person' } })
  await write('2026-03-05', [met(), said, nearer])
  const withdrawal = right('EntryWithdrawn', said, { why: 'twice' })
  t.match(await write('2026-03-06', [withdrawal]), {
    status: 422,
    body: { code: 'others-rest-on-it', entry: withdrawal.id, others: [{ entry: nearer.id, code: 'goal-unknown' }] },
  })
  const correction = right('EntryCorrected', said, { kind: 'slip', facts: { goal: randomUUID() } })
  t.match(await write('2026-03-06', [correction]), {
    status: 422,
    body: { code: 'would-not-have-been-recorded', entry: correction.id, others: [{ entry: nearer.id, code: 'goal-unknown' }] },
  })
  t.equal((await current()).revision, 3, 'nothing was recorded')
  const both = [right('EntryWithdrawn', nearer, { why: 'slip' }), withdrawal]
  t.equal((await write('2026-03-06', both)).status, 201, 'both together, in their order, can be')
  t.same((await current()).goals, [])
})

t.test('an area nobody knows is refused in a correction too', async (t) => {
  const { write } = await withSam(t)
  const first = met()
  await write('2026-03-05', [first])
  t.match(await write('2026-03-05', [right('EntryCorrected', first, { kind: 'slip', facts: { area: 'X99999999' } })]), {
    status: 422,
    body: { code: 'area-unknown', errors: [{ path: 'facts.facts.area' }] },
  })
  t.equal((await write('2026-03-05', [right('EntryCorrected', first, { kind: 'slip', facts: { surname: 'X' } })])).status, 400)
})

t.test('whoever answers for somebody is not open to dispute, and who withdrew a meeting can take that back', async (t) => {
  const { write, current, get, sam, openStory } = await withSam(t)
  const first = met()
  await write('2026-03-05', [first])
  t.equal(
    (
      await write('2026-03-06', [
        right('EntryDisputed', first, { asks: 'remove', meanwhile: 'do-not-use' }, { words: 'No' }, { saidBy: { who: 'person' } }),
      ])
    ).status,
    201,
  )
  t.equal((await get(`/practitioner/people/${sam}/journey`)).status, 200)
  const wrong = right('EntryWithdrawn', first, { why: 'wrong-person' })
  t.equal((await write('2026-03-07', [wrong])).status, 201)
  const talked = ask('ConversationHeld', {}, { happened: { from: '2026-03-08' } })
  t.match(await write('2026-03-08', [talked]), { status: 403, body: { code: 'out-of-reach' } }, 'who met nobody has no tie')
  await openStory(sam)
  t.match(await write('2026-03-08', [talked]), { status: 422, body: { code: 'person-not-met' } }, 'but whoever is of the area opens it')
  t.equal((await write('2026-03-08', [right('EntryWithdrawn', wrong, { why: 'slip' })])).status, 201)
  // The meeting, the dispute, two withdrawals and that it was opened.
  t.equal((await current()).revision, 5)
})

t.test('a dispute keeps an entry out while that is asked for, and its answer says how it goes on', async (t) => {
  const { write, current, looked } = await withSam(t)
  const label = ask(
    'LabelGiven',
    { by: { sector: 'health' } },
    { happened: { from: '2026-03-02' }, saidBy: { who: 'worker' }, words: { label: 'Hard to reach' } },
  )
  const dispute = right(
    'EntryDisputed',
    label,
    { asks: 'remove', meanwhile: 'do-not-use' },
    { words: 'I was at work' },
    { saidBy: { who: 'person' } },
  )
  const labels = async () => (await current()).labels.map(({ label }: { label: string }) => label)
  await write('2026-03-05', [met(), label, worksWithThem('ben', { happened: { from: '2026-03-05' } })])
  t.same(await labels(), ['Hard to reach'])
  t.equal((await write('2026-03-06', [dispute])).status, 201)
  t.same(await labels(), [], 'out until it is answered')
  const own = right('DisputeAnswered', dispute, { answer: 'kept-dispute-shown' })
  t.match(await write('2026-03-07', [own]), { status: 422, body: { code: 'answered-by-author' } })
  const shown = right('DisputeAnswered', dispute, { answer: 'kept-dispute-shown' }, { reason: 'The clinic wrote it' })
  t.equal((await write('2026-03-08', [shown], ben)).status, 201)
  t.same(await labels(), ['Hard to reach'], 'kept, with the dispute beside it')
  const notUsed = right('DisputeAnswered', dispute, { answer: 'kept-and-not-used' }, { reason: 'It helps nobody' })
  t.equal((await write('2026-03-09', [notUsed], ben)).status, 201)
  t.same(await labels(), [], 'the last answer holds')

  t.match((await looked('journey?types=LabelGiven')).entries, [
    {
      standing: 'not-used',
      words: { label: 'Hard to reach' },
      disputes: [
        {
          id: dispute.id,
          saidBy: { who: 'person' },
          words: { words: 'I was at work' },
          answers: [
            { id: shown.id, recordedBy: { sub: 'ben' }, words: { reason: 'The clinic wrote it' } },
            { id: notUsed.id, words: { reason: 'It helps nobody' } },
          ],
        },
      ],
    },
  ])
  t.notOk('standing' in (await looked('journey?types=LabelGiven&knownAt=2026-03-05T12:00:00Z')).entries[0])
})

t.test('what a dispute was answered with is not taken back while the answer stands', async (t) => {
  const { write } = await withSam(t)
  const held = ask('ConversationHeld', { where: 'home' }, { happened: { from: '2026-03-02' } })
  const dispute = right(
    'EntryDisputed',
    held,
    { asks: 'correct', meanwhile: 'use' },
    { words: 'It was at the café' },
    { saidBy: { who: 'person' } },
  )
  const correction = right('EntryCorrected', held, { kind: 'fact', facts: { where: 'cafe' } })
  const answer = right('DisputeAnswered', dispute, { answer: 'corrected' })
  await write('2026-03-05', [met(), held, dispute, correction, worksWithThem('ben', { happened: { from: '2026-03-05' } })])
  t.equal((await write('2026-03-06', [answer], ben)).status, 201)
  t.match(await write('2026-03-07', [right('EntryWithdrawn', correction, { why: 'slip' })]), {
    status: 422,
    body: { code: 'others-rest-on-it', others: [{ entry: answer.id, code: 'corrected-without-correction' }] },
  })
  t.match(await write('2026-03-07', [right('EntryWithdrawn', dispute, { why: 'slip' })]), {
    body: { code: 'others-rest-on-it', others: [{ entry: answer.id, code: 'dispute-unknown' }] },
  })
})

t.test('removed words are in no view and in no box any more, whatever the clock; the facts stay', async (t) => {
  const { write, get, current, looked, sam, record, database } = await withSam(t)
  const planted = 'Quibblewick'
  const heard = ask(
    'ConversationHeld',
    { where: 'home' },
    {
      happened: { from: '2026-03-02' },
      saidBy: { who: 'family', name: planted },
      words: { heard: planted },
      setting: { where: 'home', howIFelt: planted },
    },
  )
  const goal = voiced(randomUUID(), planted, { happened: { from: '2026-03-02' } })
  const correction = right('EntryCorrected', goal, { kind: 'slip' }, { reason: planted, words: { goal: `${planted}!` } })
  const step = randomUUID()
  const agreed = ask(
    'StepAgreed',
    { step, who: 'person' },
    { happened: { from: '2026-03-02' }, saidBy: { who: 'person' }, words: { step: planted } },
  )
  await write('2026-03-05', [met(), heard, goal, correction, agreed])
  t.ok(JSON.stringify(await current()).includes(planted))

  const removals = [heard, goal, agreed].map((of) => right('WordsRemoved', of, { ground: 'too-much' }, { reason: 'Too much' }))
  t.equal((await write('2026-03-06', removals)).status, 201)
  // At once: nothing is waited for.
  for (const url of ['', '/journey']) t.notOk(JSON.stringify((await get(`/practitioner/people/${sam}${url}`)).body).includes(planted), url)
  t.notOk(JSON.stringify((await get('/practitioner/caseload')).body).includes(planted), 'the caseload')
  for (const url of ['profile', 'journey', 'profile?knownAt=2026-03-05T12:00:00Z', 'journey?knownAt=2026-03-05T12:00:00Z']) {
    t.notOk(JSON.stringify(await looked(url)).includes(planted), url)
  }
  t.match((await looked('journey?types=ConversationHeld')).entries, [
    { wordsGone: true, facts: { where: 'home' }, saidBy: { who: 'family' }, putRight: [{ type: 'WordsRemoved' }] },
  ])
  t.match((await current()).goals, [{ lifeArea: 'home', state: 'open' }], 'the facts stay')
  t.equal((await record.read(`person-${sam}`)).filter(({ record }) => record.wordsGone).length, 4)
  // The keys themselves are gone: no path of the tree leads to them.
  const { rows } = await database
    .open('owner')
    .pool.query<{ path: string }>('select path from key_node where stream = $1', [`person-${sam}`])
  for (const revision of [2, 3, 4, 5]) {
    const leaf = revision.toString(16).padStart(5, '0')
    t.notOk(
      rows.some(({ path }) => leaf.startsWith(path)),
      `no key opens entry ${revision}`,
    )
  }
  t.ok(
    rows.some(({ path }) => '00001'.startsWith(path)),
    'the others open',
  )
  t.match(await write('2026-03-07', [right('EntryWithdrawn', removals[0] ?? heard, { why: 'slip' })]), {
    status: 422,
    body: { code: 'words-are-gone' },
  })
  t.equal((await write('2026-03-08', removals)).status, 200, 'sent again it is answered as it was')
})

t.test('what was written about the wrong person is unreadable at once, and stays so', async (t) => {
  const { write, current, looked } = await withSam(t)
  const goal = randomUUID()
  const said = voiced(goal, 'Quibblewick', { happened: { from: '2026-03-02' } })
  const nearer = ask('GoalProgressed', { goal, says: 'nearer' }, { happened: { from: '2026-03-04' }, saidBy: { who: 'person' } })
  const wrong = right('EntryWithdrawn', said, { why: 'wrong-person' }, { reason: 'Another Sam' })
  await write('2026-03-05', [met(), said, nearer])
  t.equal((await write('2026-03-06', [wrong])).status, 201, 'also where others rest on it')
  t.same((await current()).goals, [])
  const [line] = (await looked('journey?types=GoalVoiced')).entries
  t.match(line, { standing: 'withdrawn', words: {}, facts: {}, putRight: [{ id: wrong.id, words: { reason: 'Another Sam' } }] })
  await write('2026-03-07', [right('EntryWithdrawn', wrong, { why: 'slip' })])
  t.match((await current()).goals, [{ goal, lifeArea: 'home' }], 'the facts come back')
  t.notOk(
    JSON.stringify([await current(), await looked('profile?knownAt=2026-03-05T12:00:00Z')]).includes('Quibblewick'),
    'the words do not',
  )
})

t.test('paging goes on as the journey was known when it began, whatever is put right meanwhile', async (t) => {
  const { write, looked } = await withSam(t)
  const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04']
  const held = days.map((from) => ask('ConversationHeld', {}, { happened: { from }, words: { heard: from } }))
  await write('2026-03-05', [{ ...anybody(), happened: { from: '2026-02-01' } }, ...held])
  const first = await looked('journey?limit=2')
  const [one, , three] = held as [AnyEntry, AnyEntry, AnyEntry]
  // What was on the first page moves behind it, and what was to come moves before it.
  await write('2026-03-06', [
    right('EntryCorrected', one, { kind: 'wrong-date', happened: { from: '2026-03-03' } }),
    right('EntryCorrected', three, { kind: 'wrong-date', happened: { from: '2026-01-03' } }),
  ])
  const second = await looked(`journey?limit=2&cursor=${first.next}`)
  const third = await looked(`journey?limit=2&cursor=${second.next}`)
  const ids = [first, second, third].flatMap(({ entries }) => entries.map(({ id }: AnyEntry) => id))
  t.same(
    ids.slice(1),
    held.map(({ id }) => id),
    'each once',
  )
  t.same(
    (await looked('journey')).entries.map(({ words }: { words: { heard?: string } }) => words.heard),
    ['2026-03-03', undefined, '2026-03-02', '2026-03-01', '2026-03-04'],
  )
})
