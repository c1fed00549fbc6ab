import type { Entry } from './catalogue.ts'
import type { AnyEntry, Recorded, Retold } from './entry.ts'
import { fold } from './fold.ts'
import type { Id } from './values.ts'

type Home = Retold<Extract<Entry, { type: 'HomeChanged' }>>

interface Living {
  home: Home | undefined
  died: boolean
}

const living = fold<Living, Home | Retold<Extract<Entry, { type: 'PersonDied' }>>>(
  { home: undefined, died: false },
  {
    HomeChanged: (so, entry) => ({ ...so, home: entry }),
    PersonDied: (so) => ({ ...so, died: true }),
  },
)

/** Where somebody lives, over a retelling: their latest home in life. Undefined where none was told of, and once they have died. */
export function homeIn(retelling: Iterable<Retold<AnyEntry>>): Home | undefined {
  const { home, died } = living.over(retelling)
  return died ? undefined : home
}

const named = fold<ReadonlySet<Id>, Extract<Entry, { type: 'HomeChanged' | 'EntryCorrected' }>>(new Set(), {
  HomeChanged: (all, { facts }) => withId(all, facts.household),
  EntryCorrected: (all, { facts }) => withId(all, facts.facts?.household),
})

/** Every household that somebody was ever told to live in, also what was put right since: who looks back may find them there. */
export function householdsEverIn(recorded: Iterable<Recorded<AnyEntry>>): Id[] {
  return [...named.over(recorded)]
}

function withId(all: ReadonlySet<Id>, household: unknown): ReadonlySet<Id> {
  return typeof household === 'string' ? new Set(all).add(household) : all
}
