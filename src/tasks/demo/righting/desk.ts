import type { Entry, ToldEntry } from '../../../domain/catalogue.ts'
import { putsRight } from '../../../domain/putting-right.ts'
import { type Day, daysAfter, type Id } from '../../../domain/values.ts'
import type { By } from '../kinds.ts'
import { onWorkday, type Says, tellAt } from '../story.ts'
import { firstNameOf, type Life, workerOn } from '../teller.ts'

/** Something that was written down, with when and by whom. */
export interface Written<E = ToldEntry> {
  entry: E
  at: number
  by: By
}
export type WrittenOf<T extends ToldEntry['type']> = Written<Extract<ToldEntry, { type: T }>>

/** One told life, read again by those who put right what is wrong in it. */
export interface Desk {
  life: Life
  /** What `read` makes of the first it can make something of, in a thrown order: of these kinds, and put right by nobody yet. */
  find<T extends ToldEntry['type'], R>(types: readonly T[], read: (written: WrittenOf<T>) => R | undefined): R | undefined
  /** All that names this thing, also what was written down here. */
  about(thing: Id): readonly Written[]
  /** A working hour, that many days after; undefined where nothing is written down any more by then. */
  later(at: number | undefined, from: number, to: number): number | undefined
  /** Written down at that time: by who works with them then, or by somebody else. */
  write(at: number, tell: (s: Says) => void, by?: By): void
}

/** `until`: nothing is written that day or later, nor after a death. */
export function deskOf(life: Life, until: Day): Desk {
  const putRight = new Set<Id>()
  const { chance, dies } = life
  const last = dies && dies.day < until ? dies.day : until
  const written = () => life.told.flatMap(({ at, by, entries }) => entries.filter(isTold).map((entry) => ({ entry, at, by })))
  const all = written()
  return {
    life,
    find<T extends ToldEntry['type'], R>(types: readonly T[], read: (written: WrittenOf<T>) => R | undefined): R | undefined {
      const open = all.filter(
        (each): each is WrittenOf<T> => types.some((type) => type === each.entry.type) && !putRight.has(each.entry.id),
      )
      for (const written of chance.some(open, open.length)) {
        const made = read(written)
        if (made === undefined) continue
        putRight.add(written.entry.id)
        return made
      }
      return undefined
    },
    about: (thing) => written().filter(({ entry }) => Object.values(entry.facts).flat().includes(thing)),
    later(at, from, to) {
      if (at === undefined) return undefined
      const day = onWorkday(daysAfter(dayOf(at), chance.int(from, to)))
      return day < last ? Date.parse(day) + (chance.int(9, 15) * 60 + chance.int(0, 59)) * 60_000 : undefined
    },
    write(at, tell, by) {
      const day = dayOf(at)
      life.words.set('worker', firstNameOf(workerOn(life, day)))
      tellAt(life, day, at, tell)
      const telling = life.told.at(-1)
      if (telling && by) telling.by = by
    },
  }
}

function isTold(entry: Entry): entry is ToldEntry {
  return !putsRight(entry)
}

/** The day of an hour at which people work. */
export function dayOf(at: number): Day {
  return new Date(at).toISOString().slice(0, 10)
}

/** The day on which something was so, where it is known to the day. */
export function exactDay({ happened }: Pick<Entry, 'happened'>): Day | undefined {
  return happened?.from?.length === 10 && happened.to === undefined && happened.precision === undefined ? happened.from : undefined
}
