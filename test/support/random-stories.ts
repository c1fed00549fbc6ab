import fc from 'fast-check'
import type { AnyEntry, Recorded } from '../../src/domain/entry.ts'
import { daysAfter } from '../../src/domain/values.ts'
import { entry, uuid } from './spec.ts'

/** Where somebody may be met, or somebody else become responsible for them. */
export const areas = ['X10000101', 'X10000102', 'X10000201']
const goals = [uuid(), uuid()]
const wants = [uuid(), uuid()]
const supports = [uuid(), uuid()]
const compromises = [uuid(), uuid()]
const steps = [uuid(), uuid()]
const workers = [uuid(), uuid(), uuid()]
const members = [uuid(), uuid()]
const one = <T>(...of: readonly T[]) => fc.constantFrom(...of)

const draft = <T>(type: string, facts: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record({ type: fc.constant(type), facts: fc.record(facts) as fc.Arbitrary<object> })
const goal = one(...goals)
const want = one(...wants)
const support = one(...supports)
const compromise = one(...compromises)
const step = one(...steps)
const worker = one(...workers)
const member = one(...members)
const service = one(...(['housing', 'mental-health', 'drug-and-alcohol'] as const)).map((sector) => ({ sector }))

/** Facts of every kind of entry that counts, and of one that does not. */
const told = fc.oneof(
  draft('ConversationHeld', {}),
  draft('NameChosen', {}),
  draft('GoalVoiced', { goal, lifeArea: one('home', 'fun'), whose: one('person', 'family'), towards: one('change', 'keep') }),
  draft('GoalProgressed', { goal, says: one('nearer', 'holding', 'same', 'further', 'different', 'could-not-ask') }),
  ...['GoalReworded', 'GoalPaused', 'GoalPickedUpAgain', 'GoalReached', 'GoalLetGo'].map((type) => draft(type, { goal })),
  draft('StillSo', { pick: fc.nat() }),
  draft('StepAgreed', { step, who: one('person', 'worker'), by: one('2024-06-30', '2025-02-11', undefined) }),
  draft('StepTaken', { step }),
  draft('StepLetGo', { step }),
  draft('WantVoiced', { want, lifeArea: one('home', 'fun'), sector: one('community', undefined), neverAsked: one('told-no', undefined) }),
  draft('WantUnmet', { want, why: one('waiting', 'full') }),
  draft('WantMet', { want, support: one(...supports, undefined) }),
  draft('WantLetGo', { want }),
  draft('CompromiseMade', { compromise, want, givenSector: one('nursing', 'day-support'), says: one('unhappy', undefined) }),
  draft('CompromiseLookedAt', { compromise, still: fc.boolean(), says: one('content', undefined) }),
  draft('SupportPlanned', { support, change: one('start', 'less', 'end'), sector: one('home-care', undefined) }),
  draft('SupportStarted', {
    support,
    sector: one('home-care', 'carers'),
    hoursPerWeek: one(undefined, 0.1, 2.7, 12),
    costPerWeek: one(undefined, 19.99, 240),
  }),
  draft('SupportAdjusted', {
    support,
    hoursPerWeek: one(undefined, 0, 0.2, 5.35),
    costPerWeek: one(undefined, 0, 110.1),
    noticeDays: one(undefined, 3, 40),
  }),
  draft('SupportPaused', { support }),
  draft('SupportResumed', { support }),
  draft('SupportEnded', { support, planned: fc.boolean(), noticeDays: one(undefined, 3, 40) }),
  draft('SupportDeclined', { sector: one('home-care'), support: one(...supports, undefined) }),
  draft('SupportFitRated', { support, fit: one('fits', 'fits', 'partly', 'does-not', 'not-sure') }),
  draft('HomeChanged', { area: one(...areas, 'elsewhere'), responsible: one(...areas, undefined), choice: one('mine', 'not-asked') }),
  draft('ReviewHeld', {}),
  draft('ConversationMissed', { by: one('person', 'us', 'both') }),
  draft('StoryRetold', { to: service }),
  draft('HandedOver', { from: service, to: service, warm: fc.boolean() }),
  draft('TurnedAway', { by: service, reason: one('full'), mustFirst: one('stop-using', 'be-stable', undefined) }),
  draft('DecisionMade', { about: one('home', 'money'), decidedBy: one('panel', 'person'), personWanted: one('yes', 'no') }),
  draft('WorkerStarted', { worker, role: one('social-worker', 'advocate') }),
  draft('WorkerLeft', { worker }),
  draft('CircleMemberNamed', { member, tie: one('parent', 'animal'), care: one('me-for-them', 'both', 'them-for-me') }),
  draft('CircleMemberLeft', { member }),
  draft('PersonDied', {}),
)
/** Most of what happens in a life is quiet: months go by, and somebody listens now and then, or does not. */
const quiet = fc.oneof(
  draft('ConversationHeld', {}),
  draft('SupportFitRated', { support, fit: one('fits', 'fits', 'partly', 'does-not') }),
  draft('SupportStarted', { support, sector: one('home-care', 'carers') }),
  draft('GoalProgressed', { goal, says: one('holding', 'same', 'could-not-ask') }),
  draft('WorkerStarted', { worker, role: one('social-worker', 'advocate') }),
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
      facts: one<object>(
        { lifeArea: 'fun' },
        { hoursPerWeek: 4.4, costPerWeek: 60 },
        { hoursPerWeek: null },
        { responsible: 'X10000102' },
        { fit: 'fits' },
        { who: 'person' },
        { care: 'me-for-them' },
      ),
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
export const stories: fc.Arbitrary<Recorded<AnyEntry>[]> = fc
  .record({
    met: fc.record({
      happened,
      saidBy,
      told: fc.record({ type: fc.constant('PersonMet'), facts: fc.record({ area: one(...areas), birthYear: one(undefined, 1960, 2007) }) }),
    }),
    more: fc.array(
      fc.record({
        happened,
        saidBy,
        told: fc.oneof({ weight: 8, arbitrary: told }, { weight: 6, arbitrary: quiet }, { weight: 2, arbitrary: putting }),
      }),
      {
        maxLength: 40,
        size: 'max',
      },
    ),
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

/** The same story, forgotten in the month after its last entry or later. */
export function forgotten(story: readonly Recorded<AnyEntry>[]): Recorded<AnyEntry>[] {
  const { revision = 0, at = '', by } = story.at(-1)?.record ?? {}
  const { happened: _, ...forgetting } = entry('StoryForgotten', { facts: { ground: 'asked-for', area: 'X10000001' } })
  const later = `${daysAfter(at.slice(0, 10), 40)}T10:00:00.000Z`
  return [
    ...story,
    {
      ...forgetting,
      record: { position: String(revision + 1), revision: revision + 1, at: later, by: by ?? { sub: 'wyn', role: 'steward' } },
    },
  ]
}

/** What puts right names one of the entries before it: the `pick`th, or where it answers, the last that disputes. */
function namingEarlier({ pick, ...facts }: object & { pick?: number }, earlier: readonly AnyEntry[]): object {
  if (pick === undefined) return facts
  const last = earlier.findLast(({ type }) => type === 'EntryDisputed')
  return { ...facts, entry: 'answer' in facts ? last?.id : earlier[pick % earlier.length]?.id }
}

/** What a thing begins with, and the fact that names it. */
const beginnings: Readonly<Record<string, string>> = {
  GoalVoiced: 'goal',
  WantVoiced: 'want',
  SupportStarted: 'support',
  StepAgreed: 'step',
  CompromiseMade: 'compromise',
}

/** A thing begins once. */
function onceEach<T extends { told: { type: string; facts: object } }>(all: readonly T[]): T[] {
  const begun = new Set<string>()
  return all.filter(({ told: { type, facts } }) => {
    const thing = beginnings[type]
    if (thing === undefined) return true
    const name = `${type} ${(facts as Record<string, unknown>)[thing]}`
    if (begun.has(name)) return false
    begun.add(name)
    return true
  })
}
