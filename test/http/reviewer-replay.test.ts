import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { personStream } from '../../src/store/event-store.ts'
import { bearer, type Claimed, type TestApp, withApp } from '../support/app.ts'
import { ask, met, voiced } from '../support/asking.ts'
import { amira } from '../support/lives.ts'

const reviewer = { sub: 'ray', roles: ['reviewer'] }
const own = { saidBy: { who: 'person' as const }, ledBy: 'person' as const }
const on = (day: string) => ({ happened: { from: day } })

/** A server-sent event, as a reader has it. */
interface Told {
  id: string
  event?: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look at what the wire says
  data: any
}

/** Asks for a replay over a real connection, as a reader would to whom the review is open. */
async function open(
  { app, openReview }: TestApp,
  url: string,
  { who = reviewer, after }: { who?: Claimed; after?: string } = {},
): Promise<IncomingMessage> {
  await openReview(url.split('/')[3] ?? '', who.sub)
  const { port } = app.server.address() as AddressInfo
  const headers = { ...(await bearer(who)), ...(after !== undefined && { 'last-event-id': after }) }
  const [answer] = (await once(get({ host: '127.0.0.1', port, path: url, headers, agent: false }), 'response')) as [IncomingMessage]
  return answer
}

/** The events of a replay, one at a time; whoever stops reading them hangs up. */
async function* eventsIn(answer: IncomingMessage): AsyncGenerator<Told> {
  let text = ''
  for await (const piece of answer.setEncoding('utf8')) {
    text += piece
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const fields = Object.fromEntries(
        text
          .slice(0, end)
          .split('\n')
          .map((line) => line.split(/: (.*)/s).slice(0, 2)),
      )
      yield { ...fields, data: JSON.parse(fields.data) }
      text = text.slice(end + 2)
    }
  }
}

async function all(service: TestApp, url: string, more?: { after: string }): Promise<Told[]> {
  const events: Told[] = []
  for await (const event of eventsIn(await open(service, url, more))) events.push(event)
  return events
}

/** What the service says of the replays that are over. */
function replayed({ logged }: TestApp): { frames: number; ended: string }[] {
  return logged.map((line) => JSON.parse(line)).flatMap(({ msg, made, ended }) => (msg === 'replayed' ? [{ frames: made, ended }] : []))
}

async function oneReplayed(service: TestApp): Promise<{ frames: number; ended: string }> {
  for (let i = 0; i < 500; i += 1) {
    const [found] = replayed(service)
    if (found) return found
    await setTimeout(20)
  }
  throw new Error('no replay came to an end')
}

/** A service that listens, and Sam in it: a life of five days between January and April. */
async function withSam(t: Parameters<typeof withApp>[0]) {
  const clock = { now: new Date('2026-05-01T10:00:00Z') }
  const service = await withApp(t, { clock: () => clock.now })
  await service.app.listen({ host: '127.0.0.1', port: 0 })
  const [person, goal] = [randomUUID(), randomUUID()]
  const write = async (...entries: object[]) => {
    const { status, body } = await service.post(`/practitioner/people/${person}/entries`, { entries })
    if (status !== 201) throw new Error(JSON.stringify(body))
  }
  const entries = {
    met: { ...met(), ...on('2026-01-05') },
    voiced: voiced(goal, 'My own front door', on('2026-01-05')),
    home: ask('HomeChanged', { area: 'X10000101', kind: 'hostel' }, { ...own, ...on('2026-01-20') }),
    reworded: ask('GoalReworded', { goal }, { ...own, ...on('2026-03-02'), words: { goal: 'A flat near my sister' } }),
    nearer: ask('GoalProgressed', { goal, says: 'nearer' }, { ...own, ...on('2026-03-05') }),
    reached: ask('GoalReached', { goal }, { ...own, ...on('2026-04-30') }),
  }
  await write(...Object.values(entries))
  return { service, clock, person, goal, write, entries, url: `/reviewer/people/${person}/replay` }
}

