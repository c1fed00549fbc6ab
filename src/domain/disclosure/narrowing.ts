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
  readonly kinds: readonly number[]
  readonly wholes: readonly number[]
  /** Where the parts of a relation begin; one more than there are relations. */
  readonly starts: readonly number[]
  readonly parts: readonly number[]
}

/** Between what each number lies, and by which relation that was found: −1 where it is known by itself. */
export interface Known {
  least: Int32Array
  most: Int32Array
  whyLeast: Int32Array
  whyMost: Int32Array
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
  /**
   * Goes on from where nothing narrowed any more, with more that is known: for as long as `allows` says of each number that it may come to lie so. Gives how
   * to undo it; undefined, and all is as it was, where one may not.
   */
  further(known: Known, more: readonly Bounds[], allows: (bounds: Bounds) => boolean): (() => void) | undefined
}

/** `largest`: no number is larger. What does not add up would otherwise be followed on and on. */
export function narrower({ kinds, wholes, starts, parts }: Relations, alike: Int32Array, largest: number): Narrower {
  const of = relationsOf({ kinds, wholes, starts, parts }, alike.length)
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

  return {
    all(known) {
      for (let r = 0; r < kinds.length; r += 1) ask(r)
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

/** A number that a finding rests on. */
export interface Ground {
  number: number
  /** Which of its two bounds it is. */
  place: number
}

/** What findings rest on: numbers known by themselves that `isOpen` says of, the nearest first, until there are `enough`. */
export interface Grounds {
  /** What was found of a number rests on these; undefined where it rests on one that was settled. */
  of(number: number, side: Side): Ground[] | undefined
  /** Settles one of those that were found last: whatever rests on it need not be looked at again. */
  settle(ground: Ground): void
}

export function groundsOf(
  known: Known,
  relations: Relations,
  { isOpen, enough }: { isOpen: (number: number) => boolean; enough: number },
): Grounds {
  const size = known.least.length * 2
  const [visited, from] = [new Int32Array(size), new Int32Array(size)]
  const settled = new Uint8Array(size)
  let visit = 0
  const settle = (place: number) => {
    for (let at = place; at >= 0; at = from[at] as number) settled[at] = 1
  }

  return {
    settle: ({ place }) => settle(place),
    of(number, side) {
      const grounds: Ground[] = []
      visit += 1
      const start = number * 2 + (side === 'least' ? 0 : 1)
      if (settled[start]) return undefined
      visited[start] = visit
      from[start] = -1
      const toFollow = [start]
      let rests = -1
      let here = start
      const follow = (other: number, its: Side) => {
        const place = other * 2 + (its === 'least' ? 0 : 1)
        if (visited[place] === visit) return
        visited[place] = visit
        from[place] = here
        if (settled[place]) rests = place
        toFollow.push(place)
      }
      for (let i = 0; i < toFollow.length && rests < 0 && grounds.length < enough; i += 1) {
        here = toFollow[i] as number
        const at = here >> 1
        const its = here & 1 ? 'most' : 'least'
        const r = (its === 'least' ? known.whyLeast : known.whyMost)[at] as number
        if (r >= 0) followInto(r, at, its, known, relations, follow)
        else if (isOpen(at)) grounds.push({ number: at, place: here })
      }
      if (rests < 0) return grounds
      settle(rests)
      return undefined
    },
  }
}

type Side = 'least' | 'most'
type Follow = (number: number, side: Side) => void

/** What was found of a number by this relation rests on others in it. */
function followInto(
  r: number,
  number: number,
  side: Side,
  { least }: Known,
  { kinds, wholes, starts, parts }: Relations,
  follow: Follow,
): void {
  const kind = kinds[r] as number
  const whole = wholes[r] as number
  const [from, to] = [starts[r] as number, starts[r + 1] as number]
  const ofWhole = number === whole
  if (!ofWhole) follow(whole, side)
  if (ofWhole && side === 'least' && !(kind & atLeastSum)) {
    let largest = parts[from] as number
    for (let i = from; i < to; i += 1) if ((least[parts[i] as number] as number) > (least[largest] as number)) largest = parts[i] as number
    follow(largest, 'least')
    return
  }
  // A whole is as its parts are; a part is what is left of the whole by the others, where those are told apart.
  if (!ofWhole && side === 'most' && !(kind & atLeastSum)) return
  const theirs = ofWhole ? side : side === 'least' ? 'most' : 'least'
  for (let i = from; i < to; i += 1) {
    const part = parts[i] as number
    if (part !== number && (theirs === 'most' || (least[part] as number) > 0)) follow(part, theirs)
  }
}

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
