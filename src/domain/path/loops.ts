import type { Day, Id, Service } from '../values.ts'
import { byService, closerSaid, sameService } from './services.ts'

/** The person was passed on: handed over, or turned away and sent on. */
export interface Move {
  entry: Id
  on: Day
  from: Service
  to: Service
}

/** The person went from a service to another, perhaps by more of them, and came out where they had begun. */
export interface Loop {
  /** Each service on the way, the one they came back to at both ends. */
  services: Service[]
  /** The entry by which they went from each to the next. */
  entries: Id[]
  /** The days they first left and came back. */
  from: Day
  to: Day
}

/**
 * The ways on which somebody was passed on and came back, in the order they came back: A → B → A, and longer ones, A → B → C → A. A way need not be the
 * person's only one: what else they were passed on by meanwhile stands apart. Of several ways back it is the one that began last. A move is part of
 * one loop at most: once back, a new one begins (A → B → A → B → A is two). Passed on once more the same way without coming back between is one
 * going, counted from the last. There is no limit of time: somebody can wait for years to be sent back, and the days say how long it was.
 *
 * @param moves in order of life
 */
export function loopsIn(moves: readonly Move[]): Loop[] {
  const loops: Loop[] = []
  let open: Move[] = []
  for (const move of moves.filter(({ from, to }) => !sameService(from, to))) {
    const way = wayThere(open, move.to, move.from)
    if (way) {
      loops.push(loopOf(way, move))
      open = open.filter((other) => !way.includes(other))
    } else {
      open = [...open.filter((other) => !sameWay(other, move)), move]
    }
  }
  return loops
}

/** A move, and those that led on from it. */
interface Way {
  move: Move
  onward: Way | undefined
}

/** How somebody got from a service to another, in order of life: of several ways the one that began last. */
function wayThere(moves: readonly Move[], from: Service, to: Service): [Move, ...Move[]] | undefined {
  if (!moves.some((move) => sameService(move.from, from))) return undefined
  const ways = byService<Way | 'there'>()
  ways.keep(to, 'there')
  for (const move of moves.toReversed()) {
    const found = ways.find(move.to)
    if (!found) continue
    const onward = found === 'there' ? undefined : found
    if (sameService(move.from, from)) return [move, ...movesOf(onward)]
    if (!ways.find(move.from)) ways.keep(move.from, { move, onward })
  }
  return undefined
}

function movesOf(way: Way | undefined): Move[] {
  const moves: Move[] = []
  for (let at = way; at; at = at.onward) moves.push(at.move)
  return moves
}

function sameWay(a: Move, b: Move): boolean {
  return sameService(a.from, b.from) && sameService(a.to, b.to)
}

function loopOf(way: readonly [Move, ...Move[]], back: Move): Loop {
  const start = closerSaid(way[0].from, back.to)
  const onward = way.map(({ to }, i) => closerSaid(to, (way[i + 1] ?? back).from))
  return {
    services: [start, ...onward, start],
    entries: [...way, back].map(({ entry }) => entry),
    from: way[0].on,
    to: back.on,
  }
}
