import { z } from 'zod'
import type { ShownShare } from '../../domain/reach.ts'
import { type Cell, cellOf } from './csv.ts'

// What stands in the answers of this room where a number was asked for, for the reference page.

export const Why = z
  .enum(['withheld', 'not-yet-in'])
  .describe(
    'Why there is no value: fewer than 8 people, none included, or held back to protect another number; or no edition has the period yet',
  )

/** A published number, or why there is none. */
export const ShownAnswer = z.object({ value: z.number().nullable(), why: Why.optional() })

/** A published number of one period. */
export const PointAnswer = ShownAnswer.extend({ period: z.string().describe('2026-03, 2026-Q1 or 2026') })

/** A share of people, to four places, with the interval it lies in with a confidence of 95 % (Wilson). */
export const ShareAnswer = z
  .object({ value: z.number().nullable(), low: z.number().optional(), high: z.number().optional(), why: Why.optional() })
  .describe('A share, to four places, and its 95 % Wilson interval')

/** A share as three cells: itself, and its interval. */
export function cellsOf(share: ShownShare): Cell[] {
  return share.value === null ? [cellOf(share), cellOf(share), cellOf(share)] : [share.value, share.low, share.high]
}
