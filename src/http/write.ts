import { z } from 'zod'
import { kinds } from '../domain/catalogue.ts'
import { Instant } from '../domain/values.ts'

/** Entries that one request may hold. */
const atMost = 100

type Asked = (typeof kinds)[number]['asked']

/** What is written down of one person at once: in the order told, all or nothing. */
export const Write = z.strictObject({
  writtenAt: Instant.optional().describe('When it was written down on the device'),
  entries: z
    .array(z.discriminatedUnion('type', kinds.map(({ asked }) => asked) as [Asked, ...Asked[]]))
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
export type Write = z.infer<typeof Write>
