import { type End, flowsPicture } from '../pictures/flows.ts'
import { inNumbers } from '../svg.ts'
import { plainly } from '../words.ts'
import { inPeriods, type Shown } from './in-short.ts'

type Point = Shown & { period: string }

/** Flows, as the room answers them. */
export interface Flows {
  total: Point[]
  died: Point[]
  sectors: { sector: string; into: Point[]; outOf: Point[]; back: Point[] }[]
  moves: { outOf: string; into: string; points: Point[] }[]
}

const none: Shown = { value: null, why: 'withheld' }

/** The flows of one period as a picture and tables, and all periods to choose from: the one asked for, else the last of which anything is shown. */
export function flowsShown(flows: Flows, { of, title }: { of?: string | undefined; title: string }) {
  const at = indexOf(flows, of)
  const point = (points: readonly Point[]): Shown => points[at] ?? none
  const period = inPeriods(flows.total[at]?.period ?? '')
  const [total, died] = [point(flows.total), point(flows.died)]
  const moves = flows.moves
    .flatMap(({ outOf, into, points }) => {
      const { value } = point(points)
      return value === null ? [] : [{ from: plainly(outOf), to: wherein(into), value }]
    })
    .sort((a, b) => b.value - a.value)
  const sectors = flows.sectors
    .map(({ sector, into, outOf, back }) => ({ name: plainly(sector), into: point(into), outOf: point(outOf), back: point(back) }))
    .filter(({ into, outOf, back }) => [into, outOf, back].some(({ value }) => value !== null))
  const ends = (side: 'from' | 'to', all: End[]) =>
    all
      .filter(({ name, value }) => value !== null || moves.some((move) => move[side] === name))
      .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const named = flows.sectors.map(({ sector, into, outOf }) => ({ name: plainly(sector), into: point(into), outOf: point(outOf) }))
  const left = ends(
    'from',
    named.map(({ name, outOf }) => ({ name, value: outOf.value })),
  )
  const right = [
    ...ends(
      'to',
      named.map(({ name, into }) => ({ name, value: into.value })),
    ),
    ...ends('to', [{ name: wherein('died'), value: died.value }]),
  ]
  const inShort = flowsInShort({ period, total, died, moves })
  return {
    period,
    total,
    moves,
    sectors,
    inShort,
    periods: flows.total.map((each, i) => ({
      period: each.period,
      total: each,
      died: flows.died[i] ?? none,
      isDrawn: i === at,
      hasAny: hasAny(flows, i),
    })),
    picture:
      left.length + right.length === 0
        ? undefined
        : flowsPicture({
            id: 'flows',
            title: `${title}, ${period}`,
            describes: inShort.join(' '),
            left,
            right,
            flows: moves,
            leftName: 'Left',
            rightName: 'Came to',
          }),
  }
}

/** What moved in a period, in sentences. It says nothing that is not published. */
function flowsInShort({ period, total, died, moves }: { period: string; total: Shown; died: Shown; moves: Move[] }): string[] {
  if (total.why === 'not-yet-in') return [`${period} is not yet in.`]
  const all =
    total.value === null
      ? `How many people moved from one kind of support to another in ${period} is withheld.`
      : `In ${period}, ${inNumbers(total.value)} people moved from one kind of support to another, or died with one.`
  const dead = died.value === null ? [] : [`${inNumbers(died.value)} people died with a support.`]
  const [first, second] = moves
  if (!first) return [all, ...dead, 'From which to which is withheld throughout.']
  const way = `from ${first.from.toLowerCase()} to ${first.to.toLowerCase()}, ${inNumbers(first.value)}`
  if (!second) return [all, ...dead, `One way is shown: ${way}.`]
  const most = first.value === second.value ? `none with more than ${inNumbers(first.value)}` : `the most went ${way}`
  return [all, ...dead, `${moves.length} ways are shown: ${most}.`]
}

interface Move {
  from: string
  to: string
  value: number
}

function wherein(into: string): string {
  return into === 'died' ? 'Died' : plainly(into)
}

function indexOf(flows: Flows, of: string | undefined): number {
  const { total } = flows
  const asked = total.findIndex(({ period }) => period === of)
  if (asked >= 0) return asked
  const shown = total.findLastIndex((_, i) => hasAny(flows, i))
  if (shown >= 0) return shown
  const lastIn = total.findLastIndex(({ why }) => why !== 'not-yet-in')
  return Math.max(0, lastIn)
}

/** Whether of a period any number is shown. */
function hasAny({ total, died, sectors, moves }: Flows, at: number): boolean {
  const lines = [total, died, ...moves.map(({ points }) => points), ...sectors.flatMap(({ into, outOf, back }) => [into, outOf, back])]
  return lines.some((points) => points[at]?.value != null)
}
