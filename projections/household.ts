import type { Kysely } from 'kysely'
import { isForgotten } from '../src/domain/access.ts'
import { householdsEverIn } from '../src/domain/household.ts'
import type { Id } from '../src/domain/values.ts'
import { storyProjection } from '../src/projecting/projection.ts'

/**
 * Who was ever told to live in which household, from facts alone. For practitioners and reviewers, to find those who may have lived together: what was
 * corrected, withdrawn or left long ago is in it too, and the record says who lived there on a day, as known at an instant. Whoever is forgotten is found no more.
 */
export const household = storyProjection({
  name: 'household',
  version: 1,
  tables: ['household'],
  rows: (story, person) => (isForgotten(story) ? [] : householdsEverIn(story).map((household) => ({ person, household }))),
})

export interface HouseholdTables {
  household_v1: { person: Id; household: Id }
}

/** Everybody who was ever told to live in a household, in no order that means anything. */
export async function everIn(db: Kysely<HouseholdTables>, household: Id): Promise<Id[]> {
  const rows = await db.selectFrom('household_v1').select('person').where('household', '=', household).orderBy('person').execute()
  return rows.map(({ person }) => person)
}
