import type { FastifyInstance } from 'fastify'
import { mustBeSignedIn } from '../asking.ts'
import { household } from './household.ts'
import { log } from './log.ts'
import { myPeople } from './my-people.ts'
import { open } from './open.ts'
import { person } from './person.ts'
import { withoutNetwork } from './without-network.ts'

/** The pages of those who listen, under `/my-people`. */
export async function practitionerPages(app: FastifyInstance): Promise<void> {
  log(app)
  withoutNetwork(app)
  await app.register(async (signedIn) => {
    signedIn.addHook('preHandler', mustBeSignedIn)
    myPeople(signedIn)
    person(signedIn)
    household(signedIn)
    open(signedIn)
  })
}
