import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { profileFold, profileIn } from '../../../projections/profile.ts'
import { look, revisionKnown } from '../looking-back.ts'
import type { PeopleNeeds } from '../needs.ts'

/** Kinds of entry that a profile tells of without their words. */
const wordless = ['ConversationHeld', 'StillSo']

/** The person as they were on a day, as was known at an instant: worked out from the record itself. */
export function profile(room: FastifyInstance, needs: PeopleNeeds): void {
  look(room, needs, {
    name: 'profile',
    summary: 'The person as at a day, as known at an instant',
    answer: z.looseObject({ person: z.string(), revision: z.number() }),
    words: (type) => type in profileFold.on && !wordless.includes(type),
    answers: ({ story, retelling, cut }) => ({ revision: revisionKnown(story, cut), ...profileIn(retelling) }),
  })
}
