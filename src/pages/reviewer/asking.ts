import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Day, Id } from '../../domain/values.ts'
import { type Answered, askRoom } from '../asking.ts'
import { endOf } from './steps.ts'

const OneDay = Day.optional().catch(undefined)
const Chosen = z.object({
  asAt: OneDay,
  knownAt: OneDay,
  from: OneDay,
  to: OneDay,
  fromKnownAt: OneDay,
  toKnownAt: OneDay,
  cursor: z.string().max(200).optional().catch(undefined),
})
const Whose = z.object({ person: Id })

/** Asks a view of the room about a life; what is undefined is not asked for. */
export type Ask = (view: string, asked: Record<string, string | undefined>) => Promise<Answered>

/** Whose life is looked at, what was chosen, and a way to ask the room about it. */
export function asking(app: FastifyInstance, request: FastifyRequest): { person: string; chosen: z.infer<typeof Chosen>; ask: Ask } {
  const { person } = Whose.parse(request.params)
  const ask: Ask = (view, asked) => {
    const said = Object.entries(asked).filter((each): each is [string, string] => each[1] !== undefined)
    return askRoom(app, request, `/reviewer/people/${person}/${view}?${new URLSearchParams(said)}`)
  }
  return { person, chosen: Chosen.parse(request.query), ask }
}

/** A day as the instant by whose knowledge is looked: its end. */
export function known(day: string | undefined): string | undefined {
  return day === undefined ? undefined : endOf(day)
}
