import { firstMonthOf } from '../../domain/period.ts'
import { inNumbers, linePicture, type Mark } from '../svg.ts'
import { inDays } from '../words.ts'

/** A published number, or why there is none. */
export interface Shown {
  value: number | null
  why?: 'withheld' | 'not-yet-in'
}

/** A trend, as the room answers it. */
export interface Trend {
  measure: string
  unit: string
  series: Series[]
  spc?: Spc
  placeEvents: { happened: { from: string; to?: string }; kind: string; what: string; whoSays: string }[]
}
/** The numbers of one key, or of all together. */
export interface Series {
  key?: string
  points: (Shown & { period: string })[]
  spc?: Spc
}
type Spc = Read | { why: 'withheld' | 'too-few' }
interface Read {
  mean: number
  limits: { lower: number; upper: number } | null
  points: { period: string; cause: string; reading?: Mark }[]
}

const causes: Record<string, string> = {
  'beyond-limit': 'further than it moves by itself',
  trend: 'one of seven or more in a row that rise, or fall',
  'two-of-three': 'two of three are nearly as far as it moves by itself',
  shift: 'one of seven or more in a row on one side of the mean',
}
/** What a sign says. */
export const says: Record<Mark, string> = { improvement: 'Better', concern: 'Worse', 'neutral-high': 'Higher', 'neutral-low': 'Lower' }
const units: Record<string, string> = { GBP: 'pounds', entries: 'times' }

/** A period as one says it: March 2026, the first quarter of 2026 as 2026 Q1, or a year. */
export function inPeriods(period: string): string {
  return inDays(period.replace('-Q', ' Q'))
}

/** A trend as a picture, the table under it, what it comes to in a few sentences, and what happened beside it. */
export function trendShown(trend: Trend, { title }: { title: string }) {
  const points = trend.series[0]?.points ?? []
  const read = trend.spc && 'mean' in trend.spc ? trend.spc : undefined
  const signals = signalsOf(trend.spc)
  const inShort = trendInShort(trend)
  const events = eventsBeside(trend)
  return {
    inShort,
    events,
    mean: read && inNumbers(read.mean),
    limits: read?.limits && { lower: inNumbers(read.limits.lower), upper: inNumbers(read.limits.upper) },
    rows: points.map(({ period, value, why }) => {
      const { cause = 'none', reading } = signals.get(period) ?? {}
      return { period: inPeriods(period), value, why, reading: reading && says[reading], because: causes[cause] }
    }),
    picture: linePicture({
      id: 'trend',
      title,
      describes: inShort.join(' '),
      points: points.map(({ period, value }) => ({ label: shortly(period), value, mark: signals.get(period)?.reading })),
      across: read && { mean: read.mean, lower: read.limits?.lower, upper: read.limits?.upper },
      beside: events,
    }),
  }
}

/** What a trend comes to, in sentences. It says nothing that is not published. */
export function trendInShort(trend: Trend): string[] {
  const { spc } = trend
  return [...numbersInShort(trend), ...(spc && 'why' in spc ? [notRead[spc.why]] : [])]
}

/** What its numbers come to; where nothing can be told of how they move, it says nothing of that. */
export function numbersInShort({ unit, series, spc }: Trend): string[] {
  const points = series[0]?.points ?? []
  const shown = points.flatMap(({ period, value }) => (value === null ? [] : [{ period, value }]))
  const [last, withheld] = [shown.at(-1), points.filter(({ why }) => why === 'withheld').length]
  const values = shown.map(({ value }) => value)
  const said = units[unit] ?? unit
  const sentences = last
    ? [
        `The last number is ${inNumbers(last.value)} ${said}, of ${inPeriods(last.period)}; the lowest is ${inNumbers(Math.min(...values))} and the highest ${inNumbers(Math.max(...values))}.`,
      ]
    : ['There is no number to show.']
  if (withheld > 0) sentences.push(`${withheld} of ${points.length} ${withheld === 1 ? 'is' : 'are'} withheld, and left out of the line.`)
  return [...sentences, ...(spc && 'mean' in spc ? signalsInShort(spc) : [])]
}

const notRead = {
  withheld: 'Because some of it is withheld, nobody can tell from this what is more than the usual ups and downs.',
  'too-few': 'There are fewer than 12 numbers: too few to tell what is more than the usual ups and downs.',
}

function signalsInShort({ mean, limits, points }: Read): string[] {
  const readings = points.flatMap(({ reading }) => reading ?? [])
  const around = `It moves around ${inNumbers(mean)}${limits ? `, by itself between ${inNumbers(limits.lower)} and ${inNumbers(limits.upper)}` : ''}.`
  if (readings.length === 0) return [around, 'Nothing here is more than the usual ups and downs.']
  const counted = (Object.keys(says) as Mark[]).flatMap((mark) => {
    const many = readings.filter((each) => each === mark).length
    return many === 0 ? [] : [`${many} ${says[mark].toLowerCase()}`]
  })
  return [around, `${readings.length} of ${points.length} say that something changed: ${counted.join(', ')}.`]
}

/** What each point of a series says, by its period. */
export function signalsOf(spc: Spc | undefined): Map<string, Read['points'][number]> {
  return new Map(spc && 'mean' in spc ? spc.points.map((point) => [point.period, point]) : [])
}

/** What happened beside a trend, numbered, and beside which of its points. */
export function eventsBeside({ series, placeEvents }: Trend) {
  const points = series[0]?.points ?? []
  return placeEvents.map((event, i) => ({ ...event, label: String(i + 1), at: indexAt(points, event.happened.from) }))
}

/** The point whose period a day, a month or a year lies in or begins; the first where it began before. */
function indexAt(points: readonly { period: string }[], from: string): number {
  const month = from.length === 4 ? `${from}-01` : from.slice(0, 7)
  return Math.max(
    0,
    points.findLastIndex(({ period }) => firstMonthOf(period) <= month),
  )
}

const shortMonth = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short', year: 'numeric' })

/** A period as it stands under a picture: Mar 2026. */
export function shortly(period: string): string {
  return /^\d{4}-\d\d$/.test(period) ? shortMonth.format(new Date(period)) : inPeriods(period)
}
