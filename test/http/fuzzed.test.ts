import t from 'tap'
import { sallowshire, treeOf } from '../../src/domain/area.ts'
import type { By } from '../../src/domain/entry.ts'
import { type Chance, chance } from '../../src/tasks/demo/chance.ts'
import { madeUpLives } from '../../src/tasks/demo/made-up-lives.ts'
import { importLines } from '../../src/tasks/importing.ts'
import { type TestApp, withApp } from '../support/app.ts'

// Requests as a client might send them that is broken, old or hostile: those of made-up lives, changed here and there. FUZZED says how many.

// With the record in KurrentDB, where each takes longer, it is a few: what is asked of a request is the same.
const howMany = Number(process.env.FUZZED ?? (process.env.TEST_RECORD === 'kurrentdb' ? 500 : 10_000))
const seed = process.env.FUZZED_SEED ?? '1'
const now = '2026-06-02T10:00:00.000Z'
/** Stands in everything that somebody is made to say. */
const planted = 'Marzipan'
/** Whoever leads the team that wrote a line: tied to the person by what the team wrote. */
const leads = ({ organisation }: By) => ({
  sub: 'lena',
  roles: ['practitioner', 'team-lead'],
  areas: ['X10000001'],
  ...(organisation !== undefined && { organisation }),
})

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** What no client should send anywhere. As text, since `__proto__` is a key like any other in JSON. */
const odd: readonly Json[] = [
  ...[null, true, 0, -1, 0.5, 1e308, 2 ** 53 + 2, '', ' ', '\u0000', '\ud800', [], [[]], {}],
  ...['2026-02-30', '9999-12-31', '0000-00-00', '2026-06-02T10:00:00Z', '=1+1', '../../etc/passwd', "'; drop table record; --"],
  'x'.repeat(70_000),
  JSON.parse('{"__proto__": {"roles": ["steward"]}, "constructor": {"prototype": {"roles": ["steward"]}}}') as Json,
  JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as Json,
  Array.from({ length: 300 }, (_, i) => i),
]
const keys = ['__proto__', 'constructor', 'toString', 'role', 'by', 'record', 'v', 'entry', 'because', 'partOf', 'heldBack', '']

