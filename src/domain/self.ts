import { z } from 'zod'
import { defineEntry, type EntryOf } from './entry.ts'
import { fold } from './fold.ts'
import { lifeArea, often, whyNoLongerSo } from './lists.ts'
import { asTold, type Module, type Told } from './module.ts'
import { refuse } from './refusal.ts'
import { Id, Service, Words } from './values.ts'

// ── What can happen ─────────────────────────────────────────────────────────

/** Somebody said what matters to the person: what a good life would not be without. */
export const WhatMattersNamed = defineEntry('WhatMattersNamed', {
  facts: z.strictObject({ lifeArea: z.enum(lifeArea) }),
  words: z.strictObject({ what: Words }),
  needs: { saidBy: true },
})

/** Somebody named a strength of the person. People decide what their strengths are: one that a worker names is kept as the worker's view. */
export const StrengthNamed = defineEntry('StrengthNamed', {
  facts: z.strictObject({ lifeArea: z.enum(lifeArea) }),
  words: z.strictObject({ strength: Words }),
  needs: { saidBy: true },
})

/**
 * How the person was seen to be, somewhere, with somebody: sometimes one thing and sometimes another. Never without its setting, and an
 * opposite stands beside it, not instead of it.
 */
export const AspectSeen = defineEntry('AspectSeen', {
  facts: z.strictObject({
    often: z.enum(often),
    lifeArea: z.enum(lifeArea).optional(),
    oppositeOf: Id.optional().describe('The AspectSeen that this one stands beside'),
  }),
  words: z.strictObject({ aspect: Words }),
  needs: { saidBy: true },
})

/** Somebody said what worries them: the person, or somebody about them. */
export const WorryVoiced = defineEntry('WorryVoiced', {
  facts: z.strictObject({ lifeArea: z.enum(lifeArea) }),
  words: z.strictObject({ worry: Words }),
  needs: { saidBy: true },
})

/** A service gave the person a label: a diagnosis, a category, a word that follows them. It says what was said of them, not what they are. */
export const LabelGiven = defineEntry('LabelGiven', {
  facts: z.strictObject({ by: Service.describe('The service that gave it') }),
  words: z.strictObject({ label: Words }),
  needs: { saidBy: true },
})

/** Something after which life went another way, as the one who tells it sees it. */
export const TurningPointNamed = defineEntry('TurningPointNamed', {
  facts: z.strictObject({}),
  words: z.strictObject({ what: Words }),
  needs: { saidBy: true },
})

/** It was said again that something is still so. When it was last heard is a fact about a life. */
export const StillSo = defineEntry('StillSo', {
  facts: z.strictObject({ entry: Id.describe('The entry that still holds') }),
  words: z.strictObject({ words: Words.optional() }),
  needs: { saidBy: true },
})

/** Something said of the person is so no longer, or was never them. It stays in the story, with the day it ended. */
export const NoLongerSo = defineEntry('NoLongerSo', {
  facts: z.strictObject({
    entry: Id.describe('What mattered, a strength, an aspect, a worry or a label'),
    why: z.enum(whyNoLongerSo),
  }),
  words: z.strictObject({ about: Words.optional() }),
  needs: { saidBy: true },
})

export const selfEntries = [
  WhatMattersNamed,
  StrengthNamed,
  AspectSeen,
  WorryVoiced,
  LabelGiven,
  TurningPointNamed,
  StillSo,
  NoLongerSo,
] as const
export type SelfEntry = EntryOf<(typeof selfEntries)[number]>
type Self<T extends SelfEntry['type']> = Extract<SelfEntry, { type: T }>

// ── What we need to remember to decide ──────────────────────────────────────

/** Nothing but which entries there are, and every decision is told that: what somebody says is never in the way of what they say next. */
export type Selves = Readonly<Record<never, never>>

const unchanged = (told: Selves): Selves => told

export const selves = fold<Selves, SelfEntry>(
  {},
  {
    WhatMattersNamed: unchanged,
    StrengthNamed: unchanged,
    AspectSeen: unchanged,
    WorryVoiced: unchanged,
    LabelGiven: unchanged,
    TurningPointNamed: unchanged,
    StillSo: unchanged,
    NoLongerSo: unchanged,
  },
)

// ── What can be asked, and what then happens ────────────────────────────────

const canEnd: readonly string[] = [
  'WhatMattersNamed',
  'StrengthNamed',
  'AspectSeen',
  'WorryVoiced',
  'LabelGiven',
] satisfies SelfEntry['type'][]

export function seeAspect({ kinds }: Told<Selves>, entry: Self<'AspectSeen'>): SelfEntry[] {
  const { where, withWhom = [], whatWasHappening, howIFelt } = entry.setting ?? {}
  if (!where && withWhom.length === 0 && !whatWasHappening && !howIFelt) refuse('setting-needed', 'setting')
  if (entry.facts.oppositeOf === undefined) return [entry]
  const opposite = kinds.get(entry.facts.oppositeOf) ?? refuse('entry-unknown', 'facts.oppositeOf')
  if (opposite !== 'AspectSeen') refuse('not-that-kind', 'facts.oppositeOf')
  return [entry]
}

export function sayStillSo({ kinds }: Told<Selves>, entry: Self<'StillSo'>): SelfEntry[] {
  if (!kinds.has(entry.facts.entry)) refuse('entry-unknown', 'facts.entry')
  return [entry]
}

export function sayNoLongerSo({ kinds }: Told<Selves>, entry: Self<'NoLongerSo'>): SelfEntry[] {
  const named = kinds.get(entry.facts.entry) ?? refuse('entry-unknown', 'facts.entry')
  if (!canEnd.includes(named)) refuse('not-that-kind', 'facts.entry')
  return [entry]
}

/** Who I am, sometimes: what matters, what I am good at, how I was seen, what worries me, what I was called. */
export const self: Module<(typeof selfEntries)[number], Selves, SelfEntry> = {
  entries: selfEntries,
  remembers: selves,
  ask: {
    WhatMattersNamed: asTold,
    StrengthNamed: asTold,
    AspectSeen: seeAspect,
    WorryVoiced: asTold,
    LabelGiven: asTold,
    TurningPointNamed: asTold,
    StillSo: sayStillSo,
    NoLongerSo: sayNoLongerSo,
  },
}
