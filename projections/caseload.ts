import { type Kysely, sql } from 'kysely'
import type { Entry } from '../src/domain/catalogue.ts'
import type { Retold } from '../src/domain/entry.ts'
import { fold } from '../src/domain/fold.ts'
import { type Day, daysAfter, type Id, monthsAfter, type Words } from '../src/domain/values.ts'
import { personProjection } from '../src/projecting/projection.ts'
import { heardOn } from './profile/told.ts'

/** What a worker needs to see of each of their people at a glance, whatever the day. */
interface Card {
  name?: Words | undefined
  lastHeardOn?: Day
  /** The last day that a goal was reworded, moved, reached or let go, or home or support changed. */
  lastChangeOn?: Day
  steps: Readonly<Record<Id, { step: Id; words?: Words | undefined; who: string; by?: Day | undefined; entry: Id }>>
  compromises: Readonly<Record<Id, { compromise: Id; want?: Id | undefined; lookAgainOn?: Day | undefined; entry: Id }>>
  supports: Readonly<Record<Id, Day>>
  died?: Day
  /** The last conversation that each worker wrote down, by their `sub`. */
  heldBy: ReadonlyMap<string, Day>
  /** Who was told to work with them, by the id they go by in facts: whether they still do, as it was last written down. */
  workers: ReadonlyMap<Id, { stays: boolean; revision: number }>
}

type Told<T extends Entry['type']> = Retold<Extract<Entry, { type: T }>>

const without = <T>(all: Readonly<Record<Id, T>>, id: Id): Readonly<Record<Id, T>> =>
  Object.fromEntries(Object.entries(all).filter(([key]) => key !== id))
const change = (card: Card, entry: Retold): Card => ({ ...card, lastChangeOn: latest(card.lastChangeOn, heardOn(entry)) })
const works = (card: Card, { facts: { worker }, record: { revision } }: Told<'WorkerStarted' | 'WorkerLeft'>, stays: boolean): Card =>
  revision < (card.workers.get(worker)?.revision ?? 0) ? card : { ...card, workers: new Map(card.workers).set(worker, { stays, revision }) }
const latest = (a: Day | undefined, b: Day): Day => (a !== undefined && a > b ? a : b)

type Heard =
  | 'PersonMet'
  | 'NameChosen'
  | 'PersonDied'
  | 'HomeChanged'
  | 'ConversationHeld'
  | 'GoalReworded'
  | 'GoalProgressed'
  | 'GoalReached'
  | 'GoalLetGo'
  | 'StepAgreed'
  | 'StepTaken'
  | 'StepLetGo'
  | 'WantMet'
  | 'WantLetGo'
  | 'CompromiseMade'
  | 'CompromiseLookedAt'
  | 'SupportStarted'
  | 'SupportAdjusted'
  | 'SupportPaused'
  | 'SupportResumed'
  | 'SupportEnded'
  | 'WorkerStarted'
  | 'WorkerLeft'

const cards = fold<Card, Told<Heard>>(
  { steps: {}, compromises: {}, supports: {}, heldBy: new Map(), workers: new Map() },
  {
    PersonMet: (card, { words }) => ({ ...card, name: card.name ?? words.name }),
    NameChosen: (card, { words }) => ({ ...card, name: words.name }),
    PersonDied: (card, { span }) => ({ ...card, died: span.first }),
    HomeChanged: change,
    ConversationHeld: (card, entry) => ({
      ...card,
      lastHeardOn: latest(card.lastHeardOn, heardOn(entry)),
      heldBy: new Map(card.heldBy).set(entry.record.by.sub, latest(card.heldBy.get(entry.record.by.sub), heardOn(entry))),
    }),
    GoalReworded: change,
    GoalProgressed: (card, entry) => (['nearer', 'further', 'different'].includes(entry.facts.says) ? change(card, entry) : card),
    GoalReached: change,
    GoalLetGo: change,
    StepAgreed: (card, { id, facts, words }) => ({
      ...card,
      steps: { ...card.steps, [facts.step]: { step: facts.step, words: words.step, who: facts.who, by: facts.by, entry: id } },
    }),
    StepTaken: (card, { facts }) => ({ ...card, steps: without(card.steps, facts.step) }),
    StepLetGo: (card, { facts }) => ({ ...card, steps: without(card.steps, facts.step) }),
    WantMet: closesCompromise,
    WantLetGo: closesCompromise,
    CompromiseMade: (card, { id, facts: { compromise, want, lookAgainOn } }) => ({
      ...card,
      compromises: { ...card.compromises, [compromise]: { compromise, want, lookAgainOn, entry: id } },
    }),
    CompromiseLookedAt: (card, { id, facts }) => {
      const before = card.compromises[facts.compromise]
      if (!before) return card
      if (!facts.still) return { ...card, compromises: without(card.compromises, facts.compromise) }
      return { ...card, compromises: { ...card.compromises, [facts.compromise]: { ...before, lookAgainOn: facts.lookAgainOn, entry: id } } }
    },
    SupportStarted: (card, entry) => ({ ...change(card, entry), supports: { ...card.supports, [entry.facts.support]: entry.span.first } }),
    SupportAdjusted: change,
    SupportPaused: change,
    SupportResumed: change,
    SupportEnded: (card, entry) => ({ ...change(card, entry), supports: without(card.supports, entry.facts.support) }),
    WorkerStarted: (card, entry) => works(card, entry, true),
    WorkerLeft: (card, entry) => works(card, entry, false),
  },
)

