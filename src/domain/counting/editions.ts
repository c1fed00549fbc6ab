import { type Contributions, countedOf } from '../counting.ts'
import type { AnyEntry, Recorded } from '../entry.ts'
import { type Edition, editionOf } from '../period.ts'
import { type Cells, isNobody, minus, nobody } from './cells.ts'
import { type Shares, sharing } from './shares.ts'

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

  const shares = sharing()
  const then = asKnown(before, shares)
  const now = asKnown(after, shares)
  const deltas = new Map<Edition, Cells>()
  let last: Known = { then: new Map(), now: new Map() }
  for (const edition of editions) {
    const known = { then: then(edition), now: now(edition) }
    const delta = added(last, known)
    if (delta.size > 0) deltas.set(edition, delta)
    last = known
  }
  return deltas
}

/** A story as it was known at the end of a month, without its newest entries and with them. */
interface Known {
  then: Shares
  now: Shares
}

/** What the newest entries add to the end of a month, less what they add to the end of the month before it: share by share, where anything changed. */
function added(last: Known, known: Known): Cells {
  const added: Cells = new Map()
  for (const name of new Set([...last.then.keys(), ...last.now.keys(), ...known.then.keys(), ...known.now.keys()])) {
    const [lastThen, lastNow, then, now] = [last.then, last.now, known.then, known.now].map((shares) => shares.get(name))
    if ((lastThen === then && lastNow === now) || (lastThen === lastNow && then === now)) continue
    const grown = difference(lastThen?.cells ?? none, lastNow?.cells ?? none)
    for (const [cell, count] of difference(grown, difference(then?.cells ?? none, now?.cells ?? none))) added.set(cell, count)
  }
  return added
}

const none: Cells = new Map()

/** A story as known at the end of a month, worked out once for each length it had. */
function asKnown(story: readonly Recorded<AnyEntry>[], shares: (contributions: Contributions) => Shares): (edition: Edition) => Shares {
  const byLength = new Map<number, Shares>()
  const editions = story.map(editionOf)
  return (edition) => {
    const known = story.filter((_, i) => (editions[i] ?? edition) <= edition)
    const counted = byLength.get(known.length) ?? shares(countedOf(known))
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
