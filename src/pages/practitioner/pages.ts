import type { FastifyInstance } from 'fastify'
import { mustBeSignedIn } from '../asking.ts'
import { log } from './log.ts'
import { myPeople } from './my-people.ts'
import { open } from './open.ts'
import { person } from './person.ts'
import { mustBeAnId } from './person-in.ts'

/** The pages of those who listen, under `/my-people`. */
export async function practitionerPages(app: FastifyInstance): Promise<void> {
  app.addHook('preHandler', mustBeSignedIn)
  app.addHook('preHandler', mustBeAnId)
  myPeople(app)
  person(app)
  log(app)
  open(app)
}
