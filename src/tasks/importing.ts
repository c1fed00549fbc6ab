import { z } from 'zod'
import { Refusal } from '../domain/refusal.ts'
import { Id, Instant, OrganisationCode, Text } from '../domain/values.ts'
import { Write } from '../http/write.ts'
import type { House } from '../open.ts'
import { IdReused, perform } from '../perform.ts'

/** A line of an import: one request, as it was or would have been sent, who sent it and when it was recorded. */
export const ImportLine = z.strictObject({
  recordedAt: Instant,
  person: Id,
  by: z.strictObject({
    sub: Text(200),
    role: z.enum(['practitioner', 'person']),
    organisation: OrganisationCode.optional(),
  }),
  body: Write,
})
export type ImportLine = z.input<typeof ImportLine>

/** A line could not be taken: which one, and why. Everything before it is recorded. */
export class LineRefused extends Error {
  override readonly name = 'LineRefused'
}

/**
 * Takes lines through the same decisions as any other entry, recorded at the times they say and marked as brought in. Lines stand in the order of
 * `recordedAt`. Lines that were taken before are passed over, so that a stopped import can be started again.
 */
export async function importLines(
  { record, areas }: Pick<House, 'record' | 'areas'>,
  lines: Iterable<unknown> | AsyncIterable<unknown>,
  onTaken: (entries: number) => void = () => {},
): Promise<{ lines: number; entries: number }> {
  let number = 0
  let entries = 0
  for await (const line of lines) {
    number += 1
    const { data, error } = ImportLine.safeParse(line)
    if (error)
      throw new LineRefused(`Line ${number}: ${error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`)
    const { person, by, body, recordedAt } = data
    try {
      const performed = await perform(
        { record, clock: () => new Date(recordedAt), knowsArea: (area) => areas.areas.has(area) },
        { person, by, ...body, reach: () => {}, from: { at: recordedAt, by: 'import' } },
      )
      entries += performed.recorded.length
    } catch (cause) {
      if (cause instanceof Refusal)
        throw new LineRefused(`Line ${number}: entry ${cause.entry}: ${cause.message}${cause.path ? ` (${cause.path})` : ''}`, { cause })
      if (cause instanceof IdReused) throw new LineRefused(`Line ${number}: entry ${cause.entry}: ${cause.message}`, { cause })
      throw new LineRefused(`Line ${number}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    }
    onTaken(entries)
  }
  return { lines: number, entries }
}
