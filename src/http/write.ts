import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { kinds } from '../domain/catalogue.ts'
import { putsRight } from '../domain/putting-right.ts'
import { sharingEntries } from '../domain/sharing.ts'
import { Instant } from '../domain/values.ts'
import type { Performed } from '../perform.ts'

/** Entries that one request may hold. */
const atMost = 100

type Asked = (typeof kinds)[number]['asked']

/** What puts an entry right, and what was agreed, is not held back by itself: what is told in place of the person's words is told to them. What puts right what is held back goes with that. */
function askedOf({ type, asked }: (typeof kinds)[number]): Asked {
  const isNeverHeldBack = putsRight({ type }) || sharingEntries.some((kind) => kind.type === type)
  return isNeverHeldBack ? ((asked as (typeof sharingEntries)[number]['asked']).omit({ heldBack: true }) as unknown as Asked) : asked
}

/** What is written down of one person at once: in the order told, all or nothing. */
export const Write = writeOf(z.discriminatedUnion('type', kinds.map(askedOf) as [Asked, ...Asked[]]))
export type Write = z.infer<typeof Write>

/** What is written down at once, where each entry is one of these. */
export function writeOf<E extends z.ZodType<{ id: string }>>(entry: E) {
  return z.strictObject({
    writtenAt: Instant.optional().describe('When it was written down on the device'),
    entries: z
      .array(entry)
      .min(1)
      .max(atMost)
      .superRefine((entries, context) => {
        const ids = new Set<string>()
        for (const [i, { id }] of entries.entries()) {
          if (ids.has(id)) context.addIssue({ code: 'custom', path: [i, 'id'], message: 'the same id twice in one request' })
          ids.add(id)
        }
      }),
  })
}

/** The headers of a write: which revision the writer last read, where they want to be told that the story has moved on. */
export const WriteHeaders = z.object({
  'if-match': z
    .string()
    .regex(/^"\d{1,9}"$/, 'a revision in quotes, as in ETag')
    .optional(),
})

/** The revision that `If-Match` names. */
export function revisionIn({ 'if-match': ifMatch }: z.infer<typeof WriteHeaders>): number | undefined {
  return ifMatch === undefined ? undefined : Number(ifMatch.slice(1, -1))
}

export const Written = z
  .object({
    recorded: z.array(z.object({ id: z.string(), revision: z.number(), position: z.string(), recordedAt: z.string() })),
    alreadySo: z.array(z.string()).optional().describe('Entries that asked for what was so already: nothing was recorded for them'),
    position: z.string().describe('Ask a view for this with ?atLeast='),
  })
  .describe('Each entry as it was recorded, now or before')

/** Says what was recorded: 201 where anything was now, 200 where all of it was before. */
export function answerWritten(reply: FastifyReply, { recorded, alreadySo, anew, position }: Performed): FastifyReply {
  return reply.code(anew ? 201 : 200).send({
    recorded: recorded.map(({ id, record }) => ({ id, revision: record.revision, position: record.position, recordedAt: record.at })),
    ...(alreadySo.length > 0 && { alreadySo }),
    position,
  } satisfies z.infer<typeof Written>)
}
