import { z } from 'zod'
import { defineEntry, type EntryOf } from './entry.ts'
import { fold } from './fold.ts'
import { lifeArea, sharingPurpose } from './lists.ts'
import { asTold, type Module, type Told } from './module.ts'
import { refuse } from './refusal.ts'
import { Day, Id, Service, Words } from './values.ts'

// ── What can happen ─────────────────────────────────────────────────────────

const SharingId = Id.describe('The sharing, by the id it was agreed with')

/** With whom a story is shared: a service, or whoever the person chose to act for them. */
export const SharedWith = z.union([Service, z.literal('chosen')])

/** How much of a story is shared: all of it, or what is about some parts of life. */
export const SharedParts = z.union([z.literal('all'), z.array(z.enum(lifeArea)).min(1).max(lifeArea.length)])
export type SharedParts = z.infer<typeof SharedParts>

/**
 * The person agreed that somebody sees their story, or some of it, and was told what for. It is what they were told and wanted, not the lawful basis on which a service
 * works with them.
 */
export const SharingAgreed = defineEntry('SharingAgreed', {
  facts: z.strictObject({
    sharing: Id.describe('Made by the client; later entries go on with it'),
    withWhom: SharedWith.describe('chosen: whoever the person chose to act for them'),
    what: SharedParts.describe('All, or parts of life'),
    purpose: z.enum(sharingPurpose),
    until: Day.optional().describe('Its last day'),
  }),
  words: z.strictObject({ about: Words.optional() }),
})

/** The person agrees to it no longer. */
export const SharingWithdrawn = defineEntry('SharingWithdrawn', {
  facts: z.strictObject({ sharing: SharingId }),
  words: z.strictObject({ about: Words.optional() }),
})

export const sharingEntries = [SharingAgreed, SharingWithdrawn] as const
export type SharingEntry = EntryOf<(typeof sharingEntries)[number]>
type Shared<T extends SharingEntry['type']> = Extract<SharingEntry, { type: T }>

// ── What we need to remember to decide ──────────────────────────────────────

/** What was agreed, by its id, and whether it still is. */
export interface Sharing {
  agreed: Shared<'SharingAgreed'>['facts']
  withdrawn: boolean
}
export type Sharings = ReadonlyMap<Id, Sharing>

export const sharings = fold<Sharings, SharingEntry>(new Map(), {
  SharingAgreed: (told, { facts }) => new Map(told).set(facts.sharing, { agreed: facts, withdrawn: false }),
  SharingWithdrawn: (told, { facts }) => {
    const before = told.get(facts.sharing)
    return before ? new Map(told).set(facts.sharing, { ...before, withdrawn: true }) : told
  },
})

// ── What can be asked, and what then happens ────────────────────────────────

export function withdrawSharing({ known, then }: Told<Sharings>, entry: Shared<'SharingWithdrawn'>): SharingEntry[] {
  if (!known.has(entry.facts.sharing)) refuse('sharing-unknown', 'facts.sharing')
  return then.get(entry.facts.sharing)?.withdrawn ? [] : [entry]
}

/** Who may see the story, as the person has it. */
export const sharing: Module<(typeof sharingEntries)[number], Sharings, SharingEntry> = {
  entries: sharingEntries,
  remembers: sharings,
  ask: { SharingAgreed: asTold, SharingWithdrawn: withdrawSharing },
}
