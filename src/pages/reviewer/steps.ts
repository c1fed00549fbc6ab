import { firstDayOf, londonDay } from '../../domain/values.ts'

/** An entry of a journey: when it began, as exactly as it was told. */
export interface Began {
  type: string
  happened: { from?: string; to?: string }
  standing?: string
}

/** The day on which it began; undefined where nobody said. */
export function dayBegun({ happened: { from } }: Began): string | undefined {
  return from === undefined ? undefined : firstDayOf(from)
}

/** The days on which something began, each once, in order: what is stepped through. What was taken back, or is not used, began nothing. */
export function daysIn(entries: readonly Began[]): string[] {
  const days = entries.filter(({ standing }) => standing === undefined).flatMap((entry) => dayBegun(entry) ?? [])
  return [...new Set(days)].sort()
}

/** Where a day stands among the days that are stepped through: the one before, the one after, and which of them has come. */
export function stepsAround(
  days: readonly string[],
  asAt: string,
): { before?: string | undefined; after?: string | undefined; at: number; of: number } {
  return {
    before: days.findLast((day) => day < asAt),
    after: days.find((day) => day > asAt),
    at: days.filter((day) => day <= asAt).length,
    of: days.length,
  }
}

/** The last instant of a day in London: what was written down on that day was known by its end. */
export function endOf(day: string): string {
  const last = `${day}T23:59:59.999Z`
  return londonDay(last) === day ? last : `${day}T22:59:59.999Z`
}