t.test('a life is played back frame by frame: by entry, day, week and month', async (t) => {
  const { service, entries, url } = await withSam(t)
  const names = new Map<string, string>(Object.entries(entries).map(([name, { id }]) => [id, name]))
  const frames = async (query: string) =>
    (await all(service, `${url}${query}`)).map(({ event, data }) =>
      event ? event : [data.at, ...data.entries.map(({ id }: { id: string }) => names.get(id))],
    )
  t.same(await frames('?step=entry'), [
    ['2026-01-05', 'met'],
    ['2026-01-05', 'voiced'],
    ['2026-01-20', 'home'],
    ['2026-03-02', 'reworded'],
    ['2026-03-05', 'nearer'],
    ['2026-04-30', 'reached'],
    'end',
  ])
  t.same(await frames(''), await frames('?step=entry'), 'entry by entry unless something else is asked')
  t.same(await frames('?step=day'), [
    ['2026-01-05', 'met', 'voiced'],
    ['2026-01-20', 'home'],
    ['2026-03-02', 'reworded'],
    ['2026-03-05', 'nearer'],
    ['2026-04-30', 'reached'],
    'end',
  ])
  t.same(
    await frames('?step=week'),
    [['2026-01-11', 'met', 'voiced'], ['2026-01-25', 'home'], ['2026-03-08', 'reworded', 'nearer'], ['2026-05-01', 'reached'], 'end'],
    'the last week goes no further than today',
  )
  t.same(await frames('?step=month&from=2026-01-10&to=2026-03-04'), [
    ['2026-01-09', 'met', 'voiced'],
    ['2026-01-31', 'home'],
    ['2026-03-04', 'reworded'],
    'end',
  ])
})

t.test('each frame says of its day what the profile says of it, known at the same instant', async (t) => {
  const { service, person, url } = await withSam(t)
  for (const step of ['day', 'week', 'month']) {
    const frames = (await all(service, `${url}?step=${step}`)).slice(0, -1)
    for (const { data } of frames) {
      const { body } = await service.get(`/reviewer/people/${person}/profile?asAt=${data.at}&knownAt=${data.profile.knownAt}`, reviewer)
      t.same(data.profile, body, `${step} ${data.at}`)
    }
  }
  const [, second] = await all(service, `${url}?step=entry`)
  // The six entries of Sam's life, and that the review was opened.
  t.match(second?.data.profile, { goals: [{ words: 'My own front door' }], revision: 7, knownAt: '2026-05-01T10:00:00.000Z' })
  t.match(second?.data.entries, [{ type: 'GoalVoiced', words: { goal: 'My own front door' }, recordedAt: '2026-05-01T10:00:00.000Z' }])
})

t.test('whoever hung up goes on right after the last frame, whatever was written down meanwhile', async (t) => {
  const { service, clock, goal, write, url } = await withSam(t)
  const whole = await all(service, `${url}?step=day`)
  const seen: Told[] = []
  for await (const event of eventsIn(await open(service, `${url}?step=day`))) {
    seen.push(event)
    if (seen.length === 2) break
  }
  // Told late, in the middle and at the end of what is replayed; and the same instant is not yet over.
  await write(ask('GoalProgressed', { goal, says: 'further' }, { ...own, ...on('2026-02-02') }))
  clock.now = new Date('2026-06-10T10:00:00Z')
  await write(ask('ConversationHeld', {}, on('2026-05-05')), ask('ConversationHeld', {}, on('2026-01-19')))

  const rest = await all(service, `${url}?step=day`, { after: seen[1]?.id ?? '' })
  t.same([...seen, ...rest], whole, 'no frame twice, none lost, and the ids are the same')
  const over = await open(service, `${url}?step=day`, { after: whole.at(-1)?.id ?? '' })
  t.equal(over.statusCode, 204, 'after the end there is nothing to go on with')
  over.resume()
  const onlyTheEnd = await all(service, `${url}?step=day`, { after: whole.at(-2)?.id ?? '' })
  t.same(onlyTheEnd, whole.slice(-1))
  t.same(
    (await all(service, `${url}?step=day`)).map(({ data }) => data.at),
    ['2026-01-05', '2026-01-19', '2026-01-20', '2026-02-02', '2026-03-02', '2026-03-05', '2026-04-30', '2026-05-05', undefined],
    'a replay that begins now knows more',
  )
  const then = await all(service, `${url}?step=day&to=2026-05-01&knownAt=2026-05-31T00:00:00Z`)
  t.equal(then.length, whole.length + 1, 'as it was known at an instant')
})

