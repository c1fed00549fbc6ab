import { z } from 'zod'
import { defineEntry, type EntryOf } from './entry.ts'
import { fold } from './fold.ts'
import { hinderedBy, lifeArea, whyLetGo, whyStepLetGo } from './lists.ts'
import type { Module, Told } from './module.ts'
import { refuse } from './refusal.ts'
import { Day, Id, Words } from './values.ts'

// ── What can happen ─────────────────────────────────────────────────────────

const GoalId = Id.describe('The goal, by the id it was voiced with')
const StepId = Id.describe('The step, by the id it was agreed with')

/** Somebody said what the person is moving towards, or keeping. `whose` it is counts: a worker's goal for somebody is not the person's own. */
export const GoalVoiced = defineEntry('GoalVoiced', {
  facts: z.strictObject({
    goal: Id.describe('Made by the client; later entries go on with it'),
    lifeArea: z.enum(lifeArea),
    whose: z.enum(['person', 'family', 'worker-for-them', 'of-a-service']),
    towards: z.enum(['change', 'keep']),
    want: Id.optional().describe('The want it comes from'),
  }),
  words: z.strictObject({ goal: Words }),
  needs: { saidBy: true },
})

/** The same goal in other words: it drifted, or it became clearer. Every wording is kept. */
export const GoalReworded = defineEntry('GoalReworded', {
  facts: z.strictObject({ goal: GoalId }),
  words: z.strictObject({ goal: Words, why: Words.optional() }),
  needs: { saidBy: true, ledBy: true },
})

/** How somebody says it is going with a goal. Two who see it differently are two entries. */
export const GoalProgressed = defineEntry('GoalProgressed', {
  facts: z.strictObject({
    goal: GoalId,
    says: z.enum(['nearer', 'holding', 'same', 'further', 'different', 'could-not-ask']),
    helpedBy: z.array(Id).max(20).optional().describe('Supports that helped'),
    hinderedBy: z.array(z.enum(hinderedBy)).max(8).optional(),
  }),
  words: z.strictObject({ how: Words.optional() }),
  needs: { saidBy: true },
})

/** The goal rests for now. */
export const GoalPaused = defineEntry('GoalPaused', {
  facts: z.strictObject({ goal: GoalId }),
  words: z.strictObject({ why: Words.optional() }),
  needs: { saidBy: true, ledBy: true },
})

/** A goal that was paused, let go or reached matters again. */
export const GoalPickedUpAgain = defineEntry('GoalPickedUpAgain', {
  facts: z.strictObject({ goal: GoalId }),
  words: z.strictObject({ why: Words.optional() }),
  needs: { saidBy: true, ledBy: true },
})

/** Somebody says the goal is reached. */
export const GoalReached = defineEntry('GoalReached', {
  facts: z.strictObject({ goal: GoalId }),
  words: z.strictObject({ how: Words.optional() }),
  needs: { saidBy: true },
})

/** The person chose to leave this goal for now; it says nothing about how they did. */
export const GoalLetGo = defineEntry('GoalLetGo', {
  facts: z.strictObject({ goal: GoalId, why: z.enum(whyLetGo) }),
  words: z.strictObject({ about: Words.optional() }),
  needs: { saidBy: true, ledBy: true },
})

/** Somebody agreed to do one thing, towards a goal or for its own sake. */
export const StepAgreed = defineEntry('StepAgreed', {
  facts: z.strictObject({
    step: Id.describe('Made by the client; later entries go on with it'),
    goal: GoalId.optional(),
    who: z.enum(['person', 'family', 'worker', 'service', 'other']),
    by: Day.optional().describe('The day it should be done by; it may lie ahead'),
  }),
  words: z.strictObject({ step: Words }),
  needs: { saidBy: true },
})

/** The step was taken. */
export const StepTaken = defineEntry('StepTaken', {
  facts: z.strictObject({ step: StepId }),
  words: z.strictObject({ about: Words.optional() }),
  needs: { saidBy: true },
})

/** The step will not be taken. */
export const StepLetGo = defineEntry('StepLetGo', {
  facts: z.strictObject({ step: StepId, why: z.enum(whyStepLetGo) }),
  words: z.strictObject({ about: Words.optional() }),
  needs: { saidBy: true },
})

export const goalEntries = [
  GoalVoiced,
  GoalReworded,
  GoalProgressed,
  GoalPaused,
  GoalPickedUpAgain,
  GoalReached,
  GoalLetGo,
  StepAgreed,
  StepTaken,
  StepLetGo,
] as const
export type GoalEntry = EntryOf<(typeof goalEntries)[number]>
type Goal<T extends GoalEntry['type']> = Extract<GoalEntry, { type: T }>

// ── What we need to remember to decide ──────────────────────────────────────

export interface Goals {
  goals: ReadonlyMap<Id, 'open' | 'paused' | 'reached' | 'let-go'>
  steps: ReadonlyMap<Id, 'agreed' | 'taken' | 'let-go'>
}

