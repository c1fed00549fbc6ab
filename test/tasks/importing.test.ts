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