t.test('what cannot be replayed is an ordinary problem', async (t) => {
  const { service, url } = await withSam(t)
  const problem = async (query: string, who: Claimed = reviewer, headers: Record<string, string> = {}) => {
    const { status, body } = await service.get(`${url}${query}`, who, headers)
    return `${status} ${body.code}`
  }
  const [first] = await all(service, `${url}?step=day`)
  const after = { 'last-event-id': first?.id ?? '' }
  t.equal(await problem('?to=2026-01-04'), '404 not-met-then')
  t.equal(await problem('?knownAt=2026-04-30T00:00:00Z'), '404 not-met-then')
  t.equal(await problem('', { ...reviewer, areas: ['X10000200'] }), '403 out-of-reach')
  t.equal(await problem('', {}), '403 wrong-room')
  t.equal(await problem('?step=year'), '400 not-understood')
  t.equal(await problem('?from=2026-03-01&to=2026-02-01'), '400 not-understood')
  t.equal(await problem('?from=2026-05-02'), '400 not-understood', 'today comes before it')
  t.equal(await problem('', reviewer, { 'last-event-id': 'abc' }), '400 not-understood')
  t.equal(await problem('?step=week', reviewer, after), '400 not-understood', 'an id of another replay')
  t.equal(await problem('?step=day&knownAt=2026-06-01T00:00:00Z', reviewer, after), '400 not-understood')
  const des = randomUUID()
  await service.post(`/practitioner/people/${des}/entries`, { entries: [{ ...met('X10000101', 'Des'), ...on('2026-01-05') }] })
  const ofDes = await service.get(`/reviewer/people/${des}/replay?step=day`, reviewer, after)
  t.equal(ofDes.status, 400, 'an id of somebody else’s replay')
  const same = await service.get(`/reviewer/people/${randomUUID()}/replay`, { ...reviewer, areas: ['X10000200'] })
  t.same(same.body, (await service.get(url, { ...reviewer, areas: ['X10000200'] })).body)
})

/** How many strengths somebody can have, each told at length: all frames of such a life are some 150 MB. */
const many = 120

/** A service that listens, and a life too large for what lies between it and a reader. */
async function withLongLife(t: Parameters<typeof withApp>[0]) {
  const clock = { now: new Date('2026-06-15T10:00:00Z') }
  const service = await withApp(t, { clock: () => clock.now })
  await service.app.listen({ host: '127.0.0.1', port: 0 })
  const person = randomUUID()
  const strength = 'Mends bikes. '.repeat(1_500)
  const told = Array.from({ length: many - 1 }, () => ask('StrengthNamed', { lifeArea: 'giving' }, { ...own, words: { strength } }))
  const life = [met(), ...told]
  // No more at once than a store takes.
  for (let i = 0; i < life.length; i += 20) await service.record.append(personStream(person), i, life.slice(i, i + 20), { by: amira })
  return { service, clock, person, url: `/reviewer/people/${person}/replay` }
}

t.test('for a slow reader no frames are made that have nowhere to go', async (t) => {
  const { service, url } = await withLongLife(t)
  const answer = await open(service, url)
  await setTimeout(1_500)
  t.same(replayed(service), [], 'it waits')
  answer.destroy()
  const { frames, ended } = await oneReplayed(service)
  t.equal(ended, 'closed')
  t.ok(frames > 0 && frames < many / 2, `${frames} of ${many} frames were made: those that the connection had room for`)
})