function closesCompromise(card: Card, { facts }: Told<'WantMet' | 'WantLetGo'>): Card {
  return { ...card, compromises: Object.fromEntries(Object.entries(card.compromises).filter(([, { want }]) => want !== facts.want)) }
}

/** Whose people are whose, and what is waiting for them: a row a person and whoever talked to them, and one for each who works with them. For practitioners. */
export const caseload = personProjection({
  name: 'caseload',
  version: 2,
  tables: ['caseload'],
  words: true,
  fold: cards,
  rows: ({ heldBy, workers, ...card }, person) => [
    ...[...heldBy].map(([sub, on]) => ({ person, sub, last_held_on: on, worker: null, card })),
    ...[...workers].flatMap(([worker, { stays }]) => (stays ? [{ person, sub: null, last_held_on: null, worker, card }] : [])),
  ],
})

type Shown = Omit<Card, 'heldBy' | 'workers'>

export interface CaseloadTables {
  caseload_v2: { person: Id; sub: string | null; last_held_on: string | null; worker: Id | null; card: Shown }
}

/** How long a conversation makes somebody one of "my people", in days. */
export const myPeopleFor = 90
/** How long without change is "held still", in months: with support that has run as long. */
const stillFor = 12

/**
 * The people this worker held a conversation with within 90 days, and then those whom they are told to work with, by the id they go by in facts: when last heard,
 * steps overdue, compromises to look at again, and who is held still.
 */
export async function caseloadOf(db: Kysely<CaseloadTables>, { sub, worker }: { sub: string; worker: Id }, today: Day) {
  const rows = await db
    .selectFrom('caseload_v2')
    .select(['person', 'card', sql<Day | null>`last_held_on::text`.as('lastHeldOn')])
    .where((row) =>
      row.or([row.and([row('sub', '=', sub), row('last_held_on', '>=', daysAfter(today, -myPeopleFor))]), row('worker', '=', worker)]),
    )
    .orderBy(sql`last_held_on desc nulls last`)
    .orderBy('person')
    .execute()
  const first = new Set<Id>()
  return rows
    .filter(({ person, card }) => card.died === undefined && first.size < first.add(person).size)
    .map(({ person, lastHeldOn, card }) => ({ person, ...(lastHeldOn !== null && { lastHeldOn }), ...onDay(card, today) }))
}

/** The same of somebody without a word that was said: where some were taken away and this view has not heard of it yet. */
export function withoutWords<C extends { stepsOverdue: readonly object[] }>(card: C) {
  return { ...card, name: undefined, stepsOverdue: card.stepsOverdue.map((step) => ({ ...step, words: undefined })) }
}

function onDay({ name, lastHeardOn, lastChangeOn, steps, compromises, supports }: Shown, today: Day) {
  const yearAgo = monthsAfter(today, -stillFor)
  const longRunning = Object.values(supports).some((since) => since <= yearAgo)
  return {
    name,
    lastHeardOn,
    stepsOverdue: Object.values(steps).filter(({ by }) => by !== undefined && by < today),
    compromisesToLookAtAgain: Object.values(compromises).filter(({ lookAgainOn }) => lookAgainOn !== undefined && lookAgainOn <= today),
    ...(longRunning && (lastChangeOn ?? '') <= yearAgo && { stillSince: lastChangeOn }),
  }
}
