import { z } from 'zod'
import type { Place } from '../domain/journey.ts'
import { Day } from '../domain/values.ts'
import { Problem } from './problems.ts'

/** Where a page of a journey ended, and how far the record had come when the first page was read. */
export interface Cursor {
  after: Place
  upTo: number
}

const Revision = z
  .int()
  .min(1)
  .max(2 ** 31 - 1)
const OnTheWire = z.tuple([Day, z.int().min(-1).max(2), Revision, Revision])

/** As text for `?cursor=`. Opaque to who is given it. */
export function cursorOf({ after: { firstDay, coarse, revision }, upTo }: Cursor): string {
  return Buffer.from(JSON.stringify([firstDay, coarse, revision, upTo])).toString('base64url')
}

/** Where to go on. Throws a 400 where it is none of ours. */
export function afterCursor(cursor: string): Cursor {
  try {
    const [firstDay, coarse, revision, upTo] = OnTheWire.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { after: { firstDay, coarse, revision }, upTo }
  } catch {
    throw new Problem(400, 'not-understood', { errors: [{ path: 'cursor', message: 'not a cursor that was given here' }] })
  }
}
