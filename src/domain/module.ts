import type { AnyEntry } from './entry.ts'
import type { Fold } from './fold.ts'
import type { Id } from './values.ts'

/**
 * What is remembered when something is asked: `known` from the whole story, for whether a thing exists; `then` as at the last day of what is
 * asked, for the state it was in. So March's progress is not refused because the goal was let go in June.
 */
export interface Told<State> {
  known: State
  then: State
  /** The kind of every entry of the whole story, by its id. */
  kinds: ReadonlyMap<Id, string>
}

/** What is asked, answered: the entries to record (none where it is already so), or a refusal thrown. */
export type Ask<State, E> = (told: Told<State>, entry: E) => readonly AnyEntry[]

/**
 * One part of a life: the kinds of entry it has, what it remembers to decide on them, and how each is decided on. `ask` names every kind: a
 * missing one does not compile.
 */
export interface Module<Kind extends { type: string }, State, E extends AnyEntry> {
  entries: readonly Kind[]
  remembers: Fold<State>
  ask: { readonly [T in E['type']]: Ask<State, Extract<E, { type: T }>> }
  /** Whether an entry can be of a day after the person's death. */
  afterDeath?: (entry: E) => boolean
}

/** For entries that can always be recorded: saying something again is never "already so". */
export function asTold<E>(_told: unknown, entry: E): E[] {
  return [entry]
}
