import type { Kysely } from 'kysely'
import { heldBackIn, isForgotten } from '../src/domain/access.ts'
import { standings } from '../src/domain/standing.ts'
import type { Day, Id } from '../src/domain/values.ts'
import { storyProjection } from '../src/projecting/projection.ts'

/** What waits in stories for somebody who looks after the record, from facts alone: disputes that nobody has answered, and what is held back. */
export const unsettled = storyProjection({
  name: 'unsettled',
  version: 1,
  tables: ['unsettled'],
  rows: (story, person) => {
    // Of whoever is forgotten nothing waits.
    if (isForgotten(story)) return []
    return [
      ...standings(story).flatMap(({ disputes }) =>
        disputes
          .filter(({ inForce, answers }) => inForce && !answers.some((answer) => answer.inForce))
          .map(({ entry }) => ({ person, kind: 'dispute', entry: entry.id, until: null })),
      ),
      ...[...heldBackIn(story)].map(([entry, { until }]) => ({ person, kind: 'held-back', entry, until })),
    ]
  },
})

export interface UnsettledTables {
  unsettled_v1: { person: Id; kind: 'dispute' | 'held-back'; entry: Id; until: string | null }
}

/** The disputes that nobody has answered, by person. */
export function disputed(db: Kysely<UnsettledTables>): Promise<{ person: Id; entry: Id }[]> {
  return db
    .selectFrom('unsettled_v1')
    .select(['person', 'entry'])
    .where('kind', '=', 'dispute')
    .orderBy('person')
    .orderBy('entry')
    .execute()
}

/** What is held back on a day, what has to be looked at soonest first. */
export function heldBackFrom(db: Kysely<UnsettledTables>, today: Day): Promise<{ person: Id; entry: Id }[]> {
  return db
    .selectFrom('unsettled_v1')
    .select(['person', 'entry'])
    .where('kind', '=', 'held-back')
    .where('until', '>=', today)
    .orderBy('until')
    .orderBy('entry')
    .execute()
}
