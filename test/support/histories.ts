import fc from 'fast-check'
import type { Test } from 'tap'
import type { Entry } from '../../src/domain/catalogue.ts'
import type { AnyEntry, By, Recorded } from '../../src/domain/entry.ts'
import { decide } from '../../src/domain/life.ts'
import { lifeArea, sector, whyUnmet } from '../../src/domain/lists.ts'
import { putsRight } from '../../src/domain/putting-right.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { daysAfter, type Instant, londonDay } from '../../src/domain/values.ts'

/** A story as somebody might tell it, in any order and as exactly as they know: what was accepted of it, each with when it was written down. */
export interface History {
  entries: { at: Instant; by: By; entry: AnyEntry }[]
}

const amira = { sub: 'amira', role: 'practitioner' }

const thing = (kind: number, i: number) => `0000000${kind}-0000-4000-8000-00000000000${i}`
const areas = ['X10000101', 'X10000102', 'X10000201', 'X10000202']
const two = fc.integer({ min: 0, max: 1 })
const areaOfLife = fc.constantFrom(...lifeArea.slice(0, 3))
const someSector = fc.constantFrom(...sector.slice(0, 3))

const goal = two.map((i) => thing(1, i))
const want = two.map((i) => thing(2, i))
const support = two.map((i) => thing(3, i))
const step = two.map((i) => thing(4, i))
const compromise = two.map((i) => thing(5, i))
const words = fc.constantFrom('My own front door', 'Sundays at the allotment', 'Not that day centre')

type Draft = { type: string; facts: object; words?: object; setting?: object }
const draft = <T extends object>(
  type: string,
  facts: { [K in keyof T]: fc.Arbitrary<T[K]> },
  said?: (text: string) => object,
): fc.Arbitrary<Draft> => fc.tuple(fc.record(facts), words).map(([facts, text]) => ({ type, facts, words: said?.(text) ?? {} }))

const drafts = fc.oneof(
  draft('ConversationHeld', { where: fc.constantFrom('home', 'cafe') }, (heard) => ({ heard })),
  draft('WhatMattersNamed', { lifeArea: areaOfLife }, (what) => ({ what })),
  draft('NameChosen', {}, (name) => ({ name })),
  draft(
    'CircleMemberNamed',
    { member: step, tie: fc.constantFrom('friend', 'parent'), care: fc.constantFrom('neither', 'them-for-me') },
    (name) => ({ name }),
  ),
  draft('AspectSeen', { often: fc.constantFrom('once', 'often') }, (aspect) => ({ aspect })).map((seen) => ({
    ...seen,
    setting: { where: 'home' },
  })),
  draft('StrengthNamed', { lifeArea: areaOfLife }, (strength) => ({ strength })),
  draft('HomeChanged', {
    area: fc.constantFrom(...areas),
    kind: fc.constant('own-home'),
    responsible: fc.constantFrom(...areas),
    household: two.map((i) => thing(6, i)),
  }),
  draft(
    'GoalVoiced',
    { goal, lifeArea: areaOfLife, whose: fc.constantFrom('person', 'family'), towards: fc.constantFrom('change', 'keep') },
    (said) => ({ goal: said }),
  ),
  draft('GoalReworded', { goal }, (said) => ({ goal: said })),
  draft('GoalProgressed', { goal, says: fc.constantFrom('nearer', 'holding', 'same', 'further') }, (how) => ({ how })),
  draft('GoalPaused', { goal }),
  draft('GoalPickedUpAgain', { goal }),
  draft('GoalReached', { goal }),
  draft('GoalLetGo', { goal, why: fc.constant('not-now') }),
  draft('StepAgreed', { step, goal, who: fc.constantFrom('person', 'worker') }, (said) => ({ step: said })),
  draft('StepTaken', { step }),
  draft('WantVoiced', { want, lifeArea: areaOfLife, sector: someSector }, (said) => ({ want: said })),
  draft('WantUnmet', { want, why: fc.constantFrom(...whyUnmet.slice(0, 3)) }),
  draft('WantMet', { want, support }),
  draft('WantLetGo', { want, why: fc.constant('changed-mind') }),
  draft('CompromiseMade', {
    compromise,
    want,
    wantedSector: someSector,
    givenSector: someSector,
    says: fc.constantFrom('content', 'unhappy'),
  }),
  draft('CompromiseLookedAt', { compromise, still: fc.boolean() }),
  draft('SupportPlanned', { support, change: fc.constant('start'), sector: someSector }),
  draft('SupportStarted', { support, sector: someSector, hoursPerWeek: fc.integer({ min: 1, max: 20 }) }, (about) => ({ about })),
  draft('SupportAdjusted', { support, hoursPerWeek: fc.integer({ min: 1, max: 20 }) }),
  draft('SupportPaused', { support }),
  draft('SupportResumed', { support }),
  draft('SupportEnded', { support, planned: fc.boolean() }),
  draft('SupportFitRated', { support, fit: fc.constantFrom('fits', 'does-not') }, (why) => ({ why })),
)

