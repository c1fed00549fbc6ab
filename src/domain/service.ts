import { z } from 'zod'
import { defineEntry, type EntryOf } from './entry.ts'
import { fold } from './fold.ts'
import {
  concernKind,
  decidedBy,
  decisionAbout,
  decisionHow,
  howConcernClosed,
  mustFirst,
  personAgreed,
  personsWishMet,
  personWanted,
  personWants,
  rightRefused,
  systemDid,
  systemEffect,
  turnedAway,
  whyWorkerLeft,
  workerRole,
} from './lists.ts'
import { asTold, type Module, type Told } from './module.ts'
import { refuse } from './refusal.ts'
import { Id, OrganisationCode, Service, Words } from './values.ts'

// ── What can happen ─────────────────────────────────────────────────────────

const WorkerId = Id.describe('The worker, by the id they started with')
const ConcernId = Id.describe('The concern, by the id it was raised with')

/** One service passed the person on to another: warm where somebody came along, cold where it was a letter or a number to ring. */
export const HandedOver = defineEntry('HandedOver', {
  facts: z.strictObject({ from: Service, to: Service, warm: z.boolean() }),
  words: z.strictObject({ about: Words.optional() }),
  needs: { ledBy: true },
})

/** A service said no to the person: the reason it gave, what they were told to do first, and where they were sent. */
export const TurnedAway = defineEntry('TurnedAway', {
  facts: z.strictObject({
    by: Service,
    reason: z.enum(turnedAway),
    mustFirst: z.enum(mustFirst).optional(),
    sentTo: Service.optional(),
    want: Id.optional().describe('The want it was about'),
    rightRefused: z.enum(rightRefused).optional(),
  }),
  words: z.strictObject({ about: Words.optional() }),
})

/** One decision on one day: what about, who took it, and whether the person wanted it. It says nothing about what a person can decide otherwise. */
export const DecisionMade = defineEntry('DecisionMade', {
  facts: z.strictObject({
    about: z.enum(decisionAbout),
    decidedBy: z.enum(decidedBy),
    how: z.enum(decisionHow).optional(),
    personWanted: z.enum(personWanted),
    personAgreed: z.enum(personAgreed).optional(),
  }),
  words: z.strictObject({ what: Words.optional() }),
})

/** Somebody noticed what a system did to the person's life: a wait, a rule, a form, a silence. */
export const SystemEffectNoted = defineEntry('SystemEffectNoted', {
  facts: z.strictObject({ what: z.enum(systemDid), effect: z.enum(systemEffect) }),
  words: z.strictObject({ what: Words }),
  needs: { saidBy: true },
})

/** Somebody began to work with the person. Who it is stays out of the facts: an id, so that it can be seen how long people stay. */
export const WorkerStarted = defineEntry('WorkerStarted', {
  facts: z.strictObject({
    worker: Id.describe('Made by the client; later entries go on with it'),
    role: z.enum(workerRole),
    organisation: OrganisationCode.optional(),
  }),
  words: z.strictObject({ about: Words.optional() }),
})

/** A worker left the person's life, with a goodbye or without one. */
export const WorkerLeft = defineEntry('WorkerLeft', {
  facts: z.strictObject({ worker: WorkerId, why: z.enum(whyWorkerLeft).optional(), goodbyeSaid: z.boolean().optional() }),
  words: z.strictObject({ about: Words.optional() }),
})

/**
 * Somebody is worried that the person is being harmed, and what the person wants done. It stands beside the council's safeguarding procedure
 * (Care Act 2014 s.42) and does not replace it.
 */
export const ConcernRaised = defineEntry('ConcernRaised', {
  facts: z.strictObject({
    concern: Id.describe('Made by the client; later entries go on with it'),
    kinds: z.array(z.enum(concernKind)).min(1).max(10),
    personWants: z.enum(personWants),
    raisedWith: Service.optional(),
  }),
  words: z.strictObject({ what: Words }),
})

/** A concern was closed, how, and whether what the person wished for was met. */
export const ConcernClosed = defineEntry('ConcernClosed', {
  facts: z.strictObject({ concern: ConcernId, how: z.enum(howConcernClosed), personsWishMet: z.enum(personsWishMet) }),
  words: z.strictObject({ about: Words.optional() }),
})

export const serviceEntries = [
  HandedOver,
  TurnedAway,
  DecisionMade,
  SystemEffectNoted,
  WorkerStarted,
  WorkerLeft,
  ConcernRaised,
  ConcernClosed,
] as const
export type ServiceEntry = EntryOf<(typeof serviceEntries)[number]>
type ServiceDid<T extends ServiceEntry['type']> = Extract<ServiceEntry, { type: T }>

// ── What we need to remember to decide ──────────────────────────────────────

export interface Services {
  workers: ReadonlyMap<Id, 'there' | 'left'>
  concerns: ReadonlyMap<Id, 'open' | 'closed'>
}

const unchanged = (told: Services): Services => told

export const services = fold<Services, ServiceEntry>(
  { workers: new Map(), concerns: new Map() },
  {
    HandedOver: unchanged,
    TurnedAway: unchanged,
    DecisionMade: unchanged,
    SystemEffectNoted: unchanged,
    WorkerStarted: (told, { facts }) => ({ ...told, workers: new Map(told.workers).set(facts.worker, 'there') }),
    WorkerLeft: (told, { facts }) => ({ ...told, workers: new Map(told.workers).set(facts.worker, 'left') }),
    ConcernRaised: (told, { facts }) => ({ ...told, concerns: new Map(told.concerns).set(facts.concern, 'open') }),
    ConcernClosed: (told, { facts }) => ({ ...told, concerns: new Map(told.concerns).set(facts.concern, 'closed') }),
  },
)

// ── What can be asked, and what then happens ────────────────────────────────

export function workerLeaves({ known, then }: Told<Services>, entry: ServiceDid<'WorkerLeft'>): ServiceEntry[] {
  if (!known.workers.has(entry.facts.worker)) refuse('worker-unknown', 'facts.worker')
  return then.workers.get(entry.facts.worker) === 'left' ? [] : [entry]
}

export function raiseConcern({ known }: Told<Services>, entry: ServiceDid<'ConcernRaised'>): ServiceEntry[] {
  if (known.concerns.has(entry.facts.concern)) refuse('concern-already-raised', 'facts.concern')
  return [entry]
}

export function closeConcern({ known, then }: Told<Services>, entry: ServiceDid<'ConcernClosed'>): ServiceEntry[] {
  if (!known.concerns.has(entry.facts.concern)) refuse('concern-unknown', 'facts.concern')
  return then.concerns.get(entry.facts.concern) === 'closed' ? [] : [entry]
}

/** What services did: passed on, said no, decided, came and went, and worried with somebody. */
export const service: Module<(typeof serviceEntries)[number], Services, ServiceEntry> = {
  entries: serviceEntries,
  remembers: services,
  ask: {
    HandedOver: asTold,
    TurnedAway: asTold,
    DecisionMade: asTold,
    SystemEffectNoted: asTold,
    // Said again, and by somebody else than the worker, it opens the story to them.
    WorkerStarted: asTold,
    WorkerLeft: workerLeaves,
    ConcernRaised: raiseConcern,
    ConcernClosed: closeConcern,
  },
  afterDeath: (entry) => ['ConcernRaised', 'ConcernClosed', 'WorkerLeft'].includes(entry.type),
}
