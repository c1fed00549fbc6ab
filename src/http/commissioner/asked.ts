import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { editionsMade } from '../../../projections/area-published.ts'
import { isWithin } from '../../domain/area.ts'
import { dimensions } from '../../domain/measures.ts'
import { longestPer, monthsLater, per } from '../../domain/period.ts'
import { AreaCode } from '../../domain/values.ts'
import { Problem } from '../problems.ts'
import { whoOf } from '../who.ts'
import type { CommissionerNeeds } from './room.ts'

/** How many months can be asked for at once: ten years. */
const longest = 120

export const Month = z.string().regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/, 'a month, YYYY-MM')
export const KnownAt = Month.optional().describe('As published in this edition; left out: in the last one made')
export const Sector = z.enum(dimensions.sector as [string, ...string[]])
export const InArea = z.strictObject({ area: AreaCode })

/** From one month to another, in periods of the calendar. */
export const fromTo = {
  from: Month.describe('The first month, YYYY-MM'),
  to: Month.describe('The last month, YYYY-MM; ten years at most'),
  knownAt: KnownAt,
}

/** Months, and in periods of which kind: the longest of which they are whole ones, where nobody says. */
export const Across = inOrder(
  z.strictObject({
    ...fromTo,
    per: z
      .enum(per)
      .optional()
      .describe(
        'Left out: the longest kind of period of which the months are whole ones. January to June are two quarters. People are counted once in each, and are never added up',
      ),
  }),
).transform((asked) => ({ ...asked, per: asked.per ?? longestPer(asked.from, asked.to) }))

/** Months must be in order, and not too many. */
export function inOrder<S extends z.ZodType<{ from: string; to: string }>>(asked: S): S {
  return asked
    .refine(({ from, to }) => from <= to, { path: ['to'], error: 'ends before it begins' })
    .refine(({ from, to }) => to < monthsLater(from, longest), { path: ['to'], error: 'ten years at most can be asked for' })
}

/** An area out of reach is refused like one that is not there, and so is an edition that has not been made yet. */
export async function mustBeInReach(
  { db, areas }: Pick<CommissionerNeeds, 'db' | 'areas'>,
  request: FastifyRequest,
  { area, knownAt }: { area: AreaCode; knownAt?: string | undefined },
): Promise<void> {
  if (!isWithin(areas, area, whoOf(request).areas)) throw new Problem(403, 'out-of-reach')
  if (knownAt !== undefined) await mustBeMade(db, knownAt)
}

/** An edition that has not been made yet is not shown as though it had. One from before there was any is: nothing is in yet. */
async function mustBeMade(db: CommissionerNeeds['db'], edition: string): Promise<void> {
  const last = (await editionsMade(db))?.last
  if (last !== undefined && edition <= last) return
  const message = last === undefined ? 'no edition has been made yet' : `the last edition made is ${last}`
  throw new Problem(400, 'not-understood', { detail: `knownAt: ${message}`, errors: [{ path: 'knownAt', message }] })
}