/** How exactly a day is told: to the day, the month or the year; as still so; or as so by then. */
const told = (day: string, exactness: number): NonNullable<AnyEntry['happened']> => {
  if (exactness === 3) return { from: day, to: 'now' }
  if (exactness === 4) return { to: day.slice(0, 7), precision: 'about' }
  return { from: day.slice(0, exactness === 0 ? 10 : exactness === 1 ? 7 : 4) }
}

/** What may be put right in an entry of a kind, besides when it was and who said it. */
const changed: Readonly<Record<string, object>> = {
  GoalVoiced: { lifeArea: 'fun', whose: 'person' },
  GoalProgressed: { says: 'nearer' },
  WantVoiced: { sector: null },
  SupportStarted: { hoursPerWeek: 3 },
  SupportAdjusted: { hoursPerWeek: null },
  HomeChanged: { responsible: 'X10000101', household: thing(6, 2) },
}

/** Something that is said of one of the entries so far, most of it to put that right; `pick` says which. */
type RightingDraft = { type: string; pick: number; facts: object; words: object; by: string; changes?: 'day' | 'facts' | 'words' | 'who' }
const reason = { reason: 'It was not so' }
const rightingDrafts: fc.Arbitrary<RightingDraft> = fc
  .record({
    pick: fc.nat(),
    by: fc.constantFrom('amira', 'ben'),
    draft: fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .constantFrom('day', 'facts', 'words', 'who')
          .map((changes) => ({ type: 'EntryCorrected', facts: { kind: 'fact' }, words: reason, changes })),
      },
      {
        weight: 4,
        arbitrary: fc
          .constantFrom('slip', 'slip', 'twice', 'wrong-person')
          .map((why) => ({ type: 'EntryWithdrawn', facts: { why }, words: reason })),
      },
      {
        weight: 3,
        arbitrary: fc
          .constantFrom('use', 'do-not-use')
          .map((meanwhile) => ({ type: 'EntryDisputed', facts: { asks: 'remove', meanwhile }, words: { words: 'No' } })),
      },
      {
        weight: 5,
        arbitrary: fc
          .constantFrom('corrected', 'removed', 'kept-and-not-used', 'kept-dispute-shown')
          .map((answer) => ({ type: 'DisputeAnswered', facts: { answer }, words: reason })),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom({ type: 'StillSo', facts: {}, words: {} }, { type: 'NoLongerSo', facts: { why: 'changed' }, words: {} }),
      },
      { weight: 1, arbitrary: fc.constant({ type: 'WordsRemoved', facts: { ground: 'other' }, words: reason }) },
    ),
  })
  .map(({ pick, by, draft }) => ({ ...draft, pick, by }) as RightingDraft)

