import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Lived, livedBy, together } from '../../projections/household/together.ts'
import { everIn } from '../../projections/household.ts'
import { isForgotten } from '../domain/access.ts'
import type { AnyEntry, Recorded, Retold } from '../domain/entry.ts'
import { homeIn } from '../domain/household.ts'
import { type Cut, retell } from '../domain/retelling.ts'
import type { Id } from '../domain/values.ts'
import { personStream } from '../store/event-store.ts'
import { Withheld } from './journey-page.ts'
import { looked } from './looking.ts'
import type { PeopleNeeds } from './needs.ts'
import { withNames } from './people-in-words.ts'
import { type Readable, readableOf } from './reading.ts'
import { whoOf } from './who.ts'

const Told = z.object({
  saidBy: z.looseObject({ who: z.string() }),
  toldBy: z.literal('worker').optional(),
  since: z.looseObject({}).describe('As exactly as is known'),
  entries: z.array(z.string()).describe('The entries it rests on'),
  about: z.literal(true).optional().describe('It was so about then: the day lies inside the days it speaks of'),
  words: z.union([z.string(), z.looseObject({ text: z.string() })]).optional(),
})

const Whom = z.union([
  z.object({ person: z.string() }),
  z.object({ member: z.string(), tie: z.string(), name: z.string().optional() }).describe('Somebody in the circle who is not known here'),
])

/** A household on the wire. Nobody out of the asker's reach is in it, neither by name nor by id. */
export const HouseholdAnswer = z
  .object({
    person: z.string(),
    asAt: z.string().optional(),
    knownAt: z.string().optional(),
    household: z.string().optional().describe('Absent where none is known, and once they have died'),
    members: z
      .array(
        z.object({
          person: z.string(),
          name: z.string().optional(),
          since: z.looseObject({}).optional().describe('When they came to live there, as exactly as is known'),
          kind: z.string().optional().describe('What kind of home it is to them'),
          about: z.literal(true).optional().describe('They came about then: the day lies inside the days it speaks of'),
          supports: z
            .array(
              Told.extend({
                support: z.string(),
                sector: z.string(),
                provider: z.string().optional(),
                hoursPerWeek: z.number().optional(),
              }),
            )
            .describe('Those that run'),
          goals: z.array(Told.extend({ goal: z.string(), lifeArea: z.string(), whose: z.string() })).describe('Those that are open'),
        }),
      )
      .describe('The person first, alone where no household is known; then others in reach, in the order they came to live there'),
    notNamed: z.number().describe('How many others of the household are out of reach'),
    withheld: Withheld,
    touching: z
      .object({
        goals: z
          .array(z.object({ lifeArea: z.string(), goals: z.array(z.object({ person: z.string(), goal: z.string() })) }))
          .describe('Open goals of two people or more in the same part of life'),
        supports: z
          .array(
            z.object({
              sector: z.string().optional(),
              provider: z.string().optional(),
              supports: z.array(z.object({ person: z.string(), support: z.string(), sector: z.string() })),
            }),
          )
          .describe('Supports of two people or more by the same provider, or from the same sector where no provider is named'),
      })
      .describe('Where what they want and what supports them touches'),
    care: z
      .array(
        z.object({
          from: Whom,
          to: Whom,
          storyOf: z.string().describe('Whose story says so'),
          saidIn: z.string().describe('The entry that says so'),
          saidBy: z.looseObject({ who: z.string() }),
          toldBy: z.literal('worker').optional(),
          about: z.literal(true).optional(),
        }),
      )
      .describe('Who cares for whom, as each of their stories says; where they differ, both stand'),
  })
  .describe('Who lives together')

/** A story that was read, words opened, and as it stood then. */
interface Read {
  story: readonly Recorded<AnyEntry>[]
  retelling: readonly Retold[]
}

/**
 * Who lived with a person in reach, as at a day, as known at an instant. A view finds those who may have; the record says who did. Of those out of
 * the asker's reach nothing is opened: they are counted.
 */
export async function householdOf(
  needs: PeopleNeeds,
  request: FastifyRequest,
  { person, withheld }: Readable,
  read: Read,
  cut: Cut = {},
): Promise<z.infer<typeof HouseholdAnswer>> {
  const first = livedBy(person, { ...read, cut })
  const living = first.household === undefined ? [] : await livingIn(needs, first.household, cut)
  const others = living.filter((other) => other !== person)
  const inReach = await readableOf(needs, whoOf(request), others)
  // Whoever's story does not say so to whoever asks is counted like those who are out of reach.
  const named = [...inReach.values()].filter(({ story }) => homeIn(retell(story, cut))?.facts.household === first.household)
  for (const { person, tie } of named) looked(request, { person, what: 'household', ...tie })
  const answer = together(first, await Promise.all(named.map((other) => opened(other, cut))))
  return {
    person,
    ...cut,
    ...(first.household !== undefined && { household: first.household }),
    ...(await withNames(needs, request, answer)),
    notNamed: others.length - named.length,
    ...(withheld > 0 && { withheld }),
  }
}

/** Everybody who lived in a household then; of whoever is forgotten nothing is told, also by a view that has not heard of it. */
async function livingIn({ people, record }: PeopleNeeds, household: Id, cut: Cut): Promise<Id[]> {
  const maybe = await everIn(people, household)
  const stories = await record.readMany(maybe.map(personStream), { words: false })
  return maybe.filter((person) => {
    const story = stories.get(personStream(person)) ?? []
    return !isForgotten(story) && homeIn(retell(story, cut))?.facts.household === household
  })
}

async function opened({ person, open }: Readable, cut: Cut): Promise<Lived> {
  const story = await open()
  return livedBy(person, { story, retelling: retell(story, cut), cut })
}
