import type { Measure } from './measures.ts'

// Which of a series of numbers say that something changed, and which are no more than the ups and downs there always are: XmR charts as the NHS's
// Making Data Count has them (as the R package NHSRplotthedots 0.2.2 works them out).

/** With fewer points than this nothing can be told from them. */
export const fewestPoints = 12
/** Points in a row that rise or fall, or lie on one side of the mean, before that is a signal. */
const aRun = 7
/** A limit lies this many average moving ranges from the mean; a near limit two thirds of that. */
const toLimit = 2.66
const toNearLimit = (toLimit * 2) / 3
/** Moving ranges of this many times the average or more are left out, once, and the average is taken again. */
const screenedFrom = 3.267

/** Why a number stands out. Where several hold, it is the first of these. */
export const specialCauses = ['beyond-limit', 'trend', 'two-of-three', 'shift'] as const
export type SpecialCause = (typeof specialCauses)[number]

/** What a signal is, by which way is better; where neither is, only which way it went. */
export const readings = ['improvement', 'concern', 'neutral-high', 'neutral-low'] as const
export type Reading = (typeof readings)[number]

/** How far a series moves by itself. */
export interface Limits {
  lower: number
  nearLower: number
  nearUpper: number
  upper: number
}

/** What one point says: nothing, or that something changed. */
export type Signal = { cause: 'none' } | { cause: SpecialCause; reading: Reading }

/** A series read as a chart. There are no limits where nothing moves: then only trends and shifts can be told. */
export interface Chart {
  mean: number
  limits: Limits | null
  signals: Signal[]
}

type Direction = Measure['direction']
type Side = -1 | 0 | 1

/** Reads a series of numbers in order of time. Whether it is long enough is the caller's to ask: see `fewestPoints`. */
export function chartOf(values: readonly number[], direction: Direction): Chart {
  const mean = average(values)
  const limits = limitsOf(values, mean)
  const sides = values.map((value) => sideOf(value - mean))
  const steps = values.slice(1).map((value, i) => sideOf(value - (values[i] ?? value)))
  const beyond = values.map((value) => limits !== null && (value > limits.upper || value < limits.lower))
  const trend = inTrend(steps)
  const twoOfThree = inTwoOfThree(values, { sides, beyond, limits })
  const shift = inRun(sides, aRun)

  const signals = values.map((_, i): Signal => {
    const side = sides[i] ?? 0
    if (beyond[i]) return { cause: 'beyond-limit', reading: readingOf(side, direction) }
    if (trend[i]) return { cause: 'trend', reading: readingOf(stepOf(i, steps, trend), direction) }
    if (twoOfThree[i]) return { cause: 'two-of-three', reading: readingOf(side, direction) }
    if (shift[i]) return { cause: 'shift', reading: readingOf(side, direction) }
    return { cause: 'none' }
  })
  return { mean, limits, signals }
}

/** The limits of a series around its mean; null where nothing moves but what was left out. */
export function limitsOf(values: readonly number[], mean = average(values)): Limits | null {
  const ranges = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)))
  const rough = average(ranges)
  const range = average(ranges.filter((one) => one < screenedFrom * rough))
  if (!(range > 0)) return null
  return {
    lower: mean - toLimit * range,
    nearLower: mean - toNearLimit * range,
    nearUpper: mean + toNearLimit * range,
    upper: mean + toLimit * range,
  }
}

/** Whether what is done can be relied on to meet a target. */
export const assurances = ['consistently-passes', 'consistently-fails', 'inconsistent'] as const
export type Assurance = (typeof assurances)[number]

/**
 * Whether a target will be met as things are: always, never, or now and then, by chance. Undefined where that cannot be asked: there is no target, no limits, or
 * neither way is better.
 */
export function assuranceOf(limits: Limits | null, target: number | undefined, direction: Direction): Assurance | undefined {
  if (limits === null || target === undefined || direction === 'neutral') return undefined
  if (target > limits.upper) return direction === 'increase' ? 'consistently-fails' : 'consistently-passes'
  if (target < limits.lower) return direction === 'increase' ? 'consistently-passes' : 'consistently-fails'
  return 'inconsistent'
}

/** Points of which the steps from one to the next all rise, or all fall, for seven points at least. A point that two trends meet in is in both. */
function inTrend(steps: readonly Side[]): boolean[] {
  const steep = inRun(steps, aRun - 1)
  return [...steep, false].map((after, i) => after || steep[i - 1] === true)
}

/** The way a trend goes at a point: to the next one while that is in a trend too, else from the one before. */
function stepOf(i: number, steps: readonly Side[], trend: readonly boolean[]): Side {
  const before = steps[i - 1] ?? 0
  // A level step between two trends belongs to neither.
  return (trend[i + 1] ? steps[i] : before) || before
}

/** Points near a limit and not beyond it, where two of three in a row are and all three lie on that side of the mean. */
function inTwoOfThree(
  values: readonly number[],
  { sides, beyond, limits }: { sides: readonly Side[]; beyond: readonly boolean[]; limits: Limits | null },
): boolean[] {
  const near = values.map((value, i) => limits !== null && !beyond[i] && (value > limits.nearUpper || value < limits.nearLower))
  const found = values.map((_, i) => {
    const three = [i, i + 1, i + 2]
    const oneSide = sides[i] !== 0 && three.every((at) => sides[at] === sides[i])
    return oneSide && three.filter((at) => near[at]).length >= 2
  })
  return values.map((_, i) => near[i] === true && [i, i - 1, i - 2].some((first) => found[first]))
}

/** Which of these belong to a run of the same side (not of none), at least so long. */
function inRun(sides: readonly Side[], long: number): boolean[] {
  const found = sides.map(() => false)
  for (let first = 0; first + long <= sides.length; first += 1) {
    const run = sides.slice(first, first + long)
    if (run[0] !== 0 && run.every((side) => side === run[0])) found.fill(true, first, first + long)
  }
  return found
}

function readingOf(side: Side, direction: Direction): Reading {
  if (direction === 'neutral') return side > 0 ? 'neutral-high' : 'neutral-low'
  return side > 0 === (direction === 'increase') ? 'improvement' : 'concern'
}

function sideOf(difference: number): Side {
  return difference > 0 ? 1 : difference < 0 ? -1 : 0
}

/** Of none there is no average: NaN. */
function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
