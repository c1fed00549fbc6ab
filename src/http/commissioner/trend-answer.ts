import { z } from 'zod'
import type { Dimension } from '../../domain/measures.ts'
import { per } from '../../domain/period.ts'
import { fewestPoints, readings, specialCauses } from '../../domain/spc.ts'
import { AreaCode, Happened } from '../../domain/values.ts'
import { type Cell, cellOf, type Table } from './csv.ts'

const NoSpc = z.object({
  why: z
    .enum(['withheld', 'too-few'])
    .describe(
      `Why nothing can be told: a point is withheld, so that what lies around it is not known; or fewer than ${fewestPoints} points are in`,
    ),
})

const ReadSpc = z
  .object({
    mean: z.number(),
    limits: z
      .object({ lower: z.number(), nearLower: z.number(), nearUpper: z.number(), upper: z.number() })
      .nullable()
      .describe('How far it moves by itself, to the hundredth; null where nothing moves, so that only trends and shifts can be told'),
    points: z.array(
      z.object({
        period: z.string(),
        cause: z
          .enum(['none', ...specialCauses])
          .describe(
            'The first that holds: beyond a limit; one of 7 or more that rise, or fall; one of 2 of 3 near a limit; one of 7 or more on one side of the mean; none of these',
          ),
        reading: z
          .enum(readings)
          .optional()
          .describe('By which way is better; where neither is, which way it went. Absent with cause none'),
      }),
    ),
  })
  .describe('XmR chart: mean ± 2.66 average moving ranges, near limits at two thirds of that')

/** What can be told of a series by month. */
export const Spc = z.union([ReadSpc, NoSpc])

export const TrendAnswer = z.object({
  area: AreaCode,
  measure: z.string(),
  unit: z.enum(['people', 'entries', 'hours', 'GBP']),
  per: z.enum(per),
  knownAt: z.string().nullable().describe('The edition it is from; null where none has been made'),
  series: z.array(
    z.object({
      key: z.string().optional(),
      points: z.array(
        z.object({
          period: z.string().describe('2026-03, 2026-Q1 or 2026'),
          value: z.number().nullable(),
          why: z
            .enum(['withheld', 'not-yet-in'])
            .optional()
            .describe('Why there is no value: fewer than 8 people, none included; or no edition has the period yet'),
        }),
      ),
      spc: Spc.optional().describe('With per=month and by: what can be told of this key'),
    }),
  ),
  spc: Spc.optional().describe('With per=month and no by: what can be told of the total'),
  placeEvents: z
    .array(
      z.object({
        area: AreaCode.describe('The place: the area asked for, one that it lies in or one that lies in it'),
        entry: z.string(),
        placeEvent: z.string().describe('The event: two accounts of one have the same'),
        kind: z.string(),
        pace: z.string(),
        happened: Happened,
        what: z.string(),
        whoSays: z.string(),
      }),
    )
    .describe('What happened to these places on days that the trend is of, by the day it began'),
})
export type TrendAnswer = z.infer<typeof TrendAnswer>

/** The columns of a trend as a table, and what each holds. */
export const trendColumns = {
  area: 'the code of the area',
  measure: 'what is counted, as in `/commissioner/measures`',
  unit: 'people, entries, hours or GBP',
  per: 'month, quarter or year',
  knownAt: 'the edition it is from',
  by: 'what it is broken down by; empty for the total',
  key: 'the key of that; empty for the total',
  period: '2026-03, 2026-Q1 or 2026',
  value: 'the number',
  mean: 'of the points of this key, where they can be read as a chart; so for the limits',
  lowerLimit: 'mean − 2.66 average moving ranges',
  nearLowerLimit: 'two thirds of the way to it',
  nearUpperLimit: 'two thirds of the way to the upper one',
  upperLimit: 'mean + 2.66 average moving ranges',
  cause: 'none, beyond-limit, trend, two-of-three or shift; empty where nothing can be told',
  reading: 'improvement, concern, neutral-high or neutral-low',
} as const

/** A trend as a table: a line for each point of each key. What happened to the place is in the JSON alone: it is of no one point. */
export function trendTable({ area, measure, unit, per, knownAt, series, spc }: TrendAnswer, by: Dimension | undefined): Table {
  const rows = series.flatMap(({ key, points, spc: ofKey }): Cell[][] => {
    const read = chartCells(ofKey ?? spc)
    return points.map((point) => [area, measure, unit, per, knownAt, by, key, point.period, cellOf(point), ...read(point.period)])
  })
  return { name: ['trend', area, measure, ...(by === undefined ? [] : [by])].join('-'), columns: Object.keys(trendColumns), rows }
}

function chartCells(spc: z.infer<typeof Spc> | undefined): (period: string) => Cell[] {
  if (spc === undefined || 'why' in spc) return () => Array<Cell>(7).fill(null)
  const { mean, limits, points } = spc
  const byPeriod = new Map(points.map((point) => [point.period, point]))
  return (period) => {
    const { cause, reading } = byPeriod.get(period) ?? {}
    return [mean, limits?.lower, limits?.nearLower, limits?.nearUpper, limits?.upper, cause, reading]
  }
}
