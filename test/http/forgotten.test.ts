import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import t from 'tap'
import { projections } from '../../projections/index.ts'
import type { AnyEntry, Recorded } from '../../src/domain/entry.ts'
import { rebuild } from '../../src/projecting/rebuild.ts'
import type { Db } from '../../src/projecting/writer.ts'
import { personStream } from '../../src/store/event-store.ts'
import { keysIn } from '../../src/store/keys.ts'
import { masterKeyFrom } from '../../src/store/master-key.ts'
import { withApp } from '../support/app.ts'
import { ask } from '../support/asking.ts'
import { dumpOf, holding } from '../support/dump.ts'
import { answersOf, inRoom, telling } from '../support/every-route.ts'
import { storeIn, told } from '../support/lives.ts'

/** A word that nobody would write, in every place where words can be. */
const planted = 'Quibblewick'
const unknown = '00000000-0000-4000-8000-000000000000'

/** One story with every kind of entry there is, but that it is forgotten; every word in it is the planted one, and nobody has died after all. */
function everyKindOfEntry(): AnyEntry[] {
  const folder = path.join(import.meta.dirname, '..', 'recorded')
  const all = readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'StoryForgotten.json')
    .map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Recorded<AnyEntry>)
    .sort((a, b) => a.record.revision - b.record.revision)
    .map(({ record: _, ...entry }) => ({
      ...entry,
      words: withPlanted(entry.words),
      ...(entry.saidBy && { saidBy: { ...entry.saidBy, name: planted } }),
      ...(entry.setting && { setting: { ...entry.setting, howIFelt: planted, whatWasHappening: planted } }),
    }))
  const died = all.find(({ type }) => type === 'PersonDied')
  const { happened: _, ...withdrawal } = ask('EntryWithdrawn', { entry: died?.id, why: 'slip' }, { words: { reason: planted } })
  return [...all, withdrawal]
}

function withPlanted<T>(words: T): T {
  if (typeof words === 'string') return planted as T
  if (typeof words !== 'object' || words === null) return words
  return Object.fromEntries(
    Object.entries(words).map(([field, said]) => [field, ['language', 'how'].includes(field) ? said : withPlanted(said)]),
  ) as T
}

