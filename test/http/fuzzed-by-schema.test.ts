import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import type { z } from 'zod'
import { WriteOfMine } from '../../src/http/me/entries.ts'
import { Opening } from '../../src/http/practitioner/open.ts'
import { HoldBack } from '../../src/http/steward/hold-backs.ts'
import { WriteOfPlace } from '../../src/http/steward/places.ts'
import { Review } from '../../src/http/steward/reviews.ts'
import { Write } from '../../src/http/write.ts'
import { type Claimed, type TestApp, withApp } from '../support/app.ts'
import { brokenIn, type Json, type Known, validFor } from '../support/asked-by-schema.ts'
import { ask } from '../support/asking.ts'

// Bodies made from the schemas of the doors themselves: as they let them through, and with one field broken. FUZZED says how many.

// With the record in KurrentDB, where each takes longer, it is a few: what is asked of a request is the same.
const howMany = Number(process.env.FUZZED ?? (process.env.TEST_RECORD === 'kurrentdb' ? 500 : 10_000))
const seed = Number(process.env.FUZZED_SEED ?? 1)
const now = '2026-06-02T10:00:00.000Z'
/** Stands in everything that somebody is made to say. */
const planted = 'Marzipan'
/** So many bodies are sent of one person: a story that goes on for ever would be read for ever. */
const ofOnePerson = 25

const ids = (kind: number) => [1, 2, 3].map((i) => `0000000${kind}-0000-4000-8000-00000000000${i}`)
const things: Record<string, string[]> = Object.fromEntries(
  ['goal', 'want', 'support', 'step', 'compromise', 'sharing', 'member', 'concern', 'worker'].map((thing, kind) => [thing, ids(kind + 1)]),
)
const first = (thing: string) => things[thing]?.[0]
const placeEvent = '0000000f-0000-4000-8000-000000000001'
/** The entries that every story begins with: what comes later can name them. */
const heldBack = { ground: 'serious-harm' as const, until: '2026-07-01' }
const beginning = [
  ask('PersonMet', { area: 'X10000101', howTheyCame: 'self', birthYear: 1990 }, { words: { name: 'Sam' } }),
  ask('ConversationHeld', {}),
  ask(
    'GoalVoiced',
    { goal: first('goal'), lifeArea: 'home', whose: 'person', towards: 'change' },
    { saidBy: { who: 'person' }, words: { goal: 'A door' } },
  ),
  ask('WantVoiced', { want: first('want'), lifeArea: 'home' }, { saidBy: { who: 'person' }, words: { want: 'A garden' } }),
  ask('SupportStarted', { support: first('support'), sector: 'home-care' }, { ledBy: 'together' }),
  ask('SharingAgreed', { sharing: first('sharing'), withWhom: 'chosen', what: 'all', purpose: 'support' }),
  ask('WorryVoiced', { lifeArea: 'safety' }, { saidBy: { who: 'family' }, words: { worry: 'The card' }, heldBack }),
].map((entry) => ({ ...entry, happened: { from: '2026-05-20' } }))
const entries = beginning.map(({ id }) => id)

