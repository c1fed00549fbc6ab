import { endless } from './symbols.ts'

// What somebody who reads every published number, and adds and subtracts, can find out of the others. Each number is known to lie between two
// others; relations between numbers narrow that, until nothing narrows any more.

/** How a number goes with others. Kinds are bits, so that one relation can be several. */
export const atLeastEach = 1
export const atLeastSum = 2
export const atMostSum = 4
export const sumOf = atLeastSum | atMostSum
/** Of all who are in one of several, each at least once. */
export const unionOf = atLeastEach | atMostSum

/** Relations between numbers: which is the whole, which are its parts, and how many numbers alike each part stands for. */
export interface Relations {
  readonly kinds: Int32Array
  readonly wholes: Int32Array
  /** Where the parts of a relation begin; one more than there are relations. */
  readonly starts: Int32Array
  readonly parts: Int32Array
  /** Which of them may say something before any other has. */
  readonly first: Int32Array
}

/** Between what each number lies, and by which relation that was found: −1 where it is known by itself. `alone`: what is known of it by itself. */
export interface Known {
  least: Int32Array
  most: Int32Array
  whyLeast: Int32Array
  whyMost: Int32Array
  alone: { least: Int32Array; most: Int32Array }
}

/** Between what a number is known to lie. */
export interface Bounds {
  number: number
  least: number
  most: number
}

/** Narrows by relations until nothing narrows any more. */
export interface Narrower {
  /** By all of them. What would leave a number nowhere to be is passed over. */
  all(known: Known): void
  /** Where less is known of some by themselves than was: what was found by them is forgotten, and found again where it can be. It may keep more than it has to, never less. */
  without(known: Known, some: readonly Bounds[]): void
  /**
   * Goes on from where nothing narrowed any more, with more that is known: for as long as `allows` says of each number that it may come to lie so. Gives how
   * to undo it; undefined, and all is as it was, where one may not.
   */
  further(known: Known, more: readonly Bounds[], allows: (bounds: Bounds) => boolean): (() => void) | undefined
}

