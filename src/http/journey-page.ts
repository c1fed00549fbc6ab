import { z } from 'zod'
import { type Asked, lineOf, linesAsked, placeOf, toldWith } from '../domain/journey.ts'
import { toldKinds } from '../domain/parts.ts'
import { type Line, retellAll } from '../domain/retelling.ts'
import { isOfSomebodyElse, type Standing, standings } from '../domain/standing.ts'
import { Day, type Instant } from '../domain/values.ts'
import { afterCursor, cursorOf } from './cursor.ts'
import type { Readable } from './reading.ts'

/** What a journey can be asked for. */
export const JourneyAsked = z.strictObject({
  from: Day.optional().describe('First day of life shown'),
  to: Day.optional().describe('Last day of life shown'),
  types: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(toldKinds.map(({ type }) => type))))
    .optional()
    .describe('Kinds of entry, with commas between; what puts an entry right, or disputes it, stands beside it'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .max(200)
    .optional()
    .describe('`next` of the page before: the journey goes on as it was known when its first page was read'),
})

const Beside = z.looseObject({
  id: z.string(),
  type: z.string(),
  recordedAt: z.string(),
  recordedBy: z.looseObject({ role: z.string() }),
  facts: z.looseObject({}),
  words: z.looseObject({}),
  inForce: z.boolean().describe('false where it was withdrawn itself'),
})

/** How many entries are kept from whoever asks, and no hint of what they are. */
export const Withheld = z.number().int().optional().describe('How many entries are kept from you; absent where none is')

/** A page of a journey on the wire: its lines with their words, and where to go on. */
export const JourneyAnswer = z
  .object({
    entries: z.array(
      z.looseObject({
        id: z.string(),
        type: z.string(),
        happened: z.looseObject({}).describe('When it was so in life'),
        recordedAt: z.string().describe('When it was written down'),
        recordedBy: z.looseObject({ role: z.string() }),
        facts: z.looseObject({}),
        words: z.looseObject({}),
        standing: z
          .enum(['withdrawn', 'not-used'])
          .optional()
          .describe('Absent where it counts; not-used: kept out of profile and counts by a dispute'),
        asFirstTold: z.looseObject({}).optional().describe('What of it read otherwise before it was corrected'),
        putRight: z.array(Beside).describe('Corrections, withdrawals and removals of words, with the reason'),
        disputes: z.array(Beside.extend({ answers: z.array(Beside) })).describe('Who says it is not so, and the answers'),
      }),
    ),
    withheld: Withheld,
    next: z.string().optional(),
  })
  .describe('In order of life; `next` is absent at the end')

/**
 * A page of somebody's journey, with the words of its own entries opened and no others. All pages after the first show the story as far as it was
 * known when that was read, whatever is written down meanwhile: every line is seen once.
 */
export async function pageOf(
  { story, revision, withheld, open }: Readable,
  { cursor, knownAt, ...asked }: z.infer<typeof JourneyAsked> & { knownAt?: Instant | undefined },
): Promise<z.infer<typeof JourneyAnswer>> {
  const { after, upTo } = cursor === undefined ? { after: undefined, upTo: revision } : afterCursor(cursor)
  const found = linesAsked(
    retellAll(
      story.filter(({ record }) => record.revision <= upTo),
      { knownAt },
    ),
    { ...asked, after } satisfies Asked,
  )
  const lines = found.slice(0, asked.limit)
  // What turned out to be about somebody else since the first page was read is not told on a later one.
  const since = new Map((knownAt === undefined && upTo < revision ? standings(story) : []).map((each) => [each.told.id, each]))
  const last = lines.at(-1)
  return {
    entries: await openedLines(lines, open, since),
    ...(withheld > 0 && { withheld }),
    ...(found.length > asked.limit && last && { next: cursorOf({ after: placeOf(last), upTo }) }),
  }
}

/** Lines on the wire, with the words of their own entries opened and no others; `now` has how those stand by now that were read as of an earlier moment. */
export async function openedLines(
  lines: readonly Line[],
  open: Readable['open'],
  now: ReadonlyMap<string, Standing> = new Map(),
): Promise<z.infer<typeof JourneyAnswer>['entries']> {
  const revisions = new Set(lines.flatMap(({ standing }) => toldWith(standing)))
  const opened = await open(revisions)
  const standing = new Map(standings(opened.filter(({ record }) => revisions.has(record.revision))).map((each) => [each.told.id, each]))
  const told = (line: Line) => {
    const known = now.get(line.id)
    return lineOf(line, standing.get(line.id) ?? line.standing, known && isOfSomebodyElse(known))
  }
  return lines.map(told) as unknown as z.infer<typeof JourneyAnswer>['entries']
}
