import fc from 'fast-check'
import t from 'tap'
import { addTo, type Cells } from '../../src/domain/counting/cells.ts'
import { deltas } from '../../src/domain/counting/editions.ts'
import type { AnyEntry, Recorded, Retold } from '../../src/domain/entry.ts'
import { periodsBetween } from '../../src/domain/period.ts'
import { retell } from '../../src/domain/retelling.ts'
import { daysAfter, lastDayOf, londonDay } from '../../src/domain/values.ts'
import { cellsOf, look } from '../support/counted.ts'
import { entry, uuid } from '../support/spec.ts'

const areas = ['X10000101', 'X10000102', 'X10000201']
const goals = [uuid(), uuid()]
const wants = [uuid(), uuid()]
const supports = [uuid(), uuid()]
const months = periodsBetween('2023-12', '2026-12', 'month')
const one = <T>(...of: readonly T[]) => fc.constantFrom(...of)

/** Facts of every kind of entry that counts, and of one that does not. */
const told = fc.oneof(
  fc.record({ type: fc.constant('ConversationHeld'), facts: fc.constant({}) }),
  fc.record({ type: fc.constant('NameChosen'), facts: fc.constant({}) }),
  fc.record({
    type: fc.constant('GoalVoiced'),
    facts: fc.record({ goal: one(...goals), lifeArea: one('home', 'fun'), whose: one('person', 'family'), towards: one('change', 'keep') }),
  }),
  fc.record({
    type: fc.constant('GoalProgressed'),
    facts: fc.record({ goal: one(...goals), says: one('nearer', 'holding', 'same', 'further', 'different', 'could-not-ask') }),
  }),
  fc.record({ type: one('GoalReached', 'GoalLetGo'), facts: fc.record({ goal: one(...goals) }) }),
  fc.record({
    type: fc.constant('WantVoiced'),
    facts: fc.record({ want: one(...wants), lifeArea: one('home', 'fun'), sector: one('community', undefined) }),
  }),
  fc.record({ type: fc.constant('WantUnmet'), facts: fc.record({ want: one(...wants), why: one('waiting', 'full') }) }),
  fc.record({ type: fc.constant('WantMet'), facts: fc.record({ want: one(...wants), support: one(...supports, undefined) }) }),
  fc.record({ type: fc.constant('WantLetGo'), facts: fc.record({ want: one(...wants) }) }),
  fc.record({
    type: fc.constant('CompromiseMade'),
    facts: fc.record({ givenSector: one('nursing', 'day-support'), says: one('unhappy', undefined) }),
  }),
  fc.record({
    type: fc.constant('SupportStarted'),
    facts: fc.record({ support: one(...supports), sector: one('home-care', 'community'), hoursPerWeek: one(undefined, 0.1, 2.7, 12) }),
  }),
  fc.record({ type: fc.constant('SupportAdjusted'), facts: fc.record({ support: one(...supports), hoursPerWeek: one(0, 0.2, 5.35) }) }),
  fc.record({ type: one('SupportPaused', 'SupportResumed', 'SupportEnded'), facts: fc.record({ support: one(...supports) }) }),
  fc.record({
    type: fc.constant('HomeChanged'),
    facts: fc.record({ area: one(...areas, 'elsewhere'), responsible: one(...areas, undefined) }),
  }),
  fc.record({ type: fc.constant('PersonDied'), facts: fc.constant({}) }),
)

const days = fc.integer({ min: 0, max: 900 })
const pick = fc.nat()
/** What puts right: when it was, the facts that some kinds have, or the entry itself; and disputes, with their answers. */
const putting = fc.oneof(
  fc.record({
    type: fc.constant('EntryCorrected'),
    facts: fc.record({ pick, happened: days.map((days) => ({ from: daysAfter('2024-01-01', days) })) }),
  }),
  fc.record({
    type: fc.constant('EntryCorrected'),
    facts: fc.record({
      pick,
      facts: one<object>({ lifeArea: 'fun' }, { hoursPerWeek: 4.4 }, { hoursPerWeek: null }, { responsible: 'X10000102' }),
    }),
  }),
  fc.record({ type: fc.constant('EntryWithdrawn'), facts: fc.record({ pick, why: fc.constant('slip') }) }),
  fc.record({ type: fc.constant('EntryDisputed'), facts: fc.record({ pick, meanwhile: one('use', 'do-not-use') }) }),
  fc.record({ type: fc.constant('DisputeAnswered'), facts: fc.record({ pick, answer: one('kept-and-not-used', 'kept-dispute-shown') }) }),
)

