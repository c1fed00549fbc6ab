import t from 'tap'
import { profileIn } from '../../projections/profile.ts'
import { kinds } from '../../src/domain/catalogue.ts'
import { isRighting, putsRight } from '../../src/domain/putting-right.ts'
import { retell } from '../../src/domain/retelling.ts'
import { standings } from '../../src/domain/standing.ts'
import { daysBetween, londonDay } from '../../src/domain/values.ts'
import { howManyRecorded, lives, of, recorded, shown, today } from '../support/county.ts'

t.test('in a third of the lives or so something is put right, in each way there is', async (t) => {
  for (const type of kinds.map(({ type }) => type).filter((type) => putsRight({ type }))) {
    const people = howManyRecorded((life) => of(life, type).length > 0)
    t.ok(people >= shown, `${type}: ${people} people`)
  }
  const share = howManyRecorded((life) => life.some(putsRight)) / recorded.size
  t.ok(share > 0.25 && share < 0.45, `${share} of the people`)
  const all = [...recorded.values()].flat()
  const ofAll = all.filter(putsRight).length / all.length
  t.ok(ofAll > 0.01 && ofAll < 0.04, `${ofAll} of what is written down`)
  const codes = (entries: { facts: object }[], name: string) =>
    [...new Set(entries.map(({ facts }) => (facts as Record<string, unknown>)[name]))].sort()
  const dated = all.filter((entry) => putsRight(entry) && entry.happened !== undefined).map(({ type }) => type)
  t.same([...new Set(dated)], ['EntryDisputed'], 'only who says that something is not so says it on a day')
  t.same(codes(of(all, 'EntryCorrected'), 'kind'), ['fact', 'wrong-date'])
  t.same(codes(of(all, 'EntryWithdrawn'), 'why'), ['slip', 'twice', 'wrong-person'])
  t.same(codes(of(all, 'EntryDisputed'), 'meanwhile'), ['do-not-use', 'use'])
  t.same(codes(of(all, 'DisputeAnswered'), 'answer'), ['corrected', 'kept-and-not-used', 'kept-dispute-shown', 'removed'])
})

t.test('it is put right days or weeks after it was written down, and never twice in the same way', async (t) => {
  const days: number[] = []
  for (const life of recorded.values()) {
    const writtenOn = new Map(life.map(({ id, record }) => [id, londonDay(record.at)]))
    const rightings = life.filter(isRighting)
    for (const { facts, record } of rightings) days.push(daysBetween(writtenOn.get(facts.entry) ?? today, londonDay(record.at)))
    t.equal(new Set(rightings.map(({ type, facts }) => type + facts.entry)).size, rightings.length)
  }
  t.ok(Math.min(...days) >= 1)
  const weeks = days.filter((each) => each >= 14).length
  t.ok(weeks > days.length / 2, `${weeks} of ${days.length} after two weeks or more`)
})

t.test('a life reads otherwise before a correction than after it', async (t) => {
  const otherwise = howManyRecorded((life) =>
    of(life, 'EntryCorrected').some(({ record }) => {
      const before = new Date(Date.parse(record.at) - 1).toISOString()
      const [then, since] = [before, record.at].map((knownAt) => JSON.stringify(profileIn(retell(life, { knownAt }))))
      return then !== since
    }),
  )
  t.ok(otherwise >= 5 * shown, `${otherwise} people`)
})

t.test('what was taken back is in no life as it stands; where it was a correction, the entry is as first told', async (t) => {
  let corrections = 0
  for (const [person, life] of recorded) {
    const back = new Set(of(life, 'EntryWithdrawn').map(({ facts }) => facts.entry))
    t.same(
      lives.get(person)?.filter(({ id }) => back.has(id)),
      [],
    )
    for (const { told, entry, putRight } of standings(life)) {
      if (!putRight.some((put) => put.entry.type === 'EntryCorrected' && back.has(put.entry.id))) continue
      corrections += 1
      t.same(entry, told)
    }
  }
  t.ok(corrections >= shown, `${corrections} corrections taken back`)
})

t.test('a slip says that something came to be which was open, and nothing else is told of it until it is taken back', async (t) => {
  let slips = 0
  for (const life of recorded.values()) {
    for (const { facts, record } of of(life, 'EntryWithdrawn')) {
      const [slip] = of(life, 'GoalReached', 'WantMet').filter(({ id }) => id === facts.entry)
      if (!slip) continue
      slips += 1
      const thing = slip.type === 'GoalReached' ? slip.facts.goal : slip.facts.want
      const told = life.filter(({ id, facts }) => id !== slip.id && Object.values(facts).includes(thing))
      const closed = ['GoalPaused', 'GoalLetGo', 'GoalReached', 'WantMet', 'WantLetGo']
      t.same(
        told.filter((other) => other.record.revision < slip.record.revision && closed.includes(other.type)),
        [],
      )
      t.same(
        told.filter((other) => other.record.revision > slip.record.revision && other.record.revision < record.revision),
        [],
      )
    }
  }
  t.ok(slips >= shown, `${slips} slips`)
})

t.test('a wrong day does not change the order in which anything came about', async (t) => {
  let days = 0
  for (const life of recorded.values()) {
    for (const { facts } of of(life, 'EntryCorrected').filter(({ facts }) => facts.kind === 'wrong-date')) {
      const entry = life.find(({ id }) => id === facts.entry)
      const [first = '', last = ''] = [entry?.happened?.from ?? '', facts.happened?.from ?? ''].sort()
      days += 1
      t.ok(first < last)
      const things = Object.values(entry?.facts ?? {}).filter((fact) => typeof fact === 'string' && fact.length === 36)
      const others = life.filter(
        ({ id, facts }) =>
          id !== entry?.id &&
          Object.values(facts)
            .flat()
            .some((fact) => things.includes(fact)),
      )
      t.same(
        others.filter(({ happened }) => happened?.from?.length === 10 && happened.from > first && happened.from < last),
        [],
      )
    }
  }
  t.ok(days >= shown, `${days} wrong days`)
})

t.test('people dispute what is written of them, and somebody else than who wrote it answers, or nobody yet', async (t) => {
  const entries = new Map([...recorded.values()].flat().map((entry) => [entry.id, entry]))
  const disputes = of([...entries.values()], 'EntryDisputed')
  const answers = of([...entries.values()], 'DisputeAnswered')
  t.ok(disputes.length - answers.length >= shown, 'some wait for an answer')
  t.ok(disputes.filter((entry) => entry.saidBy.who === 'person').length > disputes.length * 0.9)
  for (const { facts, record } of answers) {
    const dispute = entries.get(facts.entry)
    const disputed = dispute?.type === 'EntryDisputed' ? entries.get(dispute.facts.entry) : undefined
    t.ok(disputed)
    t.ok(disputed?.record.by.sub !== record.by.sub)
  }
})
