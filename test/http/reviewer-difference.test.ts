import { randomUUID } from 'node:crypto'
import t from 'tap'
import { withApp } from '../support/app.ts'
import { ask, met, voiced } from '../support/asking.ts'

const reviewer = { sub: 'ray', roles: ['reviewer'] }
const on = (day: string) => ({ happened: { from: day } })
const own = { saidBy: { who: 'person' as const }, ledBy: 'person' as const }

t.test('a reviewer is told what differs between two days, each as it was known then or is known now', async (t) => {
  let now = new Date('2026-03-02T10:00:00Z')
  const { get, post } = await withApp(t, { clock: () => now })
  const [person, goal, support] = [randomUUID(), randomUUID(), randomUUID()]
  const write = async (day: string, ...entries: object[]) => {
    now = new Date(`${day}T10:00:00Z`)
    const { status, body } = await post(`/practitioner/people/${person}/entries`, { entries })
    t.equal(status, 201, JSON.stringify(body))
  }
  const started = ask('SupportStarted', { support, sector: 'home-care', hoursPerWeek: 10 }, { ...own, ...on('2026-02-10') })
  const reworded = ask('GoalReworded', { goal }, { ...own, ...on('2026-03-20'), words: { goal: 'A flat near my sister' } })
  const nearer = ask('GoalProgressed', { goal, says: 'nearer' }, { ...own, ...on('2026-04-03') })
  const corrected = ask(
    'EntryCorrected',
    { entry: started.id, kind: 'fact', facts: { hoursPerWeek: 4 } },
    { ...on('2026-05-01'), words: { reason: 'Read wrongly' } },
  )
  await write('2026-03-02', { ...met(), ...on('2026-02-01') }, voiced(goal, 'My own front door', on('2026-02-05')), started)
  await write('2026-04-05', reworded, nearer)
  await write('2026-05-01', corrected)

  const ask2 = async (query: string) => (await get(`/reviewer/people/${person}/difference?${query}`, reviewer)).body
  const short = (body: { items: { item: string; changes: string[] }[] }) => body.items.map(({ item, changes }) => [item, ...changes])

  const spring = await ask2('from=2026-03-01&to=2026-04-30&fromKnownAt=2026-04-30T00:00:00Z&toKnownAt=2026-04-30T00:00:00Z')
  t.same(short(spring), [['goal', 'reworded', 'moved']])
  t.match(spring, { person, from: '2026-03-01', to: '2026-04-30', fromKnownAt: '2026-04-30T00:00:00.000Z' })
  t.match(spring.items[0], { id: goal, before: { words: 'My own front door' }, after: { words: 'A flat near my sister' } })
  t.same(spring.items[0].entries, [
    { id: reworded.id, type: 'GoalReworded', happened: { from: '2026-03-20' }, recordedAt: '2026-04-05T10:00:00.000Z' },
    { id: nearer.id, type: 'GoalProgressed', happened: { from: '2026-04-03' }, recordedAt: '2026-04-05T10:00:00.000Z' },
  ])

  const sameDay = await ask2('from=2026-04-01&to=2026-04-01&fromKnownAt=2026-04-01T00:00:00Z')
  t.same(
    short(sameDay),
    [
      ['goal', 'reworded'],
      ['support', 'moved'],
    ],
    'what was known on the day itself, beside what is known of it now',
  )
  t.same(
    sameDay.items[1].entries.map((entry: { id: string }) => entry.id),
    [started.id, corrected.id],
  )
  t.same([sameDay.items[1].before.hoursPerWeek, sameDay.items[1].after.hoursPerWeek], [10, 4])

  t.same(short(await ask2('from=2026-04-30')), [], 'without a second day it is all of life')
  t.same(short(await ask2('from=2026-04-30&to=2026-03-01')), [['goal', 'reworded', 'moved']], 'the other way round')
  t.equal((await ask2('from=2026-01-01&to=2026-01-31')).code, 'not-met-then')
  t.equal((await ask2('from=2026-01-01&to=2026-04-01&toKnownAt=2026-03-01T00:00:00Z')).code, 'not-met-then')
  t.same(
    short(await ask2('from=2026-01-31&to=2026-02-01')),
    [
      ['met', 'came'],
      ['name', 'came'],
      ['area', 'came'],
    ],
    'where nothing was known on the first day, everything came',
  )
  t.equal((await ask2('to=2026-04-01')).code, 'not-understood')
  t.equal((await ask2('from=2026-04-01&knownAt=2026-04-01T00:00:00Z')).code, 'not-understood')
})

t.test('a difference opens to those in reach alone, and names as they may', async (t) => {
  const { get, post, settled, openReview } = await withApp(t, { clock: () => new Date('2026-06-15T10:00:00Z') })
  const [sam, des, far] = [randomUUID(), randomUUID(), randomUUID()]
  await post(`/practitioner/people/${des}/entries`, { entries: [met('X10000101', 'Desmond')] })
  await post(`/practitioner/people/${far}/entries`, { entries: [met('X10000201', 'Farida')] })
  const friend = (person: string) =>
    ask('CircleMemberNamed', { member: randomUUID(), tie: 'friend', care: 'both', person }, on('2026-06-10'))
  await post(`/practitioner/people/${sam}/entries`, { entries: [met(), friend(des), friend(far)] })
  await settled()
  const url = (person: string) => `/reviewer/people/${person}/difference?from=2026-06-05`
  const near = { ...reviewer, areas: ['X10000101'] }
  const named = async () =>
    (await get(url(sam), near)).body.items.map(({ item, after }: { item: string; after: { name: string } }) => [item, after.name])
  const somebody = ['circle-member', 'somebody']
  t.same(await named(), [somebody, somebody], 'of both it is not their review that was opened')
  for (const other of [des, far]) await openReview(other, reviewer.sub)
  t.same(await named(), [['circle-member', 'Desmond'], somebody], 'and one of them lives elsewhere')
  const elsewhere = { ...reviewer, areas: ['X10000200'] }
  const [known, unknown] = [await get(url(sam), elsewhere), await get(url(randomUUID()), elsewhere)]
  t.match(known, { status: 403, body: { code: 'out-of-reach' } })
  t.same(known.body, unknown.body, 'the same whether or not somebody is known')
  t.equal((await get(url(sam), { roles: ['practitioner'] })).body.code, 'wrong-room')
})
