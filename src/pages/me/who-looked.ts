import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { askMine, showMine, showNotOpen } from './whose.ts'

const Asked = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
})

/** What was looked at, where the name it goes by among programs would not say it. */
const shown: Readonly<Record<string, string>> = {
  now: 'How things are now',
  profile: 'How things were on a day',
  days: 'The days on which something began',
  us: 'What services did, and what changed after',
  path: 'The way through services',
  attention: 'What was written about, beside what matters',
  pace: 'How changes came, and who led them',
  difference: 'Two days side by side',
  replay: 'The life, day by day',
  access: 'Who may see',
}

/** Who looked at a story, what at, and why they may. */
export function whoLooked(app: FastifyInstance): void {
  app.get('/who-looked', { schema: { hide: true } }, async (request, reply) => {
    const { cursor } = Asked.parse(request.query)
    const answer = await askMine(app, request, cursor === undefined ? '/me/who-looked' : `/me/who-looked?cursor=${cursor}`)
    return answer.status === 200
      ? showMine(app, request, reply, 'me/who-looked.njk', { ...answer.body, shown })
      : showNotOpen(request, reply, answer)
  })
}
