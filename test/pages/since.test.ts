import t from 'tap'
import { newsIn } from '../../src/pages/practitioner/since.ts'

const since = '2026-03-01T10:00:00.000Z'
const entry = (more: object = {}) => ({
  type: 'WorryVoiced',
  happened: { from: '2026-03-02' },
  recordedAt: '2026-03-02T10:00:00.000Z',
  recordedBy: { sub: 'joe', role: 'practitioner', organisation: 'SALLOW01' },
  facts: {},
  words: { worry: { text: 'The stairs', quote: true } },
  putRight: [],
  disputes: [],
  ...more,
})
const [before, after] = ['2026-02-28T10:00:00.000Z', '2026-03-03T10:00:00.000Z']
const inShort = (more: object) => newsIn({ since, entries: [entry(more)] }, 'amira').entries[0]

t.test('each thing in short: what it is, its words, the day and who wrote it', async (t) => {
  const { entry: _, ...said } = inShort({}) ?? {}
  t.same(said, { kind: 'A worry', says: '“The stairs”', day: '2026-03-02', by: 'a practitioner, SALLOW01' })
  t.equal(inShort({ recordedBy: { sub: 'amira', role: 'practitioner' } })?.by, 'you')
  t.equal(inShort({ recordedBy: { role: 'person' } })?.by, 'the person, or who acts for them')
  t.equal(inShort({ words: {}, facts: { fit: 'does-not', support: '0b2c1f9e-0000-4000-8000-000000000000' } })?.says, 'Fit: does not')
  t.equal(inShort({ words: { heard: 'x'.repeat(300) } })?.says, `${'x'.repeat(160)}…`)
  t.equal(inShort({ happened: { to: '2020' } })?.day, '2020')
})

t.test('what was done since about something of before is said, and what was done before is not', async (t) => {
  t.equal(inShort({ putRight: [{ recordedAt: after }] })?.kind, 'A worry, put right')
  t.equal(inShort({ putRight: [{ recordedAt: before }], disputes: [{ recordedAt: after }] })?.kind, 'A worry, disputed')
  t.equal(inShort({ standing: 'withdrawn', putRight: [{ recordedAt: after }] })?.kind, 'A worry, taken back')
})

t.test('how much there is counts what is not shown', async (t) => {
  t.match(newsIn({ since, entries: [entry()], more: 2 }, 'amira'), { since, count: 3, more: 2 })
  t.same(newsIn({ entries: [] }, 'amira'), { count: 0, more: 0, entries: [] })
})