t.test(`${howMany} changed requests: none is a 500, none is half recorded, no word is told back`, async (t) => {
  const { app, record, logged, post, settled } = await withApp(t, { clock: () => new Date(now), rateLimit: 10_000_000 })
  const lines = madeUpLives({ people: 12, years: 1, seed: 'fuzzed', today: now.slice(0, 10) })
  await importLines({ record, areas: treeOf(sallowshire) }, lines)
  const thrown = chance('fuzzed', seed)
  const statuses = new Map<number, number>()
  const codes = new Set<string>()
  const wrong: string[] = []

  let before = await record.head()
  let told = await entriesOn(record)
  for (let i = 0; i < howMany; i += 1) {
    const { person, by, body } = thrown.one(lines)
    const others = thrown.one(lines)
    const request = asSaid(body as Json, thrown, i)
    const changed = thrown.maybe(0.1)
      ? request
      : changedIn(request, thrown, thrown.one([1, 1, 1, 2, 5]), [person, ...idsIn(others.body as Json)])
    const { status, body: answer } = await post(`/practitioner/people/${person}/entries`, changed, leads(by))
    const head = await record.head()
    const isWhole = status < 300 || head === before
    before = head
    if (status < 300) told += answer.recorded.length
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    if (answer?.code) codes.add(answer.code)
    const isAnswer = status < 300 ? tellsOfAll(answer, changed) : status < 500 && typeof answer.code === 'string'
    const tells = JSON.stringify(answer).includes(planted)
    if (!isWhole || !isAnswer || tells)
      wrong.push(`${i}: ${status} ${JSON.stringify(answer).slice(0, 300)} to ${JSON.stringify(changed).slice(0, 600)}`)
  }
  t.comment(`seed ${seed}:`, Object.fromEntries([...statuses].sort()), [...codes].sort().join(', '))
  t.same(wrong.slice(0, 5), [], `${wrong.length} wrong`)
  t.equal(await entriesOn(record), told, 'what was told to be recorded is on the record, and nothing else')
  t.notOk(
    logged.some((line) => line.includes(planted)),
    'no word is logged',
  )
  t.ok((statuses.get(201) ?? 0) > howMany / 50, 'some are recorded')
  t.ok((statuses.get(400) ?? 0) > howMany / 10, 'and many are not understood')
  t.ok((statuses.get(422) ?? 0) > howMany / 100, 'or are refused by what is known')
  t.equal(({} as { roles?: unknown }).roles, undefined, 'no object has got anything that it was not given')
  for (let tries = 0; tries < 300; tries += 1) {
    try {
      await settled()
      break
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  await settled()
  t.equal((await app.inject({ url: '/health/ready' })).statusCode, 200)
})

async function entriesOn(record: TestApp['record']): Promise<number> {
  let [count, position] = [0, 0n]
  for (;;) {
    const some = await record.after(position, 1_000)
    const last = some.at(-1)
    if (!last) return count
    count += some.length
    position = last.position
  }
}

/** Each entry that was sent is told to be recorded, or to be so already. */
function tellsOfAll({ recorded, alreadySo = [] }: { recorded: { id: string }[]; alreadySo?: string[] }, sent: Json): boolean {
  const told = [...recorded.map(({ id }) => id), ...alreadySo].sort()
  return (
    told.join() ===
    (sent as { entries: { id: string }[] }).entries
      .map(({ id }) => id.toLowerCase())
      .sort()
      .join()
  )
}

/** The same request as somebody else would send it: with ids of its own for what it records, and other words. */
function asSaid(body: Json, thrown: Chance, i: number): Json {
  const ids = new Map<string, string>()
  for (const { id } of (body as { entries: { id: string }[] }).entries) ids.set(id, thrown.uuidAt(Date.parse(now) + i))
  const anew = (value: Json, isWords: boolean): Json => {
    if (typeof value === 'string') return isWords ? `${planted} ${value}` : (ids.get(value) ?? value)
    if (Array.isArray(value)) return value.map((one) => anew(one, isWords))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, anew(one, isWords || key === 'words')]))
  }
  return anew(body, false)
}

/** Changed in so many places. */
function changedIn(request: Json, thrown: Chance, times: number, ids: readonly string[]): Json {
  let changed = structuredClone(request)
  for (let i = 0; i < times; i += 1) {
    const places = placesIn(changed)
    const { holder, key } = thrown.one(places)
    const put = (value: Json) => {
      if (holder === undefined) changed = value
      else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
    }
    const how = thrown.int(0, 5)
    if (how === 0 && holder !== undefined && !Array.isArray(holder)) delete holder[key as string]
    else if (how === 1) put(thrown.one(ids))
    else if (how === 2 && Array.isArray(holder)) holder.push(structuredClone(holder[key as number]) as Json)
    else if (how === 3 && holder !== undefined && !Array.isArray(holder)) {
      Object.defineProperty(holder, thrown.one(keys), { value: thrown.one(odd), enumerable: true, configurable: true, writable: true })
    } else put(structuredClone(thrown.one(odd)))
  }
  return changed
}

interface Place {
  holder: Json[] | { [key: string]: Json } | undefined
  key: string | number
}

function placesIn(value: Json, place: Place = { holder: undefined, key: '' }, depth = 0): Place[] {
  if (typeof value !== 'object' || value === null || depth > 8) return [place]
  const holder = value
  return [
    place,
    ...Object.entries(value).flatMap(([key, one]) => placesIn(one, { holder, key: Array.isArray(holder) ? Number(key) : key }, depth + 1)),
  ]
}

function idsIn(value: Json): string[] {
  return [...new Set(JSON.stringify(value).match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g))]
}
