import { z } from 'zod'
import type { Asked, Line } from '../../projections/journey.ts'
import { kinds } from '../domain/catalogue.ts'
import { Day, type Id } from '../domain/values.ts'
import { personStream } from '../store/event-store.ts'
import type { TheRecord } from '../store/record.ts'
import { afterCursor, cursorOf } from './cursor.ts'

/** What a journey can be asked for. */
export const JourneyAsked = z.strictObject({
  from: Day.optional().describe('First day of life shown'),
  to: Day.optional().describe('Last day of life shown'),
  types: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(kinds.map(({ type }) => type))))
    .optional()
    .describe('Kinds of entry, with commas between'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
})

/** A page of a journey on the wire: its lines with their words, and where to go on. */
export const JourneyAnswer = z
  .object({ entries: z.array(z.looseObject({ id: z.string(), type: z.string() })), next: z.string().optional() })
  .describe('In order of life; `next` is absent at the end')

/** What was asked, as a journey understands it. */
export function asked({ cursor, ...query }: z.infer<typeof JourneyAsked>): Asked {
  return { ...query, after: cursor === undefined ? undefined : afterCursor(cursor) }
}

/** The page to answer with: words opened for its lines alone. */
export async function pageOf(record: TheRecord, person: Id, found: readonly Line[], limit: number) {
  const lines = found.slice(0, limit)
  const opened = await record.read(personStream(person), { words: new Set(lines.map(({ revision }) => revision)) })
  const last = lines.at(-1)
  return {
    entries: lines.map(({ revision, entry }) => {
      const { words, saidBy, setting } = opened[revision - 1] ?? { words: {} }
      return { ...entry, ...(saidBy && { saidBy }), ...(setting && { setting }), words, putRight: [], disputes: [] }
    }),
    ...(found.length > limit && last && { next: cursorOf({ ...last }) }),
  }
}
