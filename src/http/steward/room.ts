import type { FastifyInstance } from 'fastify'
import type { PeopleNeeds } from '../needs.ts'
import { admitOnly } from '../who.ts'
import { places } from './places.ts'

/** What the steward's room stands on: the record it writes to, and no view of anybody. */
export type StewardNeeds = Pick<PeopleNeeds, 'record' | 'clock' | 'knowsArea' | 'areas' | 'tokens'>

/** The room of those who look after the record: here, of what is known of places. */
export function stewardRoom(needs: StewardNeeds) {
  return async function steward(room: FastifyInstance): Promise<void> {
    admitOnly(room, 'steward', needs.tokens)
    places(room, needs)
  }
}
