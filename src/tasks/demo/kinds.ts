import type { Entry } from '../../domain/catalogue.ts'
import type { By } from '../../domain/entry.ts'
import type * as lists from '../../domain/lists.ts'
import type { Id, Instant } from '../../domain/values.ts'

export type { By, SaidBy, Setting } from '../../domain/entry.ts'
export type LifeArea = (typeof lists.lifeArea)[number]
export type Sector = (typeof lists.sector)[number]
export type SaidByWho = (typeof lists.saidByWho)[number]
export type LedBy = (typeof lists.ledBy)[number]
export type HomeKind = (typeof lists.homeKind)[number]
export type HowTheyCame = (typeof lists.howTheyCame)[number]

/** One request of `npm run import`: what was written down at that time, about whom and by whom. */
export interface ImportLine {
  recordedAt: Instant
  person: Id
  by: By
  body: { writtenAt?: Instant; entries: Entry[] }
}

/** What is said, or several ways of saying it, of which one is taken. `{kin}`, `{They}` and the like stand for the people of that life. */
export type Line = string | readonly string[]

/** Several ways it may have gone, each with its code: `'nearer: I can do four teas.'`. */
export type Coded<Code extends string> = readonly `${Code}: ${string}`[]