type GoalState = Goals['goals'] extends ReadonlyMap<Id, infer S> ? S : never
type StepState = Goals['steps'] extends ReadonlyMap<Id, infer S> ? S : never

const goalIs =
  (state: GoalState) =>
  (told: Goals, { facts }: { facts: { goal: Id } }): Goals => ({ ...told, goals: new Map(told.goals).set(facts.goal, state) })
const stepIs =
  (state: StepState) =>
  (told: Goals, { facts }: { facts: { step: Id } }): Goals => ({ ...told, steps: new Map(told.steps).set(facts.step, state) })
const unchanged = (told: Goals): Goals => told

export const goals = fold<Goals, GoalEntry>(
  { goals: new Map(), steps: new Map() },
  {
    GoalVoiced: goalIs('open'),
    GoalReworded: unchanged,
    GoalProgressed: unchanged,
    GoalPaused: goalIs('paused'),
    GoalPickedUpAgain: goalIs('open'),
    GoalReached: goalIs('reached'),
    GoalLetGo: goalIs('let-go'),
    StepAgreed: stepIs('agreed'),
    StepTaken: stepIs('taken'),
    StepLetGo: stepIs('let-go'),
  },
)

// ── What can be asked, and what then happens ────────────────────────────────

export function voiceGoal({ known }: Told<Goals>, entry: Goal<'GoalVoiced'>): GoalEntry[] {
  if (known.goals.has(entry.facts.goal)) refuse('goal-already-voiced', 'facts.goal')
  return [entry]
}

export function rewordGoal(told: Told<Goals>, entry: Goal<'GoalReworded'>): GoalEntry[] {
  stateOf(told, entry.facts.goal)
  return [entry]
}

export function progressGoal(told: Told<Goals>, entry: Goal<'GoalProgressed'>): GoalEntry[] {
  if (stateOf(told, entry.facts.goal) === 'let-go') refuse('goal-let-go', 'facts.goal')
  return [entry]
}

export function pauseGoal(told: Told<Goals>, entry: Goal<'GoalPaused'>): GoalEntry[] {
  const state = stateOf(told, entry.facts.goal)
  if (state === 'paused') return []
  if (state !== 'open') refuse('goal-not-open', 'facts.goal')
  return [entry]
}

export function pickUpGoalAgain(told: Told<Goals>, entry: Goal<'GoalPickedUpAgain'>): GoalEntry[] {
  if (stateOf(told, entry.facts.goal) === 'open') refuse('goal-open', 'facts.goal')
  return [entry]
}

export function reachGoal(told: Told<Goals>, entry: Goal<'GoalReached'>): GoalEntry[] {
  const state = stateOf(told, entry.facts.goal)
  if (state === 'let-go') refuse('goal-let-go', 'facts.goal')
  return state === 'reached' ? [] : [entry]
}

export function letGoOfGoal(told: Told<Goals>, entry: Goal<'GoalLetGo'>): GoalEntry[] {
  return stateOf(told, entry.facts.goal) === 'let-go' ? [] : [entry]
}

export function agreeStep({ known }: Told<Goals>, entry: Goal<'StepAgreed'>): GoalEntry[] {
  if (known.steps.has(entry.facts.step)) refuse('step-already-agreed', 'facts.step')
  if (entry.facts.goal !== undefined && !known.goals.has(entry.facts.goal)) refuse('goal-unknown', 'facts.goal')
  return [entry]
}

export function takeStep(told: Told<Goals>, entry: Goal<'StepTaken'>): GoalEntry[] {
  return stepStateOf(told, entry.facts.step) === 'taken' ? [] : [entry]
}

export function letGoOfStep(told: Told<Goals>, entry: Goal<'StepLetGo'>): GoalEntry[] {
  return stepStateOf(told, entry.facts.step) === 'let-go' ? [] : [entry]
}

/** The state of a goal on that day; one that is voiced later in life counts as open. */
function stateOf({ known, then }: Told<Goals>, id: Id): GoalState {
  if (!known.goals.has(id)) refuse('goal-unknown', 'facts.goal')
  return then.goals.get(id) ?? 'open'
}

function stepStateOf({ known, then }: Told<Goals>, id: Id): StepState {
  if (!known.steps.has(id)) refuse('step-unknown', 'facts.step')
  return then.steps.get(id) ?? 'agreed'
}

/** Goals and the steps towards them. */
export const goal: Module<(typeof goalEntries)[number], Goals, GoalEntry> = {
  entries: goalEntries,
  remembers: goals,
  ask: {
    GoalVoiced: voiceGoal,
    GoalReworded: rewordGoal,
    GoalProgressed: progressGoal,
    GoalPaused: pauseGoal,
    GoalPickedUpAgain: pickUpGoalAgain,
    GoalReached: reachGoal,
    GoalLetGo: letGoOfGoal,
    StepAgreed: agreeStep,
    StepTaken: takeStep,
    StepLetGo: letGoOfStep,
  },
}
