import { z } from 'zod'
import type { SupportTable } from '../../../projections/area-support.ts'
import { adultAge } from '../../domain/measures.ts'
import { AreaCode } from '../../domain/values.ts'
import { Sector } from './asked.ts'
import { type Cell, cellOf, type Table } from './csv.ts'
import { cellsOf, ShareAnswer, ShownAnswer } from './shown.ts'

const use = {
  people: ShownAnswer.describe('With a running support'),
  hours: ShownAnswer.describe('A week, where they were said'),
  cost: ShownAnswer.describe('GBP a week, gross and whoever pays, where it was said'),
}

const reach = {
  supported: ShownAnswer.describe('With a support that started 6 months ago or more'),
  heard: ShownAnswer.describe('Of those, with a goal of their own that is heard of'),
  moved: ShownAnswer.describe('Of those, who are nearer to it, hold it or have reached it'),
  heardShare: ShareAnswer.describe('heard of supported'),
  reach: ShareAnswer.describe('moved of heard'),
}

const Age = z.enum(adultAge)

/** Use and reach, sector by sector. */
export const SupportAnswer = z.object({
  area: AreaCode,
  at: z.string().nullable().describe('The month at whose end it stood so; null where none was asked for and no edition has been made'),
  knownAt: z.string().nullable().describe('The edition it is from; null where none has been made'),
  all: z.object({ ...use, ...reach, ages: z.array(z.object({ age: Age, ...reach })) }).describe('All sectors together, each person once'),
  sectors: z.array(
    z.object({
      sector: Sector,
      ...use,
      shares: z
        .object({ people: ShownAnswer, hours: ShownAnswer, cost: ShownAnswer })
        .describe(
          'Of the area’s people, hours and cost, to four places. Somebody may be in several sectors: shares of people need not add up',
        ),
      ...reach,
      ages: z.array(
        z.object({
          age: Age,
          ...reach,
          areaReach: ShareAnswer.describe('Of the whole area in this age band'),
          standing: z
            .enum(['below', 'not-below', 'too-few-heard', 'withheld', 'not-yet-in'])
            .describe('below: the whole interval lies below the area’s share. Where fewer than half are heard of, nothing is said'),
        }),
      ),
      compromises: z
        .object({
          into: ShownAnswer.describe('People who wanted something else and were given this'),
          away: ShownAnswer.describe('People who wanted this and were given something else'),
          about: ShownAnswer.describe('Both together, each once'),
          intoShare: ShareAnswer.describe('Of all of them, who were given this'),
          usedMoreThanWanted: z.boolean().nullable().describe('More than half of them were given it; null where that cannot be told'),
        })
        .describe('Compromises that still stand'),
      verdict: z
        .object({
          named: z.boolean(),
          because: z.enum([
            'used-more-than-wanted-and-below',
            'never-named',
            'not-below',
            'not-used-more-than-wanted',
            'too-few-heard',
            'withheld',
            'not-yet-in',
          ]),
        })
        .describe(
          'Named where it is used more than wanted, and below the area in every age band of which anything can be said. Family and friends, community and universal services never are',
        ),
    }),
  ),
})
export type SupportAnswer = z.infer<typeof SupportAnswer>

/** The columns of use and reach as a table, and what each holds. */
export const supportColumns = {
  area: 'the code of the area',
  at: 'the month at whose end it stood so',
  knownAt: 'the edition it is from',
  sector: 'the sector; empty for all together',
  age: 'the age band, 18-64 or 65+; empty for all ages',
  people: 'people with a running support; in lines of all ages, as are hours, cost and their shares',
  peopleShare: 'of the people of the area',
  hours: 'hours a week, where they were said',
  hoursShare: 'of the hours of the area',
  cost: 'GBP a week, where it was said',
  costShare: 'of the cost of the area',
  supported: 'people with a support that started 6 months ago or more',
  heard: 'of those, people with a goal of their own that is heard of',
  heardShare: 'heard of supported',
  heardLow: 'the lower end of its 95 % Wilson interval',
  heardHigh: 'the upper end',
  moved: 'of those heard of, people who are nearer, hold it or have reached it',
  reach: 'moved of heard',
  reachLow: 'the lower end of its 95 % Wilson interval',
  reachHigh: 'the upper end',
  areaReach: 'of the whole area in this age band; in lines of one sector and age band, as is standing',
  standing: 'below, not-below, too-few-heard, withheld or not-yet-in',
  into: 'people who wanted something else and were given this; in lines of one sector and all ages, as is all that follows',
  away: 'people who wanted this and were given something else',
  about: 'both together, each once',
  intoShare: 'into of about',
  intoLow: 'the lower end of its 95 % Wilson interval',
  intoHigh: 'the upper end',
  usedMoreThanWanted: 'true or false; empty where it cannot be told',
  named: 'true or false',
  because: 'why it is named, or why not',
} as const
type Column = keyof typeof supportColumns
type Row = Partial<Record<Column, Cell>>

/** Use and reach as a table: a line for each sector and all together, and one for each of their age bands. */
export function supportTable({ area, at, knownAt, all, sectors }: SupportTable & { area: string }): Table {
  const lines: Row[] = [
    { ...useCells(all), ...reachCells(all) },
    ...all.ages.map((band): Row => ({ age: band.age, ...reachCells(band) })),
    ...sectors.flatMap(({ sector, ages, shares, compromises, verdict, ...one }): Row[] => {
      const [intoShare, intoLow, intoHigh] = cellsOf(compromises.intoShare)
      return [
        {
          sector,
          ...useCells(one),
          peopleShare: cellOf(shares.people),
          hoursShare: cellOf(shares.hours),
          costShare: cellOf(shares.cost),
          ...reachCells(one),
          into: cellOf(compromises.into),
          away: cellOf(compromises.away),
          about: cellOf(compromises.about),
          ...{ intoShare, intoLow, intoHigh },
          usedMoreThanWanted: compromises.usedMoreThanWanted === null ? null : String(compromises.usedMoreThanWanted),
          named: String(verdict.named),
          because: verdict.because,
        },
        ...ages.map((band): Row => {
          return { sector, age: band.age, ...reachCells(band), areaReach: cellOf(band.areaReach), standing: band.standing }
        }),
      ]
    }),
  ]
  const columns = Object.keys(supportColumns) as Column[]
  const rows = lines.map((line) => columns.map((column) => ({ area, at, knownAt, ...line })[column]))
  return { name: ['support', area, ...(at === null ? [] : [at])].join('-'), columns, rows }
}

function useCells({ people, hours, cost }: Pick<SupportTable['all'], 'people' | 'hours' | 'cost'>): Row {
  return { people: cellOf(people), hours: cellOf(hours), cost: cellOf(cost) }
}

function reachCells(reached: Pick<SupportTable['all'], 'supported' | 'heard' | 'moved' | 'heardShare' | 'reach'>): Row {
  const [heardShare, heardLow, heardHigh] = cellsOf(reached.heardShare)
  const [reach, reachLow, reachHigh] = cellsOf(reached.reach)
  const counts = { supported: cellOf(reached.supported), heard: cellOf(reached.heard), moved: cellOf(reached.moved) }
  return { ...counts, heardShare, heardLow, heardHigh, reach, reachLow, reachHigh }
}