/** A draft that puts right, as the entry it would be in a story: an answer is to the last dispute; of the rest every fourth is about what put right. */
function rightingOf({ pick, changes, type, facts, words }: RightingDraft, so: readonly AnyEntry[], day: string): Draft | undefined {
  const rightings = so.filter(putsRight)
  const among =
    type === 'DisputeAnswered'
      ? so.filter((each) => each.type === 'EntryDisputed').slice(-1)
      : type === 'EntryWithdrawn' && pick % 4 === 0
        ? rightings
        : so.filter((each) => !putsRight(each))
  const of = among[pick % among.length]
  // Few stories are told of the wrong person from the start: nothing could be told after it.
  if (!of || (of.type === 'PersonMet' && type === 'EntryWithdrawn' && pick % 16 > 0)) return undefined
  const change =
    changes === 'day'
      ? { happened: told(day, pick % 3) }
      : changes === 'who'
        ? { saidBy: { who: 'friend' } }
        : changes === 'facts'
          ? { facts: changed[of.type] ?? {} }
          : {}
  const name = Object.keys(of.words)[0]
  const said = changes === 'words' && name ? { words: { [name]: 'As it was really said' } } : {}
  return { type, facts: { ...facts, entry: of.id, ...change }, words: { ...words, ...said } }
}

const stepOfHistory = fc.record({
  draft: fc.oneof({ weight: 3, arbitrary: drafts }, { weight: 1, arbitrary: rightingDrafts }),
  /** Days between this writing down and the one before. */
  later: fc.integer({ min: 0, max: 40 }),
  /** How many days before the writing down it happened. */
  late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 200 })),
  exactness: fc.constantFrom(0, 0, 0, 0, 1, 1, 2, 3, 4),
  who: fc.constantFrom('person', 'person', 'family', 'worker'),
})

/** Random histories: late, out of order, imprecise, by different people, corrected, withdrawn and disputed. Only what the domain accepts is in them. */
export const histories: fc.Arbitrary<History> = fc
  .tuple(
    fc.constantFrom(...areas),
    fc.option(fc.integer({ min: 1930, max: 2012 }), { nil: undefined }),
    fc.array(stepOfHistory, { minLength: 5, maxLength: 60, size: 'max' }),
  )
  .map(([area, birthYear, steps]) => {
    const recorded: Recorded<AnyEntry>[] = []
    let day = '2024-01-10'
    const ask = (draft: Draft, happened: AnyEntry['happened'], who: string, sub = 'amira') => {
      const id = `01900000-0000-7000-8000-${(recorded.length + 1).toString(16).padStart(12, '0')}`
      const by = { ...amira, sub }
      const entry: AnyEntry = {
        id,
        v: 1,
        ...(happened && { happened }),
        saidBy: { who: who as 'person' },
        ledBy: 'together',
        words: {},
        ...draft,
      }
      try {
        for (const made of decide(recorded, entry as Entry, day, by)) {
          const revision = recorded.length + 1
          recorded.push({ ...made, record: { position: String(revision), revision, at: `${day}T10:00:00.000Z`, by } })
        }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
      }
    }
    ask(
      { type: 'PersonMet', facts: { area, howTheyCame: 'self', ...(birthYear && { birthYear }) }, words: { name: 'Sam' } },
      { from: day },
      'person',
    )
    for (const { draft, later, late, exactness, who } of steps) {
      day = daysAfter(day, later)
      if (!('pick' in draft)) {
        ask(draft, told(daysAfter(day, -late), exactness), who)
        continue
      }
      const righting = rightingOf(draft, recorded, daysAfter(day, -late))
      if (righting) ask(righting, putsRight(righting) ? undefined : told(daysAfter(day, -late), exactness), who, draft.by)
    }
    return { entries: recorded.map(({ record, ...entry }) => ({ at: record.at, by: record.by, entry })) }
  })

/** A history as it stands on the record, without a store. */
export function asRecorded({ entries }: History): Recorded<AnyEntry>[] {
  return entries.map(({ at, by, entry }, i) => ({ ...entry, record: { position: String(i + 1), revision: i + 1, at, by } }))
}

/** The last day anything of a history was written down. */
export function lastDay({ entries }: History): string {
  return londonDay(entries.at(-1)?.at ?? '2024-01-10T10:00:00.000Z')
}

/** A property that must hold for every one of so many random cases; the first that breaks it is shown. */
export function holds<T>(t: Pick<Test, 'equal'>, property: fc.IProperty<T>, numRuns: number): void {
  const found = fc.check(property, { numRuns })
  t.equal(found.failed, false, found.failed ? (fc.defaultReportMessage(found) ?? 'broken') : `${found.numRuns} random cases`)
}
