import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { type Claimed, withApp } from '../support/app.ts'
import { ask, met, worksWithThem } from '../support/asking.ts'

// What changed since I last looked, as a worker is answered it.

const amira: Claimed = { sub: 'amira', organisation: 'SALLOW' }
const joe: Claimed = { sub: 'joe', organisation: 'SALLOW' }
const gwen: Claimed = { sub: 'gwen', organisation: 'GREYSTON' }
const on = (day: string) => ({ happened: { from: day } })
const heard = (words: string, day = '2026-01-10') => ask('ConversationHeld', {}, { ...on(day), words: { heard: words } })
const righting = (type: string, facts: object, words: object) => {
  const { happened: _, ...entry } = ask(type, facts, { saidBy: { who: 'worker' }, words })
  return entry as AnyEntry
}

/** Sam, with whom Amira and Joe work; and a clock that is set by hand. */
async function withSam(t: Test) {
  let now = '2026-01-10T09:00:00.000Z'
  const service = await withApp(t, { clock: () => new Date(now) })
  const sam = randomUUID()
  const at = (instant: string) => {
    now = instant
  }
  const write = async (entries: object[], who = gwen) => {
    const { status, body } = await service.post(`/practitioner/people/${sam}/entries`, { entries }, who)
    t.equal(status, 201, JSON.stringify(body))
  }
  const look = async (way = '', who = amira) => {
    await service.settled()
    const { status, body } = await service.get(`/practitioner/people/${sam}${way}`, who)
    t.equal(status, 200, JSON.stringify(body))
    return body
  }
  const since = (who = amira) => look('/since-i-looked', who)
  const first = { ...met(), ...on('2026-01-10') }
  await write([first, worksWithThem('amira', on('2026-01-10')), worksWithThem('joe', on('2026-01-10')), heard('Monday')])
  return { service, sam, at, write, look, since }
}

const told = ({ entries }: { entries: { type: string; words: { heard?: string }; putRight: object[]; disputes: object[] }[] }) =>
  entries.map(({ type, words, putRight, disputes }) => [words.heard ?? type, putRight.length, disputes.length])

t.test(
  'who never looked is told nothing of it; from the next day on, what was written since their last look of an earlier day',
  async (t) => {
    const { at, write, look, since } = await withSam(t)
    at('2026-01-12T10:00:00.000Z')
    t.same(await since(), { entries: [] })
    t.same(await since(), { entries: [] }, 'a look of the same day is none of an earlier one')
    at('2026-01-12T11:00:00.000Z')
    await look()
    at('2026-01-12T12:00:00.000Z')
    await write([heard('After I looked', '2026-01-12')])
    at('2026-01-13T08:00:00.000Z')
    await write([heard('Before that, told later', '2026-01-02'), heard('The next day', '2026-01-13')])
    at('2026-01-13T10:00:00.000Z')
    const answer = await since()
    t.equal(answer.since, '2026-01-12T11:00:00.000Z')
    t.same(told(answer), [
      ['After I looked', 0, 0],
      ['Before that, told later', 0, 0],
      ['The next day', 0, 0],
    ])
    t.match(answer.entries[0], { happened: { from: '2026-01-12' }, recordedAt: '2026-01-12T12:00:00.000Z', recordedBy: { sub: 'gwen' } })
    await look()
    t.same(told(await since()).length, 3, 'asked again on that day it is the same')
    t.same(await since(joe), { entries: [] }, 'the looks of others are theirs')
    at('2026-01-14T10:00:00.000Z')
    t.same(told(await since()), [], 'and on the next day it has been seen')
  },
)

t.test('a day ends at midnight in London, in summer too', async (t) => {
  const { at, write, look, since } = await withSam(t)
  at('2026-04-01T22:59:00.000Z')
  await look()
  at('2026-04-01T22:59:30.000Z')
  await write([heard('Late')])
  t.same(await since(), { entries: [] }, 'it is a minute to midnight in London')
  at('2026-04-01T23:00:00.000Z')
  t.same(told(await since()), [], 'what was asked a moment ago was a look too')
  t.equal((await since()).since, '2026-04-01T22:59:30.000Z')
})