const mostly = (of: fc.Arbitrary<Json>, bySchema: fc.Arbitrary<Json>) => fc.oneof({ weight: 6, arbitrary: of }, bySchema)
const days = fc.constantFrom<Json>({ from: '2026-05-25' }, { from: '2026-05', to: 'now' }, { to: '2026-06-01', precision: 'about' })
const known: Known = (field, bySchema) => {
  const thing = things[field] ?? things[field.replace(/s$/, '')]
  // All of a request or none is recorded: of many at once one is refused.
  if (field === 'entries')
    return mostly(
      bySchema.map((several) => (several as Json[]).slice(0, 1)),
      bySchema,
    )
  if (field === 'id') return fc.oneof({ weight: 30, arbitrary: bySchema }, fc.constantFrom(...entries))
  if (field === 'entry') return mostly(fc.constantFrom(...entries), bySchema)
  if (field === 'partOf') return mostly(fc.constantFrom(...entries.slice(1, 2)), bySchema)
  if (field === 'because') return mostly(fc.uniqueArray(fc.constantFrom(...entries), { maxLength: 3 }), bySchema)
  if (field === 'happened') return mostly(days, bySchema)
  if (field === 'area' || field === 'responsible') return mostly(fc.constantFrom('X10000101', 'X10000201'), bySchema)
  if (field === 'until') return mostly(fc.constantFrom('2026-06-02', '2026-07-01'), bySchema)
  if (field === 'placeEvent') return mostly(fc.constant(placeEvent), bySchema)
  if (thing === undefined) return bySchema
  return mostly(field in things ? fc.constantFrom(...thing) : fc.uniqueArray(fc.constantFrom(...thing), { minLength: 1 }), bySchema)
}
const said =
  (saidBy: Json): Known =>
  (field, bySchema) =>
    field === 'saidBy' ? mostly(fc.constant(saidBy), bySchema) : known(field, bySchema)

/** A door that bodies are sent through: by whom, where, and of how many in a hundred. */
interface Door {
  schema: z.ZodType
  share: number
  known: Known
  method?: 'put'
  url: (person: string) => string
  who: (person: string) => Claimed
}

const steward: Claimed = { sub: 'wyn', roles: ['steward'] }
const acting = (person: string) => [{ person, ground: 'chosen', until: '2027-01-01' }]
const doors: Record<string, Door> = {
  'a practitioner writes': { schema: Write, share: 40, known, url: (person) => `/practitioner/people/${person}/entries`, who: () => ({}) },
  'a person writes': {
    schema: WriteOfMine,
    share: 20,
    known: said({ who: 'person' }),
    url: () => '/me/entries',
    who: (person) => ({ sub: 'pat', roles: ['person'], person }),
  },
  'somebody who acts for them writes': {
    schema: WriteOfMine,
    share: 20,
    known: said({ who: 'family', name: 'Mum' }),
    url: () => '/me/entries',
    who: (person) => ({ sub: 'mum', roles: ['person'], actsFor: acting(person) }),
  },
  'a story is opened': {
    schema: Opening,
    share: 5,
    known,
    url: (person) => `/practitioner/people/${person}/open`,
    who: () => ({ sub: 'cem' }),
  },
  'a review is opened': { schema: Review, share: 5, known, url: (person) => `/steward/people/${person}/reviews`, who: () => steward },
  'what is held back is looked at': {
    schema: HoldBack,
    share: 5,
    known,
    method: 'put',
    url: (person) => `/steward/people/${person}/hold-backs/${entries.at(-1)}`,
    who: () => steward,
  },
  'a place is written of': { schema: WriteOfPlace, share: 5, known, url: () => '/steward/areas/X10000101/entries', who: () => steward },
}

/** What no client should send in any field; and fields that are of none. */
const odd: readonly Json[] = [
  ...[null, true, -1, 0.5, 1e308, '', ' ', '\u0000', '\ud800', [], {}, [[]], 'now', '2026-02-30', '=1+1', "'; drop table record; --"],
  ...[{ $ne: null }, 'x'.repeat(30_000), 'PersonMet', entries[0] ?? '', '00000000-0000-0000-0000-000000000000', '🗝️'],
  JSON.parse('{"__proto__": {"roles": ["steward"]}}') as Json,
]
const keys = ['__proto__', 'constructor', 'toString', 'by', 'record', 'roles', 'v', 'type', 'entry', 'heldBack', 'person', '']
const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((more) => `${planted} ${more}`)

