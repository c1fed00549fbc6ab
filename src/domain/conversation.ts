import { z } from 'zod'
import { defineEntry, type EntryOf } from './entry.ts'
import { fold } from './fold.ts'
import { missedBy, where, whoChosePlace, whyMissed, withWhom } from './lists.ts'
import { asTold, type Module } from './module.ts'
import { Service, Words } from './values.ts'

// ── What can happen ─────────────────────────────────────────────────────────

/**
 * Somebody listened. What came of it are entries of their own that say they are part of it; the worker's own thoughts are kept apart from what
 * was heard.
 */
export const ConversationHeld = defineEntry('ConversationHeld', {
  facts: z.strictObject({
    where: z.enum(where).optional(),
    with: z.array(z.enum(withWhom)).max(9).optional(),
    minutes: z.int().min(1).max(1_440).optional(),
    whoChosePlace: z.enum(whoChosePlace).optional(),
  }),
  words: z.strictObject({
    heard: Words.optional(),
    reflection: Words.optional().describe('The worker’s own; the person can ask for it'),
  }),
})

/** A conversation was to be held and was not: by whom it was missed is said, and it may well be us. */
export const ConversationMissed = defineEntry('ConversationMissed', {
  facts: z.strictObject({ by: z.enum(missedBy), why: z.enum(whyMissed).optional() }),
  words: z.strictObject({ about: Words.optional() }),
})

/** The person had to tell their story over again, to somebody who could have known it. */
export const StoryRetold = defineEntry('StoryRetold', {
  facts: z.strictObject({
    to: Service.describe('Who had it told to them'),
    hadWeThisAlready: z.boolean().optional(),
  }),
  words: z.strictObject({ about: Words.optional() }),
})

/** A review took place. Whether anything came of it is seen from what is recorded after it. */
export const ReviewHeld = defineEntry('ReviewHeld', {
  facts: z.strictObject({ planned: z.boolean().optional() }),
  words: z.strictObject({ what: Words.optional() }),
})

export const conversationEntries = [ConversationHeld, ConversationMissed, StoryRetold, ReviewHeld] as const
export type ConversationEntry = EntryOf<(typeof conversationEntries)[number]>

// ── What we need to remember to decide ──────────────────────────────────────

/** Nothing: a conversation can always be told of. */
export type Conversations = Readonly<Record<never, never>>

const unchanged = (told: Conversations): Conversations => told

export const conversations = fold<Conversations, ConversationEntry>(
  {},
  { ConversationHeld: unchanged, ConversationMissed: unchanged, StoryRetold: unchanged, ReviewHeld: unchanged },
)

// ── What can be asked, and what then happens ────────────────────────────────

/** After a death it is the family that we listen to. */
function isWithFamily(entry: ConversationEntry): boolean {
  if (entry.type !== 'ConversationHeld') return false
  return entry.saidBy?.who === 'family' || (entry.facts.with ?? []).includes('family')
}

/** Listening: held, missed, told all over again, reviewed. */
export const conversation: Module<(typeof conversationEntries)[number], Conversations, ConversationEntry> = {
  entries: conversationEntries,
  remembers: conversations,
  ask: { ConversationHeld: asTold, ConversationMissed: asTold, StoryRetold: asTold, ReviewHeld: asTold },
  afterDeath: isWithFamily,
}
