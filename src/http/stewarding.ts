import { v7 } from 'uuid'
import type { AccessEntry } from '../domain/access.ts'
import type { AnyEntry, Recorded } from '../domain/entry.ts'
import type { Id } from '../domain/values.ts'
import { type Performing, perform } from '../perform.ts'
import { byOf, type Who } from './who.ts'

type Asked<T extends AccessEntry['type']> = Pick<Extract<AccessEntry, { type: T }>, 'type' | 'facts' | 'words'> & Pick<AnyEntry, 'heldBack'>

/** Writes down who came to see a story, or what became of what is held back in it, through the write door: the service itself gives the entry its id. No entry where it is so already. */
export async function recordAccess<T extends AccessEntry['type']>(
  needs: Performing,
  who: Who,
  person: Id,
  asked: Asked<T>,
  reach: (story: readonly Recorded<AnyEntry>[]) => void,
): Promise<{ entry: Recorded<AnyEntry> | undefined; position: string }> {
  const entry = { id: v7({ msecs: needs.clock().getTime() }), ...asked } as unknown as AccessEntry
  const { recorded, position } = await perform(needs, { person, by: byOf(who), entries: [entry], reach: (story) => void reach(story) })
  return { entry: recorded[0], position }
}
