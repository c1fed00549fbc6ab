import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { areaStream } from '../../src/store/event-store.ts'
import { type Answer, withApp } from '../support/app.ts'
import { ask, met, newEntryId } from '../support/asking.ts'
import { dbOf } from '../support/projecting.ts'
import { storedIn } from '../support/record-trouble.ts'

const stella = { sub: 'stella', roles: ['steward'] }
const carol = { sub: 'carol', roles: ['commissioner'] }
const [county, eastmere, quayside, heathEnd] = ['X10000001', 'X10000100', 'X10000101', 'X10000201'] as const

const noted = (what: string, happened: AnyEntry['happened'], facts = {}) =>
  ask(
    'PlaceEventNoted',
    { placeEvent: randomUUID(), kind: 'closure', pace: 'one-off', ...facts },
    { happened, words: { what, whoSays: 'Sallowshire Echo' } },
  )
const withdrawn = (of: AnyEntry, why = 'slip'): object => {
  return { id: newEntryId(), type: 'EntryWithdrawn', facts: { entry: of.id, why }, words: { reason: 'It was another hall' } }
}

/** The service, with a steward's pen and a clock to move. */
async function withPlaces(t: Test) {
  const clock = { now: '2026-03-10T10:00:00.000Z' }
  const service = await withApp(t, { clock: () => new Date(clock.now) })
  const note = (area: string, entries: object[], who: object = stella, headers = {}) =>
    service.post(`/steward/areas/${area}/entries`, { entries }, who, headers)
  return { ...service, clock, note }
}

t.test('what happened to a place stands beside the trends of it, of what it lies in and of what lies in it', async (t) => {
  const { clock, note, get, post } = await withPlaces(t)
  const placeEvent = randomUUID()
  const hall = noted('The fishermen’s hall shut', { from: '2026-02-10' }, { placeEvent })
  const buses = noted('No bus after six', { from: '2026-01', to: '2026-03' }, { kind: 'cut', pace: 'slow' })
  t.equal((await note(quayside, [hall])).status, 201)
  t.equal((await note(county, [buses])).status, 201)
  t.equal((await note(heathEnd, [noted('A new park', { from: '2026-02-01' }, { kind: 'opening' })])).status, 201)
  const meet = () => post(`/practitioner/people/${randomUUID()}/entries`, { entries: [{ ...met(), happened: { from: '2026-03-01' } }] })
  t.equal((await meet()).status, 201)
  // In April the hall turns out to have shut a week later; in May another account of it is written down.
  clock.now = '2026-04-10T10:00:00.000Z'
  const later = noted('The fishermen’s hall shut', { from: '2026-02-17' }, { placeEvent })
  t.equal((await note(quayside, [withdrawn(hall), later])).status, 201)
  clock.now = '2026-05-10T10:00:00.000Z'
  await note(quayside, [noted('Hall shuts as roof fails', { from: '2026-02' }, { placeEvent })])
  clock.now = '2026-06-02T10:00:00.000Z'
  await meet()

  const trend = (area: string, query = '', who: object = carol) =>
    get(`/commissioner/areas/${area}/trends?measure=people-met&from=2026-02&to=2026-04${query}`, who)
  for (let tries = 0; tries < 200 && (await trend(county)).body.knownAt !== '2026-05'; tries += 1) await setTimeout(50)
  const events = ({ body }: Answer) =>
    body.placeEvents.map(({ area, what, happened }: { area: string; what: string; happened: object }) => [area, what, happened])

  const [cut, first, second] = [
    [county, 'No bus after six', { from: '2026-01', to: '2026-03' }],
    [quayside, 'The fishermen’s hall shut', { from: '2026-02-10' }],
    [quayside, 'The fishermen’s hall shut', { from: '2026-02-17' }],
  ]
  const other = [quayside, 'Hall shuts as roof fails', { from: '2026-02' }]
  const park = [heathEnd, 'A new park', { from: '2026-02-01' }]
  t.same(events(await trend(quayside, '&knownAt=2026-03')), [cut, first])
  t.same(events(await trend(quayside, '&knownAt=2026-04')), [cut, second], 'put right since')
  t.same(events(await trend(quayside)), [cut, other, second], 'two accounts of one event')
  t.same(events(await trend(quayside, '&knownAt=2026-02')), [], 'nobody had noted any by then')
  t.same(events(await trend(eastmere, '', { ...carol, areas: [eastmere] })), [cut, other, second], 'above, though out of reach; below too')
  t.same(events(await trend(heathEnd)), [cut, park])
  t.same(events(await trend(county)), [cut, park, other, second])

  const inMonths = async (query: string) =>
    events(await get(`/commissioner/areas/${quayside}/trends?measure=people-met&${query}`, carol)).map(([, what]: string[]) => what)
  t.same(await inMonths('from=2026-01&to=2026-01'), ['No bus after six'])
  t.same(await inMonths('from=2026-04&to=2026-05'), [])
  t.same(await inMonths('from=2026-03&to=2026-03'), ['No bus after six'])
  t.equal((await inMonths('from=2026-03&to=2026-03&per=quarter')).length, 3, 'the whole quarter is shown')
  t.equal((await inMonths('from=2026-12&to=2026-12&per=year')).length, 3)

  const { body } = await trend(quayside, '&knownAt=2026-03')
  t.same(body.placeEvents[1], {
    area: quayside,
    entry: hall.id,
    placeEvent,
    kind: 'closure',
    pace: 'one-off',
    happened: { from: '2026-02-10' },
    what: 'The fishermen’s hall shut',
    whoSays: 'Sallowshire Echo',
  })
})

