// Pictures of numbers, drawn as text on the server. They are looked at beside a table that says the same: nothing is told by a picture, or by a colour, alone.

/** What a point says, where it says that something changed. */
export type Mark = 'improvement' | 'concern' | 'neutral-high' | 'neutral-low'

/** One point of a line: its label underneath, and how much; null leaves a gap. */
export interface Plotted {
  label: string
  value: number | null
  mark?: Mark | undefined
}

/** A line of numbers, and what is drawn around it. */
export interface LinePicture {
  /** Unlike any other in the page. */
  id: string
  title: string
  describes: string
  points: readonly Plotted[]
  /** Straight across: what the numbers move around, and how far they move by themselves. */
  across?: { mean: number; lower?: number | undefined; upper?: number | undefined } | undefined
  /** Upright, with a label: something that happened, by the index of its point. */
  beside?: readonly { at: number; label: string }[]
}

const wide = 720
const high = 300
const plot = { left: 56, right: 700, top: 26, bottom: 254 }

/** A line through numbers, with marks where one says that something changed. */
export function linePicture({ id, title, describes, points, across, beside = [] }: LinePicture): string {
  const values = points.flatMap(({ value }) => value ?? [])
  const isBelowZero = values.some((value) => value < 0)
  const around = across ? [across.mean, across.lower, across.upper].flatMap((value) => value ?? []) : []
  // What is counted is never below nothing, wherever a limit comes to lie.
  const drawn = [...values, ...around].filter((value) => isBelowZero || value >= 0)
  const ticks = ticksOf(Math.min(...drawn, ...(drawn.length ? [] : [0])), Math.max(...drawn, ...(drawn.length ? [] : [1])))
  const [first = 0, last = 1] = [ticks[0], ticks.at(-1)]
  const x = (i: number) =>
    round(points.length < 2 ? (plot.left + plot.right) / 2 : between(i, [0, points.length - 1], [plot.left + 12, plot.right - 12]))
  const y = (value: number) => round(between(value, [first, last], [plot.bottom, plot.top]))
  const every = Math.ceil(points.length / 8)
  const line = (value: number | undefined, kind: string) =>
    value === undefined || value < first
      ? ''
      : `<line class="own-${kind}" x1="${plot.left}" x2="${plot.right}" y1="${y(value)}" y2="${y(value)}"/>`
  return [
    `<svg class="own-picture" role="img" viewBox="0 0 ${wide} ${high}" aria-labelledby="${id}-title ${id}-desc">`,
    `<title id="${id}-title">${inSvg(title)}</title><desc id="${id}-desc">${inSvg(describes)}</desc>`,
    ...ticks.map(
      (tick) =>
        `<line class="own-tick" x1="${plot.left}" x2="${plot.right}" y1="${y(tick)}" y2="${y(tick)}"/><text class="own-end" x="${plot.left - 8}" y="${y(tick) + 5}">${inNumbers(tick)}</text>`,
    ),
    ...points.map(({ label }, i) =>
      i % every === 0 ? `<text class="own-middle" x="${x(i)}" y="${plot.bottom + 24}">${inSvg(label)}</text>` : '',
    ),
    ...beside.map(
      ({ at, label }) =>
        `<line class="own-beside" x1="${x(at)}" x2="${x(at)}" y1="${plot.top}" y2="${plot.bottom}"/><text class="own-middle" x="${x(at)}" y="${plot.top - 8}">${inSvg(label)}</text>`,
    ),
    line(across?.mean, 'mean'),
    line(across?.lower, 'limit'),
    line(across?.upper, 'limit'),
    ...stretchesOf(points).map(
      (stretch) => `<polyline class="own-line" points="${stretch.map(([i, value]) => `${x(i)},${y(value)}`).join(' ')}"/>`,
    ),
    ...points.map(({ value, mark }, i) => (value === null ? '' : markAt(x(i), y(value), mark))),
    '</svg>',
  ].join('')
}

/** A sign by what a point says: unlike each other in shape as well as in colour. */
export function markAt(x: number, y: number, mark?: Mark): string {
  if (mark === 'improvement') return `<circle class="own-improvement" cx="${x}" cy="${y}" r="6"/>`
  if (mark === 'concern') return `<path class="own-concern" d="M${x} ${y - 8}l8 8l-8 8l-8 -8z"/>`
  if (mark !== undefined) return `<rect class="own-neutral" x="${x - 5}" y="${y - 5}" width="10" height="10"/>`
  return `<circle class="own-point" cx="${x}" cy="${y}" r="3.5"/>`
}

/** A mark as it stands beside the words that explain it. */
export const sign = (drawn: string) => `<svg class="own-sign" aria-hidden="true" focusable="false" viewBox="0 0 20 20">${drawn}</svg>`
const across = (kind: string) => sign(`<line class="own-${kind}" x1="0" x2="20" y1="10" y2="10"/>`)

/** What stands beside the explanation of each sign. */
export const signs = {
  point: sign(markAt(10, 10)),
  improvement: sign(markAt(10, 10, 'improvement')),
  concern: sign(markAt(10, 10, 'concern')),
  'neutral-high': sign(markAt(10, 10, 'neutral-high')),
  mean: across('mean'),
  limit: across('limit'),
}

/** A share as a bar, with the interval it lies in. It says nothing by itself: the number stands beside it. */
export function bar({ value, low, high }: { value: number; low?: number | undefined; high?: number | undefined }): string {
  const interval =
    low === undefined || high === undefined
      ? ''
      : `<path class="own-interval" d="M${hundredth(low)} 8H${hundredth(high)}M${hundredth(low)} 3V13M${hundredth(high)} 3V13"/>`
  return `<svg class="own-bar" aria-hidden="true" focusable="false" preserveAspectRatio="none" viewBox="0 0 100 16"><rect class="own-whole" width="100" height="16"/><rect class="own-part" y="2" width="${hundredth(value)}" height="12"/>${interval}</svg>`
}

/** Even steps of 1, 2 or 5 (and tens of these) from at or below the lowest to at or above the highest: seven at most. */
export function ticksOf(lowest: number, highest: number): number[] {
  const range = highest - lowest || 1
  const ten = 10 ** Math.floor(Math.log10(range / 5))
  const step = ten * ([1, 2, 5, 10].find((each) => ten * each >= range / 5) ?? 10)
  const from = Math.floor(lowest / step)
  const to = Math.max(Math.ceil(highest / step), from + 1)
  return Array.from({ length: to - from + 1 }, (_, i) => Number(((from + i) * step).toPrecision(12)))
}

/** The points that a line goes through without a gap, by their index: a point alone has no line. */
export function stretchesOf(points: readonly Pick<Plotted, 'value'>[]): [index: number, value: number][][] {
  const stretches: [number, number][][] = [[]]
  for (const [i, { value }] of points.entries()) {
    if (value === null) stretches.push([])
    else stretches.at(-1)?.push([i, value])
  }
  return stretches.filter(({ length }) => length > 1)
}

/** Where a number lies in one range, as it lies in another. */
export function between(value: number, [low, high]: readonly [number, number], [from, to]: readonly [number, number]): number {
  return from + ((value - low) / (high - low)) * (to - from)
}

/** A number as one writes it here: two places at most. */
export function inNumbers(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 2 })
}

function hundredth(share: number): number {
  return round(Math.max(0, Math.min(1, share)) * 100)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** Text as it can stand in a picture. */
export function inSvg(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
