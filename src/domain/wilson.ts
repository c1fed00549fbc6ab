/** A share of all: the share itself, and between which two it lies. */
export interface Share {
  value: number
  low: number
  high: number
}

/** How many standard errors a share lies from its true one in 95 of 100 cases. */
const in95Of100 = 1.959964

/**
 * A share with the interval it lies in with a confidence of 95 %, after Wilson (1927): it stays between nought and one, and holds for few people too. Where
 * more are given than all, since both were rounded, it is all of them. To four places. Undefined where there is nobody.
 */
export function shareOf(some: number, all: number): Share | undefined {
  if (all <= 0) return undefined
  const value = Math.min(Math.max(some, 0), all) / all
  const z2 = in95Of100 ** 2
  const middle = value + z2 / (2 * all)
  const spread = in95Of100 * Math.sqrt((value * (1 - value)) / all + z2 / (4 * all * all))
  const whole = 1 + z2 / all
  return {
    value: toFourPlaces(value),
    low: toFourPlaces(Math.max(0, (middle - spread) / whole)),
    high: toFourPlaces(Math.min(1, (middle + spread) / whole)),
  }
}

/** Shares as they are shown and compared. */
export function toFourPlaces(share: number): number {
  return Math.round(share * 10_000) / 10_000
}
