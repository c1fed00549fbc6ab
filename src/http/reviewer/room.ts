import type { FastifyInstance } from 'fastify'
import type { PeopleNeeds } from '../needs.ts'
import { admitOnly } from '../who.ts'
import { journey } from './journey.ts'
import { profile } from './profile.ts'

/** The room of those who look back: one person's story, as it was on a day and as it was known at an instant. */
export function reviewerRoom(needs: PeopleNeeds) {
  return async function reviewer(room: FastifyInstance): Promise<void> {
    admitOnly(room, 'reviewer', needs.tokens)
    profile(room, needs)
    journey(room, needs)
  }
}
