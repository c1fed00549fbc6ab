import { londonDay } from '../../domain/values.ts'

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
