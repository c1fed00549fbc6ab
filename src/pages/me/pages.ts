import type { FastifyInstance } from 'fastify'
import { mustBeSignedIn } from '../asking.ts'
import { everything } from './everything.ts'
import { say } from './say.ts'
import { sharing } from './sharing.ts'
import { story } from './story.ts'
import { whoLooked } from './who-looked.ts'
import { mustSayWhose, whose } from './whose.ts'

/** The pages of a story: under `/my-story` one's own, under `/my-story/for/<person>` that of somebody one acts for. Who is signed in no more by the time they send something is not sent to sign in: what they typed would be gone. */
export async function mePages(app: FastifyInstance): Promise<void> {
  app.addHook('preHandler', async (request, reply) => (request.method === 'GET' ? mustBeSignedIn(request, reply) : undefined))
  whose(app)
  await app.register(async (mine) => {
    mine.addHook('preHandler', mustSayWhose)
    story(mine)
    say(mine)
    whoLooked(mine)
    sharing(mine)
    everything(mine)
  })
}
