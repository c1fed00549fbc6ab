import t from 'tap'
import type { z } from 'zod'
import {
  AreaCode,
  beginningOf,
  Day,
  daysAfter,
  daysBetween,
  EntryId,
  firstDayOf,
  Happened,
  Id,
  Instant,
  lastDayOf,
  londonDay,
  monthsAfter,
  OrganisationCode,
  PartialDay,
  Service,
  Words,
} from '../../src/domain/values.ts'

function understands(t: Tap, schema: z.ZodType, values: unknown[]) {
  for (const value of values) t.equal(schema.safeParse(value).success, true, `${JSON.stringify(value)} is understood`)
}
function refuses(t: Tap, schema: z.ZodType, values: unknown[]) {
  for (const value of values) t.equal(schema.safeParse(value).success, false, `${JSON.stringify(value)} is not understood`)
}
type Tap = Pick<typeof import('tap').t, 'equal'>

t.test('a day is one that was in the calendar', async (t) => {
  understands(t, Day, ['2026-06-15', '2024-02-29'])
  refuses(t, Day, ['2026-02-29', '2026-06-31', '2026-13-01', '2026-6-1', '2026-06', '2026-06-15T00:00:00Z', 'yesterday', ''])
})

t.test('a year, a month or a day is as exact as somebody knows', async (t) => {
  understands(t, PartialDay, ['1998', '1998-04', '1998-04-23', '2024-02-29', '1880'])
  refuses(t, PartialDay, ['98', '1998-13', '1998-00', '1998-04-31', '2026-02-29', '1700', '2200', '1998-4', '1998-04-23T10:00', 1998])
})

t.test('first and last days of a year, a month and a day', async (t) => {
  t.same(['1998', '1998-04', '1998-04-23'].map(firstDayOf), ['1998-01-01', '1998-04-01', '1998-04-23'])
  t.same(['1998', '1998-04', '1998-04-23'].map(lastDayOf), ['1998-12-31', '1998-04-30', '1998-04-23'])
  t.same(['2024-02', '2026-02', '1900-02', '2000-02', '2026-12'].map(lastDayOf), [
    '2024-02-29',
    '2026-02-28',
    '1900-02-28',
    '2000-02-29',
    '2026-12-31',
  ])
})

t.test('when something was so says from when, or by when, and does not end before it begins', async (t) => {
  understands(t, Happened, [
    { from: '2026' },
    { to: '2026-03' },
    { to: 'now' },
    { from: '2026-03-04', to: 'now' },
    { from: '2026-03-04', to: '2026-03-04' },
    { from: '2026-06-15', to: '2026' },
    { from: '2026', precision: 'about' },
  ])
  refuses(t, Happened, [
    {},
    { precision: 'exact' },
    { from: 'now' },
    { from: '2026-03-04', to: '2026-03-03' },
    { from: '2026', to: '2025' },
    { from: '2026', precision: 'roughly' },
    { from: '2026', until: '2027' },
    { from: '2026', to: 'someday' },
    { from: 'someday', to: '2026-13' },
    { from: '2026-02-30', to: '2026-03' },
  ])
})

t.test('an instant is brought to UTC with milliseconds, and needs a zone', async (t) => {
  t.equal(Instant.parse('2026-06-15T00:30:00+01:00'), '2026-06-14T23:30:00.000Z')
  t.equal(Instant.parse('2026-06-15T10:00:00Z'), '2026-06-15T10:00:00.000Z')
  t.equal(Instant.parse('2026-06-15T10:00:00.1234Z'), '2026-06-15T10:00:00.123Z')
  refuses(t, Instant, ['2026-06-15T10:00:00', '2026-06-15', '2026-02-30T10:00:00Z', 'noon'])
})

t.test('ids are UUIDs, written small; the id of an entry is of version 7', async (t) => {
  t.equal(Id.parse('3F2504E0-4F89-41D3-9A0C-0305E82C3301'), '3f2504e0-4f89-41d3-9a0c-0305e82c3301')
  t.equal(EntryId.parse('01990000-0000-7000-8000-00000000000A'), '01990000-0000-7000-8000-00000000000a')
  refuses(t, EntryId, ['3f2504e0-4f89-41d3-9a0c-0305e82c3301'])
  refuses(t, Id, ['943 476 5919', '3f2504e0', ''])
})