/** Days and instants from 2024 to 2026; some known to the month or the year alone. */
const day = fc.integer({ min: 0, max: 900 }).map((days) => daysAfter('2024-01-01', days))
const happened = fc.tuple(day, one(4, 7, 10, 10, 10)).map(([from, exactly]) => ({ from: from.slice(0, exactly) }))
const instant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2026, 5, 1) }).map((at) => new Date(at).toISOString())
/** Around midnight at the end of a month in summer, when London is an hour ahead. */
const lateInJune = one('2025-06-30T22:30:00.000Z', '2025-06-30T23:30:00.000Z')
const saidBy = one('person', 'worker', 'family').map((who) => ({ who }))

/** A story as it may stand on the record: told late, out of order and inexactly, written down bit by bit. */
const story: fc.Arbitrary<Recorded<AnyEntry>[]> = fc
  .record({
    met: fc.record({
      happened,
      saidBy,
      told: fc.record({ type: fc.constant('PersonMet'), facts: fc.record({ area: one(...areas), birthYear: one(undefined, 1960, 2007) }) }),
    }),
    more: fc.array(fc.record({ happened, saidBy, told: fc.oneof({ weight: 4, arbitrary: told }, { weight: 1, arbitrary: putting }) }), {
      maxLength: 25,
    }),
  })
  .chain(({ met, more }) =>
    fc
      .array(fc.oneof({ weight: 9, arbitrary: instant }, { weight: 1, arbitrary: lateInJune }), {
        minLength: more.length + 1,
        maxLength: more.length + 1,
      })
      .map((instants) => {
        const at = instants.sort()
        const entries = onceEach([met, ...more]).map(({ happened, saidBy, told: { type, facts } }) =>
          entry(type, { happened, saidBy: saidBy as AnyEntry['saidBy'] & object, facts }),
        )
        return entries.map((each, i) => ({
          ...each,
          facts: namingEarlier(each.facts, entries.slice(0, i)),
          record: { position: String(i + 1), revision: i + 1, at: at[i] ?? '', by: { sub: 'amira', role: 'practitioner' } },
        }))
      }),
  )

/** What puts right names one of the entries before it: the `pick`th, or where it answers, the last that disputes. */
function namingEarlier({ pick, ...facts }: object & { pick?: number }, earlier: readonly AnyEntry[]): object {
  if (pick === undefined) return facts
  const last = earlier.findLast(({ type }) => type === 'EntryDisputed')
  return { ...facts, entry: 'answer' in facts ? last?.id : earlier[pick % earlier.length]?.id }
}

/** A thing is voiced or started once. */
function onceEach<T extends { told: { type: string; facts: object } }>(all: readonly T[]): T[] {
  const begun = new Set<string>()
  return all.filter(({ told: { type, facts } }) => {
    const thing = /Voiced|Started/.test(type)
      ? JSON.stringify([type, 'goal' in facts ? facts.goal : 'want' in facts ? facts.want : 'support' in facts && facts.support])
      : ''
    if (thing && begun.has(thing)) return false
    begun.add(thing)
    return true
  })
}

/** The same story, and how far it was taken each time. */
const taken = story.chain((story) =>
  fc
    .array(fc.integer({ min: 0, max: story.length }), { maxLength: 5 })
    .map((cuts) => ({ story, cuts: [...cuts.sort((a, b) => a - b), story.length] })),
)