t.test('a reader who was slow is told all of it in the end', async (t) => {
  const { service, url } = await withLongLife(t)
  const events = eventsIn(await open(service, url))
  const days: number[] = []
  for await (const { event, data } of events) {
    if (days.length === 3) await setTimeout(300)
    if (event !== 'end') days.push(data.profile.strengths.length)
  }
  t.same(
    days,
    Array.from({ length: many }, (_, i) => i),
  )
  t.same(await oneReplayed(service), { frames: many, ended: 'told' })
})

t.test('a reader who hangs up stops the work', async (t) => {
  const { service, url } = await withLongLife(t)
  for await (const { data } of eventsIn(await open(service, url))) if (data.profile.strengths.length === 5) break
  const { frames, ended } = await oneReplayed(service)
  t.equal(ended, 'closed')
  t.ok(frames >= 6 && frames < many, `${frames} of ${many}`)
})

t.test('a token that ends ends the replay, also where it waits for a reader who does not read', async (t) => {
  const { service, url } = await withLongLife(t)
  const answer = await open(service, url, { who: { ...reviewer, expires: Math.floor(Date.now() / 1000) + 2 } })
  const { frames, ended } = await oneReplayed(service)
  t.equal(ended, 'token')
  t.ok(frames < many)
  const readOn = async () => {
    for await (const { event } of eventsIn(answer)) t.not(event, 'end')
  }
  await t.rejects(readOn(), { code: 'ECONNRESET' }, 'the connection is gone')
})

t.test('where words are taken away while it plays it stops, and goes on without them', async (t) => {
  const { service, person, url } = await withLongLife(t)
  const story = await service.record.read(personStream(person))
  const last = story.at(-1)
  const seen: Told[] = []
  for await (const event of eventsIn(await open(service, url))) {
    if (seen.length === 0) {
      const removal = ask('WordsRemoved', { entry: last?.id, ground: 'court' }, { words: { reason: 'By order' } })
      t.equal((await service.post(`/practitioner/people/${person}/entries`, { entries: [removal] })).status, 201)
    }
    seen.push(event)
  }
  t.ok(seen.length > 0 && seen.length < many, `${seen.length} frames came before it stopped`)
  t.ok(
    seen.every(({ event }) => event === undefined),
    'it was not the end',
  )
  const rest = await all(service, url, { after: seen.at(-1)?.id ?? '' })
  t.equal(seen.length + rest.length, many + 1, 'every other frame, and the end')
  t.same(rest.at(-2)?.data.entries[0].words, {})
})

t.test('where the person is forgotten while it plays it stops, and is not gone on with', async (t) => {
  const { service, person, url } = await withLongLife(t)
  const seen: Told[] = []
  for await (const event of eventsIn(await open(service, url))) {
    const forget = () => service.post(`/steward/people/${person}/forget`, { ground: 'court' }, { sub: 'wyn', roles: ['steward'] })
    if (seen.length === 0) t.equal((await forget()).status, 200)
    seen.push(event)
  }
  t.ok(seen.length > 0 && seen.length < many, `${seen.length} frames came before it stopped`)
  t.equal((await open(service, url, { after: seen.at(-1)?.id ?? '' })).statusCode, 403)
})

t.test('an id that was never given is not gone on after', async (t) => {
  const { service, url } = await withSam(t)
  const [first] = await all(service, url)
  const forged = JSON.parse(Buffer.from(first?.id ?? '', 'base64url').toString()) as unknown[]
  const after = Buffer.from(JSON.stringify([...forged.slice(0, -1), 999])).toString('base64url')
  t.equal((await open(service, url, { after })).statusCode, 400)
})

