import t from 'tap'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { lineOf, linesAsked, placeOf, toldWith } from '../../src/domain/journey.ts'
import { type Cut, retellAll } from '../../src/domain/retelling.ts'
import { entry, recordedAs } from '../support/spec.ts'

const met = entry('PersonMet', {
  happened: { from: '2026-01-01' },
  facts: { area: 'X10000101', howTheyCame: 'self' },
  words: { name: 'Sam' },
})
const heard = entry('ConversationHeld', {
  happened: { from: '2026-03' },
  saidBy: { who: 'family', name: 'Des' },
  setting: { where: 'cafe', whatWasHappening: 'Lunch' },
  facts: { minutes: 40 },
  words: { heard: 'He likes the sea' },
})
const corrected = entry('EntryCorrected', {
  saidBy: undefined,
  facts: {
    entry: heard.id,
    kind: 'fact',
    facts: { minutes: null, where: 'cafe' },
    happened: { from: '2026-03-12' },
    saidBy: { who: 'friend' },
  },
  words: { reason: 'Looked it up', words: { heard: 'She likes the sea' } },
})

const linesOf = (entries: AnyEntry[], cut: Cut = {}) => retellAll(entries.map(recordedAs), cut).map((line) => lineOf(line, line.standing))
const line = (id: string, entries: AnyEntry[], cut?: Cut) => linesOf(entries, cut).find((each) => each.id === id)

t.test('a line shows both clocks, who said it, where, and who wrote it down', async (t) => {
  t.same(line(heard.id, [met, heard]), {
    ...heard,
    recordedAt: '2026-06-15T09:00:00.000Z',
    recordedBy: { sub: 'amira', role: 'practitioner' },
    putRight: [],
    disputes: [],
  })
  t.equal(line(heard.id, [met, heard], { asAt: '2026-03-10' })?.about, true, 'on a day inside the month it speaks of it is only about then')
})

t.test(
  'a corrected entry is shown as it reads now, where it belongs now, with how it was first told and why it was corrected',
  async (t) => {
    const told = line(heard.id, [met, heard, corrected])
    t.same(
      {
        happened: told?.happened,
        saidBy: told?.saidBy,
        facts: told?.facts,
        words: told?.words,
        asFirstTold: told?.asFirstTold,
      },
      {
        happened: { from: '2026-03-12' },
        saidBy: { who: 'friend', name: 'Des' },
        facts: { where: 'cafe' },
        words: { heard: 'She likes the sea' },
        asFirstTold: {
          happened: { from: '2026-03' },
          saidBy: { who: 'family', name: 'Des' },
          facts: { minutes: 40 },
          words: { heard: 'He likes the sea' },
        },
      },
    )
    t.match(told?.putRight, [{ id: corrected.id, type: 'EntryCorrected', words: { reason: 'Looked it up' }, inForce: true }])
    t.equal(line(corrected.id, [met, heard, corrected]), undefined, 'the correction is no line of its own')
  },
)

t.test('a withdrawn correction stands beside the entry, which reads as it was told', async (t) => {
  const back = entry('EntryWithdrawn', { facts: { entry: corrected.id, why: 'slip' }, words: { reason: 'It was him after all' } })
  const told = line(heard.id, [met, heard, corrected, back])
  t.same(told?.words, { heard: 'He likes the sea' })
  t.notOk(told && 'asFirstTold' in told)
  t.match(told?.putRight, [
    { id: corrected.id, inForce: false },
    { id: back.id, type: 'EntryWithdrawn', inForce: true, words: { reason: 'It was him after all' } },
  ])
})

t.test('what was withdrawn stands in the journey and says so; of what was about somebody else nothing is shown', async (t) => {
  const slip = entry('EntryWithdrawn', { facts: { entry: heard.id, why: 'slip' }, words: { reason: 'Not that week' } })
  t.match(line(heard.id, [met, heard, slip]), {
    standing: 'withdrawn',
    facts: { minutes: 40 },
    putRight: [{ id: slip.id, facts: { why: 'slip' } }],
  })

  const wrong = entry('EntryWithdrawn', { facts: { entry: heard.id, why: 'wrong-person' }, words: { reason: 'Another Sam' } })
  const told = line(heard.id, [met, heard, corrected, wrong])
  t.match(told, { id: heard.id, type: 'ConversationHeld', standing: 'withdrawn', facts: {}, words: {} })
  t.same(told?.putRight[0]?.facts, { entry: heard.id, kind: 'fact' }, 'nor what it was corrected to')
  for (const field of ['saidBy', 'setting', 'asFirstTold']) t.notOk(told && field in told, field)
})

t.test('a dispute stands beside the entry with its answer, and says whether the entry is used', async (t) => {
  const disputed = entry('EntryDisputed', {
    facts: { entry: heard.id, asks: 'remove', meanwhile: 'do-not-use' },
    words: { words: 'I never said that' },
  })
  const answered = entry('DisputeAnswered', {
    facts: { entry: disputed.id, answer: 'kept-dispute-shown' },
    words: { reason: 'Both are shown' },
  })
  t.match(line(heard.id, [met, heard, disputed]), {
    standing: 'not-used',
    disputes: [{ id: disputed.id, saidBy: { who: 'person' }, words: { words: 'I never said that' }, inForce: true, answers: [] }],
  })
  const told = line(heard.id, [met, heard, disputed, answered])
  t.notOk(told && 'standing' in told, 'it is used again, with the dispute beside it')
  t.match(told?.disputes, [
    { id: disputed.id, answers: [{ id: answered.id, facts: { answer: 'kept-dispute-shown' }, words: { reason: 'Both are shown' } }] },
  ])
})

t.test('a line is told with its own entry, what put it right, disputes and answers, and no other', async (t) => {
  const disputed = entry('EntryDisputed', { facts: { entry: heard.id, asks: 'remove', meanwhile: 'use' }, words: { words: 'No' } })
  const answered = entry('DisputeAnswered', { facts: { entry: disputed.id, answer: 'corrected' }, words: { reason: 'Yes' } })
  const other = entry('EntryCorrected', { facts: { entry: met.id, kind: 'slip' }, words: { reason: 'Spelling', words: { name: 'Sami' } } })
  const [, told] = retellAll([met, heard, disputed, other, corrected, answered].map(recordedAs))
  t.same(told && toldWith(told.standing).sort(), [2, 3, 5, 6])
})

t.test('paging shows every line once, in the same order, however many there are of a day', async (t) => {
  const all = retellAll(
    [
      met,
      ...['2026-02', '2026-02-01', '2026-02-01', '2026', '2025-12-31'].map((from) => entry('ConversationHeld', { happened: { from } })),
    ].map(recordedAs),
  )
  const seen: number[] = []
  for (let after: ReturnType<typeof placeOf> | undefined; ; ) {
    const page = linesAsked(all, { limit: 2, after }).slice(0, 2)
    const last = page.at(-1)
    if (!last) break
    seen.push(...page.map(({ record }) => record.revision))
    after = placeOf(last)
  }
  t.same(seen, [6, 5, 1, 2, 3, 4], 'a year before a month before a day')
})
