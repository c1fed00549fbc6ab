import { areasWithin, treeOf } from '../../src/domain/area.ts'
import { sector } from '../../src/domain/lists.ts'
import type { AreaCode } from '../../src/domain/values.ts'
import type { Chance } from '../../src/tasks/demo/chance.ts'
import { ends, home, inKey, open, openBySector, running, starts } from './by-sql.ts'
import { county, districts, land, wards } from './land.ts'

/** A question, as the service is asked it and as the record is: by SQL that is as plain as can be, of no more than is said in `sql`. */
export interface Asked {
  url: string
  sql: string
  values: unknown[]
}

/** What is asked: each time of another area, by chance. */
export interface Question {
  route: string
  about: string
  /** What the record is asked, where it is less than what the route answers. */
  less?: string
  asked(area: AreaCode, chances: Chance): Asked
  /** Whether its rows are those of the trend: period, key and people. */
  isTrend: boolean
}

const months = { from: '2023-01', to: '2025-11' }
const last = '2025-11'

/** A county, a district or a ward, as often as each other. */
export function anyArea(chances: Chance): AreaCode {
  return chances.one([[county], districts, wards].map((areas) => chances.one(areas)))
}

export const questions: readonly Question[] = [
  trend({ measure: 'people-heard', per: 'month' }, inKey({ type: 'ConversationHeld', per: 'month' })),
  trend({ measure: 'people-heard', per: 'quarter', by: 'age' }, inKey({ type: 'ConversationHeld', per: 'quarter', key: 'age' })),
  trend({ measure: 'goals-voiced', per: 'month', by: 'lifeArea' }, inKey({ type: 'GoalVoiced', per: 'month', key: 'lifeArea' })),
  trend({ measure: 'turned-away', per: 'year', by: 'reason' }, inKey({ type: 'TurnedAway', per: 'year', key: 'reason' })),
  trend({ measure: 'supported', per: 'month', by: 'sector' }, running),
  trend({ measure: 'wants-open', per: 'month', by: 'lifeArea' }, open),
  trend({ measure: 'wants-open', per: 'quarter', by: 'lifeAreaSectorWhy' }, open, 'by life area alone'),
  {
    route: 'support',
    about: 'at a month’s end',
    less: 'people by sector; no hours, cost, reach or compromises',
    asked: (area) => ({ url: asking(area, 'support', { at: last }), sql: home + running, values: [within(area), last, last] }),
    isTrend: false,
  },
  {
    route: 'gaps',
    about: 'of a year, by quarter',
    less: 'wants open by life area and sector at the end; no why, no use',
    asked: (area) => ({
      url: asking(area, 'gaps', { from: '2024-10', to: '2025-09', per: 'quarter' }),
      sql: home + openBySector,
      values: [within(area), '2025-09', '2025-09'],
    }),
    isTrend: false,
  },
  {
    route: 'flows',
    about: 'of three years, by quarter',
    less: 'from which sector to which; none who came back or died',
    asked: (area) => ({
      url: asking(area, 'flows', { from: '2023-01', to: '2025-09', per: 'quarter' }),
      sql: `${home}${starts}${ends}`,
      values: [within(area), '2023-01', '2025-09'],
    }),
    isTrend: false,
  },
  {
    route: 'shift',
    about: 'from one sector to another',
    less: 'people by sector; nothing else',
    asked: (area, chances) => {
      const [from, to] = chances.some(sector, 2)
      return {
        url: asking(area, 'shift', { from, to, percent: 10, at: last }),
        sql: home + running,
        values: [within(area), last, last],
      }
    },
    isTrend: false,
  },
]

function trend(asked: { measure: string; per: string; by?: string }, sql: string, less?: string): Question {
  const { measure, per, by } = asked
  return {
    route: 'trends',
    about: `${measure} by ${per}${by === undefined ? '' : `, ${by}`}`,
    ...(less !== undefined && { less }),
    asked: (area) => ({
      url: asking(area, 'trends', { ...asked, ...months }),
      sql: home + sql,
      values: [within(area), months.from, months.to],
    }),
    isTrend: less === undefined,
  }
}

function asking(area: AreaCode, route: string, query: object): string {
  return `/commissioner/areas/${area}/${route}?${new URLSearchParams(query as Record<string, string>)}`
}

const tree = treeOf(land)

function within(area: AreaCode): AreaCode[] {
  return areasWithin(tree, [area]).map(({ code }) => code)
}
