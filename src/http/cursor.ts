import { z } from 'zod'
import { Day } from '../domain/values.ts'
import { Problem } from './problems.ts'

/** Where a page of a journey ended. Opaque to who is given it. */
const End = z.tuple([
  Day,
  z.int().min(-1).max(2),
  z
    .int()
    .min(1)
    .max(2 ** 31 - 1),
])

/** What a page of a journey went up to, as text for `?cursor=`. */
export function cursorOf({ firstDay, coarse, revision }: { firstDay: string; coarse: number; revision: number }): string {
  return Buffer.from(JSON.stringify([firstDay, coarse, revision])).toString('base64url')
}

/** Where to go on. Throws a 400 where it is none of ours. */
export function afterCursor(cursor: string): { firstDay: string; coarse: number; revision: number } {
  try {
    const [firstDay, coarse, revision] = End.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { firstDay, coarse, revision }
  } catch {
    throw new Problem(400, 'not-understood', { errors: [{ path: 'cursor', message: 'not a cursor that was given here' }] })
  }
}
