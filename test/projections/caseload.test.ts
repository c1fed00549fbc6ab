import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import { type CaseloadTables, caseload, caseloadOf } from '../../projections/caseload.ts'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { workerIdOf } from '../../src/http/worker-id.ts'
import { takeBatch } from '../../src/projecting/batch.ts'
import type { Db } from '../../src/projecting/writer.ts'
import { personStream } from '../../src/store/event-store.ts'
import { withDatabase } from '../support/database.ts'
import { recordIn } from '../support/lives.ts'
import { entry, today, uuid } from '../support/spec.ts'

const yesterday = '2026-06-14'
const tomorrow = '2026-06-16'

/** What is told in one breath, and by which worker. */
interface Told {
  by: string
  entries: AnyEntry[]
}

const by = (sub: string, ...entries: AnyEntry[]): Told => ({ by: sub, entries })
const on = (from: string, facts: object = {}, words: object = {}) => ({ happened: { from }, facts, words })
const heard = (from: string, more: Partial<AnyEntry> = {}) => entry('ConversationHeld', { ...on(from), ...more })
const metAs = (name: string) => entry('PersonMet', on('2024-01-01', { area: 'X10000101', howTheyCame: 'self' }, { name }))

/** A record whose entries are all written down today, and the caseloads that are made of it. */
async function work(t: Pick<Test, 'teardown'>) {
  const database = await withDatabase(t)
  const record = recordIn(database, () => new Date(`${today}T09:00:00.000Z`))
  const db: Db = database.open<never>('unfolding_projector').db
  const people = database.open<CaseloadTables>('unfolding_practitioner').db

  async function life(...told: Told[]): Promise<string> {
    const person = randomUUID()
    let revision = 0
    for (const { by, entries } of told) {
      await record.append(personStream(person), revision, entries, { by: { sub: by, role: 'practitioner' } })
      revision += entries.length
    }
    return person
  }

  async function caseloadFor(sub: string, day = today) {
    while (Number(await takeBatch({ db, record }, caseload, { limit: 1_000 })) > 0);
    return caseloadOf(people, { sub, worker: workerIdOf(sub) }, day)
  }

  return {
    life,
    caseloadFor,
    peopleOf: async (sub: string, day = today) => (await caseloadFor(sub, day)).map(({ person }) => person),
    /** Somebody as Amira, who spoke with them two weeks ago, sees them on a day. */
    async seen(entries: AnyEntry[], day = today) {
      const person = await life(by('amira', metAs('Sam'), heard('2026-06-01'), ...entries))
      return (await caseloadFor('amira', day)).find((card) => card.person === person)
    },
  }
}

const { life, caseloadFor, peopleOf, seen } = await work(t)

t.test('somebody who died is not shown any more', async (t) => {
  const alive = await life(by('dora', metAs('Sam'), heard('2026-06-01')))
  await life(by('dora', metAs('Bev'), heard('2026-06-01'), entry('PersonDied', on('2026-06-05'))))
  t.same(await peopleOf('dora'), [alive])
})

t.test('somebody is one of my people up to the 90th day after my last conversation with them', async (t) => {
  const person = await life(by('nina', metAs('Sam'), heard('2025-11-01'), heard('2026-03-17')))
  t.same(await peopleOf('nina', '2026-06-15'), [person], 'day 90')
  t.same(await peopleOf('nina', '2026-06-16'), [], 'day 91')
})

const startedFor = (sub: string, from = '2026-06-02') => entry('WorkerStarted', on(from, { worker: workerIdOf(sub), role: 'practitioner' }))
const left = (sub: string, from = '2026-06-03') => entry('WorkerLeft', on(from, { worker: workerIdOf(sub) }))

t.test('whoever is told to work with somebody has them among their people before they talked, after those they talked to', async (t) => {
  const isNew = await life(by('olwen', metAs('Sam'), heard('2026-06-01'), startedFor('petra')))
  const known = await life(by('petra', metAs('Bev'), heard('2026-04-01')), by('olwen', startedFor('petra')))
  t.match(await caseloadFor('petra'), [
    { person: known, lastHeldOn: '2026-04-01', lastHeardOn: '2026-04-01' },
    { person: isNew, name: 'Sam', lastHeardOn: '2026-06-01' },
  ])
  t.same(
    (await caseloadFor('petra')).map((card) => 'lastHeldOn' in card),
    [true, false],
    'each once',
  )
  t.same(await peopleOf('petra', '2026-07-01'), [known, isNew].sort(), 'the 91st day does not end it')
})

t.test('until it is written down that they left, whatever the day it tells of; and again from when they are back', async (t) => {
  await life(by('olwen', metAs('Sam'), startedFor('quin'), left('quin')))
  t.same(await peopleOf('quin'), [])
  const back = await life(by('olwen', metAs('Sam'), startedFor('quin'), left('quin'), startedFor('quin', '2026-06-01')))
  t.same(await peopleOf('quin'), [back], 'written down last, of a day before they left')
})

