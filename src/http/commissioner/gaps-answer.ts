import { z } from 'zod'
import type { Gap, GapTable } from '../../../projections/area-gaps.ts'
import { per } from '../../domain/period.ts'
import { AreaCode } from '../../domain/values.ts'
import { type Cell, cellOf, type Table } from './csv.ts'
import { PointAnswer, ShownAnswer } from './shown.ts'

const gap = {
  open: ShownAnswer.describe('People with such a want that is neither met nor let go, at the end of the last month'),
  neverAsked: z.array(PointAnswer).describe('People who voiced such a want that had never been asked for before, in each period'),
}

/** Gaps: what people want and do not have, beside what there is. */
export const GapsAnswer = z.object({
  area: AreaCode,
  from: z.string(),
  to: z.string().describe('At the end of this month wants were open, and support ran'),
  per: z.enum(per),
  knownAt: z.string().nullable().describe('The edition it is from; null where none has been made'),
  total: z.object(gap),
  lifeAreas: z.array(z.object({ lifeArea: z.string(), ...gap })),
  sectors: z.array(
    z.object({
      sector: z.string(),
      ...gap,
      people: ShownAnswer.describe('With a running support of it'),
      hours: ShownAnswer.describe('A week, where they were said'),
      cost: ShownAnswer.describe('GBP a week, where it was said'),
    }),
  ),
  gaps: z
    .array(
      z.object({
        lifeArea: z.string(),
        sector: z.string().describe('Where it would come from; `not-said` where nobody could say'),
        ...gap,
        why: z.array(z.object({ why: z.string(), value: z.number() })).describe('What was answered, of open ones, where that is shown'),
        neverAskedBecause: z
          .array(z.object({ neverAsked: z.string(), points: z.array(PointAnswer) }))
          .describe('Why not, where that is shown'),
      }),
    )
    .describe('Life area by sector. Listed where anything is shown: every other is withheld, or not yet in where the total is'),
})
export type GapsAnswer = z.infer<typeof GapsAnswer>

/** The columns of gaps as a table, and what each holds. */
export const gapColumns = {
  area: 'the code of the area',
  per: 'month, quarter or year',
  knownAt: 'the edition it is from',
  measure: '`wants-open`: at the end of the period. `wants-never-asked`: in the period',
  lifeArea: 'the life area; empty for all of them',
  sector: 'the sector, `not-said` where nobody could say; empty for all of them',
  why: 'what was answered, or why it was never asked for; empty for all of them',
  period: 'of open wants the last month; of the others 2026-03, 2026-Q1 or 2026',
  value: 'people. What has no line is withheld, or not yet in where the total is',
  people: 'people with a running support of that sector, in lines of one sector alone; so for what follows',
  hours: 'hours a week of it, where they were said',
  cost: 'GBP a week of it, where it was said',
} as const

type Place = [lifeArea: Cell, sector: Cell]

/** Gaps as a table: open wants first, in each life area and sector, then why. */
export function gapTable(answer: GapTable & Pick<GapsAnswer, 'area' | 'from' | 'to' | 'per'>): Table {
  const { area, from, to, per, knownAt, total, lifeAreas, sectors, gaps } = answer
  const line = (measure: string, [lifeArea, sector]: Place, why: Cell, period: string, value: Cell, use: Cell[] = []): Cell[] => {
    return [area, per, knownAt, measure, lifeArea, sector, why, period, value, ...use]
  }
  const both = ({ open, neverAsked }: Gap, place: Place, use?: Cell[]): Cell[][] => [
    line('wants-open', place, null, to, cellOf(open), use),
    ...neverAsked.map((point) => line('wants-never-asked', place, null, point.period, cellOf(point), use)),
  ]
  const rows = [
    ...both(total, [null, null]),
    ...lifeAreas.flatMap((gap) => both(gap, [gap.lifeArea, null])),
    ...sectors.flatMap((gap) => both(gap, [null, gap.sector], [cellOf(gap.people), cellOf(gap.hours), cellOf(gap.cost)])),
    ...gaps.flatMap((gap) => {
      const place: Place = [gap.lifeArea, gap.sector]
      return [
        ...both(gap, place),
        ...gap.why.map(({ why, value }) => line('wants-open', place, why, to, value)),
        ...gap.neverAskedBecause.flatMap(({ neverAsked, points }) =>
          points.map((point) => line('wants-never-asked', place, neverAsked, point.period, cellOf(point))),
        ),
      ]
    }),
  ]
  const columns = Object.keys(gapColumns)
  return { name: `gaps-${area}-${from}-${to}`, columns, rows: rows.map((row) => columns.map((_, i) => row[i])) }
}
