import { daysBetween, londonDay } from '../domain/values.ts'
import { type Entry, type Line, type Names, nameIn, soInWords, type Telling, tellingOf } from './telling.ts'
import { atTime, inDays, plainly } from './words.ts'

/** An entry of a journey: as it is told, when it was written down and by whom, and what was said against it. */
export interface Written extends Entry {
  recordedAt: string
  recordedBy: { role: string; organisation?: string }
  standing?: string
  inForce?: boolean
  asFirstTold?: Partial<Entry>
  putRight?: Written[]
  disputes?: Written[]
  answers?: Written[]
}

/** The second clock: on which day it was written down, from which time to which, how long after it was so, and by whom. */
interface Clock {
  on: string
  from: string
  to: string
  later?: string | undefined
  by: string
}

/** Something that stands beside an entry: what put it right, or says that it is not so, and the answers. */
interface Beside extends Telling {
  written: Clock
  inForce: boolean
  answers: Beside[]
}

interface Told extends Telling {
  standing?: string | undefined
  firstTold: Line[]
  beside: Beside[]
}

/** What was so at the same time and was written down on the same day by the same: told under one date. */
export interface Moment {
  so: string
  written: Clock
  tellings: Told[]
}

/** A journey as moments, in its order: both clocks are said once for all that has them in common. */
export function moments(entries: readonly Written[]): Moment[] {
  const known: Names = new Map()
  const all: Moment[] = []
  for (const entry of entries) {
    const [so, written] = [soInWords(entry.happened), clockOf(entry, entry.happened?.from)]
    const telling = toldIn(entry, known)
    nameIn(known, entry)
    const last = all.at(-1)
    if (last?.so !== so || last.written.on !== written.on || last.written.by !== written.by) all.push({ so, written, tellings: [telling] })
    else {
      last.tellings.push(telling)
      last.written = { ...last.written, ...spanning(last.written, written) }
    }
  }
  return all
}

function toldIn(entry: Written, known: Names): Told {
  const { standing, asFirstTold, putRight = [], disputes = [] } = entry
  return {
    ...tellingOf(entry, known),
    standing,
    firstTold: asFirstTold ? firstTold(entry, asFirstTold, known) : [],
    beside: [...putRight, ...disputes].map((each) => besideOf(each, known)),
  }
}

function besideOf(entry: Written, known: Names): Beside {
  const { inForce = true, answers = [] } = entry
  return {
    ...tellingOf(entry, known),
    written: clockOf(entry),
    inForce,
    answers: answers.map((each) => besideOf(each, known)),
  }
}

/** What of an entry reads otherwise than when it was first told, as it read then. */
function firstTold(now: Written, then: Partial<Entry>, known: Names): Line[] {
  const [is, was] = [allLines(now, known), allLines({ ...now, ...then }, known)]
  const differs = was.filter(({ name, says }) => !is.some((line) => line.name === name && line.says === says))
  const added = is.filter(({ name }) => !was.some((line) => line.name === name))
  return [...differs, ...added.map(({ name }) => ({ name, says: 'not said' }))]
}

function allLines(entry: Entry, known: Names): Line[] {
  const { said, lines, whose } = tellingOf(entry, known)
  return [
    { name: 'When it was so', says: soInWords(entry.happened ?? undefined) },
    ...(said === undefined ? [] : [{ name: 'In words', says: said }]),
    ...lines,
    ...(whose.length === 0 ? [] : [{ name: 'Whose', says: whose.join('. ') }]),
  ]
}

function clockOf({ recordedAt, recordedBy: { role, organisation } }: Written, from?: string): Clock {
  const time = timeOf(recordedAt)
  return {
    on: inDays(londonDay(recordedAt)),
    from: time,
    to: time,
    later: from === undefined ? undefined : laterInWords(from, recordedAt),
    by: `${plainly(role).toLowerCase()}${organisation === undefined ? '' : `, ${organisation}`}`,
  }
}

function spanning(one: Clock, other: Clock): Pick<Clock, 'from' | 'to'> {
  return { from: one.from < other.from ? one.from : other.from, to: one.to > other.to ? one.to : other.to }
}

function timeOf(instant: string): string {
  return atTime(instant).slice(-5)
}

/** How long after it was so something was written down; nothing where the day is not known. */
export function laterInWords(from: string, recordedAt: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(from)) return undefined
  const days = daysBetween(from, londonDay(recordedAt))
  if (days < 0) return undefined
  if (days === 0) return 'the same day'
  if (days === 1) return 'the day after'
  if (days < 60) return `${days} days later`
  const months = Math.round(days / 30.4)
  return months < 24 ? `${months} months later` : `${Math.round(days / 365.25)} years later`
}
