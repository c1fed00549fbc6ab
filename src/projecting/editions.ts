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

/** The story with the edition of each entry where its own time does not say which one it is of; where every one says it, the very same story. */
export function inEditions(story: readonly Recorded<AnyEntry>[], editions: Editions): readonly Recorded<AnyEntry>[] {
  const begun = Object.entries(editions).map(([edition, position]) => ({ edition, from: BigInt(position) }))
  begun.sort((one, other) => (one.edition < other.edition ? -1 : 1))
  let changed: Recorded<AnyEntry>[] | undefined
  // Both come in order of the record: one walk along the two.
  let next = 0
  for (const [i, entry] of story.entries()) {
    const { at, position } = entry.record
    const place = BigInt(position)
    while ((begun[next]?.from ?? place + 1n) <= place) next += 1
    const edition = begun[next - 1]?.edition
    // In London it is never an earlier month than in UTC.
    if (edition === undefined || edition <= at.slice(0, 7) || edition <= londonMonth(at)) continue
    changed ??= [...story]
    changed[i] = { ...entry, record: { ...entry.record, edition } }
  }
  return changed ?? story
}