t.test('a conversation of somebody else does not keep them with me: they are theirs', async (t) => {
  const person = await life(by('olga', metAs('Sam'), heard('2026-03-17')), by('ben', heard('2026-06-10')))
  t.same(await peopleOf('olga', '2026-06-15'), [person])
  t.same(await peopleOf('olga', '2026-06-16'), [])
  t.same(await peopleOf('ben', '2026-06-16'), [person])
})

t.test('whoever wrote down anything but a conversation does not have them among their people', async (t) => {
  const person = await life(by('carl', metAs('Sam')), by('dean', heard('2026-06-10')))
  t.same(await peopleOf('carl'), [])
  t.same(await peopleOf('dean'), [person])
})

t.test('last heard is the latest conversation with anybody, last held is my own', async (t) => {
  const months = heard('2026-04', { happened: { from: '2026-04', to: '2026-05' } })
  const spring = heard('2026-04-10', { happened: { from: '2026-04-10', to: '2026-06-10' } })
  await life(by('eve', metAs('Sam'), months, heard('2026-04-20')), by('finn', spring), by('gus', heard('2026-05-02')))
  t.match(await caseloadFor('eve'), [{ lastHeldOn: '2026-05-31', lastHeardOn: '2026-06-10' }])
  t.match(await caseloadFor('finn'), [{ lastHeldOn: '2026-06-10', lastHeardOn: '2026-06-10' }])
  t.match(await caseloadFor('gus'), [{ lastHeldOn: '2026-05-02', lastHeardOn: '2026-06-10' }])
})

t.test('a caseload begins with whom I spoke with last', async (t) => {
  const first = await life(by('hana', metAs('Sam'), heard('2026-05-01')))
  const last = await life(by('hana', metAs('Bev'), heard('2026-06-10')))
  const between = await life(by('hana', metAs('Al'), heard('2026-05-20')))
  t.same(await peopleOf('hana'), [last, between, first])
})

t.test('a name that was chosen is the one shown, the latest of them, and never the one they were met with', async (t) => {
  t.equal((await seen([]))?.name, 'Sam')
  const before = entry('NameChosen', on('2023-05-01', {}, { name: 'Sami' }))
  t.equal((await seen([before]))?.name, 'Sami', 'chosen before they were met')
  const after = entry('NameChosen', on('2025-05-01', {}, { name: 'Samira' }))
  t.equal((await seen([after, before]))?.name, 'Samira', 'told first, chosen last')
})

t.test('a worker may be called anything, even what things are called within a programme', async (t) => {
  for (const sub of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    const person = await life(by(sub, metAs('Sam'), heard('2026-06-01'), heard('2026-06-10')), by('ivan', heard('2026-06-02')))
    t.match(await caseloadFor(sub), [{ person, lastHeldOn: '2026-06-10' }], sub)
    t.same(await peopleOf(sub), [person], sub)
  }
  t.equal((await peopleOf('ivan')).length, 4)
})

const agreed = (step: string, by?: string) =>
  entry('StepAgreed', on('2026-05-01', { step, who: 'worker', by }, { step: 'Ring the council' }))
const stepsOverdue = async (...entries: AnyEntry[]) => (await seen(entries))?.stepsOverdue.map(({ step }) => step)

t.test('a step is overdue where the day it was agreed for has gone by', async (t) => {
  const step = uuid()
  t.same(await stepsOverdue(agreed(step, yesterday)), [step])
  t.same(await stepsOverdue(agreed(step, today)), [], 'there is still today')
  t.same(await stepsOverdue(agreed(step, tomorrow)), [])
  t.same(await stepsOverdue(agreed(step)), [], 'no day was agreed')
})

t.test('a step that is overdue says what was agreed, and for whom to do', async (t) => {
  const step = uuid()
  const told = agreed(step, yesterday)
  t.same((await seen([told]))?.stepsOverdue, [{ step, words: 'Ring the council', who: 'worker', by: yesterday, entry: told.id }])
})

t.test('a step that was taken or let go is not overdue; another one still is', async (t) => {
  const [step, other] = [uuid(), uuid()]
  const both = [agreed(step, yesterday), agreed(other, yesterday)]
  t.same(await stepsOverdue(...both), [step, other])
  t.same(await stepsOverdue(...both, entry('StepTaken', on('2026-06-10', { step }))), [other])
  t.same(await stepsOverdue(...both, entry('StepLetGo', on('2026-06-10', { step }))), [other])
})

const want = uuid()
const made = (compromise: string, lookAgainOn?: string) =>
  entry('CompromiseMade', on('2026-05-01', { compromise, want, givenSector: 'residential', lookAgainOn }))
const lookedAt = (compromise: string, still: boolean, lookAgainOn?: string) =>
  entry('CompromiseLookedAt', on('2026-06-10', { compromise, still, lookAgainOn }))
