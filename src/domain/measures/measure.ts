import type { Dimension } from './dimensions.ts'

/** What a number counts. Whatever it is, there are people behind it. */
export type Unit = 'people' | 'entries' | 'hours' | 'GBP'

/** One thing that commissioners can count. */
export interface Measure {
  meaning: string
  unit: Unit
  /** `flow`: what happened in a period, each person once in it. `now`: what was so at the end of its last day. */
  kind: 'flow' | 'now'
  dimensions: readonly Dimension[]
  /** Which way is better, where there is one; `neutral` where honest people differ. */
  direction: 'increase' | 'decrease' | 'neutral'
  /** Why that way, in a few words. */
  because: string
  /** Dimensions in which somebody may count in the total and in no key: nobody said which. In every other dimension all who count have a key. */
  keyless?: readonly Dimension[]
  /** Dimensions in which somebody may count in a key and not in the total. */
  apart?: readonly Dimension[]
  /** Of what is said of a thing in a period only the latest counts, so that a longer period may be without somebody whom a shorter one in it has. */
  latest?: true
}