t.test(`${howMany} bodies from the schemas: none is a 500, none is half recorded, no word is told back`, async (t) => {
  const { record, logged, post, put, app } = await withApp(t, { clock: () => new Date(now), rateLimit: 10_000_000 })
  const wrong: string[] = []
  const statuses = { valid: new Map<number, number>(), broken: new Map<number, number>() }
  const recordedBy = new Map<string, number>()
  let [person, sent, told] = ['', 0, 0]

  async function somebody(): Promise<void> {
    person = randomUUID()
    const { status } = await post(`/practitioner/people/${person}/entries`, { entries: beginning })
    if (status !== 201) throw new Error(`nobody is met: ${status}`)
    told += beginning.length
  }

  async function send(name: string, { schema, method, url, who }: Door, kind: keyof typeof statuses, body: Json): Promise<void> {
    if (sent++ % ofOnePerson === 0) await somebody()
    const before = await record.head()
    const { status, body: answer } = await (method === 'put' ? put : post)(url(person), body, who(person))
    const head = await record.head()
    statuses[kind].set(status, (statuses[kind].get(status) ?? 0) + 1)
    told += answer.recorded ? newerThan(before, answer.recorded) : head === before ? 0 : 1
    if (head !== before) recordedBy.set(name, (recordedBy.get(name) ?? 0) + 1)

    const isUnderstood = schema.safeParse(JSON.parse(JSON.stringify(body))).success
    // Whose words they may be is asked after that, in the person's room.
    const isOfWords = answer.errors?.every(({ path }: { path: string }) => /saidBy/.test(path))
    const isAsItShould = isUnderstood ? status !== 400 || isOfWords : status === 400
    const isAnswer = status < 500 && (status < 300 || typeof answer.code === 'string')
    const isHalf = status >= 300 && head !== before
    if (!isAsItShould || !isAnswer || isHalf || JSON.stringify(answer).includes(planted))
      wrong.push(`${name}, ${kind}: ${status} ${JSON.stringify(answer).slice(0, 300)} to ${JSON.stringify(body).slice(0, 600)}`)
  }

  for (const [name, door] of Object.entries(doors)) {
    const numRuns = Math.max(1, Math.round((howMany * door.share) / 200))
    const valid = validFor(door.schema, { known: door.known, text })
    for (const body of fc.sample(valid, { numRuns, seed })) await send(name, door, 'valid', body)
    const broken = fc.sample(
      valid.chain((body) => brokenIn(body, odd, keys)),
      { numRuns, seed: seed + 1 },
    )
    for (const body of broken) await send(name, door, 'broken', body)
  }

  const share = (of: Map<number, number>, status: number) => (of.get(status) ?? 0) / sumOf(of)
  for (const [kind, of] of Object.entries(statuses)) t.comment(`${kind}, seed ${seed}:`, Object.fromEntries([...of].sort()))
  t.comment('something was recorded:', Object.fromEntries(recordedBy))
  t.same(wrong.slice(0, 5), [], `${wrong.length} wrong`)
  t.equal(sumOf(statuses.valid) + sumOf(statuses.broken), sent)
  t.ok(share(statuses.valid, 400) < 0.2, `${Math.round(100 * (1 - share(statuses.valid, 400)))} of 100 valid ones are understood`)
  t.ok(share(statuses.broken, 400) > 0.5, `${Math.round(100 * share(statuses.broken, 400))} of 100 broken ones are not`)
  t.same([...recordedBy.keys()], Object.keys(doors), 'something came through every door')
  t.equal(await entriesOn(record), told, 'what was told to be recorded is on the record, and nothing else')
  t.notOk(
    logged.some((line) => line.includes(planted)),
    'no word is logged',
  )
  t.equal(({} as { roles?: unknown }).roles, undefined, 'no object has got anything that it was not given')
  t.equal((await app.inject('/health/live')).statusCode, 200)
})

/** How many of those that were told to be recorded were not before. */
function newerThan(position: bigint, recorded: { position: string }[]): number {
  return recorded.filter((each) => BigInt(each.position) > position).length
}

function sumOf(counts: Map<number, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

async function entriesOn(record: TestApp['record']): Promise<number> {
  for (let [count, position] = [0, 0n]; ; ) {
    const some = await record.after(position, 1_000)
    const last = some.at(-1)
    if (!last) return count
    count += some.length
    position = last.position
  }
}
