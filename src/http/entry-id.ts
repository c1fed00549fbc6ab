import { v7 } from 'uuid'
import type { Id } from '../domain/values.ts'

/** The id of an entry that nobody sends: the service makes it. */
export function newEntryId(now: Date): Id {
  return v7({ msecs: now.getTime() })
}
