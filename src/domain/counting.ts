import { isAccess } from './access.ts'
import { parts, type Who, whoIn } from './counting/parts.ts'
import { type Flow, type Holding, type Saying, toldIn } from './counting/told.ts'
import type { AnyEntry, Recorded, Retold } from './entry.ts'
import { retell } from './retelling.ts'

/** What counts of one life, from facts alone: what happened, what was said of the person's own goals, and what was so from when to when. */
export interface Contributions extends Who {
  flows: readonly Flow[]
  sayings: readonly Saying[]
  holdings: readonly Holding[]
}

/**
 * What of one life counts. An entry counts from its first day, also where it was written down years later. What goes on with a goal, a step or a worker
 * that is not told of (taken back, or kept out by a dispute) does not count. Entries that are held back from the person count here like any other:
 * nobody can be seen in a number of many.
 */
export function contributions(retelling: readonly Retold<AnyEntry>[]): Contributions {
  const told = toldIn(retelling)
  return {
    ...whoIn(told),
    flows: parts.flows.flatMap((part) => part(told)),
    sayings: parts.sayings.flatMap((part) => part(told)),
    holdings: parts.holdings.flatMap((part) => part(told)),
  }
}

/** What counts of a story as it is on the record. */
export function countedOf(recorded: readonly Recorded<AnyEntry>[]): Contributions {
  const all = contributions(retell(recorded))
  return { ...all, ...asKnownTo(all, recorded) }
}

/** Who somebody is to those who count: a story that was forgotten goes on counting for all that it was, but in the large area alone, and of nobody's age. */
export function asKnownTo({ responsible, birthYear }: Who, recorded: readonly Recorded<AnyEntry>[]): Who {
  const forgotten = recorded.find(isAccess('StoryForgotten'))
  if (!forgotten) return { responsible, birthYear }
  const { area } = forgotten.facts
  return { responsible: responsible.slice(0, 1).map(({ from }) => ({ from, area })), birthYear: undefined }
}
