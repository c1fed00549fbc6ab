import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { withApp } from '../support/app.ts'
import { ask, met } from '../support/asking.ts'

const carol = { sub: 'carol', roles: ['commissioner'] }
const march = { happened: { from: '2026-03' } }

/** What puts an entry right, said of it when it is written down. */
function right(type: string, of: AnyEntry, facts: object, words: object = { reason: 'It was not so' }): AnyEntry {
  const { happened: _, ...entry } = ask(type, { entry: of.id, ...facts }, { words, saidBy: { who: 'person' } })
  return entry
}

t.test('late and corrected entries restate a trend: as known then it stays, as known now it has them', async (t) => {
  let now = '2026-03-31T10:00:00.000Z'
  const { get, post, openStory } = await withApp(t, { clock: () => new Date(now) })
  const write = async (person: string, ...entries: AnyEntry[]) =>
    t.equal((await post(`/practitioner/people/${person}/entries`, { entries })).status, 201)
  const births = [2015, 1980, 1950, undefined]
  const people = Array.from({ length: 64 }, (_, i) => ({
    person: randomUUID(),
    heard: ask('ConversationHeld', {}, march),
    birthYear: births[i % 4],
  }))

  // 64 are met in March, of every age in turn, and 40 of them heard.
  for (const [i, { person, heard, birthYear }] of people.entries()) {
    const { facts, ...first } = met()
    await write(person, { ...first, ...march, facts: { ...facts, birthYear } }, ...(i < 40 ? [heard] : []))
  }
  // In May it is written down that 12 of the others had been heard in March too: 52.
  now = '2026-05-10T10:00:00.000Z'
  for (const { person, heard } of people.slice(40, 52)) await write(person, heard)
  // In June four of those conversations are withdrawn, four turn out to be of April, and four are disputed and not used meanwhile: 40 are left in March.
  now = '2026-06-10T10:00:00.000Z'
  for (const [i, { person, heard }] of people.slice(0, 12).entries()) {
    if (i < 4) await write(person, right('EntryWithdrawn', heard, { why: 'twice' }))
    else if (i < 8) await write(person, right('EntryCorrected', heard, { kind: 'wrong-date', happened: { from: '2026-04' } }))
    else await write(person, right('EntryDisputed', heard, { asks: 'remove', meanwhile: 'do-not-use' }, { words: 'We never spoke' }))
  }
  // In July the withdrawals are withdrawn, and the disputes: 48. Nobody talked to them for 90 days, so it takes somebody to open their stories.
  now = '2026-07-10T10:00:00.000Z'
  const anew = [...people.slice(0, 4), ...people.slice(8, 12)]
  for (const { person } of anew) {
    await openStory(person)
    const journey = (await get(`/practitioner/people/${person}/journey?types=ConversationHeld`)).body.entries[0]
    await write(person, right('EntryWithdrawn', journey.putRight[0] ?? journey.disputes[0], { why: 'slip' }))
  }
  now = '2026-08-02T10:00:00.000Z'
  await write(randomUUID(), met('X10000202'))

  const trend = async (query = '') =>
    (await get(`/commissioner/areas/X10000001/trends?measure=people-heard&from=2026-03&to=2026-03${query}`, carol)).body
  for (let tries = 0; tries < 200 && (await trend()).knownAt !== '2026-07'; tries += 1) await setTimeout(50)
  const inMarch = async (query?: string) => (await trend(query)).series[0].points[0].value
  t.equal(await inMarch('&knownAt=2026-04'), 40)
  t.equal(await inMarch('&knownAt=2026-05'), 50, '52')
  t.equal(await inMarch('&knownAt=2026-06'), 40)
  t.equal(await inMarch('&knownAt=2026-07'), 50, '48')
  t.equal(await inMarch(), 50, 'as known now')
})
