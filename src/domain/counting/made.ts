import type { Kind, Told } from './told.ts'

/** Makes something of the entries of a few kinds. */
export interface Made<K extends Kind, M> {
  (told: Told<K>): M
  /** The same, not made before it is asked for; the very same function for as long as it would be made of the very same entries. */
  later(told: Told<K>): () => M
  readonly kinds: readonly K[]
}

/** What was made of one story, however it was told, by whoever made it. */
export type Memory = Map<object, Once[]>

/** Something made once, and the entries it is made of, kind by kind. */
interface Once {
  of: readonly (readonly object[])[]
  make: () => unknown
}

/**
 * What is made of the entries of these kinds alone, and of nothing else that a story tells. Of one story, told at one time and another, it is made once for as long as those
 * entries stay what they were. Asking for entries of any other kind does not compile: so it cannot be forgotten what something is made of.
 */
export function madeOf<const K extends Kind, M>(kinds: readonly K[], make: (told: Told<K>) => M): Made<K, M> {
  const each = [...new Set(kinds)]
  const later = (told: Told<K>): (() => M) => {
    const of = each.map(told.of)
    const before = told.memory.get(make) ?? []
    const there = before.findLast((once) => once.of.every((entries, i) => entries === of[i]))
    if (there) return there.make as () => M
    const anew = { of, make: once(() => make(told)) }
    told.memory.set(make, [...before, anew])
    return anew.make
  }
  return Object.assign((told: Told<K>) => later(told)(), { later, kinds: each })
}

/** The same, worked out when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { it: T } | undefined
  return () => {
    made ??= { it: make() }
    return made.it
  }
}
