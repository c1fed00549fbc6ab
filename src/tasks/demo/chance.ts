/** Chance that comes out the same every time: the same seed, the same throws. */
export interface Chance {
  /** At least 0, under 1. */
  next(): number
  /** A whole number, both ends included. */
  int(from: number, to: number): number
  maybe(probability: number): boolean
  one<T>(list: readonly T[]): T
  /** `n` different ones, in a thrown order; all of them where there are fewer. */
  some<T>(list: readonly T[], n: number): T[]
  /** A UUIDv7 of that moment, which no other throw gives. */
  uuidAt(milliseconds: number): string
  /** A random-looking UUID (version 4). */
  uuid(): string
}

/** `chance('county', 7, 'names')`: what is thrown depends on these alone. */
export function chance(...seed: readonly (string | number)[]): Chance {
  let state = hash(seed.join('\u0000'))
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const hex = (digits: number) => {
    let text = ''
    while (text.length < digits)
      text += Math.floor(next() * 65_536)
        .toString(16)
        .padStart(4, '0')
    return text.slice(0, digits)
  }
  const variant = () => '89ab'[int(0, 3)]
  return {
    next,
    int,
    maybe: (probability) => next() < probability,
    one: (list) => {
      const thrown = list[int(0, list.length - 1)]
      if (thrown === undefined) throw new Error('nothing to choose from')
      return thrown
    },
    some: (list, n) => {
      const left = [...list]
      const taken = []
      while (taken.length < n && left.length > 0) taken.push(...left.splice(int(0, left.length - 1), 1))
      return taken
    },
    uuidAt: (milliseconds) => {
      const time = milliseconds.toString(16).padStart(12, '0')
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant()}${hex(3)}-${hex(12)}`
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${variant()}${hex(3)}-${hex(12)}`,
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h
}
