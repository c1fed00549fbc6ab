import type { Entry } from '../../domain/catalogue.ts'
import { type Day, daysAfter, type Id, monthsAfter } from '../../domain/values.ts'
import { type Chance, chance } from './chance.ts'
import type { By, Coded, HomeKind, Line, SaidBy, SaidByWho } from './kinds.ts'
import { placesOf } from './places.ts'
import { inVoice } from './voice.ts'
import type { Who } from './who.ts'
import { capital, filled, meanings } from './words.ts'
import { type Worker, writtenBy } from './workers.ts'

/** Some entries written down together. */
export interface Telling {
  day: Day
  at: number
  by: By
  writtenAt?: number
  entries: Entry[]
}

/** One life while it is being told: who it is, when it was met, who works with them, and all that was written down so far. */
export interface Life {
  who: Who
  chance: Chance
  met: Day
  /** How much longer a month of a story is in this life than in the story. */
  pace: number
  workers: readonly { worker: Worker; from: Day }[]
  told: Telling[]
  /** Others come at set hours, or are there all day, and keep the day. */
  helped: boolean
  /** How likely the person’s own goals come nearer: it follows from the support they have. */
  reach: number
  /** When we first wrote something down, so that nothing is written before. */
  opened: number
  dies?: { day: Day; about: Line; family: Line; lateDays: number }
  /** The thread that everything in a life may use: circle members, things named by one story and used by another. */
  known: Map<string, Id>
  /** The year from which they have lived where we met them. */
  since: string
  /** Where they lived, from which day on. */
  homes: { from: Day; kind: HomeKind }[]
  /** The entry with which a goal or a want was voiced. */
  voiced: Map<Id, Id>
  /** What was said of the person and may be said again, and what was agreed and may be done, with when it was written down. */
  said: { entry: Id; at: number }[]
  steps: { step: Id; at: number; who: string }[]
  words: Map<string, string>
  spoken: Set<string>
}

export function beginLife(
  seed: string | number,
  who: Who,
  { met, pace, workers }: { met: Day; pace: number; workers: Life['workers'] },
): Life {
  const chances = chance(seed, who.index, 'life')
  const words = meanings(who, placesOf(chance(seed, who.household), who.index))
  return {
    ...{ who, chance: chances, met, pace, workers, words, helped: false, reach: 0.5, opened: 0 },
    ...{ told: [], known: new Map(), voiced: new Map(), since: met.slice(0, 4), homes: [], said: [], steps: [], spoken: new Set() },
  }
}

/** The day on which a month of a story falls in this life, a few days early or late. */
export function dayIn(life: Life, month: number): Day {
  const months = month * life.pace
  const whole = Math.floor(months)
  return daysAfter(monthsAfter(life.met, whole), Math.round((months - whole) * 30) + life.chance.int(0, 8))
}

/** Where they are met at home on that day, whatever kind of home it is. */
export function atHomeOn(life: Life, day: Day): 'home' | 'family-home' | 'care-home' | 'outdoors' | 'hostel' | 'hospital' | 'other' {
  const kind = life.homes.findLast(({ from }) => from <= day)?.kind
  if (kind === 'residential' || kind === 'nursing') return 'care-home'
  if (kind === 'no-home') return 'outdoors'
  if (kind === 'hostel' || kind === 'hospital' || kind === 'family-home') return kind
  return kind === 'prison' || kind === 'refuge' ? 'other' : 'home'
}

export function workerOn(life: Life, day: Day): Worker {
  const there = life.workers.findLast(({ from }) => from <= day) ?? life.workers[0]
  if (!there) throw new Error('nobody works with them')
  return there.worker
}

export function firstNameOf({ name }: Worker): string {
  return name.split(' ')[0] ?? name
}

export function byOn(life: Life, day: Day): By {
  return writtenBy(workerOn(life, day))
}

const aloud =
  /\b(phone[ds]?|phoning|rang|rings?|ringing|radio|telly|hear[ds]?|hearing|listen\w*|loud\w*|sings?|singing|sang|music|shout\w*|voices?|whistl\w*|aloud|humming)\b/i

/** For those whose day others keep, and nobody else. */
const care = '(care) '

/** Which of the lines can be said in this life, by their place among them. */
export function usable({ helped, who }: Life, lines: readonly string[]): number[] {
  const nth = lines.flatMap((line, i) => ((line.startsWith(care) && !helped) || (who.tongue === 'bfi' && aloud.test(line)) ? [] : [i]))
  if (nth.length === 0) throw new Error(`nothing that can be said in this life: ${lines.join(' / ')}`)
  return nth
}

/** One of the lines, not used in this life before if there is one left, filled in. Lines about sound are never for somebody who signs. */
export function lineOf(life: Life, lines: Line): string {
  const given = typeof lines === 'string' ? [lines] : lines
  const all = given.filter((_, i) => usable(life, given).includes(i))
  const fresh = all.filter((line) => !life.spoken.has(line))
  const line = life.chance.one(fresh.length > 0 ? fresh : all)
  life.spoken.add(line)
  const said = line.startsWith(care) ? line.slice(care.length) : line
  return said.startsWith('{') ? capital(filled(said, life.words)) : filled(said, life.words)
}

/** One of the ways it may have gone: its code, and what was said. Of those whose code `fits`, if there are any. */
export function codedOf<Code extends string>({ chance, spoken }: Life, coded: Coded<Code>, fits: (code: Code) => boolean = () => true) {
  const ways = coded.map((way) => {
    const parted = way.indexOf(': ')
    return { code: way.slice(0, parted) as Code, line: way.slice(parted + 2) }
  })
  const fitting = ways.filter(({ code }) => fits(code))
  const fresh = fitting.filter(({ line }) => !spoken.has(line))
  return chance.one(fresh.length > 0 ? fresh : fitting.length > 0 ? fitting : ways)
}

/** Words as they go into an entry: the person’s in their own voice, somebody else’s as they said it, a worker’s as a plain sentence. */
export function wordsOf(life: Life, who: SaidByWho, lines: Line, plain = false) {
  const text = lineOf(life, lines)
  if (who === 'worker' || who === 'other') return text
  if (who !== 'person') return { text, quote: true }
  if (life.who.tongue === 'none') return text
  if (life.who.tongue === 'bfi') return { text, language: 'bfi', how: 'signed' as const }
  return { text: plain ? life.who.voice.turn(text) : inVoice(text, life.who.voice, life.chance), quote: true }
}

export function saidBy(life: Life, who: SaidByWho, day: Day): SaidBy {
  const { kin, friend, tongue } = life.who
  if (who === 'family') return { who, name: kin.name }
  if (who === 'friend') return { who, name: friend.name }
  if (who === 'worker') return { who, name: workerOn(life, day).name }
  if (who === 'person' && tongue === 'none') return { who, how: 'by-behaviour' }
  if (who === 'person' && tongue === 'bfi') return { who, how: 'interpreted' }
  return { who }
}
