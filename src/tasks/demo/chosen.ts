import type { Entry } from '../../domain/catalogue.ts'
import { type Day, daysAfter, daysBetween, firstDayOf, type Id, type Instant, londonDay, monthsAfter } from '../../domain/values.ts'
import type { ImportLine } from './kinds.ts'

/** Somebody worth looking at twice: now, and as they were on a day, as far as was known at an instant. */
export interface Interesting {
  person: Id
  name: string
  asAt: Day
  knownAt: Instant
}

/** What of a life reads differently a year on, and how much that shows. */
const changes: Readonly<Partial<Record<Entry['type'], number>>> = {
  HomeChanged: 5,
  GoalReworded: 4,
  GoalReached: 3,
  GoalLetGo: 3,
  GoalPickedUpAgain: 3,
  SupportStarted: 2,
  SupportAdjusted: 2,
  SupportEnded: 2,
  CompromiseMade: 2,
  WantMet: 1,
  NoLongerSo: 1,
  GoalVoiced: 1,
}

/**
 * The person whose profile of a year before the end (of lives told over less than two years, of half-way) differs most from the one at the end: living, and, where there is one, with something of
 * that time that was only written down later, so that what was known then differs from what is known now.
 */
export function interestingPerson(lines: readonly ImportLine[]): Interesting {
  const last = lines.at(-1)
  if (!last) throw new Error('nobody to choose from')
  const [began, ended] = [londonDay(lines[0]?.recordedAt ?? last.recordedAt), londonDay(last.recordedAt)]
  const yearAgo = monthsAfter(ended, -12)
  const halfWay = daysAfter(began, Math.floor(daysBetween(began, ended) / 2))
  const asAt = yearAgo > halfWay ? yearAgo : halfWay
  const knownAt = `${asAt}T22:59:59.999Z`
  let best: { interesting: Interesting; score: number } | undefined
  for (const [person, theirs] of byPerson(lines)) {
    const [first] = theirs
    const met = first?.body.entries[0]
    if (met?.type !== 'PersonMet') continue
    const score = scoreOf(theirs, { asAt, knownAt })
    if (best && score <= best.score) continue
    const { name } = met.words
    best = { interesting: { person, name: typeof name === 'string' ? name : name.text, asAt, knownAt }, score }
  }
  if (!best) throw new Error('nobody to choose from')
  return best.interesting
}

function byPerson(lines: readonly ImportLine[]): Map<Id, ImportLine[]> {
  const people = new Map<Id, ImportLine[]>()
  for (const line of lines) {
    const theirs = people.get(line.person)
    if (theirs) theirs.push(line)
    else people.set(line.person, [line])
  }
  return people
}

/** How many entries there must have been by then, for somebody to be worth looking at. */
const enough = 25

function scoreOf(lines: readonly ImportLine[], { asAt, knownAt }: { asAt: Day; knownAt: Instant }): number {
  let score = 0
  let before = 0
  let late = false
  for (const { recordedAt, body } of lines) {
    for (const entry of body.entries) {
      if (entry.type === 'PersonDied') return 0
      const from = firstDayOf(entry.happened.from ?? entry.happened.to ?? asAt)
      const weight = changes[entry.type] ?? 0
      if (from > asAt) score += weight
      else {
        if (recordedAt <= knownAt) before += 1
        else if (weight > 0) late = true
      }
    }
  }
  return before < enough ? 0 : score + (late ? 100 : 0)
}
