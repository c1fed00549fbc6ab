import t from 'tap'
import { householdInWords } from '../../src/pages/household.ts'
import { pacePicture } from '../../src/pages/reviewer/pace-picture.ts'
import { type Entry, nameIn, soInWords, tellingOf } from '../../src/pages/telling.ts'
import { laterInWords, moments, type Written } from '../../src/pages/timeline.ts'

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
const by = { role: 'practitioner', organisation: 'MILLHALL1' }
const written = (entry: Partial<Entry> & { type: string }, recordedAt = '2026-03-02T10:00:00Z'): Written => ({
  happened: { from: '2026-03-02' },
  facts: {},
  words: {},
  ...entry,
  recordedAt,
  recordedBy: by,
})

t.test('an entry is told in plain labels: no ids, no codes of areas, and what it refers to by what that goes by', async (t) => {
  const known = new Map()
  const goal = {
    id: id(1),
    type: 'GoalVoiced',
    facts: { goal: id(2), lifeArea: 'love-and-family', whose: 'person', towards: 'keep' },
    words: { goal: { text: 'Stop here with Des', quote: true } },
    saidBy: { who: 'family', name: 'Pat', how: 'by-behaviour' },
    ledBy: 'unknown',
    basis: 'told',
  }
  t.same(tellingOf(goal, known), {
    kind: 'A goal',
    said: '“Stop here with Des”',
    lines: [
      { name: 'Part of life', says: 'love and family' },
      { name: 'Whose goal', says: 'the person’s' },
      { name: 'Towards', says: 'keeping what there is' },
    ],
    whose: ['Said by Pat (family): shown, not said', 'Nobody knows who led it', 'Told by another'],
  })
  nameIn(known, goal)
  const progress = { id: id(3), type: 'GoalProgressed', facts: { goal: id(2), says: 'nearer', helpedBy: [id(4), id(5)] } }
  t.same(tellingOf(progress, known).lines, [
    { name: 'Goal', says: '“Stop here with Des”' },
    { name: 'It is', says: 'nearer' },
  ])
  nameIn(known, { id: id(6), type: 'SupportStarted', facts: { support: id(4), sector: 'home-care' }, words: { about: 'Mornings' } })
  t.same(tellingOf(progress, known).lines.at(-1), { name: 'Helped by', says: 'home care' })
  nameIn(known, { id: id(7), type: 'GoalReworded', facts: { goal: id(2) }, words: { goal: 'Stop here' } })
  t.same(tellingOf(progress, known).lines[0], { name: 'Goal', says: 'Stop here' })
  // A step has a goal as well: it is named by its own id, and the goal by its own words.
  nameIn(known, { id: id(8), type: 'StepAgreed', facts: { step: id(9), goal: id(2) }, words: { step: 'Ring them' } })
  t.same(tellingOf(progress, known).lines[0], { name: 'Goal', says: 'Stop here' })

  const moved = { type: 'HomeChanged', facts: { area: 'X10000101', household: id(1), kind: 'no-home', choice: 'not-asked', noticeDays: 3 } }
  t.same(tellingOf(moved).lines, [
    { name: 'Kind of home', says: 'no home' },
    { name: 'Whose choice', says: 'they were not asked' },
    { name: 'Days of notice', says: '3' },
  ])
  t.same(tellingOf({ type: 'HomeChanged', facts: { area: 'elsewhere' } }).lines, [{ name: 'Area', says: 'elsewhere' }])
  const described = { type: 'SelfDescribed', facts: { groups: [{ scheme: 'first-language', code: 'welsh' }] } }
  t.same(tellingOf(described).lines, [{ name: 'First language', says: 'Welsh' }])
  const service = { sector: 'housing', organisation: 'HOMES01' }
  t.same(tellingOf({ type: 'TurnedAway', facts: { by: service } }).lines, [{ name: 'By', says: 'housing (HOMES01)' }])
  const heard = {
    type: 'ConversationHeld',
    words: { reflection: 'Ask her alone', heard: 'The choir' },
    setting: { where: 'cafe', withWhom: ['family'] },
  }
  t.same(tellingOf(heard), {
    kind: 'Conversation held',
    said: 'The choir',
    lines: [
      { name: 'What the worker thought', says: 'Ask her alone' },
      { name: 'Where', says: 'cafe, with family' },
    ],
    whose: [],
  })
})

t.test('a household in words: as exactly as it was told, and nobody is somebody where no name is told', async (t) => {
  const member = { person: id(1), since: { from: '2010', precision: 'about' }, kind: 'own-home', supports: [], goals: [] }
  const care = [{ from: { person: id(2) }, to: { person: id(1) }, storyOf: id(1), about: true as const }]
  const living = { members: [member, { ...member, person: id(2), name: 'Ann' }], notNamed: 2, touching: { goals: [], supports: [] }, care }
  const told = householdInWords(living)
  t.match(told, {
    isKnown: false,
    others: '2 more people live there who are out of your reach, and are not named.',
    members: [{ name: 'Somebody', since: 'about 2010', kind: 'own home' }, { name: 'Ann' }],
    care: ['About then Ann cared for Somebody, as the story of Somebody has it.'],
  })
})

