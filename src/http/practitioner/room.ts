import type { FastifyInstance } from 'fastify'
import { noteLooks } from '../looking.ts'
import type { PeopleNeeds } from '../needs.ts'
import { admitOnly } from '../who.ts'
import { areas } from './areas.ts'
import { deviceKey } from './device-key.ts'
import { entries } from './entries.ts'
import { household } from './household.ts'
import { journey } from './journey.ts'
import { open } from './open.ts'
import { people } from './people.ts'
import { sinceILooked } from './since-i-looked.ts'

/** The room of those who listen: they write down what they heard, and read the people they work with as they are now. */
export function practitionerRoom(needs: PeopleNeeds) {
  return async function practitioner(room: FastifyInstance): Promise<void> {
    admitOnly(room, 'practitioner', needs.tokens, 'team-lead')
    noteLooks(room, needs)
    entries(room, needs)
    people(room, needs)
    journey(room, needs)
    sinceILooked(room, needs)
    household(room, needs)
    open(room, needs)
    areas(room, needs)
    deviceKey(room, needs)
  }
}
