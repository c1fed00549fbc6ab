import fc from 'fast-check'
import type { Test } from 'tap'
import type { Entry } from '../../src/domain/catalogue.ts'
import type { AnyEntry, Recorded } from '../../src/domain/entry.ts'
import { decide } from '../../src/domain/life.ts'
import { lifeArea, sector, whyUnmet } from '../../src/domain/lists.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { daysAfter, type Instant, londonDay } from '../../src/domain/values.ts'

/** A story as somebody might tell it, in any order and as exactly as they know: what was accepted of it, each with when it was written down. */
export interface History {
  entries: { at: Instant; entry: AnyEntry }[]
}

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
  draft('StrengthNamed', { lifeArea: areaOfLife }, (strength) => ({ strength })),
  draft('HomeChanged', { area: fc.constantFrom(...areas), kind: fc.constant('own-home'), responsible: fc.constantFrom(...areas) }),
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

/** How exactly a day is told: to the day, the month or the year. */
const told = (day: string, exactness: number) => ({ from: day.slice(0, exactness === 0 ? 10 : exactness === 1 ? 7 : 4) })

const stepOfHistory = fc.record({
  draft: drafts,
  /** Days between this writing down and the one before. */
  later: fc.integer({ min: 0, max: 40 }),
  /** How many days before the writing down it happened. */
  late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 200 })),
  exactness: fc.constantFrom(0, 0, 0, 1, 2),
  who: fc.constantFrom('person', 'person', 'family', 'worker'),
})

/** Random histories: late, out of order, imprecise, by different people. Only what the domain accepts is in them. */
export const histories: fc.Arbitrary<History> = fc
  .tuple(
    fc.constantFrom(...areas),
    fc.option(fc.integer({ min: 1930, max: 2012 }), { nil: undefined }),
    fc.array(stepOfHistory, { minLength: 5, maxLength: 60, size: 'max' }),
  )
  .map(([area, birthYear, steps]) => {
    const recorded: Recorded<AnyEntry>[] = []
    let day = '2024-01-10'
    const ask = (draft: Draft, happened: AnyEntry['happened'], who: 'person' | 'family' | 'worker') => {
      const id = `01900000-0000-7000-8000-${(recorded.length + 1).toString(16).padStart(12, '0')}`
      const entry: AnyEntry = { id, v: 1, happened, saidBy: { who }, ledBy: 'together', words: {}, ...draft }
      try {
        for (const made of decide(recorded, entry as Entry, day)) {
          const at = `${day}T10:00:00.000Z`
          recorded.push({
            ...made,
            record: {
              position: String(recorded.length + 1),
              revision: recorded.length + 1,
              at,
              by: { sub: 'amira', role: 'practitioner' },
            },
          })
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
      ask(draft, told(daysAfter(day, -late), exactness), who as 'person')
    }
    return { entries: recorded.map(({ record, ...entry }) => ({ at: record.at, entry })) }
  })

/** A history as it stands on the record, without a store. */
export function asRecorded({ entries }: History): Recorded<AnyEntry>[] {
  return entries.map(({ at, entry }, i) => ({
    ...entry,
    record: { position: String(i + 1), revision: i + 1, at, by: { sub: 'amira', role: 'practitioner' } },
  }))
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