t.test('both clocks in words', async (t) => {
  t.equal(soInWords({ from: '2026-02', to: 'now', precision: 'about' }), 'About February 2026, and still so')
  t.equal(soInWords({ to: '2026' }), 'By 2026')
  t.equal(soInWords({ from: '2026-02-01', to: '2026-03' }), '1 February 2026 to March 2026')
  const later = (from: string) => laterInWords(from, '2026-03-02T23:30:00Z')
  t.same(['2026-03-02', '2026-03-01', '2026-01-02', '2026-01-01', '2024-03-05', '2020-03-02', '2026-02', '2026-03-03'].map(later), [
    'the same day',
    'the day after',
    '59 days later',
    '2 months later',
    '2 years later',
    '6 years later',
    undefined,
    undefined,
  ])
  t.equal(laterInWords('2026-06-01', '2026-06-01T23:30:00Z'), 'the day after', 'by the day it is in London')
})

t.test('what was so and was written down on the same day by the same is told under one date', async (t) => {
  const all = moments([
    written({ id: id(1), type: 'StrengthNamed', words: { strength: 'Knows every bus' } }),
    written({ id: id(2), type: 'WorryVoiced', words: { worry: 'The rent' } }, '2026-03-02T10:05:00Z'),
    written({ id: id(3), type: 'TurningPointNamed' }, '2026-03-03T10:05:00Z'),
    { ...written({ id: id(4), type: 'TurningPointNamed' }, '2026-03-03T10:06:00Z'), recordedBy: { role: 'person' } },
  ])
  t.same(
    all.map(({ so, written, tellings }) => [so, written, tellings.map(({ kind }) => kind)]),
    [
      [
        '2 March 2026',
        { on: '2 March 2026', from: '10:00', to: '10:05', later: 'the same day', by: 'practitioner, MILLHALL1' },
        ['Something they are good at', 'A worry'],
      ],
      [
        '2 March 2026',
        { on: '3 March 2026', from: '10:05', to: '10:05', later: 'the day after', by: 'practitioner, MILLHALL1' },
        ['A turning point'],
      ],
      ['2 March 2026', { on: '3 March 2026', from: '10:06', to: '10:06', later: 'the day after', by: 'person' }, ['A turning point']],
    ],
  )
})

t.test('beside an entry stands what it first was, and no more of it; what put it right; and a dispute with its answer', async (t) => {
  const first = { facts: { sector: 'home-care', hoursPerWeek: 10 }, happened: { from: '2026-03-01' } }
  const corrected = written({
    type: 'EntryCorrected',
    facts: { entry: id(1), kind: 'fact', facts: { hoursPerWeek: 4 } },
    words: { reason: 'Misread' },
  })
  const disputed = {
    ...written({
      type: 'EntryDisputed',
      facts: { entry: id(1), asks: 'show-mine', meanwhile: 'do-not-use' },
      words: { words: 'It was two' },
    }),
    inForce: false,
    answers: [written({ type: 'DisputeAnswered', facts: { entry: id(1), answer: 'kept-dispute-shown' }, words: { reason: 'Both stand' } })],
  }
  const started = {
    ...written({ id: id(1), type: 'SupportStarted', facts: { sector: 'home-care', hoursPerWeek: 4, costPerWeek: 80 } }),
    standing: 'not-used',
  }
  const [moment] = moments([{ ...started, asFirstTold: first, putRight: [corrected], disputes: [disputed] }])
  const told = moment?.tellings[0]
  t.same(told?.firstTold, [
    { name: 'When it was so', says: '1 March 2026' },
    { name: 'Hours a week', says: '10' },
    { name: 'Pounds a week', says: 'not said' },
  ])
  t.equal(told?.standing, 'not-used')
  t.match(told?.beside, [
    {
      kind: 'Put right',
      said: 'Misread',
      inForce: true,
      lines: [
        { name: 'What was wrong', says: 'what it says' },
        { name: 'Hours a week', says: '4' },
      ],
    },
    {
      kind: 'Somebody says it is not so',
      said: 'It was two',
      inForce: false,
      lines: [
        { name: 'Asks to', says: 'show what they say beside it' },
        { name: 'Until it is answered', says: 'it is not used' },
      ],
      answers: [{ said: 'Both stand', lines: [{ name: 'Answer', says: 'kept dispute shown' }] }],
    },
  ])
})

t.test(
  'the picture of pace: a row for each who led a large change, a shape for how it came, and no picture where none was large',
  async (t) => {
    const change = {
      type: 'SupportEnded',
      happened: { from: '2026-04-01' },
      on: '2026-04-01',
      ledBy: 'service',
      large: true,
      pace: 'sudden',
    }
    const small = { ...change, on: '2024-04-01', large: false, ledBy: 'person' }
    t.equal(pacePicture([small]), undefined)
    const drawn = pacePicture([
      small,
      change,
      { ...change, pace: 'gradual', on: '2025-01-01', ledBy: '<rule>' },
      { ...change, pace: 'notice-unknown', on: '2026-04-03' },
    ])
    t.match(drawn, />A service<\/text>/)
    t.match(drawn, />&lt;rule&gt;<\/text>/)
    t.notMatch(drawn, />The person<|NaN|undefined/)
    // From 2024 to 2027 in 580: 2025 begins a third of the way, at 120 + 193; 1 April 2026 lies 2.25 years in, at 120 + 435.
    t.match(drawn, /<circle class="own-improvement" cx="313"/)
    t.match(drawn, /<path class="own-concern" d="M555 /)
    t.match(drawn, /<rect class="own-unsaid"/)
    t.same(drawn?.match(/>20\d\d</g), ['>2024<', '>2025<', '>2026<', '>2027<'])
  },
)
