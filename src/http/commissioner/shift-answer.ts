import { z } from 'zod'
import type { ShiftTable } from '../../../projections/area-shift.ts'
import type { Paid, Ranged } from '../../domain/shift.ts'
import { AreaCode } from '../../domain/values.ts'
import { Sector } from './asked.ts'
import type { Cell, Table } from './csv.ts'

const RangedAnswer = z
  .object({
    low: z.number().optional(),
    high: z.number().optional(),
    why: z.enum(['withheld', 'not-yet-in', 'no-cost']).optional(),
    of: z.array(z.string()).optional(),
  })
  .describe(
    'Between which two numbers it would lie; or why that cannot be told, and for want of which numbers. no-cost: what it is divided by may be nought',
  )

const paid = {
  people: RangedAnswer,
  hours: RangedAnswer.describe('A week'),
  moved: RangedAnswer.describe('Of those people, with how many a goal of their own that is heard of moves'),
  heardShare: RangedAnswer.describe('The share of people there with a goal that is heard of'),
  reach: RangedAnswer.describe('Of those, the share with whom it moves'),
}

/** What if: a share of what one sector costs, spent on another. */
export const ShiftAnswer = z.object({
  area: AreaCode,
  at: z.string().nullable().describe('The month at whose end it stood as it is worked from'),
  knownAt: z.string().nullable().describe('The edition it is from; null where none has been made'),
  percent: z.number(),
  money: RangedAnswer.describe('GBP a week that would go from the one to the other'),
  from: z.object({ sector: Sector, ...paid }).describe('What it pays for now'),
  to: z.object({ sector: Sector, ...paid }).describe('What it would pay for'),
  gaps: z.object({
    open: RangedAnswer.describe('People with an open want for the sector it would go to'),
    met: RangedAnswer.describe('How many of them it could meet at most'),
  }),
  assumptions: z.array(z.string()).describe('What the arithmetic rests on'),
})
export type ShiftAnswer = z.infer<typeof ShiftAnswer>

/** The columns of a shift as a table, and what each holds. */
export const shiftColumns = {
  area: 'the code of the area',
  at: 'the month at whose end it stood as it is worked from',
  knownAt: 'the edition it is from',
  percent: 'the share of the cost that would be moved',
  sector: 'where it comes from, or goes to',
  what: 'money, in GBP a week; people; hours a week; moved; heardShare; reach; open wants; met, of those at most',
  low: 'from',
  high: 'to',
  why: 'withheld, not-yet-in or no-cost, where there is no range',
  of: 'for want of which numbers, with `;` between',
  assumption: 'in lines of their own, after all others: what the arithmetic rests on',
} as const

type Answer = ShiftTable & {
  area: string
  percent: number
  from: Paid & { sector: string }
  to: Paid & { sector: string }
  assumptions: readonly string[]
}

/** A shift as a table: a line for each range, then one for each assumption. */
export function shiftTable({ area, at, knownAt, percent, money, from, to, gaps, assumptions }: Answer): Table {
  const line = (sector: Cell, what: Cell, ranged: Ranged): Cell[] => [area, at, knownAt, percent, sector, what, ...cellsOf(ranged), null]
  const paidIn = ({ sector, people, hours, moved, heardShare, reach }: Answer['from']) =>
    Object.entries({ people, hours, moved, heardShare, reach }).map(([what, ranged]) => line(sector, what, ranged))
  const rows = [
    line(from.sector, 'money', money),
    ...paidIn(from),
    ...paidIn(to),
    line(to.sector, 'open', gaps.open),
    line(to.sector, 'met', gaps.met),
    ...assumptions.map((assumption): Cell[] => [area, at, knownAt, percent, null, null, null, null, null, null, assumption]),
  ]
  return { name: `shift-${area}-${from.sector}-${to.sector}`, columns: Object.keys(shiftColumns), rows }
}

function cellsOf(ranged: Ranged): Cell[] {
  if (!('why' in ranged)) return [ranged.low, ranged.high, null, null]
  const none = ranged.why === 'withheld' ? '*' : null
  return [none, none, ranged.why, ranged.of.join('; ')]
}
