import { atLeastSum, type Known, type Relations } from './narrowing.ts'

// What a finding rests on: which numbers would have to be held back, for it not to be found.

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
