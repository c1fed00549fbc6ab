import { lineOf } from '../src/domain/journey.ts'
import type { Step } from '../src/domain/replay.ts'
import type { Line } from '../src/domain/retelling.ts'
import type { Day } from '../src/domain/values.ts'
import { documentOf, type Profile, profileFold } from './profile.ts'

/** A life as it was on one day of a replay: what began since the frame before, as a journey tells it, and the person as they were then. */
export interface Frame {
  at: Day
  entries: ReturnType<typeof lineOf>[]
  profile: Profile
}

/**
 * The frames of these steps from the `first` one on, each made when it is asked for. The profile is as a retelling as at that day has it; where a step is one
 * entry, as a retelling up to that entry has it.
 *
 * @param told a retelling, in order of life
 */
export function* framesOf(told: readonly Line[], steps: readonly Step[], first = 0): Generator<Frame, void, void> {
  // What the days after can say nothing else of: entries whose own days are all over.
  let settled = profileFold.initial
  let settledUpTo = 0
  for (const [i, { at, begun }] of steps.entries()) {
    if (i < first) continue
    const isOver = (line: Line | undefined) => line !== undefined && line.span.last <= at
    const from = settledUpTo
    while (settledUpTo < begun && isOver(told[settledUpTo])) settledUpTo += 1
    settled = profileFold.over(asAt(told.slice(from, settledUpTo), at), settled)
    const profile = documentOf(profileFold.over(asAt(told.slice(settledUpTo, begun), at), settled))
    const entries = asAt(told.slice(steps[i - 1]?.begun ?? 0, begun), at).map((line) => lineOf(line, line.standing))
    yield { at, entries, profile }
  }
}

function asAt(lines: readonly Line[], day: Day): Line[] {
  return lines.map((line) => ({ ...line, about: day < line.span.last }))
}
