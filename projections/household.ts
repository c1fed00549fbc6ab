import type { Kysely } from 'kysely'
import { isForgotten } from '../src/domain/access.ts'
import { householdsEverIn } from '../src/domain/household.ts'
import type { Id } from '../src/domain/values.ts'
import type { Projection } from '../src/projecting/projection.ts'

/**
 * Who was ever told to live in which household, from facts alone. For practitioners and reviewers, to find those who may have lived together: what was
 * corrected, withdrawn or left long ago is in it too, and the record says who lived there on a day, as known at an instant. Whoever is forgotten is found no more.
 */
export const household: Projection<'household'> = {
  name: 'household',
  version: 1,
  tables: ['household'],
  words: false,
  async take(changes, writer) {
    const rows = changes.flatMap(({ whose, after }) =>
      isForgotten(after) ? [] : householdsEverIn(after).map((household) => ({ person: whose, household })),
    )
    await writer.replace(
      'household',
      changes.map(({ whose }) => whose),
      rows,
    )
  },
}

export interface HouseholdTables {
  household_v1: { person: Id; household: Id }
}

/** Everybody who was ever told to live in a household, in no order that means anything. */
export async function everIn(db: Kysely<HouseholdTables>, household: Id): Promise<Id[]> {
  const rows = await db.selectFrom('household_v1').select('person').where('household', '=', household).orderBy('person').execute()
  return rows.map(({ person }) => person)
}
