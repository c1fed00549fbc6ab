import { headOf, inSvg, round, sign } from '../svg.ts'

/** One column: its label underneath, all of it, and how much of that each part is; null where it is withheld or not yet in. */
export interface Stack {
  label: string
  all: number | null
  parts: readonly (number | null)[]
}

export interface StacksPicture {
  /** Unlike any other in the page. */
  id: string
  title: string
  describes: string
  stacks: readonly Stack[]
}

/** A part as it is drawn: which one, where it begins from the foot, and how high it is; shares of the column. */
export interface Piece {
  part: number
  from: number
  share: number
}

/**
 * The parts of a column as shares of all, one upon the other, and what is left over: withheld. Where the parts come to more than all, since all are rounded, they are
 * shares of what they come to. A column of which all is withheld has nothing: nobody can tell what its parts are a share of.
 */
export function piecesOf({ all, parts }: Pick<Stack, 'all' | 'parts'>): Piece[] {
  if (all === null) return []
  const sum = parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)
  let from = 0
  return parts.flatMap((part, i) => {
    if (part === null) return []
    const piece = { part: i, from, share: part / Math.max(all, sum) }
    from += piece.share
    return [piece]
  })
}

const plot = { left: 56, right: 700, top: 16, bottom: 270 }

/** Columns of shares, a part always with the same number and in the same place of the order. What is withheld is an empty frame. */
export function stacksPicture({ stacks, ...picture }: StacksPicture): string {
  const step = (plot.right - plot.left) / Math.max(stacks.length, 1)
  const wide = round(Math.min(step * 0.8, 60))
  const every = Math.ceil(stacks.length / 9)
  const x = (i: number) => round(plot.left + step * (i + 0.5))
  const y = (share: number) => round(plot.bottom - share * (plot.bottom - plot.top))
  return [
    ...headOf({ ...picture, wide: 720, high: 300 }),
    ...[0, 0.25, 0.5, 0.75, 1].map(
      (tick) =>
        `<line class="own-tick" x1="${plot.left}" x2="${plot.right}" y1="${y(tick)}" y2="${y(tick)}"/><text class="own-end" x="${plot.left - 8}" y="${y(tick) + 5}">${tick * 100} %</text>`,
    ),
    ...stacks.flatMap(({ label, ...stack }, i) => [
      i % every === 0 ? `<text class="own-middle" x="${x(i)}" y="${plot.bottom + 22}">${inSvg(label)}</text>` : '',
      stack.all === null
        ? ''
        : `<rect class="own-untold" x="${round(x(i) - wide / 2)}" y="${plot.top}" width="${wide}" height="${plot.bottom - plot.top}"/>`,
      ...piecesOf(stack).map(({ part, from, share }) => pieceAt({ x: x(i), wide, top: y(from + share), bottom: y(from), part })),
    ]),
    '</svg>',
  ].join('')
}

function pieceAt({ x, wide, top, bottom, part }: { x: number; wide: number; top: number; bottom: number; part: number }): string {
  const high = round(bottom - top)
  const number =
    high < 16 ? '' : `<text class="own-middle own-on-${part + 1}" x="${x}" y="${round((top + bottom) / 2 + 5)}">${part + 1}</text>`
  return `<rect class="own-piece own-piece-${part + 1}" x="${round(x - wide / 2)}" y="${top}" width="${wide}" height="${high}"/>${number}`
}

/** What stands beside the name of a part. */
export function pieceSign(part: number): string {
  return sign(
    `<rect class="own-piece own-piece-${part + 1}" width="20" height="20"/><text class="own-middle own-on-${part + 1}" x="10" y="15">${part + 1}</text>`,
  )
}
