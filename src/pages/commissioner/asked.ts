import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { monthsLater, type Per, per } from '../../domain/period.ts'
import { type Answered, askRoom } from '../asking.ts'

/** What nobody filled in is not asked. */
const orLeftOut = z.preprocess((value) => (value === '' ? undefined : value), z.string().trim().max(60).optional()).catch(undefined)

/** What is chosen on a page of an area. Months go to the room as they were typed: it says what it does not understand. */
export const Chosen = z.object({
  measure: orLeftOut,
  by: orLeftOut,
  per: z.enum(per).optional().catch(undefined),
  from: orLeftOut,
  to: orLeftOut,
  at: orLeftOut,
  /** Of several periods, the one that is drawn. */
  of: orLeftOut,
  knownAt: orLeftOut,
})
export type Chosen = z.infer<typeof Chosen>

export const InArea = z.object({ area: z.string().regex(/^[A-Za-z0-9]{1,20}$/) })

export interface Area {
  code: string
  name: string
  kind: string
  parent?: string
}

/** What stands on every page of an area: which it is, how it is called, and the editions to choose from. */
export interface AboutArea {
  area: string
  name: string
  chosen: Chosen & { measure: string; per: Per; from: string; to: string }
  editions: string[]
}

/** How many editions back can be chosen from a list. */
const editionsBack = 36

/** What a page shows where nobody says: what is counted, and how finely. */
export interface Usually {
  measure?: string
  per?: Per
}

/** What is chosen, with what the page usually shows and the two years up to the last month published where nobody says; or the room's answer where that is no. Without any edition there is nothing to choose from. */
export async function chosenIn(app: FastifyInstance, request: FastifyRequest, usually: Usually = {}): Promise<AboutArea | Answered> {
  const { area } = InArea.parse(request.params)
  const chosen = Chosen.parse(request.query)
  const areas = await askRoom(app, request, '/commissioner/areas')
  if (areas.status !== 200) return areas
  // Asked of a single month, only to be told the last edition made; it also says whether the area is in reach.
  const latest = await askRoom(app, request, `/commissioner/areas/${area}/trends?measure=people-met&from=2026-01&to=2026-01`)
  if (latest.status !== 200) return latest
  const last: string | null = latest.body.knownAt
  const to = chosen.to ?? monthsLater(last ?? '2026-02', -1)
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(to)
  return {
    area,
    name: areas.body.areas.find(({ code }: Area) => code === area)?.name ?? area,
    chosen: {
      ...chosen,
      measure: chosen.measure ?? usually.measure ?? 'people-heard',
      per: chosen.per ?? usually.per ?? 'month',
      to,
      from: chosen.from ?? (isMonth ? monthsLater(to, -23) : to),
    },
    editions: editionsFrom(last, chosen.knownAt),
  }
}

/** The last editions made, and the one that was chosen where it is an earlier one. */
function editionsFrom(last: string | null, chosen: string | undefined): string[] {
  const editions = last === null ? [] : Array.from({ length: editionsBack }, (_, i) => monthsLater(last, -i))
  const isEarlier = chosen !== undefined && /^\d{4}-\d\d$/.test(chosen) && chosen < (editions.at(-1) ?? '')
  return isEarlier ? [...editions, chosen] : editions
}

/** A query of what was chosen, without what was not. */
export function queryOf(asked: Record<string, string | undefined>): string {
  return new URLSearchParams(Object.entries(asked).filter((each): each is [string, string] => each[1] !== undefined)).toString()
}

const words: Record<string, string> = {
  from: 'Write the first month as a year and a month, such as 2026-03',
  to: 'Write the last month as a year and a month, such as 2026-03, not before the first and not more than ten years after it',
  at: 'Write the month as a year and a month, such as 2026-03',
  knownAt: 'Choose an edition that has been made',
  measure: 'Choose what is counted',
}

const tooMany = 'Those are too many numbers for one page: choose fewer months, or quarters or years'

/** What the room did not understand, by the field it is of, in plain words; undefined where it is of none. */
export function errorsIn({ status, body }: Answered): Record<string, string> | undefined {
  if (status !== 400) return undefined
  const errors: { path: string; message?: string }[] = body.errors ?? []
  const known = errors.flatMap(({ path, message }) => {
    const field = path.replace(/.*[./]/, '')
    const said = /more than \d+ numbers/.test(message ?? '') ? tooMany : words[field]
    return said === undefined ? [] : [[field, said] as const]
  })
  return known.length === 0 ? undefined : Object.fromEntries(known)
}
