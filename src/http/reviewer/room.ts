import type { FastifyInstance } from 'fastify'
import { noteLooks } from '../looking.ts'
import type { PeopleNeeds } from '../needs.ts'
import { admitOnly } from '../who.ts'
import { attention } from './attention.ts'
import { days } from './days.ts'
import { difference } from './difference.ts'
import { household } from './household.ts'
import { journey } from './journey.ts'
import { pace } from './pace.ts'
import { path } from './path.ts'
import { profile } from './profile.ts'
import { replay } from './replay.ts'
import { us } from './us.ts'

/** The room of those who look back: one person's story, as it was on a day and as it was known at an instant. */
export function reviewerRoom(needs: PeopleNeeds) {
  return async function reviewer(room: FastifyInstance): Promise<void> {
    admitOnly(room, 'reviewer', needs.tokens)
    noteLooks(room, needs)
    path(room, needs)
    attention(room, needs)
    profile(room, needs)
    journey(room, needs)
    days(room, needs)
    pace(room, needs)
    us(room, needs)
    household(room, needs)
    difference(room, needs)
    replay(room, needs)
  }
}
