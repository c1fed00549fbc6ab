import { headOf, inNumbers, inSvg, round } from '../svg.ts'

/** So many that went from one thing to another. */
export interface Flow {
  from: string
  to: string
  value: number
}

/** A thing that was left or come to, and how many did so in all; null where that is withheld. */
export interface End {
  name: string
  value: number | null
}

export interface FlowsPicture {
  /** Unlike any other in the page. */
  id: string
  title: string
  describes: string
  left: readonly End[]
  right: readonly End[]
  flows: readonly Flow[]
  leftName: string
  rightName: string
}

/** A thing as it is drawn: where it begins from the top, how high it is, and how much of that its flows tell. */
export interface Box extends End {
  y: number
  height: number
  told: number
}

/** A flow as it is drawn: where it begins at each side, and how thick it is. */
export interface Band extends Flow {
  fromY: number
  toY: number
  thick: number
}

/**
 * Where things stand and flows run, with so much room for all, and so much between two things. A thing is as high as all who left it or came to it; where that is
 * withheld, or rounded to less than its flows come to, as high as these. What no flow tells is left over at its foot.
 */
export function flowLayout(
  { left, right, flows }: Pick<FlowsPicture, 'left' | 'right' | 'flows'>,
  { room, gap }: { room: number; gap: number },
): { left: Box[]; right: Box[]; bands: Band[] } {
  const toldOf = (side: 'from' | 'to', name: string) =>
    flows.filter((flow) => flow[side] === name).reduce((sum, { value }) => sum + value, 0)
  const sizeOf = (side: 'from' | 'to', { name, value }: End) => Math.max(value ?? 0, toldOf(side, name))
  const scales = ([['from', left] as const, ['to', right] as const] as const)
    .filter(([, ends]) => ends.length > 0)
    .map(([side, ends]) => (room - gap * (ends.length - 1)) / ends.reduce((sum, end) => sum + sizeOf(side, end), 0))
  const scale = Math.min(...scales)
  const boxes = (side: 'from' | 'to', ends: readonly End[]): Box[] => {
    let y = 0
    return ends.map((end) => {
      const box = { ...end, y, height: sizeOf(side, end) * scale, told: toldOf(side, end.name) * scale }
      y += box.height + gap
      return box
    })
  }
  const [lefts, rights] = [boxes('from', left), boxes('to', right)]
  const foot = { from: new Map(lefts.map(({ name, y }) => [name, y])), to: new Map(rights.map(({ name, y }) => [name, y])) }
  const taken = (side: 'from' | 'to', name: string, thick: number) => {
    const at = foot[side].get(name) ?? 0
    foot[side].set(name, at + thick)
    return at
  }
  const at = (ends: readonly End[], name: string) => ends.findIndex((end) => end.name === name)
  // In the order of both sides, so that flows out of one thing, or into one, do not cross.
  const inOrder = [...flows].sort((a, b) => at(left, a.from) - at(left, b.from) || at(right, a.to) - at(right, b.to))
  const bands = inOrder.map((flow) => {
    const thick = flow.value * scale
    return { ...flow, thick, fromY: taken('from', flow.from, thick), toY: taken('to', flow.to, thick) }
  })
  return { left: lefts, right: rights, bands }
}

/** What was come to in the order of where its people come from, so that few bands cross; that of which no flow tells comes last, as it stood. */
export function inFlowOrder({ left, right, flows }: Pick<FlowsPicture, 'left' | 'right' | 'flows'>): End[] {
  const middle = ({ name }: End) => {
    const into = flows.filter(({ to }) => to === name)
    const people = into.reduce((sum, { value }) => sum + value, 0)
    return into.reduce((sum, { from, value }) => sum + left.findIndex((end) => end.name === from) * value, 0) / (people || 1)
  }
  const isTold = ({ name }: End) => flows.some(({ to }) => to === name)
  return [...right.filter(isTold).sort((a, b) => middle(a) - middle(b)), ...right.filter((end) => !isTold(end))]
}

const top = 44
const gap = 22
const sides = { left: 230, right: 490, thick: 14 }

/** Flows between two sides, each as thick as there are people in it. What is withheld of a thing has no band: its box stays empty there. */
export function flowsPicture(picture: FlowsPicture): string {
  const room = Math.max(130, Math.max(picture.left.length, picture.right.length) * 50)
  const { left, right, bands } = flowLayout({ ...picture, right: inFlowOrder(picture) }, { room, gap })
  const box = ({ y, height, told }: Box, x: number) =>
    `<rect class="own-told" x="${x}" y="${round(top + y)}" width="${sides.thick}" height="${round(told)}"/>${height - told < 0.1 ? '' : `<rect class="own-untold" x="${x}" y="${round(top + y + told)}" width="${sides.thick}" height="${round(height - told)}"/>`}`
  const label = ({ name, value, y, height }: Box, x: number, kind: string) =>
    `<text${kind} x="${x}" y="${round(top + y + height / 2 + 5)}">${inSvg(name)}: ${value === null ? 'withheld' : inNumbers(value)}</text>`
  return [
    ...headOf({ ...picture, wide: 720, high: top + room + 20 }),
    `<text class="own-end own-label" x="${sides.left + sides.thick}" y="20">${inSvg(picture.leftName)}</text>`,
    `<text class="own-label" x="${sides.right}" y="20">${inSvg(picture.rightName)}</text>`,
    ...bands.map(bandAt),
    ...left.flatMap((each) => [box(each, sides.left), label(each, sides.left - 10, ' class="own-end"')]),
    ...right.flatMap((each) => [box(each, sides.right), label(each, sides.right + sides.thick + 10, '')]),
    '</svg>',
  ].join('')
}

function bandAt({ fromY, toY, thick, from, to, value }: Band): string {
  const [x1, x2, middle] = [sides.left + sides.thick, sides.right, (sides.left + sides.thick + sides.right) / 2]
  const [a, b, c, d] = [top + fromY, top + toY, top + toY + thick, top + fromY + thick].map(round)
  const says = `<title>${inSvg(from)} → ${inSvg(to)}: ${inNumbers(value)}</title>`
  return `<path class="own-band" d="M${x1} ${a}C${middle} ${a} ${middle} ${b} ${x2} ${b}V${c}C${middle} ${c} ${middle} ${d} ${x1} ${d}z">${says}</path>`
}