t.test('what is put right or disputed is shown with it; each thing once', async (t) => {
  const { at, write, look, since } = await withSam(t)
  const [slip, wrong] = [heard('Wensday'), heard('Never said')]
  await write([slip, wrong])
  at('2026-02-01T10:00:00.000Z')
  await look('/journey')
  at('2026-02-01T11:00:00.000Z')
  await write([righting('EntryDisputed', { entry: wrong.id, asks: 'remove', meanwhile: 'use' }, { words: 'Not her' })])
  at('2026-02-02T10:00:00.000Z')
  await write([heard('New', '2026-02-02')])
  await write([righting('EntryCorrected', { entry: slip.id, kind: 'slip' }, { reason: 'A slip', words: { heard: 'Wednesday' } })])
  at('2026-02-03T10:00:00.000Z')
  t.same(told(await since()), [
    ['Never said', 0, 1],
    ['New', 0, 0],
    ['Wednesday', 1, 0],
  ])
})

t.test('their card among my people, their name in a list and their household are no look at their story', async (t) => {
  const { service, at, write, look, since } = await withSam(t)
  at('2026-01-12T10:00:00.000Z')
  await look()
  at('2026-01-13T10:00:00.000Z')
  await write([heard('News', '2026-01-13')])
  at('2026-01-14T10:00:00.000Z')
  await service.settled()
  for (const way of ['/practitioner/caseload', '/practitioner/people?name=Sam'])
    t.match(JSON.stringify((await service.get(way, amira)).body), 'Sam')
  await look('/household')
  at('2026-01-15T10:00:00.000Z')
  const answer = await since()
  t.equal(answer.since, '2026-01-12T10:00:00.000Z')
  t.same(told(answer), [['News', 0, 0]])
})

t.test('the newest fifty are shown, in order of writing, and how many there are before them', async (t) => {
  const { at, write, look, since } = await withSam(t)
  at('2026-01-12T10:00:00.000Z')
  await look()
  at('2026-01-13T10:00:00.000Z')
  await write(Array.from({ length: 50 }, (_, i) => heard(`Heard ${i}`)))
  at('2026-01-14T10:00:00.000Z')
  const fifty = await since()
  t.equal(fifty.more, undefined)
  t.equal(fifty.entries.length, 50)
  at('2026-01-14T11:00:00.000Z')
  await write([heard('Heard 50'), heard('Heard 51')])
  const { entries, more } = await since()
  t.equal(more, 2)
  t.same([entries.length, entries[0].words.heard, entries[49].words.heard], [50, 'Heard 2', 'Heard 51'])
})

t.test('who may read some of it is shown of that alone what is new, and the person is shown that they looked', async (t) => {
  const { service, sam, at, write, look, since } = await withSam(t)
  const sharing = { sharing: randomUUID(), withWhom: { sector: 'other', organisation: 'SALLOW' }, what: ['home'], purpose: 'support' }
  await write([ask('SharingAgreed', sharing, { ...on('2026-01-10'), saidBy: { who: 'person' } })])
  at('2026-01-12T10:00:00.000Z')
  await look()
  at('2026-01-13T10:00:00.000Z')
  const worry = (lifeArea: string, worry: string) =>
    ask('WorryVoiced', { lifeArea }, { ...on('2026-01-13'), saidBy: { who: 'person' }, words: { worry } })
  await write([worry('home', 'The stairs'), worry('money', 'The rent')])
  at('2026-01-14T10:00:00.000Z')
  const { entries, withheld } = await since()
  t.same(
    entries.map(({ words }: { words: { worry: string } }) => words.worry),
    ['The stairs'],
  )
  const journey = await look('/journey')
  t.equal(withheld, journey.withheld)
  const { body } = await service.get('/me/who-looked', { sub: 'sam', roles: ['person'], person: sam })
  t.match(body.looks[2], { what: 'what is new', who: { role: 'practitioner' }, why: 'works-with-them' })
})
