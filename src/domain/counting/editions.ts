import { asKnownTo } from '../counting.ts'
import type { AnyEntry, Recorded } from '../entry.ts'
import { type Edition, editionOf } from '../period.ts'
import { tellings } from '../retelling.ts'
import { type Cells, isNobody, minus, nobody } from './cells.ts'
import { whoIn } from './parts.ts'
import { type Part, type Share, sharing } from './shares.ts'
import { type Told, toldIn } from './told.ts'

/**
 * What one story adds to each edition, now that it has grown from `before` to `after`: what is counted as known at the end of that month, less
 * what was counted as known at the end of the month before, less what of it had been added already. All deltas of a story up to an edition
 * come to the cells of the story as it was known then. Both are one person's story in order of the record.
 */
export function deltas(before: readonly Recorded<AnyEntry>[], after: readonly Recorded<AnyEntry>[]): Map<Edition, Cells> {
  const known = new Set(before.map(({ id }) => id))
  const fresh = after.filter(({ id }) => !known.has(id)).map(editionOf)
  const first = fresh.reduce((earliest, edition) => (edition < earliest ? edition : earliest), '9999-12')
  const editions = [...new Set(after.map(editionOf))].filter((edition) => edition >= first).sort()

  const count = counting()
  const then = asKnown(before, count)
  const now = asKnown(after, count)
  const deltas = new Map<Edition, Cells>()
  let last: Known = { then: [], now: [] }
  for (const edition of editions) {
    const known = { then: then(edition), now: now(edition) }
    const delta = added(last, known)
    if (delta.size > 0) deltas.set(edition, delta)
    last = known
  }
  return deltas
}

/** What counts of a story as it was known at the end of a month, without its newest entries and with them. */
interface Known {
  then: readonly Part[]
  now: readonly Part[]
}

/** What the newest entries add to the end of a month, less what they add to the end of the month before it: part by part, and share by share, where anything changed. */
function added(last: Known, known: Known): Cells {
  const added: Cells = new Map()
  for (const [i, now] of known.now.entries()) {
    const parts = [last.then[i], last.now[i], known.then[i], now] as const
    if (comesToNothing(parts)) continue
    const shares = parts.map((part) => part?.())
    for (const name of new Set(shares.flatMap((shares) => [...(shares?.keys() ?? [])]))) {
      const [lastThen, lastNow, then, now] = shares.map((shares) => shares?.get(name)) as unknown as Four<Share>
      if (comesToNothing([lastThen, lastNow, then, now])) continue
      const grown = difference(lastThen?.() ?? none, lastNow?.() ?? none)
      for (const [cell, count] of difference(grown, difference(then?.() ?? none, now?.() ?? none))) added.set(cell, count)
    }
  }
  return added
}

/** The same thing at the end of the month before, without the newest entries and with them, and at the end of this one. */
type Four<T> = readonly [lastThen: T | undefined, lastNow: T | undefined, then: T | undefined, now: T | undefined]

function comesToNothing<T>([lastThen, lastNow, then, now]: Four<T>): boolean {
  return (lastThen === then && lastNow === now) || (lastThen === lastNow && then === now)
}

const none: Cells = new Map()

/** Takes apart what counts of one story, told of more and less of its record. */
function counting(): (recorded: readonly Recorded<AnyEntry>[]) => readonly Part[] {
  const tell = tellings()
  const shares = sharing()
  let told: Told | undefined
  return (recorded) => {
    told = toldIn(tell(recorded), told)
    return shares(told, asKnownTo(whoIn(told), recorded))
  }
}

/** A story as known at the end of one month after another, worked out once for as long as nothing more is known. */
function asKnown(
  story: readonly Recorded<AnyEntry>[],
  count: (recorded: readonly Recorded<AnyEntry>[]) => readonly Part[],
): (edition: Edition) => readonly Part[] {
  let last: { entries: number; counted: readonly Part[] } | undefined
  const editions = story.map(editionOf)
  return (edition) => {
    const known = story.filter((_, i) => (editions[i] ?? edition) <= edition)
    if (last?.entries !== known.length) last = { entries: known.length, counted: count(known) }
    return last.counted
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
