import type { Retold } from '../entry.ts'
import { type Day, monthsAfter } from '../values.ts'

/** A stretch of days, the last not included; with no `to` it goes on. */
export interface Stretch {
  from: Day
  to?: Day | undefined
}

/** After so many months with nothing said somebody is unheard; for so many a rating is news; so long is a life still. */
export const window = 12

/**
 * For how long something that was said counts as heard: from its first day until 12 months after the last day it was heard, which is no later than it was
 * written down. Said on any day of March 2025, it counts as heard at the ends of the months up to February 2026.
 */
export function heardFor({ span, writtenOn }: Pick<Retold, 'span' | 'writtenOn'>): Stretch {
  const last = span.last < writtenOn ? span.last : writtenOn
  return { from: span.first, to: monthsAfter(last > span.first ? last : span.first, window) }
}

/** What both stretches have in common; nothing where that is no day. */
export function overlap(a: Stretch, b: Stretch): Stretch[] {
  const from = a.from > b.from ? a.from : b.from
  const to = earlier(a.to, b.to)
  return to !== undefined && to <= from ? [] : [{ from, to }]
}

/** What every stretch of the one has in common with every stretch of the other. */
export function overlaps(some: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  return some.flatMap((one) => others.flatMap((other) => overlap(one, other)))
}

/** What is left of stretches without the days of the others. */
export function without(some: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  return others.reduce<readonly Stretch[]>((left, other) => left.flatMap((one) => except(one, other)), some) as Stretch[]
}

/** The same days in as few stretches as can be, in order. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = []
  for (const { from, to } of [...stretches].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = joined.at(-1)
    if (!last || (last.to !== undefined && last.to < from)) joined.push({ from, to })
    else if (last.to !== undefined && (to === undefined || to > last.to)) last.to = to
  }
  return joined
}

/** The days on which so many of the things, or more, were there at once. Each has the stretches it was there for. */
export function whereAtLeast(many: number, things: readonly (readonly Stretch[])[]): Stretch[] {
  const days = [...new Set(things.flat().flatMap(({ from, to }) => (to === undefined ? [from] : [from, to])))].sort()
  return days.flatMap((from, i) => {
    const there = things.filter((stretches) => stretches.some((each) => each.from <= from && (each.to === undefined || from < each.to)))
    return there.length < many ? [] : [{ from, to: days[i + 1] }]
  })
}

/** The earlier of two days, where left out means never. */
export function earlier(a: Day | undefined, b: Day | undefined): Day | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a
}

function except(one: Stretch, other: Stretch): Stretch[] {
  const before = other.from > one.from ? overlap(one, { from: one.from, to: other.from }) : []
  return other.to === undefined ? before : [...before, ...overlap(one, { from: other.to > one.from ? other.to : one.from })]
}
