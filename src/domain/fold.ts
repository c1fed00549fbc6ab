/** Anything with a name to fold by: every entry. */
interface Typed {
  type: string
}

/** What is to be done on each entry. The keys are the list: a missing one does not compile. */
export type Handlers<State, E extends Typed> = { readonly [T in E['type']]: (state: State, entry: Extract<E, { type: T }>) => State }

/** State remembered from entries, one at a time. Entries it has no handler for pass over it; it never throws. */
export interface Fold<State> {
  readonly initial: State
  readonly on: Readonly<Record<string, ((state: State, entry: never) => State) | undefined>>
  over(entries: Iterable<Typed>, from?: State): State
}

/** `fold<Goals, GoalEntry>(new Map(), { GoalVoiced: (goals, entry) => … })`. Handlers return new state and leave the old as it was. */
export function fold<State, E extends Typed>(initial: State, on: Handlers<State, E>): Fold<State> {
  const handlers = on as Fold<State>['on']
  return {
    initial,
    on: handlers,
    over(entries, from = initial) {
      let state = from
      for (const entry of entries) {
        const handler = handlers[entry.type]
        if (handler) state = handler(state, entry as never)
      }
      return state
    },
  }
}
