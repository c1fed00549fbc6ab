import { firstDayOf } from '../../domain/values.ts'
import { between, inSvg, sign } from '../svg.ts'
import { type Change, changeInWords, ledInWords } from './pace-in-words.ts'

const wide = 720
const plot = { left: 120, right: 700, top: 12 }
const rowHigh = 44
/** How near two marks may come before one is drawn under the other. */
const near = 16

/** The large changes of a life as marks over time: the row says who led one, the shape how it came. Nothing where there is none. */
export function pacePicture(changes: readonly Change[]): string | undefined {
  const large = changes.filter((change) => change.large)
  if (large.length === 0) return undefined
  const leaders = [...new Set(large.map(({ ledBy }) => ledBy))]
  const years = yearsOf(changes.map(({ on }) => on))
  const [first = 0, last = 0] = [years[0], years.at(-1)]
  const x = (at: number) => Math.round(between(at, [first, last], [plot.left, plot.right]))
  const bottom = plot.top + leaders.length * rowHigh
  const middle = (ledBy: string) => plot.top + (leaders.indexOf(ledBy) + 0.5) * rowHigh
  const every = Math.ceil(years.length / 8)
  const drawn = large.map((change) => ({ change, x: x(yearAt(change.on)) }))
  return [
    `<svg class="own-picture" role="img" viewBox="0 0 ${wide} ${bottom + 30}" aria-labelledby="pace-title pace-desc">`,
    '<title id="pace-title">Large changes over time, by who led them</title><desc id="pace-desc">Each is in the table underneath, with its day and how it came.</desc>',
    ...years.map((year) => `<line class="own-tick" x1="${x(year)}" x2="${x(year)}" y1="${plot.top}" y2="${bottom}"/>`),
    ...years.map((year, i) => (i % every === 0 ? `<text class="own-middle" x="${x(year)}" y="${bottom + 20}">${year}</text>` : '')),
    ...leaders.map(
      (ledBy) =>
        `<text x="0" y="${middle(ledBy) + 5}">${inSvg(startingLarge(ledInWords(ledBy)))}</text><line class="own-tick" x1="${plot.left}" x2="${plot.right}" y1="${middle(ledBy) + rowHigh / 2}" y2="${middle(ledBy) + rowHigh / 2}"/>`,
    ),
    ...drawn.map(({ change, x }, i) => {
      const beside = drawn.slice(0, i).filter((other) => other.change.ledBy === change.ledBy && Math.abs(other.x - x) < near).length
      const { on, what } = changeInWords(change)
      return `<g><title>${inSvg(`${on}: ${what}`)}</title>${paceMark(x, middle(change.ledBy) + ((beside % 3) - (beside ? 1.5 : 0)) * 10, change.pace)}</g>`
    }),
    '</svg>',
  ].join('')
}

/** A mark by how a change came: unlike each other in shape as well as in colour. */
export function paceMark(x: number, y: number, pace?: string): string {
  if (pace === 'sudden') return `<path class="own-concern" d="M${x} ${y - 9}l9 9l-9 9l-9 -9z"/>`
  if (pace === 'gradual') return `<circle class="own-improvement" cx="${x}" cy="${y}" r="7"/>`
  return `<rect class="own-unsaid" x="${x - 6}" y="${y - 6}" width="12" height="12"/>`
}

/** What stands beside the explanation of each mark. */
export const paceSigns = {
  sudden: sign(paceMark(10, 10, 'sudden')),
  gradual: sign(paceMark(10, 10, 'gradual')),
  unsaid: sign(paceMark(10, 10)),
}

/** The years from before the first day to after the last. */
function yearsOf(days: readonly string[]): number[] {
  const all = days.map((day) => Number(day.slice(0, 4)))
  const [first, last] = [Math.min(...all), Math.max(...all) + 1]
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

/** A day as a number of years. */
function yearAt(day: string): number {
  const [year, month, date] = firstDayOf(day).split('-').map(Number) as [number, number, number]
  return year + (month - 1) / 12 + (date - 1) / 372
}

function startingLarge(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
