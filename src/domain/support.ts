import { z } from 'zod'
import { defineEntry, type EntryOf } from './entry.ts'
import { fold } from './fold.ts'
import { fit, howArranged, paidBy, plannedChange, sector, supportReach, whySupport } from './lists.ts'
import { asTold, type Module, type Told } from './module.ts'
import { refuse } from './refusal.ts'
import { CostPerWeek, Day, HoursPerWeek, Id, NoticeDays, OrganisationCode, Service, Words } from './values.ts'

// ── What can happen ─────────────────────────────────────────────────────────

const SupportId = Id.describe('The support, by the id it was planned or started with')

/** It was said that a support will start, grow, shrink or end. From this day the person can know of it: it is their notice, or their wait. */
export const SupportPlanned = defineEntry('SupportPlanned', {
  facts: z.strictObject({
    support: Id.describe('Made by the client where the support is new; later entries go on with it'),
    change: z.enum(plannedChange),
    sector: z.enum(sector).optional(),
    on: Day.optional().describe('The day it should be so; it may lie ahead'),
    hoursPerWeek: HoursPerWeek.optional(),
  }),
  words: z.strictObject({ about: Words.optional() }),
})

/** A support began: paid or not, from a service or from the people around. What it is for are the wants and goals it names. */
export const SupportStarted = defineEntry('SupportStarted', {
  facts: z.strictObject({
    support: Id.describe('Made by the client, or as planned; later entries go on with it'),
    sector: z.enum(sector),
    provider: OrganisationCode.optional(),
    hoursPerWeek: HoursPerWeek.optional(),
    costPerWeek: CostPerWeek.optional(),
    paidBy: z.array(z.enum(paidBy)).max(5).optional(),
    how: z.enum(howArranged).optional(),
    wants: z.array(Id).max(20).optional().describe('Wants it is to meet'),
    goals: z.array(Id).max(20).optional().describe('Goals it is to help with'),
    reach: z.enum(supportReach).optional(),
  }),
  words: z.strictObject({ about: Words.optional() }),
  needs: { ledBy: true },
})

/** A support became more or less, or costs more or less. */
export const SupportAdjusted = defineEntry('SupportAdjusted', {
  facts: z.strictObject({
    support: SupportId,
    hoursPerWeek: HoursPerWeek.optional(),
    costPerWeek: CostPerWeek.optional(),
    noticeDays: NoticeDays.optional(),
    why: z.enum(whySupport).optional(),
  }),
  words: z.strictObject({ about: Words.optional() }),
  needs: { ledBy: true },
})

/** A support stands still for now. */
export const SupportPaused = defineEntry('SupportPaused', {
  facts: z.strictObject({ support: SupportId, why: z.enum(whySupport).optional() }),
  words: z.strictObject({ about: Words.optional() }),
  needs: { ledBy: true },
})

/** A support that stood still goes on. */
export const SupportResumed = defineEntry('SupportResumed', {
  facts: z.strictObject({ support: SupportId, why: z.enum(whySupport).optional() }),
  words: z.strictObject({ about: Words.optional() }),
  needs: { ledBy: true },
})

/** A support ended, or will not come after all. How much notice there was, and what came next, say whether it was a leaving or a cliff edge. */
export const SupportEnded = defineEntry('SupportEnded', {
  facts: z.strictObject({
    support: SupportId,
    planned: z.boolean(),
    noticeDays: NoticeDays.optional(),
    why: z.enum(whySupport).optional(),
    whatNext: Service.optional().describe('The service that takes over'),
  }),
  words: z.strictObject({ about: Words.optional() }),
  needs: { ledBy: true },
})

/** The person said no to a support. A service that says no is TurnedAway. */
export const SupportDeclined = defineEntry('SupportDeclined', {
  facts: z.strictObject({ sector: z.enum(sector), support: SupportId.optional(), want: Id.optional() }),
  words: z.strictObject({ about: Words.optional() }),
})

/** Somebody said how a support fits. It is the support that is rated, never the person. */
export const SupportFitRated = defineEntry('SupportFitRated', {
  facts: z.strictObject({ support: SupportId, fit: z.enum(fit), want: Id.optional() }),
  words: z.strictObject({ why: Words.optional() }),
  needs: { saidBy: true },
})

