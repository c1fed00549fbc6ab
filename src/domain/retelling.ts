import type { AnyEntry, Recorded, Retold } from './entry.ts'
import { type Day, type Instant, londonDay, spanOf } from './values.ts'

/** Where to look from: the day in life, and the instant of the record. Left out means no cut. */
export interface Cut {
  asAt?: Day | undefined
  knownAt?: Instant | undefined
}

/**
 * A story as it stood: what had been written down by `knownAt` (inclusive) and had begun by the end of `asAt`, in order of life: by first
 * day, the coarser first, then as it was written down. Everything else, decisions, profile, journey and counting, is a fold over this.
 *
 * `recorded` is one person's whole story in order of the record. Entries that put others right will act here, by their `record.at` alone and
 * on the whole of life, before the cut by `asAt`.
 */
export function retell<E extends AnyEntry>(recorded: readonly Recorded<E>[], { asAt, knownAt }: Cut = {}): Retold<E>[] {
  const retold: Retold<E>[] = []
  for (const entry of recorded) {
    if (knownAt !== undefined && entry.record.at > knownAt) continue
    const span = spanOf(entry.happened, londonDay(entry.record.at))
    if (asAt !== undefined && span.first > asAt) continue
    const about = asAt !== undefined && span.first < span.last && asAt < span.last
    retold.push({ ...entry, span, about })
  }
  return retold.sort(inOrderOfLife)
}

function inOrderOfLife(a: Retold, b: Retold): number {
  if (a.span.first !== b.span.first) return a.span.first < b.span.first ? -1 : 1
  if (a.span.coarse !== b.span.coarse) return b.span.coarse - a.span.coarse
  return a.record.revision - b.record.revision
}
