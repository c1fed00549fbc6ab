import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import type { AnyEntry, Recorded } from '../../src/domain/entry.ts'
import { accountsOf, decideOnPlace, knowsPlace, type PlaceEntry, PlaceEventNoted, placeEntries } from '../../src/domain/place.ts'
import { londonDay } from '../../src/domain/values.ts'
import { ask, newEntryId } from '../support/asking.ts'
import { uuid } from '../support/spec.ts'

const by = { sub: 'stella', role: 'steward' }

/** What was written down of a place at these times, one after another. */
function place(...told: [at: string, entry: AnyEntry][]): Recorded<AnyEntry>[] {
  return told.map(([at, entry], i) => ({ ...entry, record: { position: String(i + 1), revision: i + 1, at, by } }))
}

const noted = (what: string, happened: AnyEntry['happened'] = { from: '2026-02-10' }) =>
  ask('PlaceEventNoted', { placeEvent: uuid(), kind: 'closure', pace: 'one-off' }, { happened, words: { what, whoSays: 'The council' } })

function withdrawn(of: AnyEntry): AnyEntry {
  const { happened: _, ...entry } = ask('EntryWithdrawn', { entry: of.id, why: 'slip' }, { words: { reason: 'It was not so' } })
  return entry
}

/** Each account in short: what, and in which editions it stands. */
const standing = (story: Recorded<AnyEntry>[]) =>
  accountsOf(story).map(({ entry, from, until }) => `${entry.words.what} ${from}–${until ?? ''}`)

t.test('every kind of entry about a place has an example that is understood, and could be recorded on the day it was', async (t) => {
  const folder = new URL('../recorded/places/', import.meta.url)
  t.same(readdirSync(folder).sort(), placeEntries.map(({ type }) => `${type}.json`).sort())
  const examples = placeEntries.map(({ type }) => JSON.parse(readFileSync(new URL(`${type}.json`, folder), 'utf8')))
  for (const [i, { record, ...entry }] of examples.entries()) {
    t.same(placeEntries[i]?.asked.parse(entry), entry, entry.type)
    t.same(decideOnPlace(examples.slice(0, i), entry, londonDay(record.at)), [entry], entry.type)
  }
})

t.test('an entry about a place carries nothing that belongs to people', async (t) => {
  const entry = noted('The library shut')
  t.equal(PlaceEventNoted.asked.safeParse(entry).success, true)
  const more = {
    saidBy: { who: 'person' },
    ledBy: 'service',
    basis: 'told',
    setting: { where: 'home' },
    partOf: uuid(),
    because: [uuid()],
    heldBack: { ground: 'safeguarding', until: '2026-07-01' },
  }
  for (const [field, value] of Object.entries(more)) {
    t.equal(PlaceEventNoted.asked.safeParse({ ...entry, [field]: value }).success, false, field)
  }
  const naming = { ...entry, words: { ...entry.words, what: `{person:${uuid()}} was there` } }
  t.equal(PlaceEventNoted.asked.safeParse(naming).success, false, 'a person by an id')
})

t.test('what has not happened yet cannot be noted', async (t) => {
  const note = (happened: AnyEntry['happened']) => decideOnPlace([], noted('The library shut', happened) as PlaceEntry, '2026-02-09')
  t.throws(() => note({ from: '2026-02-10' }), { code: 'not-yet-happened' })
  t.throws(() => note({ from: '2026-02-01', to: '2026-02-10' }), { code: 'not-yet-happened' })
  t.equal(note({ from: '2026-02-09' }).length, 1)
  t.equal(note({ from: '2026' }).length, 1, 'the year has begun')
})

t.test('only what is there can be withdrawn, and only once', async (t) => {
  const shut = noted('The library shut')
  const back = withdrawn(shut)
  const story = place(['2026-03-01T10:00:00.000Z', shut])
  const decide = (story: Recorded<AnyEntry>[], entry: AnyEntry) => decideOnPlace(story, entry as PlaceEntry, '2026-03-02')
  t.throws(() => decide([], back), { code: 'entry-unknown' })
  t.same(decide(story, back), [back])
  t.same(decide(place(['2026-03-01T10:00:00.000Z', shut], ['2026-03-02T10:00:00.000Z', back]), withdrawn(shut)), [], 'it is so already')
})

t.test('an edition has what was noted by the end of its month in London, and not withdrawn by then', async (t) => {
  const [shut, cut, slip] = [noted('The library shut'), noted('Buses cut'), noted('A slip')]
  const back = withdrawn(shut)
  const story = place(
    ['2026-03-31T22:59:00.000Z', shut],
    ['2026-03-31T23:00:00.000Z', cut],
    ['2026-04-02T10:00:00.000Z', slip],
    ['2026-04-03T10:00:00.000Z', withdrawn(slip)],
    ['2026-05-03T10:00:00.000Z', back],
    ['2026-08-03T10:00:00.000Z', withdrawn(back)],
  )
  t.same(standing(story), ['The library shut 2026-03–2026-05', 'Buses cut 2026-04–', 'The library shut 2026-08–'])
  t.same(standing(story.slice(1, 2)), ['Buses cut 2026-04–'], 'at midnight in London, at eleven by the clock of the record')
  t.same(standing(story.slice(0, 4)), ['The library shut 2026-03–', 'Buses cut 2026-04–'], 'a slip that was seen in time is in no edition')
})

t.test('what is still so is so up to the day it was written down', async (t) => {
  const story = place(['2026-03-10T10:00:00.000Z', noted('The flats stand empty', { from: '2019', to: 'now' })])
  t.match(accountsOf(story), [{ span: { first: '2019-01-01', last: '2026-03-10' }, happened: { from: '2019', to: 'now' } }])
})

t.test('a place is written to only where all of it is known', async (t) => {
  const story = place(['2026-03-10T10:00:00.000Z', noted('The library shut')])
  t.equal(knowsPlace(story), true)
  t.equal(knowsPlace([...story, { ...ask('PlaceNamed', {}), id: newEntryId(), record: { position: '2', revision: 2, at: '', by } }]), false)
})