t.test('before any edition there is no event to show', async (t) => {
  const { note, get, settled } = await withPlaces(t)
  await note(quayside, [noted('The library shut', { from: '2026-02' })])
  await settled()
  const { body } = await get(`/commissioner/areas/${quayside}/trends?measure=people-met&from=2026-02&to=2026-02`, carol)
  t.same([body.knownAt, body.placeEvents], [null, []])
})

t.test('an entry of a place is written once, however often it is sent', async (t) => {
  const { note } = await withPlaces(t)
  const shut = noted('The library shut', { from: '2026-02' })
  const written = await note(quayside, [shut])
  t.match(written, { status: 201, body: { recorded: [{ id: shut.id, revision: 1, recordedAt: '2026-03-10T10:00:00.000Z' }] } })
  t.match(await note(quayside, [shut]), { status: 200, body: written.body })
  const cut = noted('Buses cut', { from: '2026-02' })
  t.match(await note(quayside, [shut, cut]), { status: 201, body: { recorded: [{ revision: 1 }, { revision: 2 }] } })
  const otherwise = { ...shut, words: { ...shut.words, what: 'The library opened' } }
  t.match(await note(quayside, [otherwise]), { status: 409, body: { code: 'entry-id-reused', entry: shut.id } })
  t.equal((await note(heathEnd, [shut])).status, 201, 'ids are of one place')

  t.equal((await note(quayside, [withdrawn(cut)], stella, { 'if-match': '"1"' })).status, 412)
  t.equal((await note(quayside, [withdrawn(cut)], stella, { 'if-match': '"2"' })).status, 201)
  const again = withdrawn(cut)
  t.match(await note(quayside, [again]), { status: 200, body: { recorded: [], alreadySo: [(again as AnyEntry).id] } })
})

t.test('what a place cannot be told is refused', async (t) => {
  const { note } = await withPlaces(t)
  const shut = noted('The library shut', { from: '2026-02' })
  const refusals: [entry: object, status: number, code: string][] = [
    [met(), 400, 'not-understood'],
    [ask('ConversationHeld', {}), 400, 'not-understood'],
    [{ ...shut, facts: { ...shut.facts, kind: 'sadness' } }, 400, 'not-understood'],
    [{ ...shut, words: { what: 'The library shut' } }, 400, 'not-understood'],
    [{ ...shut, heldBack: { ground: 'safeguarding', until: '2026-04-01' } }, 400, 'not-understood'],
    [{ ...shut, happened: undefined }, 400, 'not-understood'],
    [withdrawn(shut, 'wrong-person'), 400, 'not-understood'],
    [withdrawn(shut), 422, 'entry-unknown'],
    [{ ...shut, happened: { from: '2026-03-11' } }, 422, 'not-yet-happened'],
  ]
  for (const [entry, status, code] of refusals) t.match(await note(quayside, [entry]), { status, body: { code } })
})

t.test('only a steward writes of places, and only of those in reach', async (t) => {
  const { note } = await withPlaces(t)
  const shut = () => [noted('The library shut', { from: '2026-02' })]
  for (const role of ['practitioner', 'reviewer', 'commissioner', 'person']) {
    t.match(await note(quayside, shut(), { roles: [role] }), { status: 403, body: { code: 'wrong-room' } }, role)
  }
  const here = { ...stella, areas: [eastmere] }
  t.equal((await note(quayside, shut(), here)).status, 201)
  const elsewhere = await Promise.all([heathEnd, county, 'X99999999'].map((area) => note(area, shut(), here)))
  for (const { status, body } of elsewhere) {
    t.equal(status, 403)
    t.same(body, elsewhere[0]?.body)
    t.equal(body.code, 'out-of-reach')
  }
})

t.test('a person’s story takes no entry about a place', async (t) => {
  const { post } = await withPlaces(t)
  const entries = [met(), noted('The library shut', { from: '2026-02' })]
  const answer = await post(`/practitioner/people/${randomUUID()}/entries`, { entries })
  t.match(answer, { status: 400, body: { code: 'not-understood', errors: [{ path: /type/ }] } })
})

t.test('words about a place are kept in clear, and no key is made for them', async (t) => {
  const { note, database } = await withPlaces(t)
  await note(quayside, [noted('The library shut', { from: '2026-02' })])
  const owner = dbOf(database, 'owner')
  const [stored, ...more] = await storedIn(database, areaStream(quayside))
  t.equal(more.length, 0)
  t.equal(stored?.sealed, undefined)
  t.match(JSON.parse(stored?.body ?? ''), { clear: { words: { what: 'The library shut', whoSays: 'Sallowshire Echo' } } })
  t.same((await sql`select stream from key_node`.execute(owner)).rows, [])
  await t.rejects(
    sql`select * from area_place_event_v1`.execute(dbOf(database, 'unfolding_practitioner')),
    /permission denied/,
    'who reads of people has no use for it',
  )
})
