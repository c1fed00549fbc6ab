import { z } from 'zod'
import { defineEntry, type EntryOf } from './entry.ts'
import { fold } from './fold.ts'
import type { GoalVoiced } from './goal.ts'
import { decidedBy, lifeArea, neverAsked, saysOfCompromise, sector, whyLetGo, whyUnmet } from './lists.ts'
import { asTold, type Module, type Told } from './module.ts'
import { refuse } from './refusal.ts'
import type { SupportEnded } from './support.ts'
import { Day, Id, Words } from './values.ts'

// ── What can happen ─────────────────────────────────────────────────────────

const WantId = Id.describe('The want, by the id it was voiced with')
const CompromiseId = Id.describe('The compromise, by the id it was made with')

/** Somebody said what would have to be there for the person's life to go well, whether or not there is such a thing. */
export const WantVoiced = defineEntry('WantVoiced', {
  facts: z.strictObject({
    want: Id.describe('Made by the client; later entries go on with it'),
    lifeArea: z.enum(lifeArea),
    sector: z.enum(sector).optional().describe('Where it would come from, where somebody can say'),
    neverAsked: z.enum(neverAsked).optional().describe('Why it had not been asked for before'),
  }),
  words: z.strictObject({ want: Words }),
  needs: { saidBy: true },
})

/** The person was shown something they might want, and perhaps did not know of. */
export const PossibilityShown = defineEntry('PossibilityShown', {
  facts: z.strictObject({ lifeArea: z.enum(lifeArea), sector: z.enum(sector).optional(), want: WantId.optional() }),
  words: z.strictObject({ what: Words }),
  needs: { saidBy: true },
})

/** A want was looked for and could not be had, and why. The want stays open. */
export const WantUnmet = defineEntry('WantUnmet', {
  facts: z.strictObject({ want: WantId, why: z.enum(whyUnmet) }),
  words: z.strictObject({ about: Words.optional() }),
  needs: { saidBy: true },
})

/** What was wanted is there now. Where a support brought it, it lasts as long as that support. */
export const WantMet = defineEntry('WantMet', {
  facts: z.strictObject({ want: WantId, support: Id.optional().describe('The support that brought it') }),
  words: z.strictObject({ about: Words.optional() }),
  needs: { saidBy: true },
})

/** The person does not want it any more, or not for now. */
export const WantLetGo = defineEntry('WantLetGo', {
  facts: z.strictObject({ want: WantId, why: z.enum(whyLetGo) }),
  words: z.strictObject({ about: Words.optional() }),
  needs: { saidBy: true, ledBy: true },
})

/** Something else was given than what was wanted: said openly, with why, who decided, and when to look at it again. */
export const CompromiseMade = defineEntry('CompromiseMade', {
  facts: z.strictObject({
    compromise: Id.describe('Made by the client; later entries go on with it'),
    want: WantId.optional(),
    goal: Id.optional(),
    wantedSector: z.enum(sector).optional(),
    givenSector: z.enum(sector),
    support: Id.optional().describe('The support that was given'),
    why: z.enum(whyUnmet).optional(),
    whoDecided: z.enum(decidedBy).optional(),
    says: z.enum(saysOfCompromise).optional(),
    lookAgainOn: Day.optional().describe('It may lie ahead'),
  }),
  words: z.strictObject({ about: Words.optional() }),
  needs: { saidBy: true, ledBy: true },
})

/** A compromise was looked at again: whether it still stands, and what the person says of it now. */
export const CompromiseLookedAt = defineEntry('CompromiseLookedAt', {
  facts: z.strictObject({
    compromise: CompromiseId,
    still: z.boolean(),
    says: z.enum(saysOfCompromise).optional(),
    lookAgainOn: Day.optional().describe('It may lie ahead'),
  }),
  words: z.strictObject({ about: Words.optional() }),
  needs: { saidBy: true },
})

export const wantEntries = [WantVoiced, PossibilityShown, WantUnmet, WantMet, WantLetGo, CompromiseMade, CompromiseLookedAt] as const
export type WantEntry = EntryOf<(typeof wantEntries)[number]>
type Want<T extends WantEntry['type']> = Extract<WantEntry, { type: T }>

// ── What we need to remember to decide ──────────────────────────────────────

export interface Wants {
  wants: ReadonlyMap<Id, WantState>
  compromises: ReadonlyMap<Id, { want?: Id | undefined; is: 'open' | 'closed' }>
  goals: ReadonlySet<Id>
}

/** `by`: the supports that meet it; none where it is met without one. */
type WantState = { is: 'open' } | { is: 'met'; by: ReadonlySet<Id> } | { is: 'let-go' }

const open: WantState = { is: 'open' }
const unchanged = (told: Wants): Wants => told