t.test('what was withdrawn is in no frame', async (t) => {
  const { service, url, write, entries } = await withSam(t)
  const { happened: _, ...withdrawal } = ask('EntryWithdrawn', { entry: entries.home.id, why: 'slip' }, { words: { reason: 'Not hers' } })
  await write(withdrawal)
  const told = (await all(service, url)).flatMap(({ data }) => (data.entries ?? []).map(({ id }: { id: string }) => id))
  t.equal(told.length, 5)
  t.notOk(told.includes(entries.home.id))
})

t.test('the days of a life are those of its frames, as at a day and as known at an instant; no key is touched for them', async (t) => {
  const { service, clock, url, write, entries, person, goal } = await withSam(t)
  clock.now = new Date('2026-05-02T10:00:00Z')
  const { happened: _, ...withdrawal } = ask('EntryWithdrawn', { entry: entries.home.id, why: 'slip' }, { words: { reason: 'Not hers' } })
  // About a goal nothing begins before the goal does.
  await write(withdrawal, ask('GoalProgressed', { goal, says: 'same' }, { ...own, happened: { from: '2026-01' } }))
  const days = async (query = '') => (await service.get(`${url.replace('replay', 'days')}${query}`, reviewer)).body
  const [met, moved] = [['PersonMet', 'GoalVoiced'], { on: '2026-01-20', types: ['HomeChanged'] }]
  const now = [
    { on: '2026-01-05', types: [...met, 'GoalProgressed'] },
    { on: '2026-03-02', types: ['GoalReworded'] },
    { on: '2026-03-05', types: ['GoalProgressed'] },
    { on: '2026-04-30', types: ['GoalReached'] },
  ]
  t.same((await days()).days, now)
  t.notMatch(JSON.stringify(await days()), /front door|sister/)
  t.same((await days('?asAt=2026-03-04')).days, now.slice(0, 2))
  t.same((await days('?knownAt=2026-05-01T23:00:00Z')).days, [{ on: '2026-01-05', types: met }, moved, ...now.slice(1)])
  t.equal((await days('?knownAt=2026-04-01T00:00:00Z')).code, 'not-met-then')
  const frames = (await all(service, `${url}?step=day`)).flatMap(({ data }) => data.at ?? [])
  t.same(
    frames,
    now.map(({ on }) => on),
  )

  const { pool } = service.database.open('owner')
  const spoil = 'update key_node set wrapped = set_byte(wrapped, 0, (get_byte(wrapped, 0) + 1) % 256) where stream = $1'
  t.ok(((await pool.query(spoil, [`person-${person}`])).rowCount ?? 0) > 0)
  t.equal((await service.get(url.replace('replay', 'profile'), reviewer)).status, 500, 'a key that was tampered with opens nothing')
  t.same((await days()).days, now)
})

t.test('between two frames too; and with a token that holds it goes on', async (t) => {
  const { service, clock, url } = await withLongLife(t)
  const seen: Told[] = []
  for await (const event of eventsIn(await open(service, url))) {
    if (seen.length === 0) clock.now = new Date('2026-06-15T10:05:01Z')
    seen.push(event)
  }
  t.ok(seen.length > 0 && seen.length < many, `${seen.length} frames`)
  t.ok(
    seen.every(({ event }) => event === undefined),
    'it was not the end',
  )
  t.equal((await oneReplayed(service)).ended, 'token')
  for await (const { data } of eventsIn(await open(service, url, { after: seen.at(-1)?.id ?? '' }))) {
    t.equal(data.profile.strengths.length, seen.length, 'the next frame')
    break
  }
})

t.test('a service that stops does not wait for readers', async (t) => {
  const { service, url } = await withLongLife(t)
  await open(service, url)
  await service.app.close()
  t.equal((await oneReplayed(service)).ended, 'closed')
})

t.test('a replay says nothing of what is in it where it is logged', async (t) => {
  const { service, person, url } = await withSam(t)
  await all(service, url)
  await oneReplayed(service)
  t.notOk(service.logged.some((line) => /front door|Sam/.test(line) || line.includes(person)))
})