/** `largest`: no number is larger. What does not add up would otherwise be followed on and on. */
export function narrower(relations: Relations, alike: Int32Array, largest: number): Narrower {
  const { kinds, wholes, starts, parts, first } = relations
  const of = relationsOf(relations, alike.length)
  const queue = new Int32Array(kinds.length)
  const queued = new Uint8Array(kinds.length)
  let [head, waiting] = [0, 0]
  const ask = (r: number) => {
    if (queued[r]) return
    queued[r] = 1
    queue[(head + waiting) % kinds.length] = r
    waiting += 1
  }
  const wake = (number: number, by: number) => {
    for (let i = of.starts[number] as number; i < (of.starts[number + 1] as number); i += 1) {
      const r = of.relations[i] as number
      if (r !== by || kinds[r] !== sumOf) ask(r)
    }
  }

  /** Asks the relations that wait, and those that their answers wake. `found` is told of each bound before it is set, and says whether to go on. */
  const settle = ({ least, most, whyLeast, whyMost }: Known, found: (number: number, isLeast: boolean, to: number) => boolean): boolean => {
    let goesOn = true
    const raise = (number: number, to: number, by: number) => {
      if (!goesOn || to <= (least[number] as number) || to > Math.min(most[number] as number, largest)) return
      goesOn = found(number, true, to)
      least[number] = to
      whyLeast[number] = by
      wake(number, by)
    }
    const lower = (number: number, to: number, by: number) => {
      if (!goesOn || to >= (most[number] as number) || to < (least[number] as number)) return
      goesOn = found(number, false, to)
      most[number] = to
      whyMost[number] = by
      wake(number, by)
    }
    while (waiting > 0) {
      const r = queue[head] as number
      head = (head + 1) % kinds.length
      waiting -= 1
      queued[r] = 0
      if (goesOn) say(r, { least, most }, raise, lower)
    }
    return goesOn
  }

  /** What one relation says of its whole, and of each of its parts. */
  const say = (r: number, { least, most }: Pick<Known, 'least' | 'most'>, raise: Say, lower: Say) => {
    const kind = kinds[r] as number
    const whole = wholes[r] as number
    const [from, to] = [starts[r] as number, starts[r + 1] as number]
    let leastSum = 0
    let mostSum = 0
    let leastEach = 0
    let endlessParts = 0
    for (let i = from; i < to; i += 1) {
      const part = parts[i] as number
      leastSum += (least[part] as number) * (alike[part] as number)
      if ((most[part] as number) >= endless) endlessParts += alike[part] as number
      else mostSum += (most[part] as number) * (alike[part] as number)
      if ((least[part] as number) > leastEach) leastEach = least[part] as number
    }
    if (kind & atLeastSum) raise(whole, leastSum, r)
    if (kind & atLeastEach) raise(whole, leastEach, r)
    if (kind & atMostSum && endlessParts === 0) lower(whole, mostSum, r)

    for (let i = from; i < to; i += 1) {
      const part = parts[i] as number
      const itsMost = most[part] as number
      if ((most[whole] as number) < endless) {
        if (kind & atLeastSum) lower(part, (most[whole] as number) - leastSum + (least[part] as number), r)
        else if (kind & atLeastEach) lower(part, most[whole] as number, r)
      }
      if (kind & atMostSum) {
        if (endlessParts === 0) raise(part, (least[whole] as number) - mostSum + itsMost, r)
        else if (endlessParts === 1 && itsMost >= endless) raise(part, (least[whole] as number) - mostSum, r)
      }
    }
  }

  /** Forgets what was found of these (twice a number; one more for its most), and what was found by that. Gives the numbers of which something was forgotten. */
  const forget = ({ alone, ...known }: Known, places: number[]): Set<number> => {
    const forgotten = new Set<number>()
    const whyOf = (place: number) => (place & 1 ? known.whyMost : known.whyLeast)[place >> 1] as number
    const rests = (place: number, r: number) => {
      if (whyOf(place) === r) places.push(place)
    }
    for (let place = places.pop(); place !== undefined; place = places.pop()) {
      const [number, isMost] = [place >> 1, place & 1]
      const [bounds, byItself, why] = isMost ? [known.most, alone.most, known.whyMost] : [known.least, alone.least, known.whyLeast]
      if (bounds[number] === byItself[number] && why[number] === -1) continue
      bounds[number] = byItself[number] as number
      why[number] = -1
      forgotten.add(number)
      for (let i = of.starts[number] as number; i < (of.starts[number + 1] as number); i += 1) {
        const r = of.relations[i] as number
        const isWhole = wholes[r] === number
        if (!isWhole) rests((wholes[r] as number) * 2 + isMost, r)
        // A part is as its whole, and the other way round from the other parts.
        for (let j = starts[r] as number; j < (starts[r + 1] as number); j += 1)
          rests((parts[j] as number) * 2 + (isWhole ? isMost : 1 - isMost), r)
      }
    }
    return forgotten
  }

  return {
    all(known) {
      for (const r of first) ask(r)
      settle(known, () => true)
    },
    without(known, some) {
      const places: number[] = []
      for (const { number, least, most } of some) {
        known.alone.least[number] = least
        known.alone.most[number] = most
        places.push(number * 2, number * 2 + 1)
      }
      for (const number of forget(known, places)) wake(number, -1)
      settle(known, () => true)
    },
    further(known, more, allows) {
      const before: [bounds: Int32Array, number: number, was: number][] = []
      const note = (number: number, isLeast: boolean) => {
        const bounds = isLeast ? known.least : known.most
        before.push([bounds, number, bounds[number] as number])
      }
      const undo = () => {
        for (const [bounds, number, was] of before.reverse()) bounds[number] = was
      }
      for (const { number, least, most } of more) {
        note(number, true)
        note(number, false)
        known.least[number] = Math.max(known.least[number] as number, least)
        known.most[number] = Math.min(known.most[number] as number, most)
        wake(number, -1)
      }
      const goesOn = settle(known, (number, isLeast, to) => {
        note(number, isLeast)
        const [least, most] = isLeast ? [to, known.most[number] as number] : [known.least[number] as number, to]
        return allows({ number, least, most })
      })
      if (goesOn) return undo
      undo()
      return undefined
    },
  }
}
type Say = (number: number, to: number, by: number) => void

/** For each number the relations it is in. */
function relationsOf({ wholes, starts, parts }: Relations, numbers: number): { starts: Int32Array; relations: Int32Array } {
  const counts = new Int32Array(numbers + 1)
  for (const whole of wholes) counts[whole + 1] = (counts[whole + 1] as number) + 1
  for (const part of parts) counts[part + 1] = (counts[part + 1] as number) + 1
  for (let i = 0; i < numbers; i += 1) counts[i + 1] = (counts[i + 1] as number) + (counts[i] as number)
  const at = counts.slice()
  const relations = new Int32Array(counts[numbers] as number)
  const put = (number: number, r: number) => {
    relations[at[number] as number] = r
    at[number] = (at[number] as number) + 1
  }
  for (let r = 0; r < wholes.length; r += 1) {
    put(wholes[r] as number, r)
    for (let i = starts[r] as number; i < (starts[r + 1] as number); i += 1) put(parts[i] as number, r)
  }
  return { starts: counts, relations }
}