t.test('of whoever is forgotten no word is left: in no table, no answer and no log, also where others speak of them', async (t) => {
  const now = new Date('2026-07-10T10:00:00Z')
  const app = await withApp(t, { clock: () => now })
  const { record, database, logged, post, settled } = app
  const [mo, friend, namesake] = [randomUUID(), randomUUID(), randomUUID()]
  const july = { happened: { from: '2026-07-01' } }
  const write = async (person: string, ...entries: AnyEntry[]) =>
    t.match(await post(`/practitioner/people/${person}/entries`, { entries }), { status: 201 }, 'written')

  const story = everyKindOfEntry()
  const household = story.find(({ type }) => type === 'HomeChanged')?.facts as { household: string }
  await told(record, mo, ...story)
  await write(
    mo,
    ask('ConversationHeld', {}, { ...july, words: { heard: planted } }),
    ask(
      'StepAgreed',
      { step: randomUUID(), who: 'worker', by: '2026-07-02' },
      { ...july, saidBy: { who: 'worker' }, words: { step: planted } },
    ),
  )
  await write(
    friend,
    ask('PersonMet', { area: 'X10000102', howTheyCame: 'self' }, { ...july, words: { name: 'Des' } }),
    ask(
      'HomeChanged',
      { area: 'X10000102', kind: 'family-home', ...household, household: household.household },
      { ...july, ledBy: 'family' },
    ),
    ask('ConversationHeld', {}, { ...july, words: { heard: `Out with {person:${mo}}` } }),
    ask('CircleMemberNamed', { member: randomUUID(), tie: 'friend', care: 'both', person: mo }, july),
    ask('WhatMattersNamed', { lifeArea: 'fun' }, { ...july, saidBy: { who: 'person' }, words: { what: `Fridays with {person:${mo}}` } }),
  )
  await write(
    namesake,
    ask('PersonMet', { area: 'X10000102', howTheyCame: 'self', birthYear: 1956 }, { ...july, words: { name: planted.toLowerCase() } }),
  )
  await settled()

  const keeper = new pg.Client({ connectionString: database.superUrl })
  await keeper.connect()
  t.teardown(() => keeper.end())
  const buildAnew = async () => {
    for (const projection of projections) await rebuild({ db: database.open<never>('unfolding_projector').db as Db, record }, projection)
  }
  await buildAnew()
  // As PostgreSQL does by itself now and then: what it keeps of columns to plan queries by is part of a dump.
  await keeper.query('analyze')
  t.same(holding(await dumpOf(database), planted), ['public.caseload_v2', 'public.profile_v1'], 'who looks for it finds it, in views')
  const before = await answersOf(app, [mo, friend], planted)
  t.same(
    [...before].filter(([, { status }]) => status !== 200).map(([address, { status }]) => `${status} ${address}`),
    [],
    'every route answers',
  )
  const named = (address: string) =>
    address
      .replace(mo, 'mo')
      .replace(friend, 'friend')
      .replace(/\?(?!for=).*/, '')
      .replace(/&.*/, '')
  t.same(telling(before, planted).map(named).sort(), tellOfMo, 'and all of these tell of them')

  const stream = personStream(mo)
  const sealed = (await storeIn(database).read(stream)).filter((entry) => entry.sealed)
  const openWith = async () => {
    const keyOf = (await keysIn(database.open('unfolding_record'), masterKeyFrom(Buffer.alloc(32, 7))).keysOf([stream])).get(stream)
    return sealed.filter(({ revision }) => keyOf?.(revision)).length
  }
  t.equal(await openWith(), sealed.length, 'every box opens')

  t.match(await post(`/steward/people/${mo}/forget`, { ground: 'asked-for' }, inRoom.steward), { status: 200, body: { forgotten: true } })

  const nowhere = async (when: string) => {
    await keeper.query('analyze')
    t.same(holding(await dumpOf(database), planted), [], `in no table ${when}`)
    const after = await answersOf(app, [mo, friend], planted)
    t.same(telling(after, planted).map(named), [], `in no answer ${when}`)
    const nobody = await answersOf(app, [unknown, friend], planted)
    t.same(
      [...after].filter(([address]) => address.includes(mo)).map(([address, { status, body }]) => [named(address), status, body]),
      [...nobody]
        .filter(([address]) => address.includes(unknown))
        .map(([address, { body }]) => [named(address).replace(unknown, 'mo'), 403, body]),
      `who asks for them is answered as for somebody nobody knows ${when}`,
    )
    const own = after.get(`/practitioner/people/${friend}`)
    t.match(JSON.stringify(own?.body), /"what":"Fridays with somebody"/, `others speak of somebody ${when}`)
    t.match(own?.body.circle, [{ name: 'somebody' }])
    t.match(after.get(`/practitioner/people/${friend}/household`)?.body, { members: { length: 1 }, notNamed: 0 }, `and live alone ${when}`)
    t.same(
      after.get('/practitioner/caseload')?.body.people.map(({ person }: { person: string }) => person),
      [friend],
      `of my people ${when}`,
    )
  }
  await nowhere('at once')
  const { rows: views } = await keeper.query<{ name: string }>(
    "select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'person' and table_name ~ '_v[0-9]+$'",
  )
  t.same(
    views.map(({ name }) => name).sort(),
    ['caseload_v2', 'household_v1', 'profile_v1', 'unsettled_v1'],
    'these views hold anything of one person',
  )
  const { pool } = database.open('owner')
  const ofMo = async () => {
    const counted = views.map(({ name }) =>
      pool.query<{ rows: number }>(`select count(*)::int as rows from ${name} where person = $1`, [mo]),
    )
    return (await Promise.all(counted)).map(({ rows }) => rows[0]?.rows)
  }
  t.same(await ofMo(), [0, 0, 0, 0], 'and nothing of them')

  await buildAnew()
  await nowhere('after every view was built anew')
  t.same(await ofMo(), [0, 0, 0, 0])

  t.equal(await openWith(), 0, 'no box opens, with the master key')
  t.same((await keeper.query('select from key_node where stream = $1', [stream])).rows.length, 0)
  t.same((await keeper.query('select stream from key_forgotten')).rows, [{ stream }])
  t.same(
    logged.filter((line) => line.includes(planted) || line.includes(mo) || line.includes(friend)),
    [],
    'no log line tells of them',
  )
  t.equal(logged.length > 40, true, 'and there are log lines')
})

/** The routes that tell of Mo, of Mo and of her friend, while both are known. */
const tellOfMo = [
  '/practitioner/caseload',
  '/practitioner/people',
  '/practitioner/people/friend',
  '/practitioner/people/friend/household',
  '/practitioner/people/friend/journey',
  '/practitioner/people/mo',
  '/practitioner/people/mo/household',
  '/practitioner/people/mo/journey',
  ...['attention', 'difference', 'household', 'journey', 'profile', 'replay'].map((route) => `/reviewer/people/friend/${route}`),
  ...['attention', 'difference', 'household', 'journey', 'pace', 'path', 'profile', 'replay', 'us'].map(
    (route) => `/reviewer/people/mo/${route}`,
  ),
  // In her friend’s own room she is somebody all along.
  ...['', 'difference', 'everything', 'journey'].map((route) => `/me/${route}?for=mo`),
  ...['friend/everything', 'mo/access', 'mo/everything'].map((route) => `/steward/people/${route}`),
  '/steward/same',
].sort()
