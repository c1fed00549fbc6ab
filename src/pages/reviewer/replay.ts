import type { FastifyInstance } from 'fastify'
import { londonDay } from '../../domain/values.ts'
import { show, showProblem } from '../asking.ts'
import { kindInWords } from '../telling.ts'
import { asking, known } from './asking.ts'
import { stepsAround } from './steps.ts'

interface Begun {
  on: string
  types: string[]
}

/** Somebody as they were on a day, as was known on another; and the way to the days before and after on which something began. */
export function replay(app: FastifyInstance): void {
  app.get('/:person/replay', { schema: { hide: true } }, async (request, reply) => {
    const { person, chosen, ask } = asking(app, request)
    const knownAt = known(chosen.knownAt)
    const begun = await ask('days', { knownAt })
    if (begun.status !== 200 && begun.status !== 404) return showProblem(request, reply, begun)
    const days: Begun[] = begun.status === 404 ? [] : begun.body.days
    const asAt = chosen.asAt ?? days[0]?.on ?? londonDay(new Date())
    const answer = await ask('profile', { asAt, knownAt })
    if (answer.status !== 200 && answer.status !== 404) return showProblem(request, reply, answer)
    const on = days.map((each) => each.on)
    return show(request, reply, 'reviewer/replay.njk', {
      page: 'replay',
      person,
      chosen: { ...chosen, asAt },
      days: on,
      steps: stepsAround(on, asAt),
      began: days.find((each) => each.on === asAt)?.types.map(kindInWords),
      ...(answer.status === 200 && { answer: answer.body, withheld: answer.body.withheld }),
    })
  })
}
