import { contributions } from '../counting.ts'
import type { AnyEntry, Recorded } from '../entry.ts'
import { type Edition, editionOf } from '../period.ts'
import { retell } from '../retelling.ts'
import { type Cells, cells, isNobody, minus, nobody } from './cells.ts'

/**
 * What one story adds to each edition, now that it has grown from `before` to `after`: what is counted as known at the end of that month, less
 * what was counted as known at the end of the month before, less what of it had been added already. All deltas of a story up to an edition
 * come to the cells of the story as it was known then. Both are one person's story in order of the record.
 */
export function deltas(before: readonly Recorded<AnyEntry>[], after: readonly Recorded<AnyEntry>[]): Map<Edition, Cells> {
  const known = new Set(before.map(({ id }) => id))
  const fresh = after.filter(({ id }) => !known.has(id)).map(editionOf)
  const first = fresh.reduce((earliest, edition) => (edition < earliest ? edition : earliest), '9999-12')
  const editions = [...new Set([...before, ...after].map(editionOf))].filter((edition) => edition >= first).sort()

  const then = asKnown(before)
  const now = asKnown(after)
  const deltas = new Map<Edition, Cells>()
  let added: Cells = new Map()
  for (const edition of editions) {
    const grown = difference(then(edition), now(edition))
    const delta = difference(added, grown)
    if (delta.size > 0) deltas.set(edition, delta)
    added = grown
  }
  return deltas
}

/** The cells of a story as known at the end of a month, worked out once for each length it had. */
function asKnown(story: readonly Recorded<AnyEntry>[]): (edition: Edition) => Cells {
  const byLength = new Map<number, Cells>()
  const editions = story.map(editionOf)
  return (edition) => {
    const known = story.filter((_, i) => (editions[i] ?? edition) <= edition)
    const counted = byLength.get(known.length) ?? cells(contributions(retell(known)))
    byLength.set(known.length, counted)
    return counted
  }
}

/** What there is in `after` more than in `before`, or less. */
function difference(before: Cells, after: Cells): Cells {
  if (before.size === 0) return after
  const difference: Cells = new Map()
  for (const [name, count] of after) {
    const more = minus(count, before.get(name) ?? nobody)
    if (!isNobody(more)) difference.set(name, more)
  }
  for (const [name, count] of before) {
    if (!after.has(name)) difference.set(name, minus(nobody, count))
  }
  return difference
}