export const wants = fold<Wants, WantEntry | EntryOf<typeof GoalVoiced> | EntryOf<typeof SupportEnded>>(
  { wants: new Map(), compromises: new Map(), goals: new Set() },
  {
    WantVoiced: (told, { facts }) => wantIs(told, facts.want, open),
    PossibilityShown: unchanged,
    WantUnmet: (told, { facts }) => wantIs(told, facts.want, open),
    WantMet: (told, { facts }) => {
      const before = told.wants.get(facts.want)
      const by = new Set(before?.is === 'met' ? before.by : [])
      return closedWith(wantIs(told, facts.want, { is: 'met', by: facts.support === undefined ? by : by.add(facts.support) }), facts.want)
    },
    WantLetGo: (told, { facts }) => closedWith(wantIs(told, facts.want, { is: 'let-go' }), facts.want),
    CompromiseMade: (told, { facts }) => ({
      ...told,
      compromises: new Map(told.compromises).set(facts.compromise, { want: facts.want, is: 'open' }),
    }),
    CompromiseLookedAt: (told, { facts }) => ({
      ...told,
      compromises: new Map(told.compromises).set(facts.compromise, {
        ...told.compromises.get(facts.compromise),
        is: facts.still ? 'open' : 'closed',
      }),
    }),
    GoalVoiced: (told, { facts }) => ({ ...told, goals: new Set(told.goals).add(facts.goal) }),
    SupportEnded: (told, { facts }) => openAgain(told, facts.support),
  },
)

function wantIs(told: Wants, want: Id, state: WantState): Wants {
  return { ...told, wants: new Map(told.wants).set(want, state) }
}

/** A compromise closes when its want is met or let go. */
function closedWith(told: Wants, want: Id): Wants {
  const compromises = [...told.compromises].map(
    ([id, made]) => [id, made.want === want ? { ...made, is: 'closed' as const } : made] as const,
  )
  return { ...told, compromises: new Map(compromises) }
}

/** What this support met, and no other does, is wanted again. */
function openAgain(told: Wants, support: Id): Wants {
  const wants = new Map(told.wants)
  for (const [want, state] of told.wants) {
    if (state.is !== 'met' || !state.by.has(support)) continue
    const by = new Set(state.by)
    by.delete(support)
    wants.set(want, by.size === 0 ? open : { is: 'met', by })
  }
  return { ...told, wants }
}

// ── What can be asked, and what then happens ────────────────────────────────

export function voiceWant({ known }: Told<Wants>, entry: Want<'WantVoiced'>): WantEntry[] {
  if (known.wants.has(entry.facts.want)) refuse('want-already-voiced', 'facts.want')
  return [entry]
}

export function findWantUnmet(told: Told<Wants>, entry: Want<'WantUnmet'>): WantEntry[] {
  if (stateOf(told, entry.facts.want).is === 'let-go') refuse('want-let-go', 'facts.want')
  return [entry]
}

/** Met by another support as well is news; met again by the same, or by none that is named, is not. */
export function meetWant(told: Told<Wants>, entry: Want<'WantMet'>): WantEntry[] {
  const state = stateOf(told, entry.facts.want)
  const { support } = entry.facts
  if (state.is === 'met' && (support === undefined || state.by.has(support))) return []
  return [entry]
}

export function letGoOfWant(told: Told<Wants>, entry: Want<'WantLetGo'>): WantEntry[] {
  return stateOf(told, entry.facts.want).is === 'let-go' ? [] : [entry]
}

export function makeCompromise({ known }: Told<Wants>, entry: Want<'CompromiseMade'>): WantEntry[] {
  const { compromise, want, goal } = entry.facts
  if (known.compromises.has(compromise)) refuse('compromise-already-made', 'facts.compromise')
  if (want !== undefined && !known.wants.has(want)) refuse('want-unknown', 'facts.want')
  if (goal !== undefined && !known.goals.has(goal)) refuse('goal-unknown', 'facts.goal')
  return [entry]
}

export function lookAtCompromise({ known }: Told<Wants>, entry: Want<'CompromiseLookedAt'>): WantEntry[] {
  if (!known.compromises.has(entry.facts.compromise)) refuse('compromise-unknown', 'facts.compromise')
  return [entry]
}

/** The state of a want on that day; one that is voiced later in life counts as open. */
function stateOf({ known, then }: Told<Wants>, id: Id): WantState {
  if (!known.wants.has(id)) refuse('want-unknown', 'facts.want')
  return then.wants.get(id) ?? open
}

/** What would have to be there: voiced, shown, met or not, let go, and what was given instead. */
export const want: Module<(typeof wantEntries)[number], Wants, WantEntry> = {
  entries: wantEntries,
  remembers: wants,
  ask: {
    WantVoiced: voiceWant,
    PossibilityShown: asTold,
    WantUnmet: findWantUnmet,
    WantMet: meetWant,
    WantLetGo: letGoOfWant,
    CompromiseMade: makeCompromise,
    CompromiseLookedAt: lookAtCompromise,
  },
}
