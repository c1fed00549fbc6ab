import { type Chance, chance } from '../../src/tasks/demo/chance.ts'
import { bearer } from '../../test/support/app.ts'
import { county } from './land.ts'
import type { House } from './place.ts'
import { type Asked, anyArea, type Question } from './questions.ts'

/** How long the answers to one question took, in milliseconds. */
export interface Took {
  service: number[]
  record: number[]
  /** Where the record and the service say how many people there are of the same: how many of the shown numbers lie as near as rounding and its guard allow. */
  near: { of: number; are: number }
}

interface Row {
  period: string
  key: string
  people: number
}

/** A shown number of people is no further from the true one than this: rounded to 5, and left as it is until it is 5 further off. */
const nearEnough = 7

/**
 * Asks the service a question so many times, through the front door, each time of another area; and the record the same, fewer times, since it takes so long. The first
 * few are for the machine to get going.
 */
export async function ask({ app, owner }: House, question: Question, rounds: { service: number; record: number }): Promise<Took> {
  const headers = await bearer({ roles: ['commissioner'], areas: [county], expires: '12h' })
  const answer = async ({ url }: Asked) => {
    const { statusCode, body } = await app.inject({ url, headers })
    if (statusCode !== 200) throw new Error(`${url}: ${statusCode} ${body.slice(0, 300)}`)
    return body
  }
  const took: Took = { service: [], record: [], near: { of: 0, are: 0 } }
  const chances = chance(question.route, question.about)
  for (let round = -10; round < rounds.service; round += 1) {
    const began = performance.now()
    await answer(asked(question, chances))
    if (round >= 0) took.service.push(performance.now() - began)
  }
  for (let round = 0; round < rounds.record; round += 1) {
    const each = asked(question, chances)
    const began = performance.now()
    const { rows } = await owner.query<Row>(each.sql, each.values)
    took.record.push(performance.now() - began)
    if (question.isTrend) compare(JSON.parse(await answer(each)), rows, took.near)
  }
  return took
}

function asked(question: Question, chances: Chance): Asked {
  return question.asked(anyArea(chances), chances)
}

function compare(
  { series }: { series: { key?: string; points: { period: string; value: number | null }[] }[] },
  rows: readonly Row[],
  near: Took['near'],
) {
  const people = new Map(rows.map((row) => [`${row.key} ${row.period}`, row.people]))
  for (const { key = '', points } of series) {
    for (const { period, value } of points) {
      if (value === null) continue
      near.of += 1
      if (Math.abs(value - (people.get(`${key} ${period}`) ?? 0)) <= nearEnough) near.are += 1
    }
  }
}
