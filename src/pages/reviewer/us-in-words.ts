import { type Entry, type Names, nameIn, soInWords, type Telling, tellingOf } from '../telling.ts'
import { inDays } from '../words.ts'

interface Told extends Entry {
  entry: string
  on: string
}

/** What services did, and what changed after, as the room answers it. */
export interface Us {
  acts: (Told & { until: string; after: (Told & { daysAfter: number })[] })[]
  note: string
}

/** Each thing that services did, in words, and beside it what changed in the 90 days after. */
export function usInWords({ acts, note }: Us) {
  const telling = tellingsOf(acts.flatMap((act) => [act, ...act.after]))
  return {
    note,
    acts: acts.map((act) => ({
      on: soInWords(act.happened),
      telling: telling(act),
      until: inDays(act.until),
      after: act.after.map((each) => ({ later: laterInWords(each.daysAfter), on: soInWords(each.happened), telling: telling(each) })),
    })),
  }
}

/** Each entry once, told in order of life, so that what it refers to is told by what it went by then. */
function tellingsOf(all: readonly Told[]): (told: Told) => Telling {
  const known: Names = new Map()
  const tellings = new Map<string, Telling>()
  for (const entry of all.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    if (tellings.has(entry.entry)) continue
    tellings.set(entry.entry, tellingOf(entry, known))
    nameIn(known, entry)
  }
  return (told) => tellings.get(told.entry) ?? tellingOf(told)
}

function laterInWords(days: number): string {
  return days === 1 ? '1 day after' : `${days} days after`
}
