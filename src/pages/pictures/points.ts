import { between, headOf, inNumbers, inSvg, round, ticksOf } from '../svg.ts'

/** A thing with two shares: how far across and how far up. Null where one is withheld: it is drawn beside the rest, and not left out. */
export interface Placed {
  /** What stands above it: a number that a list beside the picture explains. */
  label: string
  across: number | null
  up: number | null
  low?: number | undefined
  high?: number | undefined
}

export interface PointsPicture {
  /** Unlike any other in the page. */
  id: string
  title: string
  describes: string
  points: readonly Placed[]
  acrossName: string
  upName: string
  /** What stands over the points of which one share is withheld. */
  acrossWithheld: string
  upWithheld: string
  /** Straight across: how it is for all together. */
  all?: number | undefined
}

const apartBy = 20
const top = 40
const bottom = 300
const right = 700

/** Shares across and up as points, each with the interval that its height lies in. Where one of the two is withheld it stands in a strip at the side, where both are nowhere. */
export function pointsPicture(picture: PointsPicture): string {
  const { points, all } = picture
  const [beside, under, placed] = [points.filter(isBeside), points.filter(isUnder), points.filter(isPlaced)]
  const strip = { left: 64, right: 64 + Math.max(beside.length * apartBy + 12, 104) }
  const left = beside.length ? strip.right + 24 : strip.left
  const high = under.length ? bottom + 122 : bottom + 56
  const ticks = ticksOf(0, Math.max(0.05, ...points.map(({ across }) => across ?? 0)))
  const x = (share: number) => round(between(share, [0, ticks.at(-1) ?? 1], [left, right - 20]))
  const y = (share: number) => round(between(share, [0, 1], [bottom, top]))
  // The label above it counts as part of a point.
  const spread = apart(
    placed.map(({ across, up, low, high }) => ({ x: x(across), from: y(high ?? up) - 20, to: y(low ?? up) })),
    apartBy,
  )
  const spreadUnder = apart(
    under.map(({ across }) => ({ x: x(across), from: 0, to: 0 })),
    apartBy,
  )
  return [
    ...headOf({ ...picture, wide: 720, high }),
    ...[0, 0.25, 0.5, 0.75, 1].map(
      (tick) =>
        `<line class="own-tick" x1="${strip.left}" x2="${right}" y1="${y(tick)}" y2="${y(tick)}"/><text class="own-end" x="${strip.left - 8}" y="${y(tick) + 5}">${inPercent(tick)}</text>`,
    ),
    `<text x="8" y="18">${inSvg(picture.upName)}</text>`,
    ...(beside.length
      ? [
          `<rect class="own-strip" x="${strip.left}" y="${top}" width="${strip.right - strip.left}" height="${bottom - top}"/>`,
          `<text class="own-middle" x="${(strip.left + strip.right) / 2}" y="${bottom + 24}">${inSvg(picture.acrossWithheld)}</text>`,
        ]
      : []),
    ...ticks.map((tick) => `<text class="own-middle" x="${x(tick)}" y="${bottom + 24}">${inPercent(tick)}</text>`),
    `<text class="own-end" x="${right}" y="${bottom + 46}">${inSvg(picture.acrossName)}</text>`,
    all === undefined ? '' : `<line class="own-mean" x1="${strip.left}" x2="${right}" y1="${y(all)}" y2="${y(all)}"/>`,
    ...placed.map((point, i) => pointAt(spread[i] ?? 0, y, point)),
    ...beside.map((point, i) => pointAt(strip.left + 16 + i * apartBy, y, point)),
    ...(under.length
      ? [
          `<rect class="own-strip" x="${left}" y="${bottom + 60}" width="${right - left}" height="44"/>`,
          `<text class="own-end" x="${left - 8}" y="${bottom + 87}">${inSvg(picture.upWithheld)}</text>`,
        ]
      : []),
    ...under.map(({ label }, i) => pointAt(spreadUnder[i] ?? 0, () => bottom + 93, { label, up: 0 })),
    '</svg>',
  ].join('')
}

/** Where things stand across, moved to the right as far as those left of them need: those that do not meet upright may stand above each other. */
export function apart(things: readonly { x: number; from: number; to: number }[], by: number): number[] {
  const moved: { x: number; from: number; to: number; i: number }[] = []
  for (const thing of things.map((thing, i) => ({ ...thing, i })).sort((a, b) => a.x - b.x)) {
    const met = moved.filter(({ from, to }) => from <= thing.to && to >= thing.from)
    moved.push({ ...thing, x: Math.max(thing.x, ...met.map(({ x }) => round(x + by))) })
  }
  return moved.sort((a, b) => a.i - b.i).map(({ x }) => x)
}

const isPlaced = (point: Placed): point is Placed & { across: number; up: number } => point.across !== null && point.up !== null
const isBeside = (point: Placed): point is Placed & { up: number } => point.across === null && point.up !== null
const isUnder = (point: Placed): point is Placed & { across: number } => point.across !== null && point.up === null

function pointAt(
  x: number,
  y: (share: number) => number,
  { label, up, low, high }: Omit<Placed, 'across' | 'up'> & { up: number },
): string {
  const interval =
    low === undefined || high === undefined
      ? ''
      : `<path class="own-interval" d="M${x} ${y(low)}V${y(high)}M${x - 4} ${y(low)}H${x + 4}M${x - 4} ${y(high)}H${x + 4}"/>`
  return `${interval}<circle class="own-placed" cx="${x}" cy="${y(up)}" r="5"/><text class="own-middle own-label" x="${x}" y="${y(high ?? up) - (interval ? 6 : 9)}">${inSvg(label)}</text>`
}

function inPercent(share: number): string {
  return `${inNumbers(share * 100)} %`
}
