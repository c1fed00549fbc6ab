import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { differenceIn, differs, items } from '../../projections/difference.ts'
import { Day, type Id, Instant } from '../domain/values.ts'
import { Withheld } from './journey-page.ts'
import type { PeopleNeeds } from './needs.ts'
import { withNames } from './people-in-words.ts'
import { Problem } from './problems.ts'
import { read } from './reading.ts'

/** Which two looks at a life are compared. */
export const Between = z.strictObject({
  from: Day.describe('The one day in life, to its end. It may be the later one: then it is told the other way round'),
  to: Day.optional().describe('The other day, to its end; left out: all of life'),
  fromKnownAt: Instant.optional().describe('As `from` was known at this instant of the record, inclusive; left out: all that is known'),
  toKnownAt: Instant.optional().describe('As `to` was known at this instant of the record, inclusive; left out: all that is known'),
})

const AsShown = z.looseObject({}).optional()

/** What differs, on the wire. */
export const DifferenceAnswer = Between.extend({
  person: z.string(),
  withheld: Withheld,
  items: z.array(
    z.object({
      item: z.enum(items).describe('What it is'),
      id: z.string().optional().describe('Its own id, or that of the entry it is told with'),
      changes: z
        .array(z.enum(differs))
        .describe(
          'came: it is so and was not (again, where it was there and over before); went: it was so and is not; both: it came and was over in between; ' +
            'reworded: its own words are others; moved: how it stands or goes is another; changed: something else that is said of it is; ' +
            'heard: other entries tell of it and all the rest is as it was',
        ),
      before: AsShown.describe('As the profile had it at `from`; absent where it did not'),
      after: AsShown.describe('As the profile has it at `to`; absent where it does not'),
      entries: z
        .array(
          z.object({
            id: z.string(),
            type: z.string(),
            happened: z.looseObject({}).optional(),
            recordedAt: z.string().describe('When it was written down'),
          }),
        )
        .describe('The entries that did it, in order of life, and after them what put those right'),
    }),
  ),
}).describe('Nothing in it where nothing differs')

/** What differs between a person on one day and on another, each as it was known at an instant of its own. A 404 where nothing was known of them on either. */
export async function differencePage(
  needs: PeopleNeeds,
  request: FastifyRequest,
  person: Id,
  asked: z.infer<typeof Between>,
): Promise<z.infer<typeof DifferenceAnswer>> {
  const { from, to, fromKnownAt, toKnownAt } = asked
  const { withheld, open } = await read(needs, request, person, 'difference')
  const items = differenceIn(await open(), { asAt: from, knownAt: fromKnownAt }, { asAt: to, knownAt: toKnownAt })
  if (!items) throw new Problem(404, 'not-met-then')
  return { person, ...asked, items: await withNames(needs, request, items), ...(withheld > 0 && { withheld }) }
}
