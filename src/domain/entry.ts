import { z } from 'zod'
import { basis, heldBackGround, ledBy, type roles, type rooms, saidByHow, saidByWho, where, withWhom } from './lists.ts'
import { Day, EntryId, Happened, Id, type Instant, OrganisationCode, type Span, Text } from './values.ts'

/** Whose words these are, and how they were said. */
export const SaidBy = z.strictObject({
  who: z.enum(saidByWho),
  name: Text(200).optional().describe('Sealed with the words'),
  how: z.enum(saidByHow).optional(),
})
export type SaidBy = z.infer<typeof SaidBy>

/** Where, with whom and in what moment something was so. */
export const Setting = z.strictObject({
  where: z.enum(where).optional(),
  withWhom: z.array(z.enum(withWhom)).max(9).optional(),
  whatWasHappening: Text(2_000).optional().describe('Sealed with the words'),
  howIFelt: Text(2_000).optional().describe('Sealed with the words'),
})
export type Setting = z.infer<typeof Setting>

/** Not shown to the person for now, and why; a steward confirms or lifts it. */
export const HeldBack = z.strictObject({ ground: z.enum(heldBackGround), until: Day })

/** Who led a change. `unknown` is honest, and counted. */
export const LedBy = z.enum(ledBy)

const carried = {
  id: EntryId.describe('UUIDv7 made by the client; the same id again is the same entry'),
  v: z.literal(1).optional(),
  basis: z.enum(basis).optional().describe('said to me, seen by me, told by another, from a record; absent means said'),
  setting: Setting.optional(),
  partOf: Id.optional().describe('The ConversationHeld or ReviewHeld this was part of'),
  because: z.array(Id).max(20).optional().describe('Entries of the same person that led to it'),
  heldBack: HeldBack.optional(),
}

/** Which parts of what every entry carries this kind cannot do without; and whether it can do without saying when it was so. */
interface Needs {
  saidBy?: true
  ledBy?: true
  happened?: false
}

type SaidByOf<N extends Needs> = N['saidBy'] extends true ? typeof SaidBy : z.ZodOptional<typeof SaidBy>
type LedByOf<N extends Needs> = N['ledBy'] extends true ? typeof LedBy : z.ZodOptional<typeof LedBy>
type HappenedOf<N extends Needs> = N['happened'] extends false ? z.ZodOptional<typeof Happened> : typeof Happened

/**
 * One kind of entry: a thing that can happen in somebody's life. `facts` are codes, ids, days, amounts and booleans, in clear and never a
 * free string; `words` are sealed. `needs` names what this kind must carry besides. What is asked is strict: a typo is refused, not dropped.
 */
export function defineEntry<
  const T extends string,
  F extends z.ZodObject,
  W extends z.ZodObject,
  const N extends Needs = Record<never, never>,
>(type: T, { facts, words, needs }: { facts: F; words: W; needs?: N }) {
  const asked = z.strictObject({
    ...carried,
    type: z.literal(type),
    happened: (needs?.happened === false ? Happened.optional() : Happened) as HappenedOf<N>,
    saidBy: (needs?.saidBy ? SaidBy : SaidBy.optional()) as SaidByOf<N>,
    ledBy: (needs?.ledBy ? LedBy : LedBy.optional()) as LedByOf<N>,
    facts: facts.prefault({} as never),
    words: words.prefault({} as never),
  })
  return { type, v: 1 as const, facts, words, asked }
}

/** The entries that a list of kinds makes: `EntryOf<(typeof goalEntries)[number]>`. */
export type EntryOf<K> = K extends { asked: infer S extends z.ZodType } ? z.output<S> : never

/** Who wrote an entry down, from their verified token. */
export const By = z.object({ sub: z.string(), role: z.string(), organisation: OrganisationCode.optional() })
export type By = z.infer<typeof By>

/** What the service gives an entry when it is written down. Nobody can send it. */
export interface RecordMark {
  /** Opaque outside the store. */
  position: string
  /** The place in this person's own story, from 1. */
  revision: number
  /** When it was written down, by the server's clock, UTC with milliseconds. */
  at: Instant
  /** When the writer says they wrote it, on a device out of reach of the network. */
  writtenAt?: Instant
  by: By
  /** The month as of which it counts as known, where the record was in a later one already when it came. */
  edition?: string
  /** Set where an administrative task brought the time in from elsewhere. */
  from?: 'import'
  /** Its words were taken away for good: they read as absent. */
  wordsGone?: true
}

/** What every entry has in common, whatever its kind. */
export interface AnyEntry {
  id: Id
  type: string
  v?: number | undefined
  /** Absent only where an entry puts another right: that acts from when it was written down. */
  happened?: Happened | undefined
  saidBy?: SaidBy | undefined
  ledBy?: z.infer<typeof LedBy> | undefined
  basis?: (typeof basis)[number] | undefined
  setting?: Setting | undefined
  partOf?: Id | undefined
  because?: Id[] | undefined
  heldBack?: z.infer<typeof HeldBack> | undefined
  facts: object
  words: object
}

/** An entry on the record. */
export type Recorded<E = AnyEntry> = E & { record: RecordMark }

/** An entry as a retelling gives it: as it stands with what put it right, and with the days it speaks of. */
export type Retold<E = AnyEntry> = E & {
  record: RecordMark
  happened: Happened
  /** The day its `happened` was written down: its own, or that of the correction which gave it. */
  writtenOn: Day
  span: Span
  /** Whether the day looked at lies inside its span, so that what it says is only about then. */
  about: boolean
}

/** A room, and what those who are let into it are called. */
export type Room = (typeof rooms)[number]

export type Role = (typeof roles)[number]