t.test('area and organisation codes leave no room for words', async (t) => {
  understands(t, AreaCode, ['X10000101', 'E10000003'])
  refuses(t, AreaCode, ['Quayside', 'x10000101', 'X1000010', 'X100001011', 'X10000101\n', ' X10000101'])
  understands(t, OrganisationCode, ['RX1', 'QUAYSIDE', 'A1'])
  refuses(t, OrganisationCode, ['Quayside Homes', 'quayside', 'A', 'ABCDEFGHIJKLM', 'RX1\n'])
})

t.test('a service is a sector and perhaps an organisation', async (t) => {
  understands(t, Service, [{ sector: 'health' }, { sector: "children's-services", organisation: 'RX1' }])
  refuses(t, Service, [
    'health',
    {},
    { sector: 'astrology' },
    { sector: 'health', organisation: 'the surgery' },
    { sector: 'health', name: 'X' },
  ])
})

t.test('words are plain, or say in what language and how', async (t) => {
  understands(t, Words, ['My own front door', { text: 'Fy nrws fy hun', language: 'cy', quote: true, how: 'spoken' }, { text: '🐕' }])
  refuses(t, Words, [
    '',
    '   ',
    { text: '' },
    { text: 'Hi', language: 'Welsh!' },
    { text: 'Hi', how: 'sung' },
    { text: 'Hi', note: '' },
    12,
  ])
  refuses(t, Words, ['nought \0 inside', 'half a \ud83d pair'])
  t.equal(Words.parse('  My own front door '), 'My own front door')
})

t.test('the day in London, through a summer midnight and the nights the clocks change', async (t) => {
  t.equal(londonDay('2026-06-14T22:59:59.999Z'), '2026-06-14')
  t.equal(londonDay('2026-06-14T23:00:00.000Z'), '2026-06-15')
  t.equal(londonDay('2026-01-14T23:59:59.999Z'), '2026-01-14')
  t.equal(londonDay('2026-01-15T00:00:00.000Z'), '2026-01-15')
  // Clocks go forward at 01:00 UTC on 29 March 2026 and back at 01:00 UTC on 25 October.
  t.equal(londonDay('2026-03-28T23:30:00.000Z'), '2026-03-28')
  t.equal(londonDay('2026-03-29T23:30:00.000Z'), '2026-03-30')
  t.equal(londonDay('2026-10-24T23:30:00.000Z'), '2026-10-25')
  t.equal(londonDay('2026-10-25T23:30:00.000Z'), '2026-10-25')
  t.equal(londonDay(new Date('2026-06-14T23:00:00.000Z')), '2026-06-15')
})

t.test('the instant a day begins in London, also the days the clocks change', async (t) => {
  t.equal(beginningOf('2026-01-15'), '2026-01-15T00:00:00.000Z')
  t.equal(beginningOf('2026-06-15'), '2026-06-14T23:00:00.000Z')
  t.equal(beginningOf('2026-03-29'), '2026-03-29T00:00:00.000Z')
  t.equal(beginningOf('2026-03-30'), '2026-03-29T23:00:00.000Z')
  t.equal(beginningOf('2026-10-25'), '2026-10-24T23:00:00.000Z')
  t.equal(beginningOf('2026-10-26'), '2026-10-26T00:00:00.000Z')
})

t.test('days and months later', async (t) => {
  t.equal(daysAfter('2026-12-31', 1), '2027-01-01')
  t.equal(daysAfter('2026-03-01', -1), '2026-02-28')
  t.equal(daysAfter('2026-03-28', 2), '2026-03-30', 'over the night the clocks change')
  t.equal(monthsAfter('2026-01-31', 1), '2026-02-28')
  t.equal(monthsAfter('2024-01-31', 1), '2024-02-29')
  t.equal(monthsAfter('2026-06-15', 12), '2027-06-15')
  t.equal(monthsAfter('2024-02-29', 12), '2025-02-28')
  t.equal(monthsAfter('2026-01-15', -1), '2025-12-15')
  t.equal(daysBetween('2026-03-28', '2026-03-30'), 2)
  t.equal(daysBetween('2026-03-30', '2026-03-28'), -2)
  t.equal(daysBetween('2024-01-01', '2025-01-01'), 366)
})