export const supportEntries = [
  SupportPlanned,
  SupportStarted,
  SupportAdjusted,
  SupportPaused,
  SupportResumed,
  SupportEnded,
  SupportDeclined,
  SupportFitRated,
] as const
export type SupportEntry = EntryOf<(typeof supportEntries)[number]>
type Support<T extends SupportEntry['type']> = Extract<SupportEntry, { type: T }>

// ── What we need to remember to decide ──────────────────────────────────────

export interface Supports {
  supports: ReadonlyMap<Id, SupportState>
  /** Those that have ever started: a plan alone is no start. */
  started: ReadonlySet<Id>
}

type SupportState = 'planned' | 'running' | 'paused' | 'ended'

const supportIs =
  (state: SupportState) =>
  (told: Supports, { facts }: { facts: { support: Id } }): Supports => ({
    ...told,
    supports: new Map(told.supports).set(facts.support, state),
  })
const unchanged = (told: Supports): Supports => told

export const supports = fold<Supports, SupportEntry>(
  { supports: new Map(), started: new Set() },
  {
    SupportPlanned: (told, entry) => (told.supports.has(entry.facts.support) ? told : supportIs('planned')(told, entry)),
    SupportStarted: (told, entry) => ({ ...supportIs('running')(told, entry), started: new Set(told.started).add(entry.facts.support) }),
    SupportAdjusted: unchanged,
    SupportPaused: supportIs('paused'),
    SupportResumed: supportIs('running'),
    SupportEnded: supportIs('ended'),
    SupportDeclined: unchanged,
    SupportFitRated: unchanged,
  },
)

// ── What can be asked, and what then happens ────────────────────────────────

export function planSupport({ then }: Told<Supports>, entry: Support<'SupportPlanned'>): SupportEntry[] {
  if (then.supports.get(entry.facts.support) === 'ended') refuse('support-ended', 'facts.support')
  return [entry]
}

export function startSupport({ known }: Told<Supports>, entry: Support<'SupportStarted'>): SupportEntry[] {
  if (known.started.has(entry.facts.support)) refuse('support-already-started', 'facts.support')
  return [entry]
}

export function adjustSupport(told: Told<Supports>, entry: Support<'SupportAdjusted'>): SupportEntry[] {
  if (stateOf(told, entry.facts.support) === 'ended') refuse('support-ended', 'facts.support')
  return [entry]
}

export function pauseSupport(told: Told<Supports>, entry: Support<'SupportPaused'>): SupportEntry[] {
  const state = stateOf(told, entry.facts.support)
  if (state === 'ended') refuse('support-ended', 'facts.support')
  return state === 'paused' ? [] : [entry]
}

export function resumeSupport(told: Told<Supports>, entry: Support<'SupportResumed'>): SupportEntry[] {
  const state = stateOf(told, entry.facts.support)
  if (state === 'ended') refuse('support-ended', 'facts.support')
  if (state !== 'paused') refuse('support-not-paused', 'facts.support')
  return [entry]
}

export function endSupport(told: Told<Supports>, entry: Support<'SupportEnded'>): SupportEntry[] {
  return stateOf(told, entry.facts.support) === 'ended' ? [] : [entry]
}

export function rateFit(told: Told<Supports>, entry: Support<'SupportFitRated'>): SupportEntry[] {
  stateOf(told, entry.facts.support)
  return [entry]
}

/** The state of a support on that day; one that is first told of later in life counts as running. */
function stateOf({ known, then }: Told<Supports>, id: Id): SupportState {
  if (!known.supports.has(id)) refuse('support-unknown', 'facts.support')
  return then.supports.get(id) ?? 'running'
}

/** Help of every kind, from neighbours to nursing homes: planned, started, changed, ended, and how it fits. */
export const support: Module<(typeof supportEntries)[number], Supports, SupportEntry> = {
  entries: supportEntries,
  remembers: supports,
  ask: {
    SupportPlanned: planSupport,
    SupportStarted: startSupport,
    SupportAdjusted: adjustSupport,
    SupportPaused: pauseSupport,
    SupportResumed: resumeSupport,
    SupportEnded: endSupport,
    SupportDeclined: asTold,
    SupportFitRated: rateFit,
  },
  /** Somebody must be able to end what is still running. */
  afterDeath: (entry) => entry.type === 'SupportEnded',
}
