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
  const { get, post } = await withApp(t, { clock: () => new Date(now) })
  const write = async (person: string, ...entries: AnyEntry[]) =>
    t.equal((await post(`/practitioner/people/${person}/entries`, { entries })).status, 201)
  const people = Array.from({ length: 25 }, () => ({ person: randomUUID(), heard: ask('ConversationHeld', {}, march) }))

  // 25 are met in March, and 20 of them heard.
  for (const [i, { person, heard }] of people.entries()) await write(person, { ...met(), ...march }, ...(i < 20 ? [heard] : []))
  // In May it is written down that the other five had been heard in March too.
  now = '2026-05-10T10:00:00.000Z'
  for (const { person, heard } of people.slice(20)) await write(person, heard)
  // In June four of those conversations are withdrawn, three turn out to be of April, and three are disputed and not used meanwhile: 15 are left in March.
  now = '2026-06-10T10:00:00.000Z'
  for (const [i, { person, heard }] of people.slice(0, 10).entries()) {
    if (i < 4) await write(person, right('EntryWithdrawn', heard, { why: 'twice' }))
    else if (i < 7) await write(person, right('EntryCorrected', heard, { kind: 'wrong-date', happened: { from: '2026-04' } }))
    else await write(person, right('EntryDisputed', heard, { asks: 'remove', meanwhile: 'do-not-use' }, { words: 'We never spoke' }))
  }
  // In July one withdrawal is withdrawn for each of four people, and one dispute is settled: 20 again.
  now = '2026-07-10T10:00:00.000Z'
  const anew = [...people.slice(0, 4), ...people.slice(7, 8)]
  for (const { person } of anew) {
    const journey = (await get(`/practitioner/people/${person}/journey?types=ConversationHeld`)).body.entries[0]
    await write(person, right('EntryWithdrawn', journey.putRight[0] ?? journey.disputes[0], { why: 'slip' }))
  }
  now = '2026-08-02T10:00:00.000Z'
  await write(randomUUID(), met('X10000202'))

  const trend = async (query = '') =>
    (await get(`/commissioner/areas/X10000101/trends?measure=people-heard&from=2026-03&to=2026-03${query}`, carol)).body
  for (let tries = 0; tries < 200 && (await trend()).knownAt !== '2026-07'; tries += 1) await setTimeout(50)
  const inMarch = async (query?: string) => (await trend(query)).series[0].points[0].value
  t.equal(await inMarch('&knownAt=2026-04'), 20)
  t.equal(await inMarch('&knownAt=2026-05'), 25)
  t.equal(await inMarch('&knownAt=2026-06'), 15)
  t.equal(await inMarch('&knownAt=2026-07'), 20)
  t.equal(await inMarch(), 20, 'as known now')
})