const toLookAt = async (day: string, ...entries: AnyEntry[]) =>
  (await seen(entries, day))?.compromisesToLookAtAgain.map(({ compromise }) => compromise)

t.test('a compromise is to be looked at again from its day on', async (t) => {
  const compromise = uuid()
  t.same(await toLookAt(yesterday, made(compromise, today)), [])
  t.same(await toLookAt(today, made(compromise, today)), [compromise])
  t.same(await toLookAt(tomorrow, made(compromise, today)), [compromise])
  t.same(await toLookAt(tomorrow, made(compromise)), [], 'no day was set')
})

t.test('a compromise that was looked at and is none any more is gone', async (t) => {
  const [compromise, other] = [uuid(), uuid()]
  t.same(await toLookAt(today, made(compromise, today), made(other, today), lookedAt(compromise, false, today)), [other])
})

t.test('a compromise that still stands is to be looked at on the new day, or on none', async (t) => {
  const compromise = uuid()
  const moved = [made(compromise, '2026-06-01'), lookedAt(compromise, true, tomorrow)]
  t.same(await toLookAt(today, ...moved), [])
  t.same(await toLookAt(tomorrow, ...moved), [compromise])
  t.same(await toLookAt(tomorrow, made(compromise, '2026-06-01'), lookedAt(compromise, true)), [])
})

t.test('a compromise is not to be looked at once its want is met or let go', async (t) => {
  const compromise = uuid()
  for (const type of ['WantMet', 'WantLetGo']) {
    t.same(await toLookAt(today, made(compromise, today), entry(type, on('2026-06-10', { want }))), [], type)
    t.same(
      await toLookAt(today, made(compromise, today), entry(type, on('2026-06-10', { want: uuid() }))),
      [compromise],
      `${type}, another`,
    )
  }
})

const support = uuid()
const started = (from: string, id = support) => entry('SupportStarted', on(from, { support: id, sector: 'home-care' }))
const stillSince = async (entries: AnyEntry[], day = today) => (await seen(entries, day))?.stillSince

t.test('somebody is held still where support has run for twelve months and nothing changed since', async (t) => {
  t.equal(await stillSince([started('2025-06-15')], '2026-06-14'), undefined, 'a day short')
  t.equal(await stillSince([started('2025-06-15')], '2026-06-15'), '2025-06-15', 'twelve months to the day')
  t.equal(await stillSince([started('2024-01-01')]), '2024-01-01')
})

t.test('nobody is held still without a support that has run that long', async (t) => {
  const longAgo = entry('GoalReached', on('2024-05-01', { goal: uuid() }))
  t.equal(await stillSince([longAgo]), undefined, 'no support at all')
  const ended = entry('SupportEnded', on('2024-06-01', { support, planned: true }))
  t.equal(await stillSince([started('2024-01-01'), ended]), undefined, 'it ended long ago')
  t.equal(await stillSince([started('2024-01-01'), started('2024-01-02', uuid()), ended]), '2024-06-01', 'another one runs')
})

t.test('somebody is not held still within twelve months of any change to home, goal or support', async (t) => {
  const goal = uuid()
  const changes: [string, object][] = [
    ['HomeChanged', { area: 'X10000102', kind: 'own-home' }],
    ['GoalReworded', { goal }],
    ['GoalReached', { goal }],
    ['GoalLetGo', { goal, why: 'not-now' }],
    ['GoalProgressed', { goal, says: 'nearer' }],
    ['GoalProgressed', { goal, says: 'further' }],
    ['GoalProgressed', { goal, says: 'different' }],
    ['SupportStarted', { support: uuid(), sector: 'day-support' }],
    ['SupportAdjusted', { support, hoursPerWeek: 4 }],
    ['SupportPaused', { support }],
    ['SupportResumed', { support }],
    ['SupportEnded', { support: uuid(), planned: true }],
  ]
  for (const [type, facts] of changes) {
    t.equal(await stillSince([started('2024-01-01'), entry(type, on('2025-06-16', facts))]), undefined, `${type} ${JSON.stringify(facts)}`)
  }
  const reached = entry('GoalReached', on('2025-06-15', { goal }))
  t.equal(await stillSince([started('2024-01-01'), reached]), '2025-06-15', 'a change of twelve months ago')
})

t.test('a goal that is said to be the same, or held, is no change', async (t) => {
  for (const says of ['holding', 'same']) {
    const told = entry('GoalProgressed', on('2026-06-01', { goal: uuid(), says }))
    t.equal(await stillSince([started('2024-01-01'), told]), '2024-01-01', says)
  }
})

t.test('still since the latest change, in whatever order and however roughly they were told', async (t) => {
  const roughly = entry('GoalReworded', { ...on('2024-03', { goal: uuid() }), happened: { from: '2024-03', to: '2024-12' } })
  const later = entry('GoalReached', on('2024-05-01', { goal: uuid() }))
  t.equal(await stillSince([later, roughly, started('2024-01-01')]), '2024-12-31')
})
