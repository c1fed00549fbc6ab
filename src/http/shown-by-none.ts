import { viewsOfPeople } from '../../projections/index.ts'
import { caughtUp } from '../projecting/wait.ts'
import type { Db } from '../projecting/writer.ts'
import { Problem } from './problems.ts'

/** Waits until no view of people shows any more what was taken away up to a position of the record; throws the problem where one cannot be brought to that. */
export async function untilShownByNone(people: Db, position: string): Promise<void> {
  const caught = await Promise.all(viewsOfPeople.map((view) => caughtUp(people, view, BigInt(position))))
  if (caught.includes(false)) throw new Problem(503, 'view-behind')
}
