import type { FastifyInstance } from 'fastify'
import { noteLooks } from '../looking.ts'
import type { PeopleNeeds } from '../needs.ts'
import { admitOnly } from '../who.ts'
import { access } from './access.ts'
import { everything } from './everything.ts'
import { forget } from './forget.ts'
import { holdBacks } from './hold-backs.ts'
import { places } from './places.ts'
import { reviews } from './reviews.ts'
import { samePerson } from './same.ts'
import { unsettled } from './unsettled.ts'

/** What the steward's room stands on: the record, and the names people go by. */
export type StewardNeeds = Pick<PeopleNeeds, 'record' | 'people' | 'clock' | 'knowsArea' | 'areas' | 'tokens' | 'looks'>

/** The room of those who look after the record: of what is known of places, of stories that may be one, and of those to be forgotten. */
export function stewardRoom(needs: StewardNeeds) {
  return async function steward(room: FastifyInstance): Promise<void> {
    admitOnly(room, 'steward', needs.tokens)
    noteLooks(room, needs)
    places(room, needs)
    samePerson(room, needs)
    reviews(room, needs)
    holdBacks(room, needs)
    access(room, needs)
    everything(room, needs)
    forget(room, needs)
    unsettled(room, needs)
  }
}
