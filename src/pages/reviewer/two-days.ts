import type { FastifyInstance } from 'fastify'
import { show, showProblem } from '../asking.ts'
import { asking, known } from './asking.ts'
import { sideBySide } from './side-by-side.ts'

/** What a change is called, where its own name does not say it. */
const changes = { both: 'came and went in between', heard: 'heard again', moved: 'moved on' }

/** Two days of a life side by side, each as it was known on a day of its own. */
export function twoDays(app: FastifyInstance): void {
  app.get('/:person/two-days', { schema: { hide: true } }, async (request, reply) => {
    const { person, chosen, ask } = asking(app, request)
    const context = { page: 'two-days', person, chosen }
    if (chosen.from === undefined) {
      const isSent = Object.keys(request.query as object).length > 0
      const errors = { from: 'Choose a day' }
      return isSent
        ? show(request, reply.code(400), 'reviewer/two-days.njk', { ...context, errors })
        : show(request, reply, 'reviewer/two-days.njk', context)
    }
    const { from, to, fromKnownAt, toKnownAt } = chosen
    const answer = await ask('difference', { from, to, fromKnownAt: known(fromKnownAt), toKnownAt: known(toKnownAt) })
    if (answer.status === 404) return show(request, reply, 'reviewer/two-days.njk', { ...context, missing: answer.body.title })
    if (answer.status !== 200) return showProblem(request, reply, answer)
    const { items, withheld } = answer.body as { items: Item[]; withheld?: number }
    return show(request, reply, 'reviewer/two-days.njk', { ...context, items: items.map(inWords), changes, withheld })
  })
}

interface Item {
  before?: object
  after?: object
}

/** What was on one of the days alone is told as it was there; of what was on both, what is the same once, and what differs beside each other. */
function inWords({ before, after, ...item }: Item) {
  const lines = sideBySide(before, after)
  const [same, differing] = [lines.filter(({ differs }) => !differs), lines.filter(({ differs }) => differs)]
  return {
    ...item,
    isBefore: before !== undefined,
    isAfter: after !== undefined,
    same: same.map(({ name, before }) => ({ name, says: before })),
    differing,
    only: differing.map(({ name, before, after }) => ({ name, says: before ?? after })),
  }
}
