import type { FastifyInstance } from 'fastify'
import { noteLooks } from '../looking.ts'
import type { PeopleNeeds } from '../needs.ts'
import { admitOnly } from '../who.ts'
import { entries } from './entries.ts'
import { everything } from './everything.ts'
import { story } from './story.ts'
import { whoLooked } from './who-looked.ts'

/** What the person's room stands on. */
export interface MeNeeds extends PeopleNeeds {
  /** Whether a person is told the names of the workers who looked, where they are known; else their role and organisation. */
  nameWorkers: boolean
}

/** The room of the person whose story it is, and of who acts for them. */
export function meRoom(needs: MeNeeds) {
  return async function me(room: FastifyInstance): Promise<void> {
    admitOnly(room, 'person', needs.tokens)
    noteLooks(room, needs)
    story(room, needs)
    entries(room, needs)
    whoLooked(room, needs)
    everything(room, needs)
  }
}
