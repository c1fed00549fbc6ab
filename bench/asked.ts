import { sector } from '../src/domain/lists.ts'
import { monthsLater } from '../src/domain/period.ts'
import { daysAfter, daysBetween, londonDay } from '../src/domain/values.ts'
import type { Chance } from '../src/tasks/demo/chance.ts'
import { county, wards } from '../src/tasks/demo/places.ts'
import { commissioner } from './bearers.ts'
import { type Life, reviewer } from './filling.ts'

/** A question to the service: where it is asked, and by whom. */
export interface Asked {
  url: string
  sub: string
}

/** What is asked again and again, each time of somebody or somewhere else by chance. */
export interface Question {
  about: string
  asked(chances: Chance, life: Life): Asked
}

/** The last twelve months that have a release. */
const last = monthsLater(londonDay(new Date()).slice(0, 7), -1)
const year = { from: monthsLater(last, -11), to: last }

export const questions: readonly Question[] = [
  { about: 'profile now', asked: (_, life) => profileNow(life) },
  { about: 'profile as at a day', asked: (chances, life) => ofReviewer(life, 'profile', { asAt: anyDay(life, chances) }) },
  { about: 'journey, a page', asked: (chances, life) => ofReviewer(life, 'journey', { from: anyDay(life, chances) }) },
  { about: 'replay, all of it', asked: (_, life) => ofReviewer(life, 'replay', { step: 'entry' }) },
  { about: 'areas', asked: () => ({ url: '/commissioner/areas', sub: commissioner }) },
  { about: 'measures', asked: () => ({ url: '/commissioner/measures', sub: commissioner }) },
  ofArea('trends', () => ({ measure: 'goals-voiced', by: 'lifeArea', per: 'month', ...year })),
  ofArea('support', () => ({ at: last })),
  ofArea('gaps', () => year),
  ofArea('flows', () => year),
  ofArea('shift', (chances) => {
    const [from, to] = chances.some(sector, 2)
    return { from, to, percent: 10, at: last }
  }),
]

/** The profile of somebody, for whoever works with them. */
export function profileNow({ person, worker }: Life): Asked {
  return { url: `/practitioner/people/${person}`, sub: worker }
}

function ofReviewer({ person }: Life, what: string, query: object): Asked {
  return { url: `/reviewer/people/${person}/${what}?${asQuery(query)}`, sub: reviewer }
}

function ofArea(route: string, query: (chances: Chance) => object): Question {
  const area = (chances: Chance) => chances.one([county, ...wards.map(({ code }) => code)])
  return {
    about: `${route} of an area`,
    asked: (chances) => ({ url: `/commissioner/areas/${area(chances)}/${route}?${asQuery(query(chances))}`, sub: commissioner }),
  }
}

function asQuery(query: object): URLSearchParams {
  return new URLSearchParams(query as Record<string, string>)
}

function anyDay({ story }: Life, chances: Chance): string {
  const [first, last] = [londonDay(story[0]?.at ?? ''), londonDay(story.at(-1)?.at ?? '')]
  return daysAfter(first, chances.int(0, daysBetween(first, last)))
}
