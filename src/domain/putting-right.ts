import { z } from 'zod'
import { type AnyEntry, defineEntry, type EntryOf, LedBy, type Recorded, SaidBy, Setting } from './entry.ts'
import { basis, correctionKind, disputeAnswer, disputeAsks, meanwhile, whyWithdrawn, wordsRemovedGround } from './lists.ts'
import { toldKinds } from './parts.ts'
import { Happened, Id, Words } from './values.ts'

// What was recorded is never changed or taken out: it is put right by another entry. Those act from when they were written down, on the whole of
// life, whatever day they speak of.

const { name: SaidByName, ...whoSaid } = SaidBy.shape
const { whatWasHappening, howIFelt, ...where } = Setting.shape

/** An entry said something wrong: what is to be read instead, field by field. `null` takes a field away. */
export const EntryCorrected = defineEntry('EntryCorrected', {
  facts: z.strictObject({
    entry: Id.describe('The entry itself, never a correction of it'),
    kind: z.enum(correctionKind),
    happened: Happened.optional(),
    facts: everyField('facts').optional(),
    saidBy: changes(whoSaid).nullish(),
    ledBy: LedBy.nullish(),
    basis: z.enum(basis).nullish(),
    setting: changes(where).nullish(),
  }),
  words: z.strictObject({
    reason: Words,
    words: everyField('words').optional(),
    saidBy: changes({ name: SaidByName }).optional(),
    setting: changes({ whatWasHappening, howIFelt }).optional(),
  }),
  needs: { happened: false },
})

/** An entry should not have been made. It stands in the journey as withdrawn, and nothing rests on it. */
export const EntryWithdrawn = defineEntry('EntryWithdrawn', {
  facts: z.strictObject({
    entry: Id.describe('Any entry, also one that puts right; but not WordsRemoved'),
    why: z.enum(whyWithdrawn).describe('wrong-person: its words are unreadable at once, for good'),
  }),
  words: z.strictObject({ reason: Words }),
  needs: { happened: false },
})

/** Somebody says that an entry is not so, and what they ask for. It stands beside the entry. */
export const EntryDisputed = defineEntry('EntryDisputed', {
  facts: z.strictObject({
    entry: Id,
    asks: z.enum(disputeAsks),
    meanwhile: z.enum(meanwhile).describe('Whether the entry is used in profile and counts until the dispute is answered'),
  }),
  words: z.strictObject({ words: Words }),
  needs: { saidBy: true, happened: false },
})

/** A dispute was looked at by somebody else than who wrote the entry, and what came of it. */
export const DisputeAnswered = defineEntry('DisputeAnswered', {
  facts: z.strictObject({ entry: Id.describe('The dispute'), answer: z.enum(disputeAnswer) }),
  words: z.strictObject({ reason: Words }),
  needs: { happened: false },
})

/** The words of an entry were taken away for good, out of every view; its facts stay. It cannot be taken back. */
export const WordsRemoved = defineEntry('WordsRemoved', {
  facts: z.strictObject({ entry: Id, ground: z.enum(wordsRemovedGround) }),
  words: z.strictObject({ reason: Words }),
  needs: { happened: false },
})

export const puttingRightEntries = [EntryCorrected, EntryWithdrawn, EntryDisputed, DisputeAnswered, WordsRemoved] as const
export type PuttingRight = EntryOf<(typeof puttingRightEntries)[number]>

/** One kind of entry that puts another right. */
export type Righting<T extends PuttingRight['type'] = PuttingRight['type']> = Recorded<Extract<PuttingRight, { type: T }>>

const types = new Set<string>(puttingRightEntries.map(({ type }) => type))

export function putsRight(entry: { type: string }): boolean {
  return types.has(entry.type)
}

export function isRighting(entry: Recorded<AnyEntry>): entry is Righting {
  return types.has(entry.type)
}

/** The same fields, each of them left out, new, or taken away. */
function changes<S extends z.core.$ZodShape>(fields: S) {
  const each = Object.entries(fields).map(([name, field]) => [name, inner(field as z.ZodType).nullish()])
  return z.strictObject(Object.fromEntries(each) as { [F in keyof S]: z.ZodType<z.output<S[F]> | null | undefined> })
}

/** Every field that the facts, or the words, of any entry of a life can have. Which of them an entry has is asked when it is known which entry it is. */
function everyField(of: 'facts' | 'words') {
  const fields = new Map<string, Set<z.ZodType>>()
  for (const kind of toldKinds) {
    for (const [name, field] of Object.entries(kind[of].shape as Record<string, z.ZodType>)) {
      fields.set(name, (fields.get(name) ?? new Set()).add(inner(field)))
    }
  }
  const each = [...fields].map(([name, shapes]): [string, z.ZodType<unknown>] => {
    const [first = z.never(), ...others] = shapes
    return [name, (others.length > 0 ? z.union([first, ...others]) : first).nullish()]
  })
  return z.strictObject(Object.fromEntries(each))
}

function inner(field: z.ZodType): z.ZodType {
  return field instanceof z.ZodOptional ? (field.unwrap() as z.ZodType) : field
}
