import { randomUUID } from 'node:crypto'
import t from 'tap'
import { sallowshire, treeOf } from '../../src/domain/area.ts'
import { importLines } from '../../src/tasks/importing.ts'
import { ask, met, voiced } from '../support/asking.ts'
import { withDatabase } from '../support/database.ts'
import { recordIn } from '../support/lives.ts'

const areas = treeOf(sallowshire)
const by = { sub: 'amira', role: 'practitioner' as const, organisation: 'SALLOW01' }
const line = (recordedAt: string, person: string, ...entries: object[]) => ({ recordedAt, person, by, body: { entries } })
const on = (day: string) => ({ happened: { from: day } })

t.test('lines are recorded at their own times, by who wrote them, and marked as brought in', async (t) => {
  const record = recordIn(await withDatabase(t))
  const person = randomUUID()
  const lines = [
    line('2024-03-01T10:00:00Z', person, { ...met(), ...on('2024-03-01') }),
    line('2024-03-05T10:00:00Z', person, voiced(randomUUID(), 'A dog', on('2024-03'))),
  ]
  t.same(await importLines({ record, areas }, lines), { lines: 2, entries: 2 })
  t.match(await record.read(`person-${person}`), [
    { type: 'PersonMet', record: { at: '2024-03-01T10:00:00.000Z', by, from: 'import' } },
    { type: 'GoalVoiced', words: { goal: 'A dog' }, record: { at: '2024-03-05T10:00:00.000Z', by, from: 'import' } },
  ])
  t.same(await importLines({ record, areas }, lines), { lines: 2, entries: 2 }, 'taken again, they are passed over')
  t.equal((await record.read(`person-${person}`)).length, 2)
})

t.test('a line that cannot be taken says which it is and why; what came before it stays', async (t) => {
  const record = recordIn(await withDatabase(t))
  const person = randomUUID()
  const first = line('2024-03-01T10:00:00Z', person, { ...met(), ...on('2024-03-01') })
  const cases: [unknown, RegExp][] = [
    [line('2024-03-02T10:00:00Z', person, voiced(randomUUID(), 'Later', on('2024-03-03'))), /^Line 2: entry .*not happened yet/],
    [line('2024-02-01T10:00:00Z', person, voiced(randomUUID(), 'Before', on('2024-01-03'))), /^Line 2: .*in the order of recordedAt/],
    [line('2124-02-01T10:00:00Z', person, voiced(randomUUID(), 'Far ahead', on('2024-01-03'))), /^Line 2: .*in the future/],
    [line('yesterday', person, voiced(randomUUID(), 'When?', on('2024-01-03'))), /^Line 2: recordedAt: /],
    [{ ...line('2024-03-02T10:00:00Z', person, ask('ConversationHeld', {}, on('2024-03-02'))), mood: 'good' }, /^Line 2: .*mood/],
    [line('2024-03-02T10:00:00Z', randomUUID(), ask('ConversationHeld', {}, on('2024-03-02'))), /^Line 2: entry .*PersonMet/],
    [line('2024-03-02T10:00:00Z', person, { ...first.body.entries[0], words: { name: 'Another' } }), /^Line 2: entry .*other content/],
  ]
  for (const [bad, message] of cases) await t.rejects(importLines({ record, areas }, [first, bad]), { name: 'LineRefused', message })
  t.equal((await record.read(`person-${person}`)).length, 1)
})

t.test(
  'entries that put others right are brought in with the rest: who answers a dispute goes by each line, and words that are taken away are gone',
  async (t) => {
    const record = recordIn(await withDatabase(t))
    const person = randomUUID()
    const without = { happened: undefined }
    const goal = voiced(randomUUID(), 'A dog', on('2024-03-01'))
    const missed = ask('ConversationMissed', { by: 'person' }, { ...on('2024-03-04'), words: { about: 'Not in' } })
    const worry = ask(
      'WorryVoiced',
      { lifeArea: 'home' },
      { ...on('2024-03-05'), saidBy: { who: 'person' }, words: { worry: 'The stairs' } },
    )
    const notTheirs = ask('ConversationHeld', {}, { ...on('2024-03-06'), words: { heard: 'Of somebody else' } })
    const dispute = ask(
      'EntryDisputed',
      { entry: missed.id, asks: 'show-mine', meanwhile: 'do-not-use' },
      { ...without, saidBy: { who: 'person' }, words: { words: 'I was in' } },
    )
    const answer = ask(
      'DisputeAnswered',
      { entry: dispute.id, answer: 'kept-dispute-shown' },
      { ...without, words: { reason: 'Both stay' } },
    )
    const right = (type: string, facts: object, words: object = {}) => ask(type, facts, { ...without, words: { reason: 'So', ...words } })
    const lines = [
      line('2024-03-10T10:00:00Z', person, { ...met(), ...on('2024-03-01') }, goal, missed, worry, notTheirs),
      line('2024-03-20T10:00:00Z', person, dispute),
      line('2024-03-21T10:00:00Z', person, right('EntryCorrected', { entry: goal.id, kind: 'fact' }, { words: { goal: 'A big dog' } })),
      line('2024-03-22T10:00:00Z', person, right('WordsRemoved', { entry: worry.id, ground: 'too-much' })),
      line('2024-03-23T10:00:00Z', person, right('EntryWithdrawn', { entry: notTheirs.id, why: 'wrong-person' })),
    ]
    const own = line('2024-04-02T10:00:00Z', person, answer)
    const another = { ...own, by: { ...by, sub: 'joe' } }
    await t.rejects(importLines({ record, areas }, [...lines, own]), { name: 'LineRefused', message: /^Line 6: entry .*somebody else/ })
    t.same(await importLines({ record, areas }, [...lines, another]), { lines: 6, entries: 10 })
    t.same(await importLines({ record, areas }, [...lines, another]), { lines: 6, entries: 10 }, 'taken again, they are passed over')

    const recorded = await record.read(`person-${person}`)
    t.equal(recorded.length, 10)
    t.match(recorded.at(-1), { type: 'DisputeAnswered', record: { at: '2024-04-02T10:00:00.000Z', by: { sub: 'joe' }, from: 'import' } })
    t.same(
      recorded.filter(({ record }) => record.wordsGone).map(({ id, words }) => ({ id, words })),
      [worry, notTheirs].map(({ id }) => ({ id, words: {} })),
    )
  },
)
