import type { AnyEntry, Recorded } from '../domain/entry.ts'
import { type Edition, londonMonth } from '../domain/period.ts'
import type { Passed } from '../store/record.ts'

/** At which position of the record each edition begins, in a read model's checkpoint. A position is text there: it may be longer than a number of JSON. */
export type Editions = Readonly<Record<Edition, string>>

/**
 * The editions, with those that begin among the entries just passed. An edition begins where the first entry of its month comes; one that comes after it, from a
 * service whose clock is behind, is of that edition all the same, or a month that has ended would still grow.
 */
export function withBegun(editions: Editions, passed: readonly Pick<Passed, 'position' | 'at'>[]): Editions {
  let newest = Object.keys(editions).reduce((latest, edition) => (edition > latest ? edition : latest), '')
  const begun: Record<Edition, string> = { ...editions }
  for (const { position, at } of passed) {
    const month = londonMonth(at)
    if (month <= newest) continue
    begun[month] = String(position)
    newest = month
  }
  return begun
}

/** The story with the edition of each entry where its own time does not say which one it is of. */
export function inEditions(story: readonly Recorded<AnyEntry>[], editions: Editions): Recorded<AnyEntry>[] {
  const inOrder = Object.entries(editions).map(([edition, position]) => ({ edition, from: BigInt(position) }))
  inOrder.sort((one, other) => (one.edition < other.edition ? 1 : -1))
  return story.map((entry) => {
    const edition = inOrder.find(({ from }) => from <= BigInt(entry.record.position))?.edition
    // In London it is never an earlier month than in UTC.
    if (edition === undefined || edition <= entry.record.at.slice(0, 7) || edition <= londonMonth(entry.record.at)) return entry
    return { ...entry, record: { ...entry.record, edition } }
  })
}