t.test('what was added to the editions up to one comes to the story as it was known when that month ended', async (t) => {
  const held = fc.check(
    fc.property(taken, ({ story, cuts }) => {
      const added: [month: string, Cells][] = []
      for (const [i, cut] of cuts.entries()) added.push(...deltas(story.slice(0, cuts[i - 1] ?? 0), story.slice(0, cut)))
      return months.every((edition) => {
        const upTo = sumOf(added.filter(([month]) => month <= edition).map(([, cells]) => cells))
        const known = cellsOf(story.filter(({ record }) => londonDay(record.at).slice(0, 7) <= edition))
        return same(upTo, known)
      })
    }),
    { numRuns: 1_000 },
  )
  t.equal(held.failed, false, fc.defaultReportMessage(held) ?? 'for 1,000 histories')
})

t.test('what is so now is at the end of every month what the story says when it is told to that day', async (t) => {
  const held = fc.check(
    fc.property(story, (story) => {
      const cells = cellsOf(story)
      return months.every((month) => {
        const now = standingAt(story, lastDayOf(month))
        return areas.every((area) => {
          const supported = look(cells, { measure: 'supported', period: month, area }).people
          const hours = look(cells, { measure: 'hours-per-week', period: month, area }).amount
          const wanting = look(cells, { measure: 'wants-open', period: month, area }).people
          const there = now.area === area
          return (
            supported === Number(there && now.running > 0) && hours === (there ? now.hours : 0) && wanting === Number(there && now.open > 0)
          )
        })
      })
    }),
    { numRuns: 1_000 },
  )
  t.equal(held.failed, false, fc.defaultReportMessage(held) ?? 'for 1,000 histories')
})

function sumOf(all: readonly Cells[]): Cells {
  const sum: Cells = new Map()
  for (const cells of all) for (const [name, count] of cells) addTo(sum, name, count)
  return sum
}

function same(a: Cells, b: Cells): boolean {
  const inOrder = (cells: Cells) => JSON.stringify([...cells].map(([name, { people, amount }]) => [name, people, amount]).sort())
  return inOrder(a) === inOrder(b)
}

interface Standing {
  area: string | undefined
  running: number
  hours: number
  open: number
}

/** A slow second opinion: the story told to the end of a day, one entry after another, with nothing worked out ahead. */
function standingAt(story: readonly Recorded<AnyEntry>[], day: string): Standing {
  const retelling = retell(story, { asAt: day }) as (Retold & { facts: Record<string, string & number> })[]
  const met = retelling.find(({ type }) => type === 'PersonMet')
  const dead = retelling.some(({ type }) => type === 'PersonDied')
  /** What is told of a thing once it is there: what lies wholly before it is left out. */
  const after = (first: Retold) => retelling.filter(({ span }) => span.last >= first.span.first)

  const moves = met ? after(met).filter(({ type, facts }) => type === 'HomeChanged' && facts.responsible) : []
  const area = moves.at(-1)?.facts.responsible ?? met?.facts.area

  const running = retelling
    .filter(({ type }) => type === 'SupportStarted')
    .flatMap((started) => {
      let on = true
      let hours = started.facts.hoursPerWeek ?? 0
      for (const { type, facts } of after(started)) {
        if (facts.support !== started.facts.support) continue
        if (type === 'SupportPaused' || type === 'SupportEnded') on = false
        if (type === 'SupportResumed') on = true
        if (type === 'SupportAdjusted') hours = facts.hoursPerWeek ?? hours
      }
      return on ? [hours] : []
    })
  const open = retelling
    .filter(({ type }) => type === 'WantVoiced')
    .filter((voiced) => {
      let open = true
      const by = new Set<string>()
      for (const { type, facts } of after(voiced)) {
        if (type === 'SupportEnded' && facts.support && by.delete(facts.support) && by.size === 0) open = true
        if (facts.want !== voiced.facts.want) continue
        if (type === 'WantUnmet') open = true
        if (type === 'WantMet' || type === 'WantLetGo') open = false
        if (type === 'WantUnmet' || type === 'WantLetGo') by.clear()
        if (type === 'WantMet' && facts.support) by.add(facts.support)
      }
      return open
    })
  const hours = Math.round(running.reduce((sum: number, each) => sum + each, 0) * 100) / 100
  return dead ? { area, running: 0, hours: 0, open: 0 } : { area, running: running.length, hours, open: open.length }
}
